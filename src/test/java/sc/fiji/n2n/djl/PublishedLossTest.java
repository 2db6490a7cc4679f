package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import net.imglib2.Interval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PublishedLossTest {

	private static final NDIndex ALL = new NDIndex(":,:,:,:");

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	/** A "network" of one weight w: the noise is w times the square of the pixel. */
	private static final class Square implements Network {

		@Override
		public List<LayerShape> layers() {
			return List.of(LayerShape.of(2, 1, 1, 1, 0, false));
		}

		@Override
		public Initialization initialization() {
			return Initialization.PYTORCH;
		}

		@Override
		public NDArray denoise(final NDArray images, final List<Layer> layers) {
			return images.sub(images.square().mul(layers.get(0).kernel()));
		}

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			return target;
		}
	}

	@Test
	void downsamplingTakesTheMeansOfTheDiagonals() {
		final NDArray image = manager.create(new float[] { 1, 2, 10, 20, 4, 8, 40, 80 }, new Shape(1, 1, 2, 4));
		final NDArray pair = PublishedLoss.downsampled(image);
		assertEquals(new Shape(2, 1, 1, 2), pair.getShape());
		// (2 + 4) / 2, (20 + 40) / 2; (1 + 8) / 2, (10 + 80) / 2
		assertArrayEquals(new float[] { 3, 30, 4.5f, 45 }, pair.toFloatArray());
	}

	/**
	 * By hand, for the cell (1, 2; 3, 4) and w = 0.1: y1 = 2.5, y2 = 2.5; f(y) = 0.625, x1 = x2 = 1.875; residual = 0.625^2 for
	 * both orders. Denoised cell: 0.9, 1.6; 2.1, 2.4: d1 = 1.85, d2 = 1.65; consistency = (0.025^2 + 0.225^2) / 2.
	 */
	@Test
	void lossesAreThoseComputedByHand() {
		final NDList sums = sums(new float[] { 1, 2, 3, 4 }, 0.1f);
		assertEquals(0.390625, sums.get(0).getFloat(), 1e-6);
		assertEquals(0.025625, sums.get(1).getFloat(), 1e-6);
	}

	/**
	 * By hand, for the cell (0, 1; 3, 4) and w = 0: y1 = 2, y2 = 2 and nothing is removed: both losses are 0. For (0, 2; 4, 0):
	 * y1 = 3, y2 = 0: residual (9 + 9) / 2, consistency 0.
	 */
	@Test
	void withoutANetworkTheResidualIsTheDifferenceOfTheDiagonals() {
		assertEquals(0, sums(new float[] { 0, 1, 3, 4 }, 0).get(0).getFloat());
		final NDList sums = sums(new float[] { 0, 2, 4, 0 }, 0);
		assertEquals(9, sums.get(0).getFloat());
		assertEquals(0, sums.get(1).getFloat());
	}

	@Test
	void cellsOfWeightZeroDoNotCount() {
		final NDArray block = manager.create(new float[] { 0, 2, 7, 7, 4, 0, 7, 9 }, new Shape(1, 1, 2, 4));
		final List<Layer> kernel = List.of(Layer.plain(manager.zeros(new Shape(1, 1, 1, 1)), null));
		final NDArray weight = manager.create(new float[] { 1, 0 }, new Shape(1, 1, 1, 2));
		assertEquals(9, new PublishedLoss(new Square()).sums(block, weight, ALL, kernel).get(0).getFloat());
	}

	private NDList sums(final float[] cell, final float w) {
		final NDArray weight = manager.ones(new Shape(1, 1, 1, 1));
		final List<Layer> weights = List.of(Layer.plain(manager.create(new float[] { w }, new Shape(1, 1, 1, 1)), null));
		return new PublishedLoss(new Square()).sums(manager.create(cell, new Shape(1, 1, 2, 2)), weight, ALL, weights);
	}

	/** The gradient that training follows is that of the loss: against differences of the loss itself. */
	@Test
	void gradientsAreThoseOfTheLoss() {
		final PublishedNetwork network = new PublishedNetwork();
		final PublishedLoss loss = new PublishedLoss(network);
		final Random random = new Random(1);
		final float[] pixels = new float[16 * 16];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = random.nextFloat();
		final NDArray block = manager.create(pixels, new Shape(1, 1, 16, 16));
		final NDArray counted = manager.ones(new Shape(1, 1, 8, 8));
		final Weights weights = Weights.random(manager, network, new SplittableRandom(1)::nextDouble);
		weights.flat().setRequiresGradient(true);
		Gradients.collect(collector -> {
			final NDList sums = loss.sums(block, counted, ALL, weights.layers(manager, true));
			collector.backward(sums.get(0).add(sums.get(1)));
		});
		final float[] gradient = weights.flat().getGradient().toFloatArray();
		final float[] values = weights.flat().toFloatArray();
		final int[] some = { 0, 100, 432, 433, 5000, 21215, 21264, 21311, 21312 };
		for (final int i : some) {
			final float step = 1e-2f;
			final double slope = (total(loss, block, counted, weights, values, i, step) - total(loss, block, counted, weights, values, i, -step)) / (2 * step);
			assertEquals(slope, gradient[i], 0.02 * Math.abs(slope) + 2e-3, "weight " + i);
		}
	}

	private double total(final PublishedLoss loss, final NDArray block, final NDArray counted, final Weights weights, final float[] values, final int i,
		final float step)
	{
		final float[] changed = values.clone();
		changed[i] += step;
		final NDList sums = loss.sums(block, counted, ALL, weights.with(manager.create(changed)).layers(manager, true));
		return (double) sums.get(0).getFloat() + sums.get(1).getFloat();
	}
}
