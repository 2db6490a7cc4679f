package sc.fiji.n2n.djl;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.norm.BatchNorm;

/**
 * One convolution with its weights.
 *
 * @param kernel (filters, channels, [depth,] height, width), its sides odd
 * @param bias added to each filter's result, and with batch normalization after it, as its shift
 * @param scale of batch normalization; null for none
 * @param mean running mean of batch normalization; null for none
 * @param variance running variance of batch normalization; null for none
 * @param training whether batch normalization uses the statistics of the batch, and updates the running ones
 */
record Layer(NDArray kernel, NDArray bias, NDArray scale, NDArray mean, NDArray variance, boolean training) {

	/** DJL swaps axes to and fro for an axis of channels that is named; this leaves them to PyTorch, where they are the second. */
	private static final int SECOND_AXIS = -1;
	/** Share of the running mean and variance that a step keeps, and what is added to a variance: PyTorch's. */
	private static final float MOMENTUM = 0.9f;
	private static final float EPSILON = 1e-5f;

	/** One without batch normalization. */
	static Layer plain(final NDArray kernel, final NDArray bias) {
		return new Layer(kernel, bias, null, null, null, false);
	}

	/**
	 * Convolution, the border padded with 0 so that the size stays, and batch normalization.
	 *
	 * @param x (N, channels, [depth,] height, width)
	 * @return (N, filters, [depth,] height, width)
	 */
	NDArray apply(final NDArray x) {
		return normalize(convolve(x, kernel, scale == null ? bias : null));
	}

	/**
	 * The same of the channels of two images, as if one followed the other. Convolves each apart and adds: much faster than
	 * joining them first where one has few channels, since processors want the number of channels to be a multiple of 8 or 16.
	 *
	 * @param a (N, some channels, [depth,] height, width)
	 * @param b (N, the other channels, [depth,] height, width)
	 * @return (N, filters, [depth,] height, width)
	 */
	NDArray apply(final NDArray a, final NDArray b) {
		final NDList kernels = kernel.split(new long[] { a.getShape().get(1) }, 1);
		try (NDArray ofA = kernels.get(0); NDArray ofB = kernels.get(1); NDArray second = convolve(b, ofB, null)) {
			return normalize(convolve(a, ofA, scale == null ? bias : null).addi(second));
		}
	}

	private NDArray convolve(final NDArray x, final NDArray weights, final NDArray shift) {
		final long[] sides = Arrays.copyOfRange(kernel.getShape().getShape(), 2, kernel.getShape().dimension());
		final long[] ones = new long[sides.length];
		Arrays.fill(ones, 1);
		final Shape padding = new Shape(Arrays.stream(sides).map(side -> side / 2).toArray());
		final Shape one = new Shape(ones);
		return x.getNDArrayInternal().convolution(x, weights, shift, one, padding, one, 1).singletonOrThrow();
	}

	private NDArray normalize(final NDArray convolved) {
		if (scale == null) return convolved;
		try (convolved) {
			return BatchNorm.batchNorm(convolved, mean, variance, scale, bias, SECOND_AXIS, MOMENTUM, EPSILON, training).singletonOrThrow();
		}
	}
}
