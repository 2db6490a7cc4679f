package sc.fiji.n2n.djl;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/**
 * A small U-Net (Ronneberger et al. 2015) with one 3x3 convolution a level, average pooling, nearest
 * upsampling and leaky ReLU. Skip connections join the levels below the first; at full size, where
 * convolutions are dear, the image itself is joined instead, and once more before the last layer, which
 * lets the network predict the noise or the scene, whichever is easier.
 */
final class UNet implements Network {

	private static final float SLOPE = 0.1f;

	private final int depth;
	private final List<Shape> layers = new ArrayList<>();

	/**
	 * @param width channels of all levels
	 * @param depth how often the image is halved
	 */
	UNet(final int width, final int depth) {
		this.depth = depth;
		add(width, 1);
		for (int i = 0; i < depth; i++)
			add(width, width);
		for (int i = 1; i < depth; i++)
			add(width, 2 * width);
		add(width, width + 1);
		layers.add(new Shape(1, width + 1, 1, 1));
	}

	private void add(final int filters, final int channels) {
		layers.add(new Shape(filters, channels, 3, 3));
	}

	@Override
	public List<Shape> layers() {
		return layers;
	}

	/** Blocks must have sides that are multiples of this. */
	int multiple() {
		return 1 << depth;
	}

	/** A pixel depends on no pixel farther than this; a multiple of {@link #multiple}. */
	int halo() {
		return 4 * multiple();
	}

	/** The halo around the target, rounded so that the cells that the network pools are those of the whole image. */
	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		final long[] min = new long[2];
		final long[] max = new long[2];
		for (int d = 0; d < 2; d++) {
			final long from = target.min(d) - image.min(d) - halo();
			final long to = target.max(d) - image.min(d) + halo() + 1;
			min[d] = image.min(d) + Math.floorDiv(from, multiple()) * multiple();
			max[d] = image.min(d) - Math.floorDiv(-to, multiple()) * multiple() - 1;
		}
		return new FinalInterval(min, max);
	}

	@Override
	public NDArray noise(final NDArray images, final NDList weights) {
		final Deque<NDArray> skips = new ArrayDeque<>();
		skips.push(images);
		NDArray x = convolve(images, weights, 0);
		int layer = 1;
		for (int i = 0; i < depth; i++) {
			if (i > 0) skips.push(x);
			x = convolve(Layers.halve(x), weights, layer++);
		}
		for (int i = 0; i < depth; i++)
			x = convolve(Layers.join(Layers.enlarge(x), skips.pop()), weights, layer++);
		return Layers.convolve(Layers.join(x, images), weights, layer);
	}

	private static NDArray convolve(final NDArray x, final NDList weights, final int layer) {
		return Layers.activate(Layers.convolve(x, weights, layer), SLOPE);
	}
}
