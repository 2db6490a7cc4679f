package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDManager;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.denoise.PatchModel;

/** Applies the network of the paper. Beyond the border it sees zeros, as in the paper; an odd image is mirrored by one pixel. */
final class PublishedModel implements PatchModel {

	private final PublishedNetwork network;
	private final Weights weights;
	private final NDManager manager;

	/** @param weights trained weights without gradient; closed with the model */
	PublishedModel(final PublishedNetwork network, final Weights weights, final NDManager manager) {
		this.network = network;
		this.weights = weights;
		this.manager = manager;
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return Intervals.intersect(Intervals.expand(target, PublishedNetwork.HALO), even(image));
	}

	/** An image with a row or column more where it has an odd number of them. */
	static Interval even(final Interval image) {
		final long[] max = image.maxAsLongArray();
		for (int d = 0; d < max.length; d++)
			max[d] += image.dimension(d) % 2;
		return new FinalInterval(image.minAsLongArray(), max);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		return Inference.denoise(network, weights, manager, block, size);
	}

	@Override
	public void close() {
		weights.close();
	}
}
