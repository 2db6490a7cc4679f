package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.n2n.search.SearchSetting;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.Trial;

/** What came of a search, in sentences. */
final class SearchWords {

	private SearchWords() {}

	/** A line for a round that is complete. */
	static String round(final SearchState state, final int round) {
		final List<Trial> there = state.trials().stream().filter(trial -> trial.rounds() >= round).toList();
		final double best = there.stream().filter(trial -> !trial.repeats()).mapToDouble(trial -> trial.lossAfter(round)).filter(Double::isFinite).min().orElse(
			Double.NaN);
		return String.format(Locale.ROOT, "Round %d of %d: %d trainings; validation loss %s at best, %s of the preset small; %.0f of %.0f s are used.", round, state
			.rounds(), there.size(), loss(best), loss(state.base().lossAfter(round)), state.seconds(), state.options().seconds());
	}

	/** What won, how much that says, and what was learned of it. */
	static List<String> result(final SearchState state) {
		final List<String> lines = new ArrayList<>();
		final Trial winner = state.winner();
		final int round = state.comparedRound();
		final double base = state.base().lossAfter(round);
		final int tried = (int) state.trials().stream().filter(trial -> !trial.repeats() && trial.rounds() > 0).count();
		if (winner.number() == state.base().number()) lines.add("None of " + (tried - 1) + " other settings was better than the preset small, whose validation loss is " +
			loss(base) + ". It is the one that was saved.");
		else {
			lines.add("Best of " + tried + " settings: " + words(winner.setting()) + ". Its validation loss is " + loss(winner.lossAfter(round)) +
				", that of the preset small after the same time " + loss(base) + difference(winner.lossAfter(round), base) + ".");
			lines.add(chance(state));
		}
		if (tried < state.options().trials()) lines.add("warning: The time was enough for " + tried + " of " + state.options().trials() +
			" settings. Give more minutes or fewer trials.");
		else if (!state.running().isEmpty()) lines.add("warning: The time was over in round " + state.round() + " of " + state.rounds() + ". Give more minutes.");
		return lines;
	}

	private static String chance(final SearchState state) {
		final double repeat = state.repeat().lossAfter(state.comparedRound());
		if (!Double.isFinite(repeat)) return "How much chance does is not known: the preset small with another seed did not learn as long.";
		final String measured = "With another seed, the preset small has " + loss(repeat) + ": ";
		return state.isClear() ? measured + "the best is below both by more than they differ. Two seeds are few: train with both presets, and look at the results."
			: measured + "what seeds do is about as much as what the best gains. It is not clearly better than small.";
	}

	private static String difference(final double loss, final double base) {
		return base > 0 ? String.format(Locale.ROOT, " (%.2g %% less)", 100 * (base - loss) / base) : "";
	}

	/** The settings as people read them. */
	static String words(final SearchSetting s) {
		return "learning rate " + Digits.of(s.learningRate()) + ", width " + s.width() + ", depth " + s.depth() + ", slope " + Digits.of(s.slope()) +
			", batch normalization " + (s.batchNorm() ? "yes" : "no") + ", batch " + s.batch();
	}

	private static String loss(final double loss) {
		return Double.isFinite(loss) ? String.format(Locale.ROOT, "%.4g", loss) : "not a number";
	}
}
