package sc.fiji.n2n.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.train.LearnerState;

/** Draws and halving, with trials whose loss is a known function of setting and time. */
class SettingsSearchTest {

	private static final double MINUTES = 8;

	private final List<SearchState> kept = new ArrayList<>();

	@Test
	void findsTheBestSettingThatWasDrawn() {
		final SearchState end = run(begin(16, 3), SettingsSearchTest::knownLoss);
		final Trial best = end.trials().stream().filter(trial -> !trial.repeats()).min(Comparator.comparingDouble(trial -> knownLoss(trial))).orElseThrow();
		assertNotEquals(1, best.number(), "the base is the best: the test would show nothing");
		assertEquals(best.setting(), end.winner().setting());
		assertEquals(best.setting().learningRate(), end.bestOptions().learningRate());
		assertEquals(best.setting().width(), end.bestOptions().network().width());
		assertEquals(end.winner(), end.ranking().get(0));
		assertNull(end.next());
	}

	@Test
	void halvesAndSharesTheTimeEvenly() {
		final SearchState end = run(begin(16, 3), SettingsSearchTest::knownLoss);
		assertEquals(4, end.rounds());
		// With the base in another seed.
		for (int round = 1; round <= 4; round++) {
			final int now = round;
			assertEquals(List.of(17, 9, 5, 3).get(round - 1), (int) end.trials().stream().filter(trial -> trial.rounds() >= now).count(), "round " + round);
		}
		assertEquals(4, end.base().rounds());
		assertEquals(4, end.repeat().rounds());
		assertEquals(60 * MINUTES, end.seconds(), 1e-9);
		// 120 s a round.
		assertEquals(120 / 17.0 + 120 / 9.0 + 120 / 5.0 + 120 / 3.0, end.base().seconds(), 1e-9);
		for (final Trial out : end.trials())
			if (out.rounds() == 2) assertEquals(120 / 17.0 + 120 / 9.0, out.seconds(), 1e-9);
	}

	@Test
	void theBetterHalfGoesOn() {
		final SearchState end = run(begin(9, 5), SettingsSearchTest::knownLoss);
		for (int round = 1; round < end.rounds(); round++) {
			final int now = round;
			final double worstKept = end.trials().stream().skip(2).filter(trial -> trial.rounds() > now).mapToDouble(trial -> trial.lossAfter(now)).max().orElseThrow();
			final double bestOut = end.trials().stream().skip(2).filter(trial -> trial.rounds() == now).mapToDouble(trial -> trial.lossAfter(now)).min().orElseThrow();
			assertTrue(worstKept <= bestOut, worstKept + " went on, " + bestOut + " did not");
		}
	}

	@Test
	void theBaseIsSavedWhereNothingIsBetter() {
		final SearchState end = run(begin(8, 0), trial -> trial.number() <= 2 ? 1 : 2);
		assertEquals(1, end.winner().number());
		assertEquals(end.options().base(), end.bestOptions());
	}

	/** A draw that is better only for a short time is not taken for better. */
	@Test
	void theWinnerIsComparedAfterTheSameTime() {
		final SearchState end = run(begin(8, 0), trial -> trial.number() <= 2 ? 10 / (trial.seconds() + 1) : 0.5 + 0.01 * trial.number());
		assertEquals(1, end.winner().number(), end::toString);
	}

	@Test
	void aLossThatIsNotANumberIsTheWorst() {
		final SearchState end = run(begin(8, 0), trial -> trial.number() == 4 ? 3 : trial.number() <= 2 ? 9 : Double.NaN);
		assertEquals(4, end.winner().number());
		assertEquals(3, end.trials().stream().filter(trial -> trial.rounds() > 1).count());
		assertEquals(4, end.ranking().get(0).number());
		assertTrue(Double.isNaN(end.ranking().get(8).loss()));
		assertTrue(kept.get(0).isBest(kept.get(0).base()), "while only the base has learned");
		assertEquals(1, kept.get(0).ranking().size());
		final SearchState none = run(begin(8, 0), trial -> Double.NaN);
		assertThrows(IllegalStateException.class, none::winner);
	}

	@Test
	void stopsWhenTheTimeIsOver() {
		final List<Integer> order = new ArrayList<>();
		// Each takes four times as long as it may.
		final SearchState end = new SettingsSearch((trial, seconds, progress) -> {
			order.add(trial.number());
			return trial.after(1, 4 * seconds, 10 - trial.number() * 0.1, List.of(), state(trial));
		}, kept::add).run(begin(16, 0), Progress.NONE);
		// All four rounds' time is gone with the first.
		assertEquals(17, order.size());
		assertTrue(end.seconds() <= 60 * MINUTES + 1e-9);
		assertEquals(17, end.winner().number());
		assertEquals(1, end.comparedRound());
		final SearchState first = new SettingsSearch((trial, seconds, progress) -> trial.after(1, 1e6, trial.number() == 3 ? 1 : 2, List.of(), state(trial)), kept::add).run(
			begin(16, 0), Progress.NONE);
		assertEquals(2, first.seconds() / 1e6, "a draw and what it is compared with are tried whatever they take");
		assertEquals(3, first.winner().number());
	}

	/** The base comes first in each round, so that what was cut off is compared with it all the same. */
	@Test
	void aRoundThatIsCutOffIsStillFair() {
		final SearchState end = new SettingsSearch((trial, seconds, progress) -> trial.after(1, trial.rounds() == 0 ? seconds : 40 * seconds, trial.number() == 1 && trial
			.rounds() == 1 ? 1 : 5 - 0.1 * trial.number(), List.of(), state(trial)), kept::add).run(begin(8, 0), Progress.NONE);
		assertEquals(2, end.base().rounds());
		assertEquals(1, end.comparedRound());
		// In the first round, which is the last that others had too.
		assertEquals(9, end.winner().number());
	}

	@Test
	void goesOnFromEveryStateAsIfNothingHadBeen() {
		final SearchState end = run(begin(8, 1), SettingsSearchTest::knownLoss);
		final List<SearchState> states = List.copyOf(kept);
		assertEquals(9 + 5 + 3, states.size());
		for (final SearchState state : states) {
			final SearchState resumed = run(state, SettingsSearchTest::knownLoss);
			assertEquals(end.winner().setting(), resumed.winner().setting());
			assertEquals(end.trials().stream().map(Trial::losses).toList(), resumed.trials().stream().map(Trial::losses).toList());
			assertEquals(end.seconds(), resumed.seconds());
		}
	}

	@Test
	void cancelKeepsWhatWasDone() {
		final Progress afterSix = new Progress() {

			private int asked;

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return asked++ >= 6;
			}
		};
		final SettingsSearch search = new SettingsSearch((trial, seconds, progress) -> trial.after(1, seconds, knownLoss(trial), List.of(), state(trial)), kept::add);
		final SearchState start = begin(8, 1);
		assertThrows(CancellationException.class, () -> search.run(start, afterSix));
		assertEquals(6, kept.size());
		assertEquals(6, kept.get(5).trials().stream().filter(trial -> trial.rounds() == 1).count());
		assertEquals(8, kept.get(5).next().number());
	}

	@Test
	void theSameSeedDrawsTheSameSettings() {
		final List<SearchSetting> drawn = begin(64, 7).trials().stream().map(Trial::setting).toList();
		assertEquals(drawn, begin(64, 7).trials().stream().map(Trial::setting).toList());
		assertEquals(drawn.subList(0, 17), begin(16, 7).trials().stream().map(Trial::setting).toList(), "more trials are others and more");
		assertNotEquals(drawn, begin(64, 8).trials().stream().map(Trial::setting).toList());
		assertEquals(64, new HashSet<>(drawn).size(), "all differ, but for the base, which is there twice");
		assertEquals(SearchSetting.of(base(7)), drawn.get(0));
		for (final SearchSetting setting : drawn) {
			assertTrue(setting.learningRate() >= 1e-4 && setting.learningRate() <= 1e-2, setting::toString);
			assertEquals(0, SearchState.MULTIPLE % setting.applyTo(base(7)).network().multiple(), setting::toString);
		}
		// As many below as above the middle of the logarithms.
		assertEquals(32, drawn.stream().filter(setting -> setting.learningRate() < 1e-3).count(), 10);
	}

	@Test
	void optionsAreChecked() {
		assertProblem("trials is 1, but must be 2 to 512.", Loss.L2, 1, 1);
		assertProblem("trials is 513", Loss.L2, 513, 1);
		assertProblem("minutes is 0.0, but must be more than 0", Loss.L2, 4, 0);
		assertProblem("minutes is NaN", Loss.L2, 4, Double.NaN);
		assertProblem("Settings cannot be searched with the loss l0", Loss.L0, 4, 1);
	}

	private static void assertProblem(final String words, final Loss loss, final int trials, final double minutes) {
		final TrainingOptions base = new TrainingOptions(base(0).network(), loss, 64, 4, 3e-3, 50, 10, 1, 0, 0, ComputeDevice.CPU);
		final String problem = assertThrows(IllegalArgumentException.class, () -> new SearchOptions(base, trials, minutes)).getMessage();
		assertTrue(problem.startsWith(words), problem);
	}

	@Test
	void aLongCurveIsThinnedOutButEndsWhereItEnded() {
		final List<CurvePoint> points = new ArrayList<>();
		for (int i = 1; i <= 5001; i++)
			points.add(new CurvePoint(i, 1.0 / i));
		final List<CurvePoint> curve = begin(2, 0).base().after(1, 1, 1, points, state(begin(2, 0).base())).curve();
		assertTrue(curve.size() <= 400 && curve.size() >= 200, curve.size() + " points");
		assertEquals(points.get(5000), curve.get(curve.size() - 1));
		assertFalse(curve.get(0).seconds() > 20);
	}

	private SearchState run(final SearchState start, final ToDoubleFunction<Trial> loss) {
		return new SettingsSearch((trial, seconds, progress) -> trial.after(10, seconds, loss.applyAsDouble(trial), List.of(new CurvePoint(trial.seconds() + seconds, 1)),
			state(trial)), kept::add).run(start, Progress.NONE);
	}

	/** Least at a learning rate of 2e-3 and many channels; the more is learned, the less. */
	private static double knownLoss(final Trial trial) {
		final SearchSetting s = trial.setting();
		return 1 + Math.abs(Math.log(s.learningRate() / 2e-3)) + 1.0 / s.width() + 0.1 * s.slope() + (s.batchNorm() ? 0.2 : 0) + 0.01 * s.batch() + 0.02 * s.depth() + 1 / (1 +
			trial.seconds());
	}

	private static LearnerState state(final Trial trial) {
		return new LearnerState(new float[] { trial.number() }, new float[0], new float[0], new float[0], 0);
	}

	private static SearchState begin(final int trials, final long seed) {
		return SearchState.begin(new SearchOptions(base(seed), trials, MINUTES), 42);
	}

	private static TrainingOptions base(final long seed) {
		return new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 2, 3, 32, true, false, 0.1), Loss.L2, 64, 4, 3e-3, 50, 10, 0, 0, seed,
			ComputeDevice.CPU);
	}
}
