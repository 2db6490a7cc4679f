package sc.fiji.n2n.diagnosis;

import java.math.BigDecimal;
import java.math.MathContext;

import sc.fiji.n2n.pairs.Severity;

/**
 * One number that was measured, and what it means.
 *
 * @param name what was measured
 * @param value the number; NaN where it could not be measured
 * @param unit its unit; empty for numbers without one
 * @param severity how much it matters
 * @param sentence what it means, and, where it is not fine, what to do: in words for the user
 */
public record Measurement(String name, double value, String unit, Severity severity, String sentence) {

	private static final MathContext TWO = new MathContext(2);

	/** A number with two digits, which is as much as is measured. */
	static String number(final double value) {
		if (!Double.isFinite(value)) return "unknown";
		if (Math.abs(value) >= 100) return BigDecimal.valueOf(Math.rint(value)).round(new MathContext(3)).toPlainString();
		return BigDecimal.valueOf(value).round(TWO).stripTrailingZeros().toPlainString();
	}

	/** A share in percent. */
	static String percent(final double share) {
		return number(100 * share) + " %";
	}
}
