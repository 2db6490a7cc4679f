package sc.fiji.n2n.command;

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.scijava.ItemVisibility;
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Asks for the inputs of a command with ImageJ's own dialog, which also records them, or takes them from
 * a macro. The first word of a label is the key in macros, and the same as the name of the parameter.
 */
final class CommandDialog {

	private static final String BOX = "Noise2Noise";
	private static final String NO_IMAGE = "none";
	private static final int PATH_COLUMNS = 40;
	private static final int MESSAGE_COLUMNS = 50;

	private final Module module;
	private final List<ModuleItem<?>> inputs = new ArrayList<>();

	/** @param module the command; inputs that are resolved are not asked for, except in a macro */
	CommandDialog(final Module module) {
		this.module = module;
		final ModuleItem<?> current = MacroImage.firstImage(module);
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (isShown(input) || isMessage(input) || isImageChoice(input) && input != current) inputs.add(input);
	}

	/** Whether an input is a choice, a number or a text: services, buttons and the current image are not asked for. */
	static boolean isShown(final ModuleItem<?> input) {
		return !isMessage(input) && (input.getType() == String.class || input.getType() == long.class || input.getType() == double.class);
	}

	/** An image beyond the current one is chosen from those that are open. */
	private static boolean isImageChoice(final ModuleItem<?> input) {
		return input.getType() == ImagePlus.class && WindowManager.getImageCount() > 0;
	}

	/**
	 * Fills in the inputs.
	 *
	 * @return false if the user canceled, or gave what is not a number
	 */
	boolean ask() {
		// A macro without options would see the dialog; it is to run with the defaults, as in Fiji.
		if (ImageWindows.inMacro() && Macro.getOptions() == null) return true;
		final GenericDialog dialog = new GenericDialog(title());
		dialog.addMessage(wrapped(module.getInfo().getDescription()));
		inputs.forEach(input -> addField(dialog, input));
		dialog.addHelp(help());
		dialog.showDialog();
		waitUntilClosed();
		if (dialog.wasCanceled()) return false;
		for (final ModuleItem<?> input : inputs)
			if (!read(dialog, input)) return false;
		return true;
	}

	/** The window thread closes the dialog, and goes on after it has let this thread go: it then starts counting the fields anew. */
	private static void waitUntilClosed() {
		if (EventQueue.isDispatchThread()) return;
		try {
			EventQueue.invokeAndWait(() -> {});
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
		catch (final InvocationTargetException e) {
			throw new IllegalStateException(e);
		}
	}

	private String title() {
		return module.getInfo().getTitle().replace("...", "");
	}

	private void addField(final GenericDialog dialog, final ModuleItem<?> input) {
		final String label = input.getLabel();
		final Object value = input.getValue(module);
		if (isMessage(input)) dialog.addMessage(wrapped(value.toString()));
		else if (input.getType() == long.class) dialog.addNumericField(label, (Long) value, 0);
		else if (input.getType() == double.class) dialog.addNumericField(label, (Double) value, digits((Double) value));
		else if (input.getType() == ImagePlus.class) dialog.addChoice(label, images(input), images(input)[0]);
		else if (hasChoices(input)) dialog.addChoice(label, input.getChoices().stream().map(Object::toString).toArray(String[]::new), value.toString());
		else if (isFolder(input)) dialog.addDirectoryField(label, value.toString(), PATH_COLUMNS);
		else if (isFile(input)) dialog.addFileField(label, value.toString(), PATH_COLUMNS);
		else dialog.addStringField(label, value.toString());
	}

	/** Takes a value from the dialog or the macro; false after a message. */
	private boolean read(final GenericDialog dialog, final ModuleItem<?> input) {
		if (isMessage(input)) return true;
		final Object value;
		if (input.getType() == String.class) value = hasChoices(input) ? dialog.getNextChoice() : dialog.getNextString();
		else if (input.getType() == ImagePlus.class) {
			final String title = dialog.getNextChoice();
			// Left unset: the command knows what to do without it.
			if (title.equals(NO_IMAGE)) return true;
			value = WindowManager.getImage(title);
			if (value == null) IJ.error(BOX, "There is no open image \"" + title + "\" for " + input.getLabel() + ".");
		}
		else value = number(dialog, input);
		if (value == null) return false;
		module.setInput(input.getName(), value);
		return true;
	}

	/** A whole or any number, or null after a message. */
	private static Object number(final GenericDialog dialog, final ModuleItem<?> input) {
		final double number = dialog.getNextNumber();
		if (input.getType() == double.class && Double.isFinite(number)) return number;
		if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) return (long) number;
		// In a macro, the dialog has complained already about what is no number at all.
		if (!ImageWindows.inMacro() || !Double.isNaN(number)) IJ.error(BOX, input.getLabel() + (input.getType() == double.class //
			? " must be a number, such as 0.5." : " must be a whole number, such as 1."));
		return null;
	}

	/** As many digits as the default has. */
	private static int digits(final double value) {
		return Math.max(1, BigDecimal.valueOf(value).stripTrailingZeros().scale());
	}

	/** Titles of the open images; "none" first where the command can do without. */
	private static String[] images(final ModuleItem<?> input) {
		final String[] titles = WindowManager.getImageTitles();
		return input.isRequired() ? titles : Stream.concat(Stream.of(NO_IMAGE), Stream.of(titles)).toArray(String[]::new);
	}

	private static boolean isMessage(final ModuleItem<?> input) {
		return input.getVisibility() == ItemVisibility.MESSAGE;
	}

	private static boolean hasChoices(final ModuleItem<?> input) {
		return input.getChoices() != null && !input.getChoices().isEmpty();
	}

	private static boolean isFolder(final ModuleItem<?> input) {
		final String style = input.getWidgetStyle();
		return FileWidget.DIRECTORY_STYLE.equals(style) || FileWidget.FILE_AND_DIRECTORY_STYLE.equals(style);
	}

	private static boolean isFile(final ModuleItem<?> input) {
		final String style = input.getWidgetStyle();
		return FileWidget.OPEN_STYLE.equals(style) || FileWidget.SAVE_STYLE.equals(style);
	}

	private static String wrapped(final String text) {
		return text.replaceAll("(.{1," + MESSAGE_COLUMNS + "})( |$)", "$1\n").strip();
	}

	private String help() {
		final StringBuilder html = new StringBuilder("<html><body width=\"400\"><p>").append(module.getInfo().getDescription()).append("</p>");
		for (final ModuleItem<?> input : inputs)
			if (!isMessage(input)) html.append("<p><b>").append(input.getLabel()).append("</b>: ").append(input.getDescription()).append("</p>");
		return html.append("</body></html>").toString();
	}
}
