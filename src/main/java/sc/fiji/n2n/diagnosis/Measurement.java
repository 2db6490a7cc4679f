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
	private static final MathContext THREE = new MathContext(3);
	private static final MathContext FIVE = new MathContext(5);

	/** The number, with no more digits than were measured: three, and of shares and correlations no more than three decimals. */
	public double rounded() {
		if (!Double.isFinite(value)) return Double.NaN;
		final double some = unit.startsWith("grey levels") ? value : Math.rint(value * 1000) / 1000;
		return BigDecimal.valueOf(some).round(THREE).doubleValue();
	}

	/** A number with two digits, or as a whole number, which is as much as is measured. */
	static String number(final double value) {
		return Math.abs(value) >= 100 ? rounded(value, THREE) : rounded(value, TWO);
	}

	/** An intensity, of which more digits are known than of its noise. */
	static String intensity(final double value) {
		return rounded(value, FIVE);
	}

	private static String rounded(final double value, final MathContext digits) {
		return Double.isFinite(value) ? BigDecimal.valueOf(value).round(digits).stripTrailingZeros().toPlainString() : "unknown";
	}

	/** A share in percent. */
	static String percent(final double share) {
		return number(100 * share) + " %";
	}
}
