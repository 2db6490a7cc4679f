package sc.fiji.n2n.batch;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers for people. */
final class Digits {

	private static final MathContext FOUR = new MathContext(4);

	private Digits() {}

	/** A finite number with four digits, without zeros at the end. */
	static String of(final double value) {
		return BigDecimal.valueOf(value).round(FOUR).stripTrailingZeros().toPlainString();
	}
}
