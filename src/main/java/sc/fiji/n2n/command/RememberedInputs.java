package sc.fiji.n2n.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

import org.scijava.module.Module;
import org.scijava.module.ModuleItem;
import org.scijava.widget.FileWidget;

import ij.Prefs;

/**
 * What the user chose the last time in the dialog of a command, in ImageJ's preferences. Only dialogs ask here: a macro, a script or
 * a headless run gets the same result whoever used the computer before.
 * <p>
 * Files to write are not remembered, because the next result would replace the last one; nor are images, which are other ones each time.
 * </p>
 */
final class RememberedInputs {

	private static final String PREFIX = "n2n.";

	private RememberedInputs() {}

	/**
	 * The text that was chosen last.
	 *
	 * @param module the command
	 * @param input one of its inputs
	 * @return the text, or null if there is none, or if it cannot be chosen any more
	 */
	static String get(final Module module, final ModuleItem<?> input) {
		final String text = isRemembered(input) ? Prefs.get(key(module, input), null) : null;
		return text == null || !InputText.isPossible(input, text) || isLost(input, text) ? null : text;
	}

	/**
	 * Remembers what was chosen; forgets what is as it comes.
	 *
	 * @param module the command
	 * @param chosen the text of each input
	 * @param defaults how the inputs come
	 */
	static void put(final Module module, final Map<ModuleItem<?>, String> chosen, final Map<ModuleItem<?>, String> defaults) {
		chosen.forEach((input, text) -> {
			if (isRemembered(input)) Prefs.set(key(module, input), text.equals(defaults.get(input)) ? null : text);
		});
	}

	private static boolean isRemembered(final ModuleItem<?> input) {
		return CommandDialog.isShown(input) && !input.is(InputPlace.ONCE) && !FileWidget.SAVE_STYLE.equals(input.getWidgetStyle());
	}

	/** Whether it is a file to read that is not there any more. */
	private static boolean isLost(final ModuleItem<?> input, final String text) {
		if (text.isBlank() || !FileWidget.OPEN_STYLE.equals(input.getWidgetStyle())) return false;
		try {
			return !Files.exists(Path.of(text.strip()));
		}
		catch (final InvalidPathException e) {
			return true;
		}
	}

	private static String key(final Module module, final ModuleItem<?> input) {
		final String command = module.getInfo().getDelegateClassName();
		return PREFIX + command.substring(command.lastIndexOf('.') + 1) + "." + input.getName();
	}
}
