package sc.fiji.n2n.command;

import java.util.List;
import java.util.Map;

import ij.measure.ResultsTable;
import sc.fiji.n2n.batch.SearchTable;

/** The table of a search in a window, which a right click sorts, with columns of numbers that macros read. */
final class SearchResults {

	private static final int DIGITS = 5;
	/** Columns with fewer decimals. */
	private static final Map<String, Integer> DECIMALS = Map.of("Seconds", 1, "Slope", 1, "Learning_rate", 6);

	private SearchResults() {}

	/**
	 * Shows it.
	 *
	 * @param title title of the window
	 * @param trials what was tried
	 */
	static void show(final String title, final SearchTable trials) {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(DIGITS);
		for (final List<Object> row : trials.rows()) {
			table.addRow();
			for (int i = 0; i < row.size(); i++)
				add(table, SearchTable.COLUMNS.get(i), row.get(i));
		}
		DECIMALS.forEach((column, places) -> table.setDecimalPlaces(table.getColumnIndex(column), places));
		WideTable.show(table, title);
	}

	/** What could not be measured is "-", and NaN for macros. */
	private static void add(final ResultsTable table, final String column, final Object value) {
		if (!(value instanceof Number number)) table.addValue(column, value.toString());
		else if (Double.isFinite(number.doubleValue())) table.addValue(column, number.doubleValue());
		else table.addValue(column, "-");
	}
}
