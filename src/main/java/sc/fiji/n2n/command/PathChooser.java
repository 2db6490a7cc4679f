package sc.fiji.n2n.command;

import java.io.File;

import org.scijava.ui.UIService;

/** Lets the user choose a file or a folder, for inputs that are texts. */
final class PathChooser {

	private PathChooser() {}

	/**
	 * Shows a chooser.
	 *
	 * @param ui the user interface
	 * @param now the path so far, where the chooser begins
	 * @param style one of {@link org.scijava.widget.FileWidget}
	 * @return the chosen path, or the one so far if the user canceled
	 */
	static String choose(final UIService ui, final String now, final String style) {
		final File chosen = ui.chooseFile(now.isBlank() ? null : new File(now), style);
		return chosen == null ? now : chosen.getPath();
	}
}
