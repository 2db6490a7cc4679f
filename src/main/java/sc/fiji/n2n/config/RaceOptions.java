package sc.fiji.n2n.config;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What takes part in a race, and how.
 *
 * @param methods the methods
 * @param effort how long zero-shot methods learn
 * @param channel the channel, from 1; 0: the current one
 * @param seed seed of everything random
 * @param device where networks are computed
 */
public record RaceOptions(Set<RaceMethod> methods, Effort effort, int channel, long seed, ComputeDevice device) {

	/** @throws IllegalArgumentException if there are no methods, or the channel is negative */
	public RaceOptions {
		Objects.requireNonNull(effort, "effort");
		Objects.requireNonNull(device, "device");
		if (methods.isEmpty()) throw new IllegalArgumentException("methods is empty, but must name what is raced, such as auto+gaussian+median+nlm.");
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0, for the current channel, or the number of one.");
		methods = Set.copyOf(methods);
	}

	/**
	 * Reads the names of methods.
	 *
	 * @param text names with + between them, such as auto+gaussian; spaces and commas do as well
	 * @param model whether a model file was given, which then takes part, named or not
	 * @return the methods
	 * @throws IllegalArgumentException if there is no such method, or the model is named but not given
	 */
	public static Set<RaceMethod> methods(final String text, final boolean model) {
		final Collection<RaceMethod> methods = EnumSet.noneOf(RaceMethod.class);
		for (final String word : text.split("[+,\\s]+"))
			if (!word.isEmpty()) methods.add(Choices.parse("method", word, RaceMethod.values()));
		if (methods.contains(RaceMethod.MODEL) && !model) throw new IllegalArgumentException(
			"methods names model, but there is no model. Give a model file, which ends in .n2n, or leave the method model out.");
		if (model) methods.add(RaceMethod.MODEL);
		return methods.isEmpty() ? Set.of() : EnumSet.copyOf(methods);
	}

	/** Whether the network library is needed. */
	public boolean needsNetworks() {
		return methods.stream().anyMatch(RaceMethod::isNetwork);
	}
}
