package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Window;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import javax.swing.JDialog;
import javax.swing.JSlider;
import javax.swing.text.JTextComponent;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandService;
import org.scijava.module.Module;
import org.scijava.module.ModuleService;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.gui.GenericDialog;

/** The preview beside the dialogs, used as a user does: with the mouse, while the modal dialog is open. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PreviewTest {

	private static final String THREAD = "Noise2Noise preview";

	@TempDir
	Path dir;

	private Context context;
	private Module module;
	private CompletableFuture<Boolean> answer;
	private GenericDialog dialog;

	@BeforeEach
	void needDisplay() {
		Screen.need();
		NoiseCommands.forgetChoices();
		context = new Context();
	}

	@AfterEach
	void close() throws Exception {
		if (GraphicsEnvironment.isHeadless()) return;
		if (answer != null && !answer.isDone()) press(1);
		context.dispose();
	}

	/** The picture in the guide: the image with its selection, the dialog and the preview. */
	@Test
	void showsTheSelectionOfAnImageThatIsShown() throws Exception {
		final ImagePlus image = IJ.openImage("sample-data/particles.tif");
		image.setRoi(150, 150, 256, 256);
		image.show();
		try {
			open(ZeroShotDenoise.class, image);
			choose("effort", "quick");
			openPreview();
			waitForWords("This was learned from the region alone");
			assertEquals("Preview of particles.tif: 256 x 256 pixels at 150, 150", preview().getTitle());
			Screen.picture(dialog.getBounds().union(preview().getBounds()), "dialog-and-preview");
		}
		finally {
			image.changes = false;
			image.close();
		}
	}

	@Test
	void showsNoisyAndDenoisedWithASliderAndFollowsTheSettings() throws Exception {
		final ImagePlus image = NoisyImages.create("noisy");
		open(ZeroShotDenoise.class, image);
		choose("effort", "quick");
		openPreview();
		waitForWords("method auto, mode slices, effort quick.");
		assertEquals("Preview of noisy: 64 x 64 pixels at 0, 0", preview().getTitle());
		assertFalse(preview().getBounds().intersects(dialog.getBounds()), "the preview covers the dialog");
		final BufferedImage half = picture();
		DialogWatcher.picture(preview(), "preview-of-a-region");
		assertTrue(roughness(half, 0.1, 0.4) > 2 * roughness(half, 0.6, 0.9), "the left side is as noisy as the image, the right side is not");
		drag(0.5, 0.95);
		assertEquals(950, slider().getValue(), 25, "the mouse moves the line while the dialog is open");
		assertTrue(roughness(picture(), 0.6, 0.9) > 0.8 * roughness(half, 0.1, 0.4), "the line uncovers the noisy pixels");
		inWindow(() -> {
			slider().setValue(0);
			return null;
		});
		assertTrue(roughness(picture(), 0.1, 0.4) < 0.5 * roughness(half, 0.1, 0.4), "the slider uncovers the denoised pixels");
		final int before = pixels(picture());
		choose("method", "fast");
		text("seed", "5");
		waitForOtherPixels(before);
		text("seed", "x");
		waitForWords("Seed must be a whole number");
		press(1);
		assertFalse(answer.get(1, TimeUnit.MINUTES));
		assertClosed();
		assertFalse(image.isLocked());
	}

	@Test
	void aModelThatIsNotThereIsExplainedAndOneThatIsShown() throws Exception {
		open(N2nDenoise.class, NoisyImages.create("noisy"));
		openPreview();
		waitForWords("There is no model.");
		DialogWatcher.picture(preview(), "preview-without-a-model");
		text("model", dir.resolve("missing.n2n").toString());
		waitForWords("missing.n2n");
		text("model", SavedModels.random(dir.resolve("a.n2n"), 2).toString());
		waitForWords("Denoised in");
		press(0);
		assertTrue(answer.get(1, TimeUnit.MINUTES));
		assertClosed();
	}

	@Test
	void escapeInThePreviewStopsItAndLeavesTheDialog() throws Exception {
		open(ZeroShotDenoise.class, NoisyImages.create("noisy"));
		choose("effort", "thorough");
		choose("method", "published");
		openPreview();
		waitForWords(" %");
		inWindow(() -> {
			preview().getRootPane().dispatchEvent(new KeyEvent(preview().getRootPane(), KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0,
				KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED));
			return null;
		});
		for (int i = 0; i < 100 && preview() != null; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertNull(preview());
		assertTrue(dialog.isShowing());
		openPreview();
		waitForWords(" %");
		press(1);
		assertFalse(answer.get(20, TimeUnit.SECONDS), "canceling the dialog ends the run");
		assertClosed();
	}

	@Test
	void atLargeFontsNothingIsCut() throws Exception {
		final double scale = Prefs.getGuiScale();
		Prefs.setGuiScale(1.5);
		try {
			open(N2nDenoise.class, NoisyImages.create("noisy"));
			openPreview();
			waitForWords("There is no model.");
			DialogWatcher.picture(preview(), "preview-without-a-model-150");
			assertFalse(preview().getBounds().intersects(dialog.getBounds()), "the preview covers the dialog");
			final JTextComponent words = find(preview(), JTextComponent.class);
			assertTrue(inWindow(() -> words.modelToView2D(words.getDocument().getLength()).getMaxY()) <= words.getVisibleRect().getMaxY(), "the last line is cut");
		}
		finally {
			Prefs.setGuiScale(scale);
		}
	}

	private void open(final Class<? extends Command> command, final ImagePlus image) throws Exception {
		module = context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(command));
		module.setInput("image", image);
		module.resolveInput("image");
		answer = CompletableFuture.supplyAsync(() -> new CommandDialog(module, true).ask());
		for (int i = 0; i < 300 && dialog == null; i++) {
			TimeUnit.MILLISECONDS.sleep(100);
			for (final Window window : Window.getWindows())
				if (window instanceof GenericDialog shown && shown.isShowing()) dialog = shown;
		}
	}

	private void openPreview() throws Exception {
		inWindow(() -> {
			DialogPicturesTest.press(DialogPicturesTest.button(dialog, "Preview"));
			return null;
		});
	}

	private void press(final int button) throws Exception {
		inWindow(() -> {
			DialogWatcher.press(dialog, button);
			return null;
		});
	}

	/** Changes a setting as the mouse does, which tells the listeners. */
	private void choose(final String label, final String item) throws Exception {
		inWindow(() -> {
			for (final Object list : dialog.getChoices()) {
				final Choice choice = (Choice) list;
				for (int i = 0; i < choice.getItemCount(); i++)
					if (choice.getItem(i).equals(item)) {
						choice.select(i);
						choice.dispatchEvent(new java.awt.event.ItemEvent(choice, java.awt.event.ItemEvent.ITEM_STATE_CHANGED, item, java.awt.event.ItemEvent.SELECTED));
						return null;
					}
			}
			throw new IllegalStateException("There is no " + item + " of " + label);
		});
	}

	private void text(final String label, final String text) throws Exception {
		final TextField field = (TextField) (label.equals("seed") ? dialog.getNumericFields().get(0) : dialog.getStringFields().get(0));
		inWindow(() -> {
			field.setText(text);
			return null;
		});
	}

	private static JDialog preview() {
		for (final Window window : Window.getWindows())
			if (window instanceof JDialog shown && shown.isShowing() && shown.getTitle().startsWith("Preview")) return shown;
		return null;
	}

	private static JSlider slider() {
		return find(preview(), JSlider.class);
	}

	static <C> C find(final Container container, final Class<C> type) {
		for (final Component child : container.getComponents()) {
			if (type.isInstance(child)) return type.cast(child);
			final C inside = child instanceof Container inner ? find(inner, type) : null;
			if (inside != null) return inside;
		}
		return null;
	}

	private static Component canvas() {
		for (final Component child : preview().getContentPane().getComponents())
			if (child.getClass().getSimpleName().equals("SliderPicture")) return child;
		throw new IllegalStateException("There is no picture.");
	}

	private static String words() {
		return preview() == null ? "" : find(preview(), JTextComponent.class).getText();
	}

	private static void waitForWords(final String part) throws Exception {
		for (int i = 0; i < 600 && !inWindow(PreviewTest::words).contains(part); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(inWindow(PreviewTest::words).contains(part), PreviewTest::words);
	}

	private static void waitForOtherPixels(final int before) throws Exception {
		for (int i = 0; i < 600 && pixels(picture()) == before; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertNotEquals(before, pixels(picture()), "another seed gives other pixels");
	}

	private static int pixels(final BufferedImage picture) {
		return java.util.Arrays.hashCode(picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()));
	}

	/** What the window shows. */
	private static BufferedImage picture() throws Exception {
		return inWindow(() -> {
			final Component canvas = canvas();
			final BufferedImage picture = new BufferedImage(canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_RGB);
			canvas.paint(picture.getGraphics());
			return picture;
		});
	}

	/** Mean difference of magnified pixels to their right neighbours, between two shares of the width. */
	private static double roughness(final BufferedImage picture, final double from, final double to) {
		final int step = picture.getWidth() / 64;
		double sum = 0;
		int count = 0;
		// Below the captions.
		for (int y = picture.getHeight() / 4; y < picture.getHeight(); y += step)
			for (int x = (int) (from * picture.getWidth()); x + step < to * picture.getWidth(); x += step) {
				sum += Math.abs((picture.getRGB(x, y) & 0xff) - (picture.getRGB(x + step, y) & 0xff));
				count++;
			}
		return sum / count;
	}

	/** Drags the line with the real mouse. */
	private static void drag(final double from, final double to) throws Exception {
		final Component canvas = canvas();
		final Point corner = canvas.getLocationOnScreen();
		final Robot robot = new Robot();
		robot.setAutoDelay(50);
		final int y = corner.y + canvas.getHeight() / 2;
		robot.mouseMove(corner.x + (int) (from * canvas.getWidth()), y);
		robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
		robot.mouseMove(corner.x + (int) ((from + to) / 2 * canvas.getWidth()), y);
		robot.mouseMove(corner.x + (int) (to * canvas.getWidth()), y);
		robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
		robot.waitForIdle();
	}

	private static void assertClosed() throws InterruptedException {
		assertNull(preview());
		for (int i = 0; i < 20 && isRunning(); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertFalse(isRunning(), "the preview still runs");
	}

	private static boolean isRunning() {
		return Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals(THREAD));
	}

	private static <T> T inWindow(final Callable<T> work) throws Exception {
		final FutureTask<T> task = new FutureTask<>(work);
		EventQueue.invokeAndWait(task);
		return task.get();
	}
}
