package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageFiles;

/** A long zero-shot run in ImageJ, by a user in front of a screen, who watches it and then has enough. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchedDenoisingTest {

	private static final String LABEL = "ZS-N2N Denoise...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@BeforeEach
	void needDisplay() {
		Screen.need();
	}

	@Test
	void theWindowsShowTheLearningUntilEscapeEndsIt() throws Exception {
		final ImagePlus noisy = ImageFiles.open(Path.of("sample-data", "particles.tif"));
		noisy.show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("zs-n2n-denoise-thorough", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			DialogWatcher.choose(generic, "thorough");
			DialogWatcher.choose(generic, "cpu");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Effort"), dialog::join);
		waitFor(() -> WindowManager.getImage("Preview of particles.tif") != null && WindowManager.getImage("Training of particles.tif") != null);
		final ImagePlus preview = WindowManager.getImage("Preview of particles.tif");
		final String first = preview.getWindow().createSubtitle();
		// It goes on: what is shown gets newer.
		waitFor(() -> !preview.getWindow().createSubtitle().equals(first));
		TimeUnit.SECONDS.sleep(2);
		Screen.picture(preview.getWindow().getBounds().union(WindowManager.getImage("Training of particles.tif").getWindow().getBounds()), "zs-n2n-windows");
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
}
