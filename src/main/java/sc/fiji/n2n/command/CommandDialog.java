package sc.fiji.n2n.command;

import java.util.ArrayList;
import java.util.List;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import ij.IJ;
import ij.Macro;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Asks for the inputs of a command with ImageJ's own dialog, which also records them, or takes them from
 * a macro. The first word of a label is the key in macros, and the same as the name of the parameter.
 */
final class CommandDialog {

	private static final int PATH_COLUMNS = 40;
	private static final int MESSAGE_COLUMNS = 50;

	private final Module module;
	private final List<ModuleItem<?>> inputs = new ArrayList<>();

	/** @param module the command; inputs that are resolved are not asked for, except in a macro */
	CommandDialog(final Module module) {
		this.module = module;
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (isShown(input)) inputs.add(input);
	}

	/** Whether an input is a choice, a number or a text: services, buttons and images are not asked for. */
	static boolean isShown(final ModuleItem<?> input) {
		return input.getType() == String.class || input.getType() == long.class;
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
		if (dialog.wasCanceled()) return false;
		for (final ModuleItem<?> input : inputs) {
			final Object value = read(dialog, input);
			if (value == null) return false;
			module.setInput(input.getName(), value);
		}
		return true;
	}

	private String title() {
		return module.getInfo().getTitle().replace("...", "");
	}

	private void addField(final GenericDialog dialog, final ModuleItem<?> input) {
		final String label = input.getLabel();
		final Object value = input.getValue(module);
		if (input.getType() == long.class) dialog.addNumericField(label, (Long) value, 0);
		else if (input.getChoices() != null && !input.getChoices().isEmpty()) dialog.addChoice(label,
			input.getChoices().stream().map(Object::toString).toArray(String[]::new), value.toString());
		else if (isPath(input)) dialog.addDirectoryField(label, value.toString(), PATH_COLUMNS);
		else dialog.addStringField(label, value.toString());
	}

	/** The value from the dialog or the macro, or null after a message. */
	private static Object read(final GenericDialog dialog, final ModuleItem<?> input) {
		if (input.getType() == String.class) return input.getChoices() != null && !input.getChoices().isEmpty() //
			? dialog.getNextChoice() : dialog.getNextString();
		final double number = dialog.getNextNumber();
		if (number == Math.rint(number) && Math.abs(number) <= 1L << 53) return (long) number;
		// In a macro, the dialog has complained already about what is no number at all.
		if (!ImageWindows.inMacro() || !Double.isNaN(number)) IJ.error("Noise2Noise", input.getLabel() + " must be a whole number, such as 1.");
		return null;
	}

	private static boolean isPath(final ModuleItem<?> input) {
		final String style = input.getWidgetStyle();
		return FileWidget.DIRECTORY_STYLE.equals(style) || FileWidget.FILE_AND_DIRECTORY_STYLE.equals(style);
	}

	private static String wrapped(final String text) {
		return text.replaceAll("(.{1," + MESSAGE_COLUMNS + "})( |$)", "$1\n").strip();
	}

	private String help() {
		final StringBuilder html = new StringBuilder("<html><body width=\"400\"><p>").append(module.getInfo().getDescription()).append("</p>");
		for (final ModuleItem<?> input : inputs)
			html.append("<p><b>").append(input.getLabel()).append("</b>: ").append(input.getDescription()).append("</p>");
		return html.append("</body></html>").toString();
	}
}
