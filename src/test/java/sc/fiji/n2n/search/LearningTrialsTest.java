package sc.fiji.n2n.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.LearnerState;

/** Rounds of trials, with networks of one number and a clock that is set by hand. */
class LearningTrialsTest {

	private static final long MILLISECOND = 1_000_000;

	private final List<Double> rates = new ArrayList<>();
	private final List<Integer> steps = new ArrayList<>();
	private final List<Long> seeds = new ArrayList<>();
	private long now;

	private final SearchState start = SearchState.begin(new SearchOptions(base(), 4, 1), 0);

	@Test
	void aSlowNetworkLearnsFewerStepsInTheSameTime() {
		final Trial narrow = learned(new SearchSetting(3e-3, 16, 3, 0.1, false, 4), 20);
		final Trial wide = learned(new SearchSetting(3e-3, 48, 3, 0.1, false, 4), 20);
		assertEquals(20, narrow.seconds(), 0.2);
		assertEquals(20, wide.seconds(), 0.2);
		assertEquals(3, narrow.steps() / (double) wide.steps(), 0.05);
		assertTrue(narrow.curve().get(narrow.curve().size() - 1).seconds() <= narrow.seconds());
		assertEquals(narrow.steps() / 50, narrow.curve().size(), 1);
	}

	private Trial learned(final SearchSetting setting, final double seconds) {
		return trials().train(Trial.untried(3, setting, false), seconds, Progress.NONE);
	}

	@Test
	void theNextRoundGoesOnWithTheWeightsAndBatchesOfTheOneBefore() {
		final Trial once = trials().train(start.base(), 10, Progress.NONE);
		assertTrue(rates.get(rates.size() - 1) < 1e-2 * 3e-3, "the rate falls to 0");
		assertEquals(3e-3, rates.get(rates.size() / 2), 1e-12);
		steps.clear();
		final Trial twice = trials().train(once, 10, Progress.NONE);
		assertEquals(once.steps(), steps.get(0));
		assertTrue(twice.loss() < once.loss(), twice::toString);
		assertEquals(List.of(once.loss(), twice.loss()), twice.losses());
		assertEquals(20, twice.seconds(), 0.2);
		assertTrue(twice.curve().size() > once.curve().size());
		assertEquals(once.curve(), twice.curve().subList(0, once.curve().size()));
	}

	@Test
	void theBaseWithAnotherSeedHasOtherWeightsAndBatches() {
		trials().train(start.base(), 1, Progress.NONE);
		final List<Integer> first = List.copyOf(steps);
		steps.clear();
		trials().train(start.repeat(), 1, Progress.NONE);
		assertEquals(List.of(7L, 8L), seeds);
		assertTrue(steps.stream().noneMatch(first::contains));
	}

	@Test
	void aStepAtLeastWhateverItTakes() {
		assertEquals(1, trials().train(start.base(), 0, Progress.NONE).steps());
	}

	@Test
	void aRoundThatIsCanceledDoesNotCount() {
		final Progress afterMany = new Progress() {

			private int asked;

			@Override
			public void update(final String doing, final double fraction) {
				assertTrue(fraction >= 0 && fraction <= 1);
			}

			@Override
			public boolean isCanceled() {
				return asked++ > 200;
			}
		};
		assertThrows(CancellationException.class, () -> trials().train(start.base(), 10, afterMany));
		assertTrue(steps.size() > 150);
	}

	private LearningTrials trials() {
		return new LearningTrials(base(), new Factory(), patches -> step -> {
			steps.add(step);
			return batch(patches);
		}, List.of(batch(1)), () -> now);
	}

	private static PatchBatch batch(final int patches) {
		return new PatchBatch(new float[patches], new float[patches], null, patches, new long[] { 1, 1 });
	}

	private static TrainingOptions base() {
		return new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 2, 3, 32, true, false, 0.1), Loss.L2, 64, 4, 3e-3, 50, 10, 0, 0, 7,
			ComputeDevice.CPU);
	}

	private final class Factory implements LearnerFactory {

		@Override
		public String device() {
			return "none";
		}

		@Override
		public String engine() {
			return "none";
		}

		@Override
		public Learner create(final NetworkOptions network, final Loss loss, final long seed) {
			seeds.add(seed);
			return new Decay(network.width());
		}

		@Override
		public PatchModel model(final NetworkOptions network, final Loss loss, final LearnerState state) {
			throw new AssertionError("Nothing is applied.");
		}
	}

	/** Its loss is its weight, which each step makes smaller; a step takes as many milliseconds as it has channels. */
	private final class Decay implements Learner {

		private final int width;
		private float weight = 5;

		Decay(final int width) {
			this.width = width;
		}

		@Override
		public double learn(final PatchBatch batch, final double learningRate, final double progress) {
			now += width * MILLISECOND;
			rates.add(learningRate);
			weight *= (float) (1 - learningRate);
			return weight;
		}

		@Override
		public double loss(final PatchBatch batch, final double progress) {
			return weight;
		}

		@Override
		public LearnerState state() {
			return new LearnerState(new float[] { weight }, new float[0], new float[0], new float[0], 0);
		}

		@Override
		public void restore(final LearnerState state) {
			weight = state.weights()[0];
		}

		@Override
		public PatchModel model() {
			throw new AssertionError("Nothing is shown.");
		}

		@Override
		public void close() {}
	}
}
