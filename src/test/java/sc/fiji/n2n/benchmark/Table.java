package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A table in Markdown, of which each row can be linked to. */
final class Table {

	private final String prefix;
	private final StringBuilder text = new StringBuilder();

	/**
	 * @param prefix beginning of the anchors of its rows
	 * @param headings headings of the columns
	 */
	Table(final String prefix, final List<String> headings) {
		this.prefix = prefix;
		text.append("| ").append(String.join(" | ", headings)).append(" |\n").append("|---".repeat(headings.size())).append("|\n");
	}

	/**
	 * Adds a row, whose anchor is that of the table and the first cell.
	 *
	 * @param cells the cells
	 */
	Table row(final List<String> cells) {
		text.append("| <a id=\"").append(anchor(prefix, cells.get(0))).append("\"></a>").append(String.join(" | ", cells)).append(" |\n");
		return this;
	}

	/** The anchor of words: lower case, what is no letter or digit becomes one hyphen. */
	static String anchor(final String... words) {
		return Arrays.stream(words).map(word -> word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "")).filter(word -> !word
			.isEmpty()).collect(Collectors.joining("-"));
	}

	/** Mean and, of two or more, standard deviation of the numbers; empty where there are none. */
	static String spread(final double[] values, final int decimals) {
		final double[] known = Arrays.stream(values).filter(Double::isFinite).toArray();
		if (known.length == 0) return "";
		final double mean = Arrays.stream(known).average().getAsDouble();
		if (known.length == 1) return number(mean, decimals);
		final double variance = Arrays.stream(known).map(value -> (value - mean) * (value - mean)).sum() / (known.length - 1);
		return number(mean, decimals) + " ± " + number(Math.sqrt(variance), decimals);
	}

	/** A number; empty where it is none. */
	static String number(final double value, final int decimals) {
		return Double.isFinite(value) ? String.format(Locale.ROOT, "%,." + decimals + "f", value) : "";
	}

	/** A column of some rows. */
	static double[] column(final List<Row> rows, final String name) {
		return rows.stream().mapToDouble(row -> row.number(name)).toArray();
	}

	/** Mean of a column of some rows, of those that have it; NaN where none has. */
	static double mean(final List<Row> rows, final String name) {
		return Arrays.stream(column(rows, name)).filter(Double::isFinite).average().orElse(Double.NaN);
	}

	@Override
	public String toString() {
		return text.toString();
	}
}
