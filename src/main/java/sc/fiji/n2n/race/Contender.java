package sc.fiji.n2n.race;

import java.util.List;

/**
 * A method that takes part in a race, with the setting that scores best.
 *
 * @param name what the method is called
 * @param isNetwork whether it is a network, not a classical filter
 * @param cost how long it takes, relative to others: for the progress
 * @param variants its settings, at least one
 */
public record Contender(String name, boolean isNetwork, double cost, List<Variant> variants) {

	/** @throws IllegalArgumentException if there is no setting, or no cost */
	public Contender {
		if (variants.isEmpty()) throw new IllegalArgumentException(name + " has no setting.");
		if (!(cost > 0)) throw new IllegalArgumentException("The cost of " + name + " is " + cost + ", but must be more than 0.");
		variants = List.copyOf(variants);
	}
}
