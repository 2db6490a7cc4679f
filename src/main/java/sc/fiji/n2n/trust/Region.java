package sc.fiji.n2n.trust;

import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * A part of a plane whose mean and sum are to be kept.
 *
 * @param name its name, for people
 * @param contains whether a pixel belongs to it, by its index, x running fastest
 */
public record Region(String name, IntPredicate contains) {

	/** @throws NullPointerException if anything is missing */
	public Region {
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(contains, "contains");
	}
}
