package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.pooling.Pool;

/** The layers of the networks, on images (N, C, height, width). */
final class Layers {

	private static final Shape ONE = new Shape(1, 1);
	private static final Shape TWO = new Shape(2, 2);
	private static final Shape NONE = new Shape(0, 0);
	/** Mode of {@code interpolation} that repeats the nearest pixel. */
	private static final int NEAREST = 0;

	private Layers() {}

	/** Convolution of layer i, its border padded with 0 so that the size stays. */
	static NDArray convolve(final NDArray x, final NDList weights, final int i) {
		final NDArray kernel = weights.get(2 * i);
		final Shape padding = new Shape(kernel.getShape().get(2) / 2, kernel.getShape().get(3) / 2);
		return Conv2d.conv2d(x, kernel, weights.get(2 * i + 1), ONE, padding).singletonOrThrow();
	}

	/** Leaky ReLU. */
	static NDArray activate(final NDArray x, final float slope) {
		return Activation.leakyRelu(x, slope);
	}

	/** Mean of each 2x2 cell. */
	static NDArray halve(final NDArray x) {
		return Pool.avgPool2d(x, TWO, TWO, NONE, false, true);
	}

	/** Each pixel becomes a 2x2 cell. */
	static NDArray enlarge(final NDArray x) {
		final Shape shape = x.getShape();
		return x.getNDArrayInternal().interpolation(new long[] { 2 * shape.get(2), 2 * shape.get(3) }, NEAREST, false);
	}

	/** Channels of both, one after the other. */
	static NDArray join(final NDArray a, final NDArray b) {
		return a.concat(b, 1);
	}
}
