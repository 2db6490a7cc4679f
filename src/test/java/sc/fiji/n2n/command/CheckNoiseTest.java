package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.awt.Window;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.gui.GenericDialog;
import ij.gui.PlotWindow;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.text.TextWindow;
import sc.fiji.n2n.diagnosis.Scenes;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.ImpulseNoise;

/** The check through SciJava, headless, and through macros and the dialog of plain ImageJ. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckNoiseTest {

	private static final String LABEL = "Check Noise...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path folder;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	/** A camera image of blobs: gain 2, read noise 10, offset 100. */
	private static ImagePlus camera(final String title, final long seed) {
		return image(title, Scenes.camera(Scenes.scene("blobs", 1000), 2, 10, seed));
	}

	private static ImagePlus image(final String title, final float[] pixels) {
		return new ImagePlus(title, new FloatProcessor(Scenes.SIDE, Scenes.SIDE, pixels).convertToShortProcessor(false));
	}

	private CommandModule run(final Object... inputs) throws Exception {
		return commands.run(CheckNoise.class, inputs);
	}

	private String line(final String start) {
		return log.stream().filter(line -> line.startsWith(start)).findFirst().orElseThrow(() -> new AssertionError(start + " in " + log));
	}

	@Test
	void tellsWhatItMeasured() throws Exception {
		assertFalse(run("image", camera("cells", 1)).isCanceled(), log::toString);
		assertEquals("Noise of cells", log.get(log.indexOf("Noise of cells")));
		assertTrue(line("Recommended: ").contains("ZS-N2N Denoise"), log::toString);
		assertTrue(line("auto will take the stride 1").contains("do not share"), log::toString);
		assertTrue(line("gain (ok)").matches(".* gain of (1\\.9|2|2\\.1) \\(standard error 0\\.\\d+\\) grey levels a photon.*"), log::toString);
		assertTrue(line("read noise (ok)").matches("read noise \\(ok\\): The read noise is (9\\.\\d|1[01]) grey levels, or .* photons\\."), log::toString);
		assertTrue(log.stream().noneMatch(text -> text.contains("NaN")), log::toString);
	}

	@Test
	void correlatedNoiseIsLeftOutByAStride() throws Exception {
		run("image", image("scan", Scenes.rounded(Scenes.noisy(Scenes.scene("steps", 300), new CorrelatedNoise(20, 0.5), 1), 100)));
		assertTrue(log.stream().anyMatch(text -> text.matches("auto will try strides up to [234](x[234])? and take the best: neighbouring pixels share.*")), log::toString);
		assertTrue(line("run(\"ZS-N2N").contains("method=auto"), log::toString);
	}

	@Test
	void whyNoneWillWork() throws Exception {
		final ImagePlus flat = new ImagePlus("flat", new FloatProcessor(64, 64));
		assertFalse(run("image", flat).isCanceled());
		assertTrue(line("No method is recommended").endsWith(":"));
		assertTrue(line("- All pixels have the same value, 0").endsWith("nothing to denoise."));
		assertTrue(log.stream().noneMatch(text -> text.startsWith("run(")), log::toString);
	}

	@Test
	void coloursAreMeasuredOneByOne() throws Exception {
		final ColorProcessor rgb = new ColorProcessor(Scenes.SIDE, Scenes.SIDE);
		for (int c = 1; c <= 3; c++)
			rgb.setChannel(c, new FloatProcessor(Scenes.SIDE, Scenes.SIDE, Scenes.noisy(Scenes.scene("camera", 100), new CorrelatedNoise(4 * c, 0), c)).convertToByteProcessor(
				true));
		run("image", new ImagePlus("colours", rgb));
		assertTrue(line("red, noise").contains("standard deviation"), log::toString);
		assertTrue(line("blue, noise").contains("standard deviation"), log::toString);
		log.clear();
		run("image", new ImagePlus("colours", rgb), "channel", 2);
		assertTrue(log.stream().noneMatch(text -> text.startsWith("red")), log::toString);
		assertTrue(line("green, noise").contains("standard deviation"), log::toString);
	}

	@Test
	void signedImagesAndStacksAreReadAsShown() throws Exception {
		final ImageStack stack = new ImageStack(Scenes.SIDE, Scenes.SIDE);
		for (int t = 0; t < 3; t++)
			stack.addSlice(camera("", t).getProcessor());
		final ImagePlus signed = new ImagePlus("signed", stack);
		signed.setDimensions(1, 1, 3);
		for (int t = 1; t <= 3; t++)
			stack.getProcessor(t).add(32768);
		signed.getCalibration().setSigned16BitCalibration();
		run("image", signed, "offset", "100");
		assertTrue(line("offset (ok)").contains("was given: 100."), log::toString);
		assertTrue(line("read noise (ok)").matches(".* is (9\\.\\d|1[01]) grey levels.*"), log::toString);
		assertTrue(line("correlation t (ok)").contains("frames"), log::toString);
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		final ImagePlus image = NoisyImages.create("a");
		assertProblem("There is no image", "channel", 0);
		assertProblem("There is no channel 2", "image", image, "channel", 2);
		assertProblem("channel is -1", "image", image, "channel", -1);
		assertProblem("offset is \"dark\"", "image", image, "offset", "dark");
		assertProblem("offset is Infinity", "image", image, "offset", "Infinity");
		assertProblem("differ in size", "image", image, "second", camera("b", 1));
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		commands.assertProblem(CheckNoise.class, words, inputs);
	}

	@Test
	void pairsThatAreNone() throws Exception {
		final ImagePlus a = camera("a", 1);
		run("image", a, "second", a.duplicate());
		assertTrue(line("These images are no pair").endsWith(":"), log::toString);
		assertTrue(log.stream().anyMatch(text -> text.contains("are the same image")), log::toString);
		assertTrue(log.stream().noneMatch(text -> text.startsWith("run(")), log::toString);
	}

	@Test
	void theLossOfAPairSuitsItsNoise() throws Exception {
		assertEquals("l2", lossOf(camera("a", 1), camera("b", 2)));
		final float[] scene = Scenes.scene("camera", 200);
		assertEquals("l1", lossOf(image("a", impulses(scene, 0.1, 1)), image("b", impulses(scene, 0.1, 2))));
	}

	@Test
	void anotherExposureIsMatched() throws Exception {
		final ImagePlus brighter = camera("b", 2);
		brighter.getProcessor().multiply(1.5);
		run("image", camera("a", 1), "second", brighter);
		assertTrue(line("run(\"N2N Train").contains(" match=yes "), log::toString);
		// The noise of the second is 1.5 times as strong, and is divided by that.
		assertTrue(line("gain (ok)").matches(".* gain of (1\\.9|2|2\\.1) .*"), log::toString);
	}

	@Test
	void volumesWhereSlicesAreNearAndAlike() throws Exception {
		final ImageStack stack = new ImageStack(Scenes.SIDE, 128);
		for (int z = 0; z < 8; z++) {
			final ImagePlus slice = camera("", z);
			slice.setRoi(0, 0, Scenes.SIDE, 128);
			stack.addSlice(slice.getProcessor().crop());
		}
		final ImagePlus volume = new ImagePlus("volume", stack);
		run("image", volume);
		assertTrue(line("run(\"ZS-N2N").contains("mode=slices"), "the distance of slices is not known");
		log.clear();
		volume.getCalibration().setUnit("micron");
		volume.getCalibration().pixelDepth = 1.2;
		run("image", volume);
		assertTrue(line("run(\"ZS-N2N").contains("mode=volume"), log::toString);
	}

	private static float[] impulses(final float[] scene, final double share, final long seed) {
		return Scenes.rounded(Scenes.noisy(Scenes.noisy(scene, new CorrelatedNoise(3, 0), seed), new ImpulseNoise(share, 0, 255), seed), 0);
	}

	private String lossOf(final ImagePlus a, final ImagePlus b) throws Exception {
		log.clear();
		run("image", a, "second", b);
		final String macro = line("run(\"N2N Train...\", \"pairs=images noisy_b=[b]");
		assertTrue(macro.endsWith(".n2n]\");") && log.stream().anyMatch(text -> text.startsWith("pair: shift (ok)")), log::toString);
		return macro.replaceAll(".*loss=(\\S+) .*", "$1");
	}

	@Test
	void theRecommendedLinesRunAsTheyAre() throws Exception {
		Screen.need();
		final ImagePlus a = NoisyImages.create("a", 1), b = NoisyImages.create("b", 2);
		run("image", a);
		final String denoise = line("run(\"ZS-N2N");
		log.clear();
		// Beside the image, where the model would be.
		IJ.saveAsTiff(a, folder.resolve("a.tif").toString());
		final ImagePlus opened = IJ.openImage(folder.resolve("a.tif").toString());
		run("image", opened, "second", b);
		final String train = line("run(\"N2N Train");
		assertTrue(train.contains("model=[" + folder.toString().replace('\\', '/') + "/a.n2n]"), train);
		opened.show();
		StartedImageJ.select(opened);
		assertEquals("a.tif denoised", Macros.run(denoise + " return getTitle();"));
		b.show();
		StartedImageJ.select(opened);
		// As it is, but not for as long.
		Macros.run(train.replace(" loss=", " epochs=1 loss="));
		assertTrue(Files.size(folder.resolve("a.n2n")) > 1000);
	}

	@Test
	void macroReadsTheTable() throws InterruptedException {
		Screen.need();
		final ImagePlus image = camera("cells", 1);
		image.show();
		StartedImageJ.select(image);
		final String[] values = Macros.run("run('" + LABEL + "', 'offset=100'); t = 'Table: Noise of cells'; gain = NaN; n = Table.size(t); for (i = 0; i < n; i++) " +
			"if (Table.getString('Measurement', i, t) == 'Gain') { gain = Table.get('Value', i, t); v = Table.getString('Verdict', i, t); } return '' + gain + '|' + v + '|' + getTitle();")
				.split("\\|");
		assertEquals(2, Double.parseDouble(values[0]), 0.2);
		assertEquals(List.of("ok", "cells"), List.of(values).subList(1, 3), "the current image stays");
	}

	@Test
	void dialogShowsPlotsTableAndVerdict() throws Exception {
		Screen.need();
		final ImagePlus image = camera("cells", 1);
		image.show();
		StartedImageJ.select(image);
		OpenRecorder.open();
		final CompletableFuture<String> dialog = DialogWatcher.onNext("check-noise-dialog", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			DialogWatcher.press(generic, 0);
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Offset"), dialog::join);
		OpenRecorder.waitFor(LABEL, "run(\"" + LABEL + "\", \"second=none channel=0 offset=[]\");");
		OpenRecorder.close();
		final Window table = StartedImageJ.waitForWindow("Table: Noise of cells");
		final TextWindow verdict = (TextWindow) WindowManager.getWindow("Noise of cells");
		assertNotNull(verdict, "no text");
		assertTrue(verdict.getTextPanel().getText().contains("\nrun(\"ZS-N2N Denoise...\", \"method=auto"), verdict.getTextPanel()::getText);
		final PlotWindow plot = (PlotWindow) WindowManager.getWindow("Variance of the noise: Noise of cells");
		assertNotNull(plot, "no plot");
		assertEquals(20, plot.getPlot().getDataObjectArrays(0)[0].length, "a point for each bin");
		assertNotNull(WindowManager.getWindow("Correlation of the noise: Noise of cells"), "no plot of the correlation");
		arrange(verdict, plot, WindowManager.getWindow("Correlation of the noise: Noise of cells"), table);
	}

	/** For people to look at. */
	private static void arrange(final Window verdict, final Window plot, final Window correlation, final Window table) throws Exception {
		plot.setLocation(0, 0);
		correlation.setLocation(plot.getWidth(), 0);
		verdict.setBounds(0, plot.getHeight(), 1180, 330);
		table.setBounds(0, plot.getHeight() + 330, 1180, 290);
		verdict.toFront();
		TimeUnit.MILLISECONDS.sleep(800);
		final Rectangle all = plot.getBounds().union(correlation.getBounds()).union(verdict.getBounds()).union(table.getBounds());
		assertTrue(Screen.picture(all.intersection(Screen.bounds()), "check-noise").length() > 0);
	}
}
