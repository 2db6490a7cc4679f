package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerState;

class DjlLearnerTest {

	private static final double RATE = 3e-3;

	private static DjlTrainer trainer;

	@BeforeAll
	static void open() {
		trainer = DjlTrainer.open(ComputeDevice.CPU);
	}

	@AfterAll
	static void close() {
		trainer.close();
	}

	private static NetworkOptions small(final boolean batchNorm) {
		return new NetworkOptions(Architecture.SMALL_UNET, 2, 2, 8, false, batchNorm, 0.1);
	}

	/** Pairs of noisy images of waves. */
	private static PatchBatch batch(final long seed, final int count, final long... size) {
		final Random random = new Random(seed);
		final float[] input = new float[count * (int) Arrays.stream(size).reduce(1, (a, b) -> a * b)];
		final float[] target = new float[input.length];
		for (int i = 0; i < input.length; i++) {
			final double scene = Math.sin(i % size[0] / 3.0 + seed);
			input[i] = (float) (scene + random.nextGaussian());
			target[i] = (float) (scene + random.nextGaussian());
		}
		return new PatchBatch(input, target, null, count, size);
	}

	private static void learn(final Learner learner, final int from, final int to) {
		for (int step = from; step < to; step++)
			learner.learn(batch(step, 4, 32, 32), RATE, step / 40.0);
	}

	private static void assertEqualStates(final LearnerState expected, final LearnerState actual) {
		assertArrayEquals(expected.weights(), actual.weights());
		assertArrayEquals(expected.statistics(), actual.statistics());
		assertArrayEquals(expected.means(), actual.means());
		assertArrayEquals(expected.variances(), actual.variances());
		assertEquals(expected.updates(), actual.updates());
	}

	/** Learning on from a state is the same, to the bit, as never having stopped. */
	@ParameterizedTest
	@CsvSource({ "SMALL_UNET,2,false", "SMALL_UNET,2,true", "UNET,2,true", "RED,2,true", "UNET,3,false" })
	void restoringIsExact(final Architecture architecture, final int rank, final boolean batchNorm) {
		final NetworkOptions options = new NetworkOptions(architecture, rank, 2, 8, false, batchNorm, 0.1);
		final long[] size = rank == 2 ? new long[] { 16, 16 } : new long[] { 8, 8, 4 };
		try (Learner first = trainer.create(options, Loss.L2, 1); Learner second = trainer.create(options, Loss.L2, 2)) {
			for (int step = 0; step < 5; step++)
				first.learn(batch(step, 2, size), RATE, 0);
			final LearnerState between = first.state();
			final double[] losses = new double[5];
			for (int step = 0; step < 5; step++)
				losses[step] = first.learn(batch(100 + step, 2, size), RATE, 0);
			second.learn(batch(7, 2, size), RATE, 0);
			second.restore(between);
			assertEqualStates(between, second.state());
			for (int step = 0; step < 5; step++)
				assertEquals(losses[step], second.learn(batch(100 + step, 2, size), RATE, 0));
			assertEqualStates(first.state(), second.state());
			assertEquals(10, second.state().updates());
			final float[] image = batch(3, 1, size).input();
			try (PatchModel one = first.model(); PatchModel other = trainer.model(options, Loss.L2, second.state().weightsOnly())) {
				assertArrayEquals(one.denoise(image, size), other.denoise(image, size));
			}
		}
	}

	/** A state is a copy: learning on does not change it. */
	@Test
	void statesAndModelsDoNotLearnOn() {
		try (Learner learner = trainer.create(small(true), Loss.L2, 1)) {
			learn(learner, 0, 3);
			final LearnerState state = learner.state();
			final float[] weights = state.weights().clone();
			final float[] statistics = state.statistics().clone();
			final float[] image = batch(9, 1, 16, 16).input();
			try (PatchModel model = learner.model()) {
				final float[] before = model.denoise(image, new long[] { 16, 16 });
				learn(learner, 3, 6);
				assertArrayEquals(before, model.denoise(image, new long[] { 16, 16 }));
			}
			assertArrayEquals(weights, state.weights());
			assertArrayEquals(statistics, state.statistics());
			assertFalse(Arrays.equals(weights, learner.state().weights()));
			assertFalse(Arrays.equals(statistics, learner.state().statistics()));
		}
	}

	@Test
	void theSameSeedStartsFromTheSameWeights() {
		try (Learner one = trainer.create(small(false), Loss.L2, 5); Learner same = trainer.create(small(false), Loss.L2, 5); Learner other = trainer.create(
			small(false), Loss.L2, 6))
		{
			learn(one, 0, 3);
			learn(same, 0, 3);
			assertEqualStates(one.state(), same.state());
			assertFalse(Arrays.equals(one.state().weights(), other.state().weights()));
		}
	}

	/** The point of all: it has never seen the scene without noise, but comes nearer to it than its noisy targets are. */
	@ParameterizedTest
	@EnumSource(Architecture.class)
	void itLearnsTheSceneFromNoisyPairs(final Architecture architecture) {
		final NetworkOptions options = new NetworkOptions(architecture, 2, 2, 12, false, false, 0.1);
		try (Learner learner = trainer.create(options, Loss.L2, 1)) {
			final double before = learner.loss(batch(1000, 4, 32, 32), 0);
			learn(learner, 0, 150);
			final double after = learner.loss(batch(1000, 4, 32, 32), 0);
			// The noise of the target alone is a loss of 1, the input has 2.
			assertTrue(after < 1.35 && after > 0.8 && after < before, "from " + before + " to " + after);
		}
	}

	/** Batch normalization by the statistics of all batches so far: the loss without learning is near that of learning. */
	@Test
	void runningStatisticsStandForTheBatch() {
		try (Learner learner = trainer.create(small(true), Loss.L2, 1)) {
			learn(learner, 0, 120);
			final float[] before = learner.state().statistics();
			final double unseen = learner.loss(batch(1000, 4, 32, 32), 0);
			assertArrayEquals(before, learner.state().statistics(), "a loss without learning changes nothing");
			assertTrue(unseen < 1.5, "loss " + unseen);
			assertEquals(learner.learn(batch(1000, 4, 32, 32), 0, 0), unseen, 0.2);
		}
	}

	/** The loss that learning returns is that before the step, and it is that of {@code loss}. */
	@Test
	void learningReturnsTheLossBeforeTheStep() {
		try (Learner learner = trainer.create(small(false), Loss.L1, 1)) {
			final PatchBatch batch = batch(1, 4, 32, 32);
			final double before = learner.loss(batch, 0);
			assertEquals(before, learner.learn(batch, RATE, 0), 1e-6);
			assertTrue(learner.loss(batch, 0) < before);
		}
	}

	/** Pixels of weight 0 may hold anything. */
	@Test
	void pixelsThatDoNotCountTeachNothing() {
		final PatchBatch all = batch(1, 2, 16, 16);
		final float[] weight = new float[all.target().length];
		for (int i = 0; i < weight.length; i++)
			weight[i] = i % 3 == 0 ? 0 : 1;
		final float[] changed = all.target().clone();
		for (int i = 0; i < weight.length; i += 3)
			changed[i] = 1e6f;
		try (Learner one = trainer.create(small(false), Loss.MASKED_L2, 1); Learner other = trainer.create(small(false), Loss.MASKED_L2, 1)) {
			one.learn(new PatchBatch(all.input(), all.target(), weight, 2, all.size()), RATE, 0);
			other.learn(new PatchBatch(all.input(), changed, weight, 2, all.size()), RATE, 0);
			assertArrayEquals(one.state().weights(), other.state().weights());
		}
	}

	/** Patches that cannot be halved as often as the network does: extended by a mirror that does not count. */
	@ParameterizedTest
	@CsvSource({ "17,5", "1,1", "16,30", "3,40" })
	void patchesMayHaveAnySize(final long width, final long height) {
		for (final boolean batchNorm : new boolean[] { false, true })
			for (final Architecture architecture : Architecture.values())
				try (Learner learner = trainer.create(new NetworkOptions(architecture, 2, 3, 4, true, batchNorm, 0), Loss.L2, 1)) {
					final PatchBatch batch = batch(1, 1, width, height);
					assertTrue(Double.isFinite(learner.learn(batch, RATE, 0)));
					final float[] weights = learner.state().weights();
					for (final float value : weights)
						assertTrue(Float.isFinite(value));
					assertTrue(Double.isFinite(learner.loss(batch, 0)));
				}
	}

	/** The mean over the pixels of the patch, not over its extension: an untrained residual network of weights 0 gives back its input. */
	@Test
	void theExtensionOfAPatchDoesNotCount() {
		final NetworkOptions options = new NetworkOptions(Architecture.UNET, 2, 3, 4, true, false, 0);
		try (Learner learner = trainer.create(options, Loss.L2, 1)) {
			final LearnerState state = learner.state();
			learner.restore(new LearnerState(new float[state.weights().length], state.statistics(), new float[0], new float[0], 0));
			final PatchBatch batch = batch(1, 3, 13, 7);
			double squares = 0;
			for (int i = 0; i < batch.input().length; i++)
				squares += Math.pow(batch.input()[i] - batch.target()[i], 2);
			assertEquals(squares / batch.input().length, learner.loss(batch, 0), 1e-5);
		}
	}

	/** A training that is lost is seen by its loss; the learner can be restored. */
	@Test
	void aLostTrainingReturnsItsLossAndCanBeRestored() {
		try (Learner learner = trainer.create(small(false), Loss.L2, 1)) {
			learn(learner, 0, 2);
			final LearnerState good = learner.state();
			double loss = 0;
			for (int step = 0; step < 20 && Double.isFinite(loss); step++)
				loss = learner.learn(batch(step, 4, 32, 32), 1e30, 0);
			assertFalse(Double.isFinite(loss));
			learner.restore(good);
			assertEquals(good.updates(), learner.state().updates());
			assertTrue(Double.isFinite(learner.learn(batch(1, 4, 32, 32), RATE, 0)));
		}
	}

	@Test
	void statesOfOtherNetworksAreRefused() {
		try (Learner plain = trainer.create(small(false), Loss.L2, 1); Learner normalized = trainer.create(small(true), Loss.L2, 1)) {
			final LearnerState before = plain.state();
			assertTrue(assertThrows(IllegalArgumentException.class, () -> plain.restore(normalized.state())).getMessage().contains("another network"));
			assertThrows(IllegalArgumentException.class, () -> normalized.restore(before));
			assertThrows(IllegalArgumentException.class, () -> plain.restore(new LearnerState(before.weights(), before.statistics(), new float[3], new float[3],
				1)));
			assertThrows(IllegalArgumentException.class, () -> trainer.model(small(true), Loss.L2, before));
			assertEqualStates(before, plain.state());
		}
	}

	/** A model of a network that learned by the loss hdr sees its input tone-mapped: beyond the brightest, little changes. */
	@Test
	void hdrModelsSeeToneMappedInput() {
		final long[] size = { 16, 16 };
		final float[] bright = new float[256];
		final float[] dark = new float[256];
		final float[] black = new float[256];
		Arrays.fill(bright, 1e7f);
		Arrays.fill(dark, -5);
		try (Learner learner = trainer.create(small(false), Loss.HDR, 1); PatchModel model = learner.model()) {
			assertArrayEquals(model.denoise(black, size), model.denoise(dark, size));
			Arrays.fill(black, 1e9f);
			assertArrayEquals(model.denoise(black, size), model.denoise(bright, size), 1e-4f);
			assertTrue(Double.isFinite(learner.learn(batch(1, 4, 32, 32), RATE, 0)));
		}
	}

	@Test
	void hdrNeedsANetworkWithoutResidualConnection() {
		final NetworkOptions residual = new NetworkOptions(Architecture.UNET, 2, 2, 8, true, false, 0.1);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> trainer.create(residual, Loss.HDR, 1)).getMessage().contains("residual"));
	}
}
