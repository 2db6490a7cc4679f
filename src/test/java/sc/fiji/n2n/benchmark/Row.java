package sc.fiji.n2n.benchmark;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One measurement: what was measured and what came out, by name, in order. A cell that is missing is empty.
 *
 * @param cells the cells
 */
record Row(Map<String, String> cells) {

	private static final MathContext DIGITS = new MathContext(5);

	/** Keeps a copy. */
	Row {
		cells = new LinkedHashMap<>(cells);
	}

	/** A row of names and values in turns; numbers are rounded to five digits, what is not a number is empty. */
	static Row of(final Object... namesAndValues) {
		final Map<String, String> cells = new LinkedHashMap<>();
		for (int i = 0; i < namesAndValues.length; i += 2)
			cells.put((String) namesAndValues[i], text(namesAndValues[i + 1]));
		return new Row(cells);
	}

	private static String text(final Object value) {
		if (!(value instanceof Double number)) return String.valueOf(value);
		return Double.isFinite(number) ? BigDecimal.valueOf(number).round(DIGITS).stripTrailingZeros().toPlainString() : "";
	}

	/** This row, then the cells of another. */
	Row and(final Row other) {
		final Map<String, String> all = new LinkedHashMap<>(cells);
		all.putAll(other.cells);
		return new Row(all);
	}

	/** A cell. */
	String get(final String name) {
		return cells.getOrDefault(name, "");
	}

	/** A cell as a number; NaN where it is empty. */
	double number(final String name) {
		return get(name).isEmpty() ? Double.NaN : Double.parseDouble(get(name));
	}

	/** Whether all cells of another row are in this one. */
	boolean has(final Row other) {
		return cells.entrySet().containsAll(other.cells.entrySet());
	}
}
