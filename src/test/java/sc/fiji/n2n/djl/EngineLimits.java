package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** What this machine can compute at most through the engine, and what the network of the method fast needs. */
public final class EngineLimits implements AutoCloseable {

	/** A rate is the best of as many tries as fit into this time. */
	private static final double SECONDS = 1.5;

	private final NDManager manager = PyTorchEngine.load().newBaseManager(ai.djl.Device.cpu());

	/** Floating-point operations that the small U-Net of planes takes for a pixel: two for each multiplication. */
	public static double operationsPerPixel() {
		return 2 * FastTrainer.network(2).multiplications();
	}

	/** Patches of a training step. */
	public static int batch() {
		return FastTrainer.BATCH;
	}

	/**
	 * Billion operations a second of a product of two matrices.
	 *
	 * @param side their side
	 */
	public double matrixProduct(final int side) {
		try (NDManager own = manager.newSubManager()) {
			final NDArray a = own.randomUniform(-1, 1, new Shape(side, side));
			final NDArray b = own.randomUniform(-1, 1, new Shape(side, side));
			return best(2.0 * side * side * side, () -> a.matMul(b).close());
		}
	}

	/**
	 * Billion operations a second of a convolution of 3x3 pixels, forward only.
	 *
	 * @param images number of images
	 * @param channels channels in and out
	 * @param side side of the images
	 */
	public double convolution(final int images, final int channels, final int side) {
		try (NDManager own = manager.newSubManager()) {
			final NDArray x = own.randomUniform(-1, 1, new Shape(images, channels, side, side));
			final Layer layer = Layer.plain(own.randomUniform(-1, 1, new Shape(channels, channels, 3, 3)), own.zeros(new Shape(channels)));
			return best(2.0 * images * side * side * channels * channels * 9, () -> layer.apply(x).close());
		}
	}

	private static double best(final double operations, final Runnable work) {
		double best = Double.POSITIVE_INFINITY;
		for (final long end = System.nanoTime() + (long) (1e9 * SECONDS); System.nanoTime() < end;) {
			final long start = System.nanoTime();
			work.run();
			best = Math.min(best, System.nanoTime() - start);
		}
		return operations / best;
	}

	@Override
	public void close() {
		manager.close();
	}
}
