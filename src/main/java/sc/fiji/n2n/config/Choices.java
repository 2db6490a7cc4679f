package sc.fiji.n2n.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads the words that dialogs, macros and command lines use for the choices of this package. */
public final class Choices {

	private Choices() {}

	/**
	 * Finds the choice that a word means. Upper and lower case are the same.
	 *
	 * @param parameter name of the parameter, for the message
	 * @param word what the user wrote
	 * @param choices the choices, each known by its {@code toString()}
	 * @param <E> type of the choices
	 * @return the choice
	 * @throws IllegalArgumentException if there is no such choice; the message lists those there are
	 */
	@SafeVarargs
	public static <E extends Enum<E>> E parse(final String parameter, final String word, final E... choices) {
		final String wanted = word == null ? "" : word.trim().toLowerCase(Locale.ROOT);
		for (final E choice : choices)
			if (choice.toString().equals(wanted)) return choice;
		final String known = Arrays.stream(choices).map(Object::toString).collect(Collectors.joining(", "));
		throw new IllegalArgumentException("There is no " + parameter + " \"" + word + "\". Choose one of: " + known + ".");
	}

	static String label(final Enum<?> choice) {
		return choice.name().toLowerCase(Locale.ROOT);
	}
}
