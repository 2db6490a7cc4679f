package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDManager;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import sc.fiji.n2n.denoise.PatchModel;

/** Applies a trained U-Net. Beyond the border it sees the image mirrored. */
final class UNetModel implements PatchModel {

	private final UNet network;
	private final Weights weights;
	private final NDManager manager;

	/** @param weights trained weights without gradient; closed with the model */
	UNetModel(final UNet network, final Weights weights, final NDManager manager) {
		this.network = network;
		this.weights = weights;
		this.manager = manager;
	}

	/** The halo around the target, rounded so that the cells that the network pools are those of the whole image. */
	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		final long[] min = new long[2];
		final long[] max = new long[2];
		for (int d = 0; d < 2; d++) {
			final long multiple = network.multiple();
			final long from = target.min(d) - image.min(d) - network.halo();
			final long to = target.max(d) - image.min(d) + network.halo() + 1;
			min[d] = image.min(d) + Math.floorDiv(from, multiple) * multiple;
			max[d] = image.min(d) + -Math.floorDiv(-to, multiple) * multiple - 1;
		}
		return new FinalInterval(min, max);
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
