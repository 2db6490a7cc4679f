package sc.fiji.n2n.command;

import ij.measure.ResultsTable;
import sc.fiji.n2n.race.Placing;
import sc.fiji.n2n.race.Ranking;

/** The table of a race, with columns of numbers that macros read. */
final class RaceTable {

	private static final int DIGITS = 4;

	private RaceTable() {}

	/**
	 * Shows it.
	 *
	 * @param title title of the window
	 * @param ranking how the methods did
	 */
	static void show(final String title, final Ranking ranking) {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(DIGITS);
		for (final Placing placing : ranking.placings()) {
			table.addRow();
			table.addValue("Method", placing.name());
			table.addValue("Setting", placing.variant().setting().isEmpty() ? "-" : placing.variant().setting());
			add(table, "RMSE", placing.score().rmse());
			add(table, "Gain_dB", placing.score().gain());
			add(table, "Gain_least", placing.score().leastGain());
			add(table, "Gain_most", placing.score().mostGain());
			table.addValue("As_good_as_best", placing.ties() ? "yes" : "no");
			table.addValue("Better_than_noisy", placing.beatsNoisy() ? "yes" : "no");
			table.addValue("Checks", placing.findings().verdict().toString());
			table.addValue("Doubts", placing.doubtsInBrief());
			table.addValue("Seconds", placing.seconds());
			table.addValue("Whole_image", placing.variant().macro());
		}
		WideTable.show(table, title);
	}

	/** What could not be measured is "-", and NaN for macros. */
	private static void add(final ResultsTable table, final String column, final double value) {
		if (Double.isFinite(value)) table.addValue(column, value);
		else table.addValue(column, "-");
	}
}
