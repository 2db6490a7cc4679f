package sc.fiji.n2n.djl;

import java.util.List;

import ai.djl.ndarray.NDArray;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * The network of Zero-Shot Noise2Noise (Mansour and Heckel, CVPR 2023, section 3.2): two 3x3
 * convolutions and one 1x1, 48 channels, leaky ReLU 0.2; 21,313 weights. Beyond the border it sees zeros,
 * as in the paper; an odd image is mirrored by one pixel.
 */
final class PublishedNetwork implements Network {

	private static final int WIDTH = 48;
	private static final float SLOPE = 0.2f;

	/** A pixel depends on no pixel farther than this. */
	static final int HALO = 2;

	@Override
	public List<LayerShape> layers() {
		return List.of(LayerShape.of(2, WIDTH, 1, 3, 0, false), LayerShape.of(2, WIDTH, WIDTH, 3, 0, false), LayerShape.of(2, 1, WIDTH, 1, 0, false));
	}

	@Override
	public Initialization initialization() {
		return Initialization.PYTORCH;
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return Intervals.intersect(Intervals.expand(target, HALO), even(image));
	}

	/** An image with a row or column more where it has an odd number of them. */
	static Interval even(final Interval image) {
		final long[] max = image.maxAsLongArray();
		for (int d = 0; d < max.length; d++)
			max[d] += image.dimension(d) % 2;
		return new FinalInterval(image.minAsLongArray(), max);
	}

	@Override
	public NDArray denoise(final NDArray images, final List<Layer> layers) {
		NDArray x = images;
		for (int layer = 0; layer < 2; layer++)
			x = Layers.activate(layers.get(layer).apply(x), SLOPE);
		return images.sub(layers.get(2).apply(x));
	}
}
