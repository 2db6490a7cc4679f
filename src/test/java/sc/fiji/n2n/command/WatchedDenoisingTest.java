package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Choice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageFiles;

/** A long zero-shot run in ImageJ, by a user in front of a screen, who watches it and then has enough. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedDenoisingTest {

	private static final String LABEL = "ZS-N2N Denoise...";

	@TempDir
	static Path imagej;

	@BeforeAll
	static void startImageJ() throws IOException {
		StartedImageJ.start(imagej, LABEL);
	}

	@BeforeEach
	void needDisplay() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "SKIPPED: the tests of menus, macros and dialogs in ImageJ need a display, such as Xvfb.");
	}

	@AfterEach
	void closeAll() {
		if (GraphicsEnvironment.isHeadless()) return;
		StartedImageJ.closeAllBut();
		IJ.resetEscape();
	}

	@Test
	void theWindowsShowTheLearningUntilEscapeEndsIt() throws Exception {
		final ImagePlus noisy = ImageFiles.open(Path.of("sample-data", "particles.tif"));
		noisy.show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("zs-n2n-denoise-thorough", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			choose(generic, "thorough");
			choose(generic, "cpu");
			generic.actionPerformed(new ActionEvent(generic.getButtons()[0], ActionEvent.ACTION_PERFORMED, ""));
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Effort"), dialog::join);
		waitFor(() -> WindowManager.getImage("Preview of particles.tif") != null && WindowManager.getImage("Training of particles.tif") != null);
		final ImagePlus preview = WindowManager.getImage("Preview of particles.tif");
		final String first = preview.getWindow().createSubtitle();
		// It goes on: what is shown gets newer.
		waitFor(() -> !preview.getWindow().createSubtitle().equals(first));
		TimeUnit.SECONDS.sleep(2);
		picture(preview.getWindow().getBounds().union(WindowManager.getImage("Training of particles.tif").getWindow().getBounds()));
		IJ.setKeyDown(KeyEvent.VK_ESCAPE);
		waitFor(() -> WindowManager.getImageCount() == 1);
		assertSame(noisy, WindowManager.getCurrentImage());
		assertEquals(1, WindowManager.getImageCount());
		assertNotNull(noisy.getWindow());
	}

	private static void waitFor(final BooleanSupplier condition) throws InterruptedException {
		for (int i = 0; i < 600; i++) {
			if (condition.getAsBoolean()) return;
			TimeUnit.MILLISECONDS.sleep(100);
		}
		throw new AssertionError("In vain for a minute.");
	}

	/** Selects an item in the list that has it. */
	private static void choose(final GenericDialog dialog, final String item) {
		for (final Object list : dialog.getChoices())
			for (int i = 0; i < ((Choice) list).getItemCount(); i++)
				if (((Choice) list).getItem(i).equals(item)) {
					((Choice) list).select(i);
					return;
				}
		throw new IllegalStateException("There is no \"" + item + "\" to choose.");
	}

	/** For people to look at, and for the guide. */
	private static void picture(final Rectangle windows) throws Exception {
		final File file = new File("target/screenshots/zs-n2n-windows.png");
		file.getParentFile().mkdirs();
		ImageIO.write(new Robot().createScreenCapture(windows), "png", file);
	}
}
