package sc.fiji.n2n.image;

import java.awt.GraphicsEnvironment;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

/** Images, messages and keys of the ImageJ that runs. Works without windows too. */
public final class ImageWindows {

	private ImageWindows() {}

	/**
	 * Shows a result where the user is: in a window, or in batch mode as the current image, so that the next line of
	 * the macro works on it. Without a screen and outside batch mode it only becomes the current image.
	 *
	 * @param imp the image
	 * @param callers threads for which it becomes the current image: that of the macro, and those between
	 */
	public static void show(final ImagePlus imp, final Iterable<Thread> callers) {
		if (!Interpreter.isBatchMode()) {
			if (!GraphicsEnvironment.isHeadless()) {
				imp.show();
				return;
			}
		}
		else if (Interpreter.getBatchModeImage(imp.getID()) == null) {
			// ImageJ makes it the current image of this thread, which may be a worker that has nothing to do with it.
			final ImagePlus before = WindowManager.getTempCurrentImage();
			imp.show();
			WindowManager.setTempCurrentImage(before);
		}
		for (final Thread caller : callers)
			WindowManager.setTempCurrentImage(caller, imp);
	}

	/** Whether a macro runs, or one command of ImageJ was called by a program. */
	public static boolean inMacro() {
		return IJ.isMacro();
	}

	/**
	 * Shows a message in ImageJ's error box, or prints it where there is no ImageJ window; a macro that runs is
	 * aborted. To be called last, because in a thread of a macro it does not return.
	 *
	 * @param message what is wrong, and what to do
	 */
	public static void error(final String message) {
		IJ.error(message);
	}

	/** Whether Escape was pressed since {@link #resetEscape()}. */
	public static boolean escapePressed() {
		return IJ.escapePressed();
	}

	/** Forgets that Escape was pressed: to be called before a run. */
	public static void resetEscape() {
		IJ.resetEscape();
	}
}
