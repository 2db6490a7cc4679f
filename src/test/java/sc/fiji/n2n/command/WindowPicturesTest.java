package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Frame;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Window;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import javax.swing.JToolTip;
import javax.swing.JWindow;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.HTMLDialog;

/** Windows other than dialogs, with fonts of 100 and 150 %: they are on the screen, and there are pictures to look at. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowPicturesTest {

	private static final Rectangle SCREEN = new Rectangle(1280, 1024);

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ("Model Info...");

	@TempDir
	Path dir;

	private double scale;

	@BeforeEach
	void needDisplay() {
		Screen.need();
		NoiseCommands.forgetChoices();
		scale = Prefs.getGuiScale();
	}

	@AfterEach
	void resetScale() {
		if (GraphicsEnvironment.isHeadless()) return;
		Prefs.setGuiScale(scale);
	}

	@Test
	void reportsTablesAndPlotsWithLargeFonts() throws Exception {
		final int percent = 150;
		Prefs.setGuiScale(percent / 100.0);
		IJ.runMacro("run('Model Info...', 'model=[" + SavedModels.random(dir.resolve("a.n2n"), 2) + "]');");
		for (final String title : List.of("waves info", "waves before and after", "Training of waves"))
			look(title, percent);
		StartedImageJ.closeAllBut();
		NoisyImages.create("b", 2).show();
		final ImagePlus a = NoisyImages.create("a", 1);
		a.show();
		StartedImageJ.select(a);
		IJ.runMacro("run('Compare Images...', 'reference=b');");
		look("Comparison of a with b", percent);
		IJ.runMacro("run('Engine Check...', 'device=cpu');");
		look("Engine Check", percent);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 150 })
	void helpOfADialog(final int percent) throws Exception {
		Prefs.setGuiScale(percent / 100.0);
		final CompletableFuture<Window> help = new CompletableFuture<>();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("help-owner-" + percent, shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			new Thread(() -> help.completeAsync(WindowPicturesTest::waitForHelp)).start();
			DialogWatcher.press(generic, 3);
			DialogWatcher.press(generic, 1);
		});
		IJ.doCommand("Train on Files...");
		final HTMLDialog shown = (HTMLDialog) help.get(1, TimeUnit.MINUTES);
		DialogWatcher.picture(shown, "help-" + percent);
		assertTrue(SCREEN.contains(shown.getBounds()), shown.getBounds().toString());
		EventQueue.invokeLater(shown::dispose);
		dialog.get(1, TimeUnit.MINUTES);
	}

	/** The mouse rests on a field. */
	@Test
	void theHelpTextOfAFieldIsShownBesideIt() throws Exception {
		NoisyImages.create("noisy").show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("tip-owner", shown -> {});
		IJ.doCommand("ZS-N2N Denoise...");
		dialog.get(1, TimeUnit.MINUTES);
		final GenericDialog open = (GenericDialog) Stream.of(Window.getWindows()).filter(window -> window instanceof GenericDialog && window.isShowing())
			.findFirst().orElseThrow();
		final Component method = (Component) open.getChoices().get(0);
		final Point at = method.getLocationOnScreen();
		final Robot robot = new Robot();
		robot.mouseMove(at.x - 100, at.y - 50);
		robot.mouseMove(at.x + 10, at.y + 10);
		JWindow tip = null;
		for (int i = 0; i < 50 && tip == null; i++) {
			TimeUnit.MILLISECONDS.sleep(100);
			tip = Stream.of(open.getOwnedWindows()).filter(window -> window instanceof JWindow && window.isShowing()).map(JWindow.class::cast).findFirst()
				.orElse(null);
		}
		assertNotNull(tip, "no help text");
		DialogWatcher.picture(tip, "tip");
		assertTrue(PreviewTest.find((Container) tip, JToolTip.class).getTipText().contains("auto measures whether"));
		robot.mouseMove(at.x - 100, at.y - 50);
		for (int i = 0; i < 50 && tip.isShowing(); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(!tip.isShowing(), "it goes when the mouse goes");
		EventQueue.invokeAndWait(() -> DialogWatcher.press(open, 1));
	}

	private static Window waitForHelp() {
		for (int i = 0; i < 100; i++) {
			for (final Window window : Window.getWindows())
				if (window instanceof HTMLDialog && window.isShowing()) return window;
			IJ.wait(100);
		}
		throw new IllegalStateException("There is no help.");
	}

	private static void look(final String title, final int percent) throws Exception {
		Window window = null;
		for (int i = 0; i < 100 && window == null; i++) {
			TimeUnit.MILLISECONDS.sleep(100);
			window = WindowManager.getImage(title) == null ? WindowManager.getWindow(title) : WindowManager.getImage(title).getWindow();
		}
		assertNotNull(window, "no " + title);
		final Window shown = window;
		EventQueue.invokeAndWait(shown::toFront);
		DialogWatcher.picture(shown, "windows/" + title.toLowerCase().replace(' ', '-') + "-" + percent);
		assertTrue(SCREEN.contains(shown.getBounds()), title + " at " + shown.getBounds());
		if (shown instanceof ij.text.TextWindow text) text.close(false);
		else if (shown instanceof Frame && !(shown instanceof ij.gui.ImageWindow)) shown.dispose();
	}
}
