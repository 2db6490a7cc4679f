package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.TextField;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.model.ModelArchive;

/** Training in ImageJ without Fiji, by macros and by a user in front of a screen. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainInImageJTest {

	private static final String LABEL = "N2N Train...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@BeforeEach
	void needDisplay() {
		Screen.need();
		NoiseCommands.forgetChoices();
	}

	@Test
	void aMacroTrainsOnTwoImagesAndKeepsItsWindows() throws Exception {
		final ImagePlus first = TrainCommandsTest.noisy("first one", 1, 1);
		first.show();
		TrainCommandsTest.noisy("second one", 2, 1).show();
		StartedImageJ.select(first);
		final Path model = dir.resolve("a model.n2n");
		final String printed = IJ.runMacro("selectImage('first one'); run('" + LABEL + "', 'pairs=images noisy_b=[second one] model=[" + model +
			"] preset=[" + TrainCommandsTest.preset(dir) + "] epochs=2 minutes=0.5 device=cpu'); return getTitle() + '|' + nImages;");
		assertEquals("first one|2", printed);
		assertTrue(Files.size(model) > 0);
	}

	@Test
	void aMacroTrainsOnFiles() throws IOException {
		for (int i = 1; i <= 2; i++)
			ImageFiles.saveTiff(TrainCommandsTest.noisy("", i, 1), dir.resolve("in/waves_" + i + ".tif"));
		final Path model = dir.resolve("m.n2n");
		IJ.runMacro("run('Train on Files...', 'pairs=names folder=[" + dir.resolve("in") + "] model=[" + model + "] preset=[" + TrainCommandsTest.preset(
			dir) + "] epochs=1 device=cpu');");
		assertTrue(Files.size(model) > 0);
	}

	@Test
	void aUserSeesTheTrainingAndThenTheImageAgain() throws Exception {
		final ImagePlus noisy = TrainCommandsTest.noisy("noisy", 1, 6);
		noisy.show();
		final Path model = dir.resolve("m.n2n");
		final CompletableFuture<String> dialog = DialogWatcher.onNext("n2n-train", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			fill(generic, model.toString(), presetOf(dir));
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Model"), dialog::join);
		for (int i = 0; i < 300 && WindowManager.getImageCount() < 3; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		for (int i = 0; i < 300 && !Files.exists(model); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(Files.exists(model), "no model");
		TimeUnit.SECONDS.sleep(3);
		Screen.picture(Screen.bounds(), "live-view");
		final List<String> titles = Arrays.asList(WindowManager.getImageTitles());
		assertTrue(titles.contains("Training of m.n2n") && titles.contains("Preview of m.n2n"), titles::toString);
		assertSame(noisy, WindowManager.getCurrentImage());
	}

	/** What a user did in the dialogs, and the same lines run as a macro. */
	@Test
	void whatIsRecordedDoesTheSameAgain() throws Exception {
		final ImagePlus second = TrainCommandsTest.noisy("second (of two), 100%.tif", 2, 1);
		final ImagePlus first = TrainCommandsTest.noisy("first one.tif", 1, 1);
		second.show();
		first.show();
		final Path model = dir.resolve("my models/two images.n2n");
		StartedImageJ.select(first);
		OpenRecorder.open();
		use("n2n-train-two", LABEL, dialog -> {
			text(dialog, 0, model.toString());
			text(dialog, 1, presetOf(dir));
			DialogWatcher.choose(dialog, "cpu");
			DialogWatcher.choose(dialog, second.getTitle());
			((TextField) dialog.getNumericFields().get(3)).setText("6");
			((TextField) dialog.getNumericFields().get(4)).setText("11");
		});
		StartedImageJ.select(first);
		use("n2n-denoise-two", "N2N Denoise...", dialog -> {
			text(dialog, 0, model.toString());
			DialogWatcher.choose(dialog, "cpu");
			DialogWatcher.choose(dialog, "32-bit");
		});
		final float[] once = (float[]) WindowManager.getImage("first one.tif denoised").getProcessor().getPixels();
		final String recorded = OpenRecorder.text();
		OpenRecorder.close();
		final Path moved = Files.move(model, dir.resolve("moved.n2n"));
		StartedImageJ.closeAllBut(first, second);
		StartedImageJ.select(first);
		assertEquals("first one.tif denoised", IJ.runMacro(recorded + "return getTitle();"), recorded);
		assertArrayEquals(once, (float[]) WindowManager.getCurrentImage().getProcessor().getPixels(), recorded);
		assertEquals(ModelArchive.readDescription(moved).weightsSha256(), ModelArchive.readDescription(model).weightsSha256(), recorded);
	}

	/** Opens a dialog, fills it in and presses OK, and waits until the command is done, when ImageJ records it. */
	private static void use(final String picture, final String command, final Consumer<GenericDialog> fill) throws Exception {
		final CompletableFuture<String> dialog = DialogWatcher.onNext(picture, shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			fill.accept(generic);
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(command);
		dialog.get(1, TimeUnit.MINUTES);
		OpenRecorder.waitFor(command, "run(\"" + command);
	}

	private static void text(final GenericDialog dialog, final int index, final String text) {
		((TextField) dialog.getStringFields().get(index)).setText(text);
	}

	private static void fill(final GenericDialog dialog, final String model, final String preset) {
		text(dialog, 0, model);
		text(dialog, 1, preset);
		DialogWatcher.choose(dialog, "repeats");
		// Minutes, depth, width, epochs.
		((TextField) dialog.getNumericFields().get(3)).setText("30");
	}

	private static String presetOf(final Path dir) {
		try {
			return TrainCommandsTest.preset(dir);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}
}
