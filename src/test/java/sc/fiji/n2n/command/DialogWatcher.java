package sc.fiji.n2n.command;

import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.Label;
import java.awt.Robot;
import java.awt.TextComponent;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.awt.image.BufferedImage;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import javax.imageio.ImageIO;

import ij.gui.GenericDialog;
import ij.gui.MultiLineLabel;

/** Waits for a dialog of ImageJ as a user would, takes a picture of it, and uses it. */
final class DialogWatcher {

	private DialogWatcher() {}

	/**
	 * Waits in the background for the next dialog.
	 *
	 * @param picture name of a file in {@code target/screenshots}
	 * @param use what to do with the dialog
	 * @return completed with the words in the dialog after its use
	 */
	static CompletableFuture<String> onNext(final String picture, final Consumer<Dialog> use) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				final Dialog dialog = waitForDialog();
				picture(dialog, picture);
				final String words = words(dialog);
				// Where the clicks of a user come in too.
				EventQueue.invokeAndWait(() -> use.accept(dialog));
				return words;
			}
			catch (final Exception e) {
				throw new IllegalStateException(e);
			}
		});
	}

	/** Takes a picture of a window that is open into {@code target/screenshots}. */
	static void picture(final Window window, final String name) throws Exception {
		ImageIO.write(takePicture(window), "png", Screen.pictureFile(name));
	}

	/** Presses a button; OK is the first, Cancel the second. */
	static void press(final GenericDialog dialog, final int button) {
		dialog.actionPerformed(new ActionEvent(dialog.getButtons()[button], ActionEvent.ACTION_PERFORMED, ""));
	}

	/** Selects an item in the first list that has it. */
	static void choose(final GenericDialog dialog, final String item) {
		for (final Object list : dialog.getChoices())
			for (int i = 0; i < ((Choice) list).getItemCount(); i++)
				if (((Choice) list).getItem(i).equals(item)) {
					((Choice) list).select(i);
					return;
				}
		throw new IllegalStateException("There is no \"" + item + "\" to choose.");
	}

	/** Waits for a dialog or another window that belongs to ImageJ. */
	private static Dialog waitForDialog() throws InterruptedException {
		for (int i = 0; i < 300; i++) {
			for (final Window window : Window.getWindows())
				if (window instanceof Dialog dialog && dialog.isShowing()) return dialog;
			TimeUnit.MILLISECONDS.sleep(100);
		}
		throw new IllegalStateException("No dialog has come.");
	}

	/**
	 * Waits until the dialog is painted, which takes it from black to light. Where no window manager puts it
	 * in front of the other windows, it paints itself.
	 */
	private static BufferedImage takePicture(final Window dialog) throws Exception {
		final Robot robot = new Robot();
		for (int i = 0; i < 40; i++) {
			TimeUnit.MILLISECONDS.sleep(75);
			final BufferedImage picture = robot.createScreenCapture(dialog.getBounds());
			final int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
			final boolean hasText = Arrays.stream(pixels).distinct().limit(10).count() > 2;
			if (hasText && Arrays.stream(pixels).filter(pixel -> (pixel & 0xffffff) == 0).count() < pixels.length / 2) return picture;
		}
		final BufferedImage picture = new BufferedImage(dialog.getWidth(), dialog.getHeight(), BufferedImage.TYPE_INT_RGB);
		dialog.printAll(picture.getGraphics());
		return picture;
	}

	private static String words(final Component component) {
		if (component instanceof Label label) return label.getText() + "\n";
		if (component instanceof MultiLineLabel lines) return String.join("\n", linesOf(lines)) + "\n";
		if (component instanceof TextComponent text) return text.getText() + "\n";
		final StringBuilder words = new StringBuilder();
		if (component instanceof Container container) {
			for (final Component child : container.getComponents())
				words.append(words(child));
			if (container.getComponentCount() == 0) words.append(component);
		}
		return words.toString();
	}

	/** ImageJ's labels of many lines paint their text themselves, and tell nobody. */
	private static String[] linesOf(final MultiLineLabel label) {
		try {
			final Field lines = MultiLineLabel.class.getDeclaredField("lines");
			lines.setAccessible(true);
			return (String[]) lines.get(label);
		}
		catch (final ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}
}
