package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.Dialog;
import java.awt.TextField;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
import ij.text.TextWindow;
import sc.fiji.n2n.image.ImageFiles;

/** The commands in ImageJ without Fiji, called by macros and by a user in front of a screen. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PlainImageJTest {

	private static final String LABEL = "ZS-N2N Denoise...";

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
	void macroOpensDenoisesAndSaves() throws IOException {
		final Path noisy = NoisyImages.save(dir.resolve("noisy.tif"));
		final Path denoised = dir.resolve("denoised.tif");
		final String printed = IJ.runMacro("setBatchMode(true); open('" + noisy + "');" +
			"run('" + LABEL + "', 'method=fast effort=quick seed=3'); saveAs('Tiff', '" + denoised + "'); return getTitle() + '|' + nImages;");
		assertEquals("denoised.tif|2", printed);
		final ImagePlus result = ImageFiles.open(denoised);
		assertTrue(NoisyImages.error(result) < 0.6 * NoisyImages.error(ImageFiles.open(noisy)));
		final String info = (String) result.getProperty("Info");
		assertTrue(info.contains("seed: 3") && info.contains("method: fast"), info);
	}

	@Test
	void macroWithWindowsGoesOnWithTheResult() {
		NoisyImages.create("noisy").show();
		assertEquals("noisy denoised", IJ.runMacro("run('" + LABEL + "', 'method=fast effort=quick'); return getTitle();"));
	}

	/** In batch mode the current image of a macro is not that of the front window, nor known to other threads. */
	@Test
	void aCommandOnAnotherThreadTakesTheImageOfItsMacro() {
		NoisyImages.create("front").show();
		assertEquals("A denoised", IJ.runMacro("setBatchMode(true); newImage('A', '8-bit noise', 64, 64, 1); newImage('B', '8-bit noise', 64, 64, 1);" +
			"selectImage('A'); call('" + MacroCalls.class.getName() + ".denoiseOnAnotherThread'); return getTitle();"));
	}

	@Test
	void macroDenoisesFiles() throws IOException {
		NoisyImages.save(dir.resolve("in dir/a.tif"));
		NoisyImages.save(dir.resolve("in dir/sub/b.tif"));
		IJ.runMacro("run('Denoise Files...', 'input=[" + dir.resolve("in dir") + "] output=[" + dir.resolve("out dir") +
			"] method=fast effort=quick');");
		assertTrue(Files.exists(dir.resolve("out dir/a.tif")));
		assertTrue(Files.exists(dir.resolve("out dir/sub/b.tif")));
	}

	@Test
	void macroDenoisesWithAModel() throws IOException {
		final Path model = SavedModels.random(dir.resolve("my model.n2n"), 2);
		NoisyImages.create("noisy").show();
		assertEquals("noisy denoised|32", IJ.runMacro("run('N2N Denoise...', 'model=[" + model +
			"] type=32-bit'); return getTitle() + '|' + bitDepth();"));
		final String again = ((String) WindowManager.getCurrentImage().getProperty("Info")).lines().filter(line -> line.startsWith("macro: ")).findFirst()
			.orElseThrow().substring(7);
		final float[] once = (float[]) WindowManager.getCurrentImage().getProcessor().getPixels();
		assertEquals("noisy denoised", IJ.runMacro("close(); selectImage('noisy'); " + again + " return getTitle();"));
		assertArrayEquals(once, (float[]) WindowManager.getCurrentImage().getProcessor().getPixels(), "the line in the Info does it again");
		NoisyImages.save(dir.resolve("in/a.tif"));
		IJ.runMacro("run('Denoise Files...', 'input=[" + dir.resolve("in") + "] output=[" + dir.resolve("out") + "] model=[" + model + "]');");
		assertTrue(((String) ImageFiles.open(dir.resolve("out/a.tif")).getProperty("Info")).contains("model: waves"));
	}

	@Test
	void modelInfoShowsTextPictureAndLoss() throws Exception {
		final Path model = SavedModels.random(dir.resolve("a.n2n"), 2);
		IJ.runMacro("run('Model Info...', 'model=[" + model + "]');");
		StartedImageJ.waitForImage("waves before and after");
		StartedImageJ.waitForImage("Training of waves");
		final TextWindow text = (TextWindow) WindowManager.getWindow("waves info");
		assertTrue(text.getTextPanel().getText().contains("Noise2Noise model: waves"), text.getTextPanel().getText());
		text.close();
	}

	@Test
	void engineCheckShowsItsReport() {
		IJ.runMacro("run('Engine Check...', 'device=cpu');");
		final TextWindow text = (TextWindow) WindowManager.getWindow("Engine Check");
		final String report = text.getTextPanel().getText();
		text.close();
		for (final String words : List.of("ImageJ: " + IJ.getVersion(), "device: CPU (asked for: cpu)", "self-test: ", "Denoising works on this computer."))
			assertTrue(report.contains(words), report);
		assertTrue(IJ.getLog().contains("self-test: "), IJ::getLog);
	}

	@Test
	void engineCheckInBatchModeOpensNoWindow() {
		assertEquals("went on", IJ.runMacro("setBatchMode(true); run('Engine Check...', 'device=cpu'); return 'went on';"));
		assertNull(WindowManager.getWindow("Engine Check"));
		assertMacroFails("There is no device \"tpu\"", "run('Engine Check...', 'device=tpu');");
	}

	@Test
	void dialogOfAModelAsksForTheFile() throws Exception {
		final Path model = SavedModels.random(dir.resolve("a.n2n"), 2);
		NoisyImages.create("noisy").show();
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("n2n-denoise", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((TextField) generic.getStringFields().get(0)).setText(model.toString());
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand("N2N Denoise...");
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Model"), dialog::join);
		StartedImageJ.waitForImage("noisy denoised");
		OpenRecorder.waitFor("N2N Denoise...", "run(\"N2N Denoise...\", \"model=" + model + " normalize=model save=[] report=no channel=0 mode=model device=auto type=same\");");
	}

	@Test
	void mistakesAbortTheMacroWithAMessage() {
		NoisyImages.create("noisy").show();
		assertMacroFails("There is no method \"slow\"", "run('" + LABEL + "', 'method=slow');");
		assertMacroFails("seed", "run('" + LABEL + "', 'seed=abc');");
		assertMacroFails("whole number", "run('" + LABEL + "', 'seed=1.5');");
		assertMacroFails("no image file", "run('Denoise Files...', 'input=[" + dir + "] output=[" + dir.resolve("out") + "]');");
		assertMacroFails("There is no input", "run('Denoise Files...', 'method=fast');");
		assertMacroFails("There is no model", "run('N2N Denoise...', 'channel=1');");
		assertMacroFails("missing.n2n", "run('N2N Denoise...', 'model=[" + dir.resolve("missing.n2n") + "]');");
		assertMacroFails("missing.n2n", "run('Model Info...', 'model=[" + dir.resolve("missing.n2n") + "]');");
		StartedImageJ.closeAllBut();
		assertMacroFails("no images open", "run('" + LABEL + "', 'method=fast');");
		assertMacroFails("no images open", "run('N2N Denoise...', 'model=[" + dir.resolve("missing.n2n") + "]');");
	}

	@Test
	void mistakesAreShown() throws Exception {
		NoisyImages.create("noisy").show();
		final CompletableFuture<String> box = DialogWatcher.onNext("mistake", Dialog::dispose);
		assertNotEquals("went on", IJ.runMacro("run('" + LABEL + "', 'method=slow'); return 'went on';"));
		box.get(1, TimeUnit.MINUTES);
	}

	@Test
	void dialogAsksAndRecordsTheSameWords() throws Exception {
		NoisyImages.create("noisy").show();
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("zs-n2n-denoise", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((Choice) generic.getChoices().get(0)).select("fast");
			((Choice) generic.getChoices().get(2)).select("quick");
			((TextField) generic.getNumericFields().get(0)).setText("5");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Method"), dialog::join);
		StartedImageJ.waitForImage("noisy denoised");
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"method=fast mode=slices effort=quick save=[] report=no slices=together stride=auto device=auto seed=5 type=same spread=no\");");
	}

	@Test
	void dialogOfFilesAsksForFolders() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("denoise-files", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((Choice) generic.getChoices().get(0)).select("fast");
			((Choice) generic.getChoices().get(2)).select("quick");
			((TextField) generic.getStringFields().get(0)).setText(dir.resolve("in").toString());
			((TextField) generic.getStringFields().get(1)).setText(dir.resolve("out").toString());
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand("Denoise Files...");
		dialog.get(1, TimeUnit.MINUTES);
		OpenRecorder.waitFor("Denoise Files...", "run(\"Denoise Files...\", \"input=" + dir.resolve("in") + " output=" + dir.resolve("out") +
			" model=[] method=fast mode=slices effort=quick report=no slices=together stride=auto device=auto seed=0 type=same spread=no format=tiff series=0\");");
		assertTrue(Files.exists(dir.resolve("out/a.tif")));
	}

	@Test
	void cancelInTheDialogDoesNothing() throws Exception {
		NoisyImages.create("noisy").show();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("canceled", shown -> DialogWatcher.press((GenericDialog) shown, 1));
		IJ.doCommand(LABEL);
		dialog.get(1, TimeUnit.MINUTES);
		TimeUnit.SECONDS.sleep(1);
		assertEquals(1, WindowManager.getImageCount());
	}

	@Test
	void escapeStopsWithinASecondAndLeavesEverythingAsItWas() throws Exception {
		final ImagePlus noisy = NoisyImages.create("noisy");
		noisy.show();
		final CompletableFuture<String> macro = CompletableFuture.supplyAsync(() -> IJ.runMacro("run('" + LABEL +
			"', 'method=published effort=thorough'); rename('went on');"));
		TimeUnit.SECONDS.sleep(8);
		assertFalse(macro.isDone(), "It cannot be done yet.");
		final ImageJ imageJ = IJ.getInstance();
		imageJ.keyPressed(new KeyEvent(imageJ, KeyEvent.KEY_PRESSED, System.currentTimeMillis(), 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED));
		macro.get(5, TimeUnit.SECONDS);
		assertEquals(1, WindowManager.getImageCount());
		assertEquals("noisy", noisy.getTitle());
		assertFalse(noisy.isLocked());
	}

	private static void assertMacroFails(final String words, final String macro) {
		final String message = Macros.problem(macro + " rename('went on');");
		assertTrue(message.contains(words), message);
		assertNull(WindowManager.getImage("noisy denoised"));
		assertNull(WindowManager.getImage("went on"));
	}
}
