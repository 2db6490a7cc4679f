package sc.fiji.n2n.command;

import java.awt.Component;
import java.io.File;

import javax.swing.JFileChooser;

import org.scijava.widget.FileWidget;

import ij.io.OpenDialog;

/** Lets the user choose a file or a folder, for inputs that are texts. Not ImageJ's own dialogs, which would record the path. */
final class PathChooser {

	private PathChooser() {}

	/** Whether inputs of this style are paths. */
	static boolean isPath(final String style) {
		return FileWidget.OPEN_STYLE.equals(style) || FileWidget.SAVE_STYLE.equals(style) || FileWidget.DIRECTORY_STYLE.equals(style) ||
			FileWidget.FILE_AND_DIRECTORY_STYLE.equals(style);
	}

	/**
	 * Shows a chooser.
	 *
	 * @param parent the dialog that asks
	 * @param now the path so far, where the chooser begins; empty for ImageJ's folder
	 * @param style one of {@link FileWidget}
	 * @return the chosen path, or the one so far if the user canceled
	 */
	static String choose(final Component parent, final String now, final String style) {
		final JFileChooser chooser = new JFileChooser(OpenDialog.getDefaultDirectory());
		if (!now.isBlank()) chooser.setSelectedFile(new File(now.strip()));
		if (FileWidget.DIRECTORY_STYLE.equals(style)) chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
		if (FileWidget.FILE_AND_DIRECTORY_STYLE.equals(style)) chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
		final int answer = FileWidget.SAVE_STYLE.equals(style) ? chooser.showSaveDialog(parent) : chooser.showDialog(parent, "Choose");
		return answer == JFileChooser.APPROVE_OPTION ? chooser.getSelectedFile().getPath() : now;
	}
}
