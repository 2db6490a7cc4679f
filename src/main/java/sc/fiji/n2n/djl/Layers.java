package sc.fiji.n2n.djl;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import sc.fiji.n2n.denoise.Progress;
import ai.djl.nn.Activation;

/**
 * The steps between the convolutions of the networks, on images (N, C, [depth,] height, width). Each frees the memory of
 * what it is given unless told otherwise, so that a network on a large image needs only what it still has to read.
 */
final class Layers {

	/** Mode of {@code interpolation} that repeats the nearest pixel. */
	private static final int NEAREST = 0;

	private Layers() {}

	/** The same layers, which ask whether to stop each time that a network takes one: a large block takes long. */
	static List<Layer> asking(final List<Layer> layers, final Progress progress) {
		return new AbstractList<>() {

			@Override
			public Layer get(final int index) {
				progress.stopIfCanceled();
				return layers.get(index);
			}

			@Override
			public int size() {
				return layers.size();
			}
		};
	}

	/** Leaky ReLU. Frees x. */
	static NDArray activate(final NDArray x, final float slope) {
		try (x) {
			return Activation.leakyRelu(x, slope);
		}
	}

	/** Mean of each cell of two pixels along x and y. Keeps x. */
	static NDArray mean(final NDArray x) {
		final Shape cell = cell(x);
		return x.getNDArrayInternal().avgPool(cell, cell, none(x), false, true);
	}

	/** Largest value of each cell of two pixels along x and y. Frees x. */
	static NDArray max(final NDArray x) {
		final Shape cell = cell(x);
		try (x) {
			return x.getNDArrayInternal().maxPool(cell, cell, none(x), false);
		}
	}

	/** Each pixel becomes a cell of two pixels along x and y. Keeps x. */
	static NDArray enlarge(final NDArray x) {
		final long[] shape = x.getShape().getShape();
		final long[] size = Arrays.copyOfRange(shape, 2, shape.length);
		size[size.length - 1] *= 2;
		size[size.length - 2] *= 2;
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

	/** Slices are not joined: there are few of them, and they are mostly farther apart than pixels. */
	private static Shape cell(final NDArray x) {
		final long[] sides = new long[x.getShape().dimension() - 2];
		Arrays.fill(sides, 1);
		sides[sides.length - 1] = 2;
		sides[sides.length - 2] = 2;
		return new Shape(sides);
	}

	private static Shape none(final NDArray x) {
		return new Shape(new long[x.getShape().dimension() - 2]);
	}
}
