package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.train.LearningRate;

class TrainingTest {

	private static final float[] PYTORCH_WEIGHTS = { -0.0024956f, 0.1788145f, -0.2743484f, -0.2453130f, -0.1283848f };
	private static final float[] PYTORCH_BIAS = { 0.2829261f, 0.0218628f, -0.2221626f };

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	/** By hand: the first update of Adam moves each weight by the learning rate against the sign of its gradient. */
	@Test
	void adamMovesByTheLearningRateFirst() {
		final NDArray weights = manager.create(new float[] { 1, -2, 3 });
		try (Adam adam = new Adam(weights, 0.9f, 0.999f, Double.POSITIVE_INFINITY)) {
			Gradients.collect(collector -> collector.backward(weights.square().sum()));
			adam.update(0.1);
			assertArrayEquals(new float[] { 0.9f, -1.9f, 2.9f }, weights.toFloatArray(), 1e-5f);
			assertArrayEquals(new float[3], weights.getGradient().toFloatArray(), "the gradient is not set to 0");
		}
	}

	/** DJL's own clipping leaves negative gradients as they are; after two updates that shows in Adam's memory. */
	@Test
	void adamClipsGradientsOfBothSigns() {
		final NDArray huge = manager.create(new float[] { 1, 1 });
		final NDArray small = manager.create(new float[] { 1, 1 });
		try (Adam clipped = new Adam(huge, 0.9f, 0.999f, 1); Adam free = new Adam(small, 0.9f, 0.999f, Double.POSITIVE_INFINITY)) {
			for (final float size : new float[] { 1e6f, 0.1f }) {
				Gradients.collect(collector -> collector.backward(huge.mul(manager.create(new float[] { size, -size })).sum()));
				final float unit = (float) Math.min(size, 1 / Math.sqrt(2));
				Gradients.collect(collector -> collector.backward(small.mul(manager.create(new float[] { unit, -unit })).sum()));
				clipped.update(0.1);
				free.update(0.1);
			}
			assertArrayEquals(small.toFloatArray(), huge.toFloatArray(), 1e-4f);
		}
	}

	@Test
	void theLearningRateRisesAndFallsToZero() {
		final LearningRate rate = new LearningRate(1, 10);
		assertEquals(0.1, rate.at(0, 0, 100), 1e-9);
		assertEquals(0.5, rate.at(50, 0, 100), 1e-9);
		assertTrue(rate.at(9, 0, 100) > 0.97 && rate.at(99, 0, 100) < 0.001);
	}

	@Test
	void weightsToStartFromAreThoseOfPyTorch() {
		final PublishedNetwork network = new PublishedNetwork();
		final float[] values = Weights.random(manager, network, new SplittableRandom(1)::nextDouble).flat().toFloatArray();
		assertEquals(21_313, values.length);
		double largest = 0;
		double squares = 0;
		for (int i = 480; i < 480 + 48 * 48 * 9; i++) {
			largest = Math.max(largest, Math.abs(values[i]));
			squares += values[i] * values[i];
		}
		final double bound = 1 / Math.sqrt(48 * 9);
		assertTrue(largest <= bound && largest > 0.99 * bound);
		assertEquals(bound / Math.sqrt(3), Math.sqrt(squares / (48 * 48 * 9)), 0.02 * bound);
	}

	/** The first weights of torch.nn.Conv2d(1, 48, 3) after torch.manual_seed(0), printed by PyTorch. */
	@Test
	void publishedWeightsToStartFromAreThoseOfPyTorch() {
		final float[] values = Weights.random(manager, new PublishedNetwork(), PublishedTrainer.pyTorchUniform(0)).flat().toFloatArray();
		assertArrayEquals(PYTORCH_WEIGHTS, Arrays.copyOf(values, PYTORCH_WEIGHTS.length), 1e-6f);
		assertArrayEquals(PYTORCH_BIAS, Arrays.copyOfRange(values, 432, 432 + PYTORCH_BIAS.length), 1e-6f);
	}

	/** Blocks with halos must add up to the image: the same weights after training by one block and by several. */
	@Test
	void publishedTrainingByBlocksIsThatOfTheWholeImage() {
		final RandomAccessibleInterval<FloatType> image = noisy(70, 45);
		final float[] whole = publishedResult(image, 1 << 20);
		final float[] blocks = publishedResult(image, 32);
		assertArrayEquals(whole, blocks, 2e-4f);
	}

	private float[] publishedResult(final RandomAccessibleInterval<FloatType> image, final int block) {
		try (TrainedNetwork trained = new PublishedTrainer(manager, block).train(image, 5, 1, LearningListener.NONE, Progress.NONE)) {
			final float[] pixels = new float[70 * 46];
			Arrays.fill(pixels, 0.5f);
			return trained.model().denoise(pixels, new long[] { 70, 46 });
		}
	}

	/** A learning rate at which training diverges is lowered until it does not. */
	@Test
	void divergedTrainingStartsAgainGentler() {
		final List<RandomAccessibleInterval<FloatType>> images = List.of(normalized(96, 96));
		try (TrainedNetwork trained = new FastTrainer(2, manager, 0.3).train(new NeighborPairs(images, 32, 1), new NeighborPairs(images, 32, 2), 80, 1, LearningListener.NONE,
			Progress.NONE))
		{
			assertTrue(trained.restarts() > 0, "it did not diverge");
			assertTrue(trained.isBetterThanInput(), "error " + trained.error() + " of " + trained.errorOfInput());
		}
	}

	/** Training that cannot succeed ends, and says that it did not. */
	@Test
	void hopelessTrainingIsNotBetterThanTheInput() {
		final List<RandomAccessibleInterval<FloatType>> images = List.of(normalized(64, 64));
		try (TrainedNetwork trained = new FastTrainer(2, manager, 1e6).train(new NeighborPairs(images, 32, 1), new NeighborPairs(images, 32, 2), 40, 1, LearningListener.NONE,
			Progress.NONE))
		{
			assertEquals(3, trained.restarts());
			assertFalse(trained.isBetterThanInput());
		}
	}

	private static RandomAccessibleInterval<FloatType> normalized(final int width, final int height) {
		final RandomAccessibleInterval<FloatType> image = noisy(width, height);
		image.forEach(value -> value.set((value.get() - 0.5f) / 0.17f));
		return image;
	}

	/** Nothing that a step makes outlives it. */
	@Test
	void longTrainingHoldsNoMoreThanShort() {
		assertEquals(arraysLeftBy(20), arraysLeftBy(120));
	}

	private int arraysLeftBy(final int steps) {
		try (NDManager own = manager.newSubManager()) {
			final List<RandomAccessibleInterval<FloatType>> images = List.of(noisy(64, 64));
			final int[] most = new int[1];
			final Progress watch = new Progress() {

				@Override
				public void update(final String doing, final double fraction) {
					most[0] = Math.max(most[0], count(own));
				}

				@Override
				public boolean isCanceled() {
					return false;
				}
			};
			new FastTrainer(2, own).train(new NeighborPairs(images, 32, 1), new NeighborPairs(images, 32, 2), steps, 1, LearningListener.NONE, watch);
			return most[0];
		}
	}

	private static int count(final NDManager own) {
		return own.getManagedArrays().size();
	}

	private static RandomAccessibleInterval<FloatType> noisy(final int width, final int height) {
		final Random random = new Random(1);
		final float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (0.5 + 0.2 * Math.sin(i % width / 5.0) + 0.1 * random.nextGaussian());
		return ArrayImgs.floats(values, width, height);
	}
}
