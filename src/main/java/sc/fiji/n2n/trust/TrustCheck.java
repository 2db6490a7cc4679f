package sc.fiji.n2n.trust;

import java.util.Objects;

/**
 * One thing that was checked of a result.
 *
 * @param name what was checked
 * @param value what was measured; NaN where it could not be
 * @param text the value for people, with its unit
 * @param verdict what it says of the result
 * @param reason why, in a sentence or two for people
 */
public record TrustCheck(String name, double value, String text, Verdict verdict, String reason) {

	/** @throws NullPointerException if a text or the verdict is missing */
	public TrustCheck {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(text, "text");
		Objects.requireNonNull(verdict, "verdict");
		Objects.requireNonNull(reason, "reason");
	}
}
