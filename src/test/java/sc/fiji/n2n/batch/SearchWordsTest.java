package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.SettingsSearch;
import sc.fiji.n2n.search.Trial;

/** What is said of searches whose losses are known: those of the base, of the base with another seed, and of the others. */
class SearchWordsTest {

	@Test
	void aClearWinner() {
		final List<String> lines = SearchWords.result(searched(1.00, 1.01, 0.90));
		assertEquals(2, lines.size(), lines::toString);
		assertTrue(lines.get(0).matches("Best of 4 settings: learning rate [0-9.]+, width \\d+, depth \\d, slope [0-9.]+, batch normalization (yes|no), batch \\d\\. " +
			"Its validation loss is 0\\.9000, that of the preset small after the same time 1\\.000 \\(10 % less\\)\\."), lines.get(0));
		assertTrue(lines.get(1).startsWith("With another seed, the preset small has 1.010: the best is below both by more than they differ."), lines.get(1));
	}

	@Test
	void aWinnerByChance() {
		for (final double repeat : new double[] { 0.95, 1.07, 0.85 }) {
			final List<String> lines = SearchWords.result(searched(1, repeat, 0.94));
			assertTrue(lines.get(1).endsWith("It is not clearly better than small."), lines.get(1));
		}
	}

	@Test
	void noWinner() {
		final List<String> lines = SearchWords.result(searched(1, 1.01, 1.2));
		assertEquals(List.of("None of 3 other settings was better than the preset small, whose validation loss is 1.000. It is the one that was saved."), lines);
	}

	@Test
	void tooLittleTime() {
		final List<String> lines = SearchWords.result(searched(trial -> trial.number() == 1 ? 1 : 0.9, 100));
		assertTrue(lines.get(1).startsWith("How much chance does is not known"), lines.get(1));
		assertEquals("warning: The time was enough for 2 of 4 settings. Give more minutes or fewer trials.", lines.get(2));
		final List<String> later = SearchWords.result(searched(trial -> trial.number() == 1 ? 1 : 0.9, 2));
		assertEquals("warning: The time was over in round 2 of 2. Give more minutes.", later.get(later.size() - 1));
	}

	@Test
	void aRound() {
		assertEquals("Round 1 of 2: 5 trainings; validation loss 0.9000 at best, 1.000 of the preset small; 60 of 60 s are used.", SearchWords.round(searched(1.00, 1.01,
			0.90), 1));
	}

	private static SearchState searched(final double base, final double repeat, final double others) {
		return searched(trial -> trial.number() == 1 ? base : trial.repeats() ? repeat : others + 0.01 * (trial.number() - 3), 1);
	}

	/** @param slow how many times as long as it may each trial takes */
	private static SearchState searched(final ToDoubleFunction<Trial> loss, final double slow) {
		final SearchOptions options = new SearchOptions(Presets.read("small").options(Loss.L2, 2, 0, 0, 0, 0, 0, ComputeDevice.CPU), 4, 1);
		return new SettingsSearch((trial, seconds, progress) -> new Trial(trial.number(), trial.setting(), trial.repeats(), trial.steps() + 1, trial.seconds() + slow *
			seconds, more(trial.losses(), loss.applyAsDouble(trial)), 1, List.of(), null), state -> {}).run(SearchState.begin(options, 0), Progress.NONE);
	}

	private static List<Double> more(final List<Double> losses, final double loss) {
		return losses.isEmpty() ? List.of(loss) : List.of(losses.get(0), loss);
	}
}
