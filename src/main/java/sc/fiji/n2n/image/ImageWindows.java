package sc.fiji.n2n.image;

import java.awt.GraphicsEnvironment;
import java.lang.reflect.Field;
import java.util.Map;

import ij.IJ;
import ij.ImagePlus;
import ij.Macro;
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
	 * aborted: its next line does not run.
	 *
	 * @param message what is wrong, and what to do
	 * @param callers threads that wait for this one: that of the macro, and those between
	 */
	public static void error(final String message, final Iterable<Thread> callers) {
		// Fiji looks for the options of the macro in these threads too; the error box would take its input from them.
		for (final Thread caller : callers)
			Macro.setOptions(caller, null);
		try {
			IJ.error(message);
		}
		catch (final RuntimeException e) {
			// Thrown to leave the macro, which is aborted already; Fiji would show the exception as a failure of its own.
			if (!Macro.MACRO_CANCELED.equals(e.getMessage())) throw e;
		}
	}

	/**
	 * The image that a macro or program made the current one for its own thread: in batch mode, or with
	 * {@code IJ.run(imp, ...)}.
	 *
	 * @param thread that of the macro, or null
	 * @return the image, or null if the front window counts
	 */
	public static ImagePlus currentImageOf(final Thread thread) {
		if (thread == null) return null;
		try {
			// ImageJ tells it only to the thread itself.
			final Field table = WindowManager.class.getDeclaredField("tempImageTable");
			table.setAccessible(true);
			return (ImagePlus) ((Map<?, ?>) table.get(null)).get(thread);
		}
		catch (final ReflectiveOperationException | RuntimeException e) {
			IJ.log("ImageJ does not tell the current image of the macro: " + e);
			return null;
		}
	}

	/** Whether windows can be shown: there is a screen, and no macro in batch mode. */
	static boolean canShow() {
		return !GraphicsEnvironment.isHeadless() && !Interpreter.isBatchMode();
	}

	/**
	 * Shows an image beside the one that the user works on, which stays the current one. Does nothing without a screen, or in a macro in
	 * batch mode, which would not see it.
	 *
	 * @param imp the image
	 */
	public static void showBeside(final ImagePlus imp) {
		if (!canShow()) return;
		final ImagePlus current = WindowManager.getCurrentImage();
		imp.show();
		if (current != null) select(current);
	}

	/**
	 * Makes an image the current one again, after other windows were opened; does nothing where it has no window.
	 *
	 * @param imp the image
	 */
	public static void select(final ImagePlus imp) {
		if (canShow() && imp.getWindow() != null) IJ.selectWindow(imp.getID());
	}

	/** Whether Escape was pressed since {@link #resetEscape()}. */
	public static boolean escapePressed() {
		return IJ.escapePressed();
	}

	/** Forgets that Escape was pressed: to be called before a run. */
	public static void resetEscape() {
		IJ.resetEscape();
	}

	/**
	 * Writes a line to ImageJ's Log window; does nothing where there is no ImageJ window.
	 *
	 * @param line the line
	 */
	public static void log(final String line) {
		if (IJ.getInstance() != null) IJ.log(line);
	}
}
