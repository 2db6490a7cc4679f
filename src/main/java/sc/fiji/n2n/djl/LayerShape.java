package sc.fiji.n2n.djl;

import java.util.Arrays;

import ai.djl.ndarray.types.Shape;

/**
 * The shape of one convolution, on images of any number of axes.
 *
 * @param kernel shape of its kernel, (filters, channels, [depth,] height, width)
 * @param level how often the image has been halved along x and y before it
 * @param normalized whether batch normalization follows
 */
record LayerShape(Shape kernel, int level, boolean normalized) {

	/** A convolution with a kernel of the same side along each axis. */
	static LayerShape of(final int rank, final int filters, final int channels, final int side, final int level, final boolean normalized) {
		final long[] shape = new long[rank + 2];
		Arrays.fill(shape, side);
		shape[0] = filters;
		shape[1] = channels;
		return new LayerShape(new Shape(shape), level, normalized);
	}

	/** A convolution of images of three axes whose kernel does not reach into neighbouring slices. */
	static LayerShape flat(final int filters, final int channels, final int side, final int level, final boolean normalized) {
		return new LayerShape(new Shape(filters, channels, 1, side, side), level, normalized);
	}

	/** How many slices to each side one value of its result depends on. */
	int reachAlongZ() {
		return rank() < 3 ? 0 : (int) kernel.get(2) / 2;
	}

	long filters() {
		return kernel.get(0);
	}

	/** Number of values that one value of its result is made of. */
	long fanIn() {
		return kernel.size() / filters();
	}

	/** Number of axes of the images. */
	int rank() {
		return kernel.dimension() - 2;
	}

	/** Number of values of its kernel, its bias and, where it is normalized, its scale. */
	long[] weights() {
		return normalized ? new long[] { kernel.size(), filters(), filters() } : new long[] { kernel.size(), filters() };
	}

	/** Number of values of its running mean and its running variance; empty where it is not normalized. */
	long[] statistics() {
		return normalized ? new long[] { filters(), filters() } : new long[0];
	}

	/** Multiplications for each pixel of the image. */
	double multiplications() {
		return kernel.size() / Math.pow(4, level);
	}
}
