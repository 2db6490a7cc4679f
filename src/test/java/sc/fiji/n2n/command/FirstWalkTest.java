package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Menu;
import java.awt.MenuBar;
import java.awt.MenuItem;
import java.awt.Window;
import java.awt.event.ActionEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import javax.swing.JDialog;
import javax.swing.JFileChooser;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Menus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.io.OpenDialog;
import sc.fiji.n2n.image.ImageFiles;

/** The way of somebody who has never used the plugin: a stack is open; four clicks later its denoised version is in a file. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FirstWalkTest {

	private static final String LABEL = "ZS-N2N Denoise...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@BeforeEach
	void needDisplay() {
		Screen.need();
		NoiseCommands.forgetChoices();
		// Java's own, because the buttons of the other one cannot be reached.
		Prefs.useJFileChooser = true;
	}

	@AfterEach
	void resetChooser() {
		if (GraphicsEnvironment.isHeadless()) return;
		Prefs.useJFileChooser = false;
	}

	@Test
	void fourClicksFromAnOpenStackToASavedDenoisedOne() throws Exception {
		final Path file = stack();
		final byte[] original = Files.readAllBytes(file);
		// As File > Open does: the folder is where the next dialog begins.
		OpenDialog.setDefaultDirectory(dir.toString());
		IJ.open(file.toString());
		final String logged = IJ.getLog() == null ? "" : IJ.getLog();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("walk-2-dialog", shown -> DialogWatcher.press((GenericDialog) shown, 0));
		// The first click; the second is OK.
		click(LABEL);
		dialog.get(1, TimeUnit.MINUTES);
		final ImagePlus result = StartedImageJ.waitForImage("cells.tif denoised");
		final String log = IJ.getLog().substring(logged.length());
		IJ.getInstance().toFront();
		// The third, and the fourth in the dialog of ImageJ.
		click("Save");
		saveAsSuggested();
		final Path saved = dir.resolve("cells.tif denoised.tif");
		for (int i = 0; i < 100 && !(Files.exists(saved) && Files.size(saved) > 3 * 64 * 64); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(Files.exists(saved), () -> String.join(", ", dir.toFile().list()));
		TimeUnit.MILLISECONDS.sleep(300);
		final ImagePlus read = ImageFiles.open(saved);
		assertEquals(3, read.getStackSize());
		assertTrue(NoisyImages.error(read) < 0.6 * NoisyImages.error(ImageFiles.open(file)), "not denoised");
		assertTrue(read.getInfoProperty().contains("macro: run(\"" + LABEL), read.getInfoProperty());
		assertArrayEquals(original, Files.readAllBytes(file), "the noisy stack stays as it was");
		assertNotNull(result.getWindow());
		// For people to read, as the first who meets these lines does.
		Files.writeString(Files.createDirectories(Path.of("target/screenshots")).resolve("walk-log.txt"), log + "\n--- Info ---\n" + read.getInfoProperty());
		assertTrue(log.contains("cells.tif: method used: fast"), log);
	}

	/** What is in a file already is not destroyed by saving it again. */
	@Test
	void savingAResultThatIsReadFromItsFileLeavesTheFileAlone() throws Exception {
		final Path file = stack();
		final Path denoised = dir.resolve("denoised.tif");
		IJ.run("TIFF Virtual Stack...", "open=[" + file + "]");
		IJ.run(LABEL, "effort=quick save=[" + denoised + "]");
		final byte[] complete = Files.readAllBytes(denoised);
		assertEquals(denoised.getFileName().toString(), WindowManager.getCurrentImage().getTitle());
		final CompletableFuture<String> replace = DialogWatcher.onNext("walk-save-again", shown -> DialogWatcher.press((GenericDialog) shown, 0));
		click("Save");
		replace.get(1, TimeUnit.MINUTES);
		final String message = DialogWatcher.onNext("walk-save-again-message", Dialog::dispose).get(1, TimeUnit.MINUTES);
		assertTrue(message.contains("cannot be saved in place"), message);
		assertArrayEquals(complete, Files.readAllBytes(denoised));
	}

	private Path stack() throws IOException {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 1; i <= 3; i++)
			stack.addSlice(NoisyImages.create("", i).getProcessor());
		final Path file = dir.resolve("cells.tif");
		ImageFiles.saveTiff(new ImagePlus("cells.tif", stack), file);
		return file;
	}

	private static void click(final String label) throws Exception {
		final MenuItem item = find(Menus.getMenuBar(), label);
		EventQueue.invokeAndWait(() -> IJ.getInstance().actionPerformed(new ActionEvent(item, ActionEvent.ACTION_PERFORMED, label)));
	}

	private static MenuItem find(final MenuBar bar, final String label) {
		for (int i = 0; i < bar.getMenuCount(); i++) {
			final MenuItem found = find(bar.getMenu(i), label);
			if (found != null) return found;
		}
		throw new IllegalStateException("There is no menu item " + label);
	}

	private static MenuItem find(final Menu menu, final String label) {
		for (int i = 0; i < menu.getItemCount(); i++) {
			final MenuItem item = menu.getItem(i);
			final MenuItem found = item instanceof Menu inner ? find(inner, label) : item.getLabel().equals(label) ? item : null;
			if (found != null) return found;
		}
		return null;
	}

	/** The button Save, with the name that ImageJ suggests. */
	private static void saveAsSuggested() throws Exception {
		for (int i = 0; i < 100; i++) {
			TimeUnit.MILLISECONDS.sleep(200);
			for (final Window window : Window.getWindows()) {
				final JFileChooser chooser = window instanceof JDialog dialog && dialog.isShowing() ? PreviewTest.find(dialog, JFileChooser.class) : null;
				if (chooser == null) continue;
				DialogWatcher.picture(window, "walk-4-save");
				EventQueue.invokeAndWait(() -> {
					assertEquals("cells.tif denoised.tif", chooser.getSelectedFile().getName());
					chooser.approveSelection();
				});
				return;
			}
		}
		throw new IllegalStateException("ImageJ does not ask where to save. Open are " + List.of(Window.getWindows()));
	}
}
