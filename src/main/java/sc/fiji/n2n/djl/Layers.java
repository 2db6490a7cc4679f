package sc.fiji.n2n.djl;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;

/**
 * The steps between the convolutions of the networks, on images (N, C, [depth,] height, width). Each frees the memory of
 * what it is given unless told otherwise, so that a network on a large image needs only what it still has to read.
 */
final class Layers {

	/** Mode of {@code interpolation} that repeats the nearest pixel. */
	private static final int NEAREST = 0;

	private Layers() {}

	/** Leaky ReLU. Frees x. */
	static NDArray activate(final NDArray x, final float slope) {
		try (x) {
			return Activation.leakyRelu(x, slope);
		}
	}

	/** Mean of each cell of two pixels along each axis. Keeps x. */
	static NDArray mean(final NDArray x) {
		final Shape two = sides(x, 2);
		return x.getNDArrayInternal().avgPool(two, two, sides(x, 0), false, true);
	}

	/** Largest value of each cell of two pixels along each axis. Frees x. */
	static NDArray max(final NDArray x) {
		final Shape two = sides(x, 2);
		try (x) {
			return x.getNDArrayInternal().maxPool(two, two, sides(x, 0), false);
		}
	}

	/** Each pixel becomes a cell of two pixels along each axis. Keeps x. */
	static NDArray enlarge(final NDArray x) {
		final long[] shape = x.getShape().getShape();
		final long[] size = Arrays.stream(shape, 2, shape.length).map(side -> 2 * side).toArray();
		return x.getNDArrayInternal().interpolation(size, NEAREST, false);
	}

	/** Channels of both, one after the other. Frees a, keeps b. */
	static NDArray join(final NDArray a, final NDArray b) {
		try (a) {
			return a.concat(b, 1);
		}
	}

	/** Sum of both, in place of a. Keeps b. */
	static NDArray add(final NDArray a, final NDArray b) {
		return a.addi(b);
	}

	private static Shape sides(final NDArray x, final int side) {
		final long[] sides = new long[x.getShape().dimension() - 2];
		Arrays.fill(sides, side);
		return new Shape(sides);
	}
}
