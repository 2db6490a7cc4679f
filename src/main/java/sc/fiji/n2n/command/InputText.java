package sc.fiji.n2n.command;

import java.math.BigDecimal;

import org.scijava.module.ModuleItem;

import ij.ImagePlus;
import ij.WindowManager;

/** The inputs of commands as the texts that dialogs show. */
final class InputText {

	/** Stands for no image. */
	static final String NO_IMAGE = "none";

	private static final long LARGEST_EXACT = 1L << 53;

	private InputText() {}

	/** Whether an input has a list to choose from. */
	static boolean hasChoices(final ModuleItem<?> input) {
		return input.getChoices() != null && !input.getChoices().isEmpty();
	}

	/** The choices of an input. */
	static String[] choices(final ModuleItem<?> input) {
		return input.getChoices().stream().map(Object::toString).toArray(String[]::new);
	}

	/** Whether a text is a value of an input. */
	static boolean isPossible(final ModuleItem<?> input, final String text) {
		try {
			if (hasChoices(input)) return input.getChoices().stream().anyMatch(choice -> choice.toString().equals(text));
			value(input, text);
			return true;
		}
		catch (final IllegalArgumentException e) {
			return false;
		}
	}

	/**
	 * The value that a text stands for.
	 *
	 * @return the value; null for no image
	 * @throws IllegalArgumentException if it stands for none, in words for the user
	 */
	static Object value(final ModuleItem<?> input, final String text) {
		if (input.getType() == ImagePlus.class) return image(input, text);
		return input.getType() == String.class ? text : number(input, parsed(text));
	}

	private static ImagePlus image(final ModuleItem<?> input, final String title) {
		// Left unset: the command knows what to do without it.
		if (title.equals(NO_IMAGE)) return null;
		final ImagePlus image = WindowManager.getImage(title);
		if (image == null) throw new IllegalArgumentException("There is no open image \"" + title + "\" for " + input.getLabel() + ".");
		return image;
	}

	/**
	 * A whole or any number, as the input needs.
	 *
	 * @throws IllegalArgumentException if it is not, in words for the user
	 */
	static Number number(final ModuleItem<?> input, final double number) {
		if (input.getType() == double.class && Double.isFinite(number)) return number;
		if (input.getType() == long.class && number == Math.rint(number) && Math.abs(number) <= LARGEST_EXACT) return (long) number;
		throw new IllegalArgumentException(input.getLabel() + (input.getType() == double.class ? " must be a number, such as 0.5."
			: " must be a whole number, such as 1."));
	}

	private static double parsed(final String text) {
		try {
			return Double.parseDouble(text.strip());
		}
		catch (final NumberFormatException e) {
			return Double.NaN;
		}
	}

	/** As many digits behind the point as a number has; 1 at least. */
	static int digits(final double value) {
		return Math.max(1, BigDecimal.valueOf(value).stripTrailingZeros().scale());
	}
}
