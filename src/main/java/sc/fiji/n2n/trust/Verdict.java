package sc.fiji.n2n.trust;

import java.util.Locale;

/** What a check says of a result, from good to bad. */
public enum Verdict {
	/** Nothing speaks against the result. */
	PASS,
	/** A person should look at the place or the number. */
	LOOK,
	/** The result is wrong in this respect. */
	FAIL;

	/** The worse of two. */
	public Verdict or(final Verdict other) {
		return compareTo(other) >= 0 ? this : other;
	}

	/** Compares a value with two limits: beyond the first it is to be looked at, beyond the second it fails. */
	static Verdict above(final double value, final double look, final double fail) {
		return value > fail ? FAIL : value > look ? LOOK : PASS;
	}

	/** The word for tables. */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}
}
