package sc.fiji.n2n.command;

import java.awt.EventQueue;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Asks for the inputs of a command with ImageJ's own dialog, in ImageJ and in Fiji, or takes them from
 * a macro. The first word of a label is the key in macros, and the same as the name of the parameter.
 */
final class CommandDialog {

	private static final String BOX = "Noise2Noise";
	private static final double HELP_POINTS = 11.5;

	private final Module module;
	private final boolean recorded;
	private final List<ModuleItem<?>> inputs = new ArrayList<>();
	/** What the class of the command says, before anything is remembered. */
	private final Map<ModuleItem<?>, Object> defaults = new LinkedHashMap<>();

	/**
	 * @param module the command; inputs that are resolved are not asked for
	 * @param recorded whether ImageJ's recorder is told what is chosen; not in Fiji, which tells it by itself
	 */
	CommandDialog(final Module module, final boolean recorded) {
		this.module = module;
		this.recorded = recorded;
		final ModuleItem<?> current = MacroImage.firstImage(module);
		for (final ModuleItem<?> input : module.getInfo().inputs())
			if (!module.isInputResolved(input.getName()) && (isShown(input) || DialogField.isMessage(input) || isImageChoice(input) && input != current))
				inputs.add(input);
		inputs.sort(Comparator.comparing(InputPlace::of));
		inputs.forEach(input -> defaults.put(input, input.getValue(module)));
	}

	/** Whether an input is a choice, a number or a text: services and the current image are not asked for. */
	static boolean isShown(final ModuleItem<?> input) {
		return !DialogField.isMessage(input) && (input.getType() == String.class || input.getType() == long.class || input.getType() == double.class);
	}

	/** An image beyond the current one is chosen from those that are open. */
	private static boolean isImageChoice(final ModuleItem<?> input) {
		return input.getType() == ImagePlus.class && WindowManager.getImageCount() > 0;
	}

	/** Whether there is something to ask. */
	boolean hasQuestions() {
		return inputs.stream().anyMatch(input -> !DialogField.isMessage(input));
	}

	/**
	 * Fills in the inputs.
	 *
	 * @return false if the user canceled, or a macro gave what is no value, after a message
	 */
	boolean ask() {
		// ImageJ's dialogs take what these options say for the answers.
		if (!ImageWindows.inMacro() && Macro.getOptions() == null) return askUser();
		// A macro without options would see the dialog; it is to run with the defaults, as in Fiji.
		if (Macro.getOptions() == null) return true;
		final GenericDialog dialog = new GenericDialog(title());
		final List<DialogField> fields = fields(dialog, inputs);
		dialog.showDialog();
		try {
			take(fields);
			return true;
		}
		catch (final IllegalArgumentException e) {
			// The dialog has complained already, and aborted the macro, about what is no number at all.
			if (dialog.getErrorMessage() == null) IJ.error(BOX, e.getMessage());
			return false;
		}
	}

	/** Shows the dialog until it is canceled or all in it can be used. */
	private boolean askUser() {
		Map<ModuleItem<?>, String> typed = Map.of();
		while (true) {
			final GenericDialog dialog = new GenericDialog(title());
			final CommandPanel panel = new CommandPanel(dialog, module, this);
			panel.setTexts(typed);
			panel.show();
			waitUntilClosed();
			if (dialog.wasCanceled()) return false;
			typed = panel.texts();
			try {
				final Map<ModuleItem<?>, Object> values = panel.values();
				if (recorded) take(panel.fields());
				else values.forEach(this::set);
				panel.remember();
				return true;
			}
			catch (final IllegalArgumentException e) {
				IJ.error(BOX, e.getMessage());
			}
		}
	}

	/** Adds inputs to a dialog, as they come. */
	List<DialogField> fields(final GenericDialog dialog, final List<ModuleItem<?>> some) {
		final List<DialogField> fields = new ArrayList<>();
		for (final ModuleItem<?> input : some)
			fields.add(new DialogField(dialog, input, defaults.get(input), fields.isEmpty()));
		return fields;
	}

	/** The inputs of a part of the dialog. */
	List<ModuleItem<?>> inputs(final InputPlace place) {
		return inputs.stream().filter(input -> InputPlace.of(input) == place).toList();
	}

	/** Takes the values, which records them. */
	private void take(final List<DialogField> fields) {
		for (final DialogField field : fields)
			if (field.isQuestion()) set(field.input(), field.next());
	}

	private void set(final ModuleItem<?> input, final Object value) {
		if (value != null) module.setInput(input.getName(), value);
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

	/** The title, also of the dialog in a macro. */
	String title() {
		return module.getInfo().getTitle().replace("...", "");
	}

	/** All inputs and what they mean, as HTML, with letters as large as those of dialogs. */
	String help() {
		final String style = String.format(Locale.ROOT, "<html><body style=\"font-size: %.1fpt\">", HELP_POINTS * Prefs.getGuiScale());
		final StringBuilder html = new StringBuilder(style).append(paragraph("", module.getInfo().getDescription()));
		boolean advanced = false;
		for (final ModuleItem<?> input : inputs) {
			if (DialogField.isMessage(input)) continue;
			if (!advanced && InputPlace.of(input) == InputPlace.HIDDEN) html.append("<p><i>Advanced</i></p>");
			advanced = InputPlace.of(input) == InputPlace.HIDDEN;
			html.append(paragraph("<b>" + input.getLabel() + "</b>: ", input.getDescription()));
		}
		return html.append("</body></html>").toString();
	}

	private static String paragraph(final String label, final String text) {
		return "<p>" + label + text.replace("&", "&amp;").replace("<", "&lt;") + "</p>";
	}
}
