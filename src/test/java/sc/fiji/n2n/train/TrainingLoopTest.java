package sc.fiji.n2n.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PatchBatch;

/** The loop, with the smallest thing that can learn: a gain, by gradient descent with momentum. */
class TrainingLoopTest {

	private static final long SECOND = 1_000_000_000L;
	private static final NetworkOptions NETWORK = new NetworkOptions(Architecture.SMALL_UNET, 2, 3, 24, true, false, 0.1);

	private long now;

	@Test
	void runsTheEpochsAskedForAndRampsDown() {
		final Gain gain = new Gain();
		final TrainingResult result = run(options(Loss.L2, 10, 0), gain, null, TrainingListener.NONE, Progress.NONE);
		assertEquals(200, result.state().step());
		assertEquals(10, result.state().curve().size());
		assertEquals(0.05, gain.rates.get(100), 1e-12);
		assertEquals(0.05 / 2, gain.rates.get(170), 1e-3);
		assertTrue(gain.rates.get(199) < 1e-4);
		assertEquals(2, result.state().best().weights()[0], 0.05);
		assertTrue(result.state().bestLoss() < result.state().lossAtStart() / 10);
		assertFalse(result.isWorseThanInput());
		assertTrue(result.ending().startsWith("All epochs were done"), result.ending());
	}

	@Test
	void stopsWhenTheValidationLossStalls() {
		final TrainingResult result = run(options(Loss.L2, 0, 0), new Gain(), null, TrainingListener.NONE, Progress.NONE);
		final TrainingState state = result.state();
		assertTrue(state.rampStart() > 0 && state.step() < 2000, state::toString);
		assertEquals(0.3, (state.step() - state.rampStart()) / (double) state.step(), 0.01);
		assertTrue(result.ending().startsWith("The validation loss did not get better"), result.ending());
	}

	@Test
	void stopsWhenTheTimeIsOver() {
		final TrainingResult result = run(options(Loss.L2, 0, 5), new Gain(), null, TrainingListener.NONE, Progress.NONE);
		assertTrue(result.state().seconds() <= 301, result.toString());
		assertTrue(result.state().rampStart() >= 0);
	}

	@Test
	void keepsTheBestWeightsNotTheLast() {
		final Gain gain = new Gain() {

			@Override
			public double learn(final PatchBatch batch, final double learningRate, final double progress) {
				final double loss = super.learn(batch, learningRate, progress);
				if (updates > 120) weight -= 0.01f;
				return loss;
			}
		};
		final TrainingResult result = run(options(Loss.L2, 10, 0), gain, null, TrainingListener.NONE, Progress.NONE);
		assertTrue(result.state().bestEpoch() <= 6, result::toString);
		assertEquals(2, result.state().best().weights()[0], 0.05);
		assertTrue(result.state().current().weights()[0] < 1.8);
	}

	@Test
	void annealedLossKeepsTheLastWeights() {
		final List<Double> annealing = new ArrayList<>();
		final Gain gain = new Gain() {

			@Override
			public double learn(final PatchBatch batch, final double learningRate, final double progress) {
				annealing.add(progress);
				return super.learn(batch, learningRate, progress);
			}
		};
		final TrainingResult result = run(options(Loss.L0, 5, 0), gain, null, TrainingListener.NONE, Progress.NONE);
		assertEquals(5, result.state().bestEpoch());
		assertEquals(0, annealing.get(0));
		assertEquals(0.99, annealing.get(99), 1e-9);
		assertTrue(Double.isNaN(result.lossOfInput()));
	}

	@Test
	void cancelKeepsTheBestSoFar() {
		final List<TrainingState> checkpoints = new ArrayList<>();
		final TrainingResult result = run(options(Loss.L2, 10, 0), new Gain(), null, saving(checkpoints), cancelAfter(90));
		assertTrue(result.canceled());
		assertEquals(90, result.state().step());
		assertEquals(4, result.state().curve().size());
		assertEquals(90, checkpoints.get(checkpoints.size() - 1).step());
		assertTrue(result.ending().startsWith("Canceled after epoch 4"), result.ending());
		assertThrows(CancellationException.class, () -> run(options(Loss.L2, 10, 0), new Gain(), null, TrainingListener.NONE, cancelAfter(10)));
	}

	@Test
	void aResumedTrainingEndsWhereTheUninterruptedOneDoes() {
		final TrainingResult whole = run(options(Loss.L2, 0, 0), new Gain(), null, TrainingListener.NONE, Progress.NONE);
		for (final int steps : new int[] { 25, 90, whole.state().rampStart() + 7 }) {
			final TrainingResult half = run(options(Loss.L2, 0, 0), new Gain(), null, TrainingListener.NONE, cancelAfter(steps));
			final TrainingResult resumed = run(options(Loss.L2, 0, 0), new Gain(), half.state(), TrainingListener.NONE, Progress.NONE);
			assertEquals(whole.state().step(), resumed.state().step());
			assertEquals(whole.state().bestEpoch(), resumed.state().bestEpoch());
			assertArrayEquals(whole.state().best().weights(), resumed.state().best().weights());
			assertArrayEquals(whole.state().current().weights(), resumed.state().current().weights());
		}
	}

	@Test
	void writesACheckpointEarlyAndThenEveryMinute() {
		final List<TrainingState> checkpoints = new ArrayList<>();
		run(options(Loss.L2, 10, 0), new Gain(), null, saving(checkpoints), Progress.NONE);
		// A step takes a second here.
		assertEquals(List.of(5, 65, 125, 185), checkpoints.stream().map(TrainingState::step).toList());
	}

	@Test
	void goesOnGentlerWhenItBecomesUnstable() {
		final Gain gain = new Gain() {

			@Override
			public double learn(final PatchBatch batch, final double learningRate, final double progress) {
				final double loss = super.learn(batch, learningRate, progress);
				if (learningRate > 0.03 && updates > 50) weight = Float.NaN;
				return loss;
			}
		};
		final TrainingResult result = run(options(Loss.L2, 20, 0), gain, null, TrainingListener.NONE, Progress.NONE);
		assertEquals(1, result.state().restarts());
		assertEquals(2, result.state().best().weights()[0], 0.05);
	}

	@Test
	void givesUpWhatStaysUnstable() {
		final Gain gain = new Gain() {

			@Override
			public double learn(final PatchBatch batch, final double learningRate, final double progress) {
				final double loss = super.learn(batch, learningRate, progress);
				if (updates > 50) weight = Float.NaN;
				return loss;
			}
		};
		final TrainingResult result = run(options(Loss.L2, 20, 0), gain, null, TrainingListener.NONE, Progress.NONE);
		assertTrue(result.ending().startsWith("Training became unstable"), result.ending());
		assertTrue(Float.isFinite(result.state().best().weights()[0]));
	}

	@Test
	void tellsWhenTheNetworkIsNoBetterThanItsInput() {
		final Gain gain = new Gain() {

			@Override
			public double learn(final PatchBatch batch, final double learningRate, final double progress) {
				return 1;
			}
		};
		gain.weight = -1;
		assertTrue(run(options(Loss.L2, 2, 0), gain, null, TrainingListener.NONE, Progress.NONE).isWorseThanInput());
	}

	private TrainingResult run(final TrainingOptions options, final Learner learner, final TrainingState start, final TrainingListener listener,
		final Progress progress)
	{
		return new Training(options, step -> {
			now += SECOND;
			return batch(step);
		}, List.of(batch(-1), batch(-2)), () -> now).run(learner, start, listener, progress);
	}

	private static TrainingOptions options(final Loss loss, final int epochs, final double minutes) {
		return new TrainingOptions(NETWORK, loss, 16, 2, 0.05, 20, 3, epochs, minutes, 0, ComputeDevice.CPU);
	}

	/** Pairs whose second image is twice the first, with noise. */
	private static PatchBatch batch(final long seed) {
		final Random random = new Random(seed);
		final float[] input = new float[512];
		final float[] target = new float[512];
		for (int i = 0; i < input.length; i++) {
			input[i] = (float) random.nextGaussian();
			target[i] = 2 * input[i] + 0.1f * (float) random.nextGaussian();
		}
		return new PatchBatch(input, target, null, 2, new long[] { 16, 16 });
	}

	private static TrainingListener saving(final List<TrainingState> checkpoints) {
		return new TrainingListener() {

			@Override
			public void checkpoint(final TrainingState state) {
				checkpoints.add(state);
			}

			@Override
			public void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {
				assertTrue(point.training() >= 0);
			}
		};
	}

	private static Progress cancelAfter(final int steps) {
		return new Progress() {

			private int asked;

			@Override
			public void update(final String doing, final double fraction) {
				assertTrue(fraction >= 0 && fraction <= 1, () -> doing + fraction);
			}

			@Override
			public boolean isCanceled() {
				return asked++ >= steps;
			}
		};
	}

	/** Estimates the target as its weight times the input. */
	private static class Gain implements Learner {

		final List<Double> rates = new ArrayList<>();
		float weight;
		float momentum;
		int updates;

		@Override
		public double learn(final PatchBatch batch, final double learningRate, final double progress) {
			rates.add(learningRate);
			double gradient = 0;
			for (int i = 0; i < batch.input().length; i++)
				gradient += 2 * (weight * batch.input()[i] - batch.target()[i]) * batch.input()[i] / batch.input().length;
			final double loss = loss(batch, progress);
			momentum = (float) (0.5 * momentum + gradient);
			weight -= (float) (learningRate * momentum);
			updates++;
			return loss;
		}

		@Override
		public double loss(final PatchBatch batch, final double progress) {
			double sum = 0;
			for (int i = 0; i < batch.input().length; i++)
				sum += Math.pow(weight * batch.input()[i] - batch.target()[i], 2) / batch.input().length;
			return sum;
		}

		@Override
		public LearnerState state() {
			return new LearnerState(new float[] { weight }, new float[0], new float[] { momentum }, new float[] { 0 }, updates);
		}

		@Override
		public void restore(final LearnerState state) {
			weight = state.weights()[0];
			momentum = state.means().length == 0 ? 0 : state.means()[0];
			updates = state.updates();
		}

		@Override
		public PatchModel model() {
			throw new UnsupportedOperationException("A gain is no image model.");
		}

		@Override
		public void close() {}
	}
}
