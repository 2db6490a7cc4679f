package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Choice;
import java.awt.EventQueue;
import java.awt.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.Roi;
import ij.plugin.filter.GaussianBlur;
import ij.process.ColorProcessor;
import sc.fiji.n2n.image.ImageFiles;

/** The trust report through SciJava, headless, and through macros and the dialog of plain ImageJ. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrustReportTest {

	private static final String LABEL = "Trust Report...";
	private static final String TABLE = "Trust report of a";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	private CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		log.clear();
		return commands.run(command, inputs);
	}

	private static ImagePlus blurred(final ImagePlus image, final double sigma) {
		final ImagePlus blurred = image.duplicate();
		blurred.setTitle("blurred");
		for (int i = 1; i <= blurred.getStackSize(); i++)
			new GaussianBlur().blurGaussian(blurred.getStack().getProcessor(i), sigma);
		return blurred;
	}

	private String row(final String check) {
		return log.stream().filter(line -> line.contains(": " + check + ": ")).findFirst().orElseThrow(() -> new AssertionError(check + " in " + log));
	}

	@Test
	void tellsTheRowsAndWritesThePageWithoutWindows() throws Exception {
		final ImagePlus noisy = NoisyImages.create("a <b> & \"c\"", 1);
		noisy.setRoi(new Roi(5, 5, 30, 40));
		final Path page = dir.resolve("deep/page.html");
		assertFalse(run(TrustReport.class, "image", noisy, "denoised", blurred(noisy, 2), "repeat", NoisyImages.create("r", 2), "save", page.toString())
			.isCanceled(), log::toString);
		assertTrue(row("Noise removed").matches("channel 1, slice 1: Noise removed: pass \\(\\d+ %\\).*"), log::toString);
		assertTrue(row("Mean and sum of selection").contains("1200 pixels"), log::toString);
		assertTrue(row("Error by the repeat").contains("dB less"), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.contains("trust report: ") && line.endsWith(page.toString())), log::toString);
		final String html = Files.readString(page);
		assertTrue(html.contains("Trust report of a &lt;b&gt; &amp; &quot;c&quot;") && !html.contains("<b>"), "titles are not escaped");
		assertEquals(7, html.split("src=\"data:image/png;base64,", -1).length - 1, "4 images, 3 plots");
		assertFalse(html.contains("<script") || html.contains("http"), "not self-contained");
		assertTrue(html.contains("What this report cannot know") && html.contains("macro: run(&quot;Trust Report...&quot;"), "a part is missing");
	}

	@Test
	void theInputAsResultAndASmoothedResultFail() throws Exception {
		final ImagePlus noisy = NoisyImages.create("a", 1);
		final ImagePlus copy = noisy.duplicate();
		run(TrustReport.class, "image", noisy, "denoised", copy, "save", dir.resolve("a.html").toString());
		assertTrue(row("Noise removed").contains("fail"), log::toString);
		run(TrustReport.class, "image", noisy, "denoised", blurred(noisy, 12), "save", dir.resolve("a.html").toString());
		assertTrue(row("Possible loss").contains("fail"), log::toString);
	}

	@Test
	void stacksAreExaminedInFivePlanesAndColoursAsChannels() throws Exception {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < 24; i++)
			stack.addSlice(NoisyImages.create("", i).getProcessor());
		final ImagePlus noisy = new ImagePlus("stack", stack);
		noisy.setDimensions(2, 12, 1);
		final ImagePlus composite = new CompositeImage(noisy);
		run(TrustReport.class, "image", composite, "denoised", blurred(noisy, 2), "channel", 2, "save", dir.resolve("s.html").toString());
		assertEquals(5, log.stream().filter(line -> line.contains(": Noise removed: ")).count(), log::toString);
		assertTrue(log.stream().noneMatch(line -> line.startsWith("channel 1")), log::toString);
		assertTrue(Files.readString(dir.resolve("s.html")).contains("Of the 12 slices of a channel, 5 were examined"));
		final ColorProcessor rgb = new ColorProcessor(64, 64);
		rgb.setChannel(1, NoisyImages.create("", 1).getProcessor().convertToByteProcessor());
		final ImagePlus colour = new ImagePlus("colour", rgb);
		run(TrustReport.class, "image", colour, "denoised", blurred(colour, 2), "save", dir.resolve("c.html").toString());
		assertTrue(row("Noise removed").startsWith("channel 1"), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("channel 3, slice 1: Noise: look")), log::toString);
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		final ImagePlus a = NoisyImages.create("a"), b = NoisyImages.create("b");
		assertProblem("There is no image", "channel", 1);
		assertProblem("There is no denoised image", "image", a);
		assertProblem("are both \"a\"", "image", a, "denoised", a);
		assertProblem("is one of the other two", "image", a, "denoised", b, "repeat", b);
		assertProblem("differ in size", "image", a, "denoised", new ImagePlus("c", new ColorProcessor(64, 64)));
		assertProblem("There is no channel 2", "image", a, "denoised", b, "channel", 2);
		assertProblem("channel is -1", "image", a, "denoised", b, "channel", -1);
		assertProblem("ends in .html", "image", a, "denoised", b, "save", dir.resolve("x.tif").toString());
		final Path other = Files.writeString(dir.resolve("other.html"), "<html>my thesis</html>");
		assertProblem("no trust report", "image", a, "denoised", b, "save", other.toString());
		assertEquals("<html>my thesis</html>", Files.readString(other));
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		commands.assertProblem(TrustReport.class, words, inputs);
	}

	@Test
	void reportsBesideTheImageAndNeverOverAnotherFile() throws Exception {
		final ImagePlus image = ImageFiles.open(NoisyImages.save(dir.resolve("a.tif")));
		Files.writeString(dir.resolve("a-report.html"), "mine");
		// The report of the second takes the place of that of the first.
		assertFalse(run(TrustReport.class, "image", image, "denoised", blurred(image, 1)).isCanceled(), log::toString);
		assertFalse(run(ZeroShotDenoise.class, "image", image, "method", "fast", "effort", "quick", "report", "yes").isCanceled(), log::toString);
		assertTrue(row("Expected error (spread)").contains("4 results of 64 x 64 pixels"), log::toString);
		assertEquals("mine", Files.readString(dir.resolve("a-report.html")));
		assertEquals(List.of("a-report-2.html", "a-report.html", "a.tif"), names());
		final String html = Files.readString(dir.resolve("a-report-2.html"));
		assertTrue(html.contains("Spread of results") && html.contains("seed=0 type=same report=yes"), "no spread, or no macro");
	}

	@Test
	void aModelIsTurned() throws Exception {
		final ImagePlus image = ImageFiles.open(NoisyImages.save(dir.resolve("a.tif")));
		final Path model = SavedModels.random(dir.resolve("m.n2n"), 2);
		final CommandModule done = run(N2nDenoise.class, "image", image, "model", model.toString(), "report", "yes");
		assertFalse(done.isCanceled(), log::toString);
		assertTrue(row("Expected error (spread)").contains("8 results of 64 x 64 pixels"), log::toString);
		assertNotNull(done.getOutput("result"));
		assertTrue(Files.exists(dir.resolve("a-report.html")));
	}

	@Test
	void filesGetAReportEachAndABatchIsResumed() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		final Object[] inputs = { "input", dir.resolve("in").toString(), "output", dir.resolve("out").toString(), "model", SavedModels.random(dir.resolve(
			"m.n2n"), 2).toString(), "report", "yes" };
		assertFalse(run(DenoiseFiles.class, inputs).isCanceled(), log::toString);
		assertTrue(Files.readString(dir.resolve("out/a-report.html")).contains("Trust report of a.tif"));
		Files.delete(dir.resolve("out/a-report.html"));
		assertFalse(run(DenoiseFiles.class, inputs).isCanceled(), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.contains("0 files denoised, 1 skipped, 0 failed.")), log::toString);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(dir)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}

	@Test
	void macroReadsTheTable() throws Exception {
		Screen.need();
		final ImagePlus noisy = NoisyImages.create("a", 1);
		blurred(noisy, 12).show();
		noisy.show();
		StartedImageJ.select(noisy);
		final String returned = Macros.run("run('" + LABEL + "', 'denoised=blurred save=[" + dir.resolve("a.html") + "]'); t = '" + TABLE + "'; found = '';" +
			"for (i = 0; i < Table.size(t); i++) if (Table.getString('Check', i, t) == 'Possible loss') found = Table.getString('Verdict', i, t) + '|' + " +
			"Table.get('Value', i, t); return found + '|' + getTitle() + '|' + nImages;");
		final String[] values = returned.split("\\|");
		assertEquals("fail", values[0], returned);
		assertTrue(Double.parseDouble(values[1]) > 5, returned);
		assertEquals("a", values[2], "the current image stays");
		assertEquals("4", values[3], "residual and changes are shown");
		final ImagePlus changes = WindowManager.getImage("Changes of a (orange: loss, blue: invention)");
		assertEquals(1, changes.getOverlay().size());
		takePicture(changes.getWindow(), "trust-changes");
		takePicture(WindowManager.getWindow(TABLE), "trust-table");
	}

	@Test
	void macroInBatchModeReportsWithTheResult() throws IOException {
		Screen.need();
		final Path model = SavedModels.random(dir.resolve("m.n2n"), 2);
		assertEquals("a denoised|pass|1", Macros.run("setBatchMode(true); newImage('a', '32-bit ramp', 64, 64, 1); run('Multiply...', 'value=100');" +
			"run('Add Specified Noise...', 'standard=10'); run('N2N Denoise...', 'model=[" + model + "] report=yes'); t = '" + TABLE + "'; found = '';" +
			"for (i = 0; i < Table.size(t); i++) if (Table.getString('Check', i, t) == 'Mean and sum') found = Table.getString('Verdict', i, t);" +
			"return getTitle() + '|' + found + '|' + (Table.size(t) >= 9);"));
	}

	@Test
	void aMistakeAbortsTheMacro() {
		Screen.need();
		NoisyImages.create("a").show();
		final AssertionError error = assertThrows(AssertionError.class, () -> Macros.run("run('" + LABEL + "', 'channel=1'); rename('went on');"));
		assertTrue(error.getMessage().contains("There is no denoised image"), error::getMessage);
		assertNotNull(WindowManager.getImage("a"));
	}

	@Test
	void dialogAsksForTheImagesAndRecords() throws Exception {
		Screen.need();
		final ImagePlus noisy = NoisyImages.create("a", 1);
		blurred(noisy, 2).show();
		noisy.show();
		StartedImageJ.select(noisy);
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("trust-report", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			((Choice) generic.getChoices().get(0)).select("blurred");
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Denoised"), dialog::join);
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"denoised=blurred repeat=none channel=0 save=[]\");");
		StartedImageJ.waitForWindow(TABLE);
	}

	private static void takePicture(final Window window, final String name) throws Exception {
		EventQueue.invokeAndWait(window::toFront);
		TimeUnit.MILLISECONDS.sleep(500);
		Screen.picture(window.getBounds(), name);
	}
}
