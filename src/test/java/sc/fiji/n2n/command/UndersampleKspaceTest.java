package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import sc.fiji.n2n.config.PixelValues;
import sc.fiji.n2n.kspace.SamplingMask;

/** The command through SciJava, as scripts call it, and in ImageJ without Fiji, called by macros. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UndersampleKspaceTest {

	private static final String LABEL = "Undersample k-space...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	@TempDir
	Path dir;

	/** Of sides that are no powers of two. */
	private static ImagePlus image(final int channels, final int slices, final int frames) {
		final ImageStack stack = new ImageStack(48, 35);
		for (int i = 0; i < channels * slices * frames; i++) {
			final FloatProcessor plane = new FloatProcessor(48, 35);
			for (int k = 0; k < 48 * 35; k++)
				plane.setf(k, (float) (100 + 50 * Math.sin(k % 48 / 5.0 + i) * Math.cos(k / 48 / 4.0)));
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("brain", stack);
		image.setDimensions(channels, slices, frames);
		image.getCalibration().pixelWidth = 0.9;
		image.getCalibration().setUnit("mm");
		return image;
	}

	private ImagePlus sampled(final Object... inputs) throws Exception {
		final CommandModule module = commands.run(UndersampleKspace.class, inputs);
		assertFalse(module.isCanceled(), commands.log()::toString);
		return (ImagePlus) module.getOutput("result");
	}

	private static float[] plane(final ImagePlus image, final int channel, final int slice, final int frame) {
		return (float[]) image.getStack().getPixels(image.getStackIndex(channel, slice, frame));
	}

	@Test
	void bothSamplingsAndTheirMasksAreInTheImage() throws Exception {
		final ImagePlus clean = image(1, 3, 2);
		final ImagePlus pair = sampled("image", clean, "kept", 0.25, "seed", 7);
		assertEquals("brain sampled", pair.getTitle());
		assertArrayEquals(new int[] { 48, 35, 4, 3, 2 }, pair.getDimensions());
		assertEquals(32, pair.getBitDepth());
		assertEquals(0.9, pair.getCalibration().pixelWidth);
		assertEquals("mm", pair.getCalibration().getUnit());
		assertEquals(List.of("sampling A", "sampling B", "mask A", "mask B"), Arrays.asList(pair.getStack().getSliceLabels()).subList(0, 4));
		for (int slice = 1; slice <= 3; slice++)
			for (int frame = 1; frame <= 2; frame++)
				for (int c = 1; c <= 2; c++) {
					final SamplingMask mask = new SamplingMask(plane(pair, c + 2, slice, frame), 48, 35);
					mask.check("mask");
					assertEquals(0.25, mask.kept(), 0.08);
					final float[] source = (float[]) clean.getStack().getPixels(clean.getStackIndex(1, slice, frame));
					assertArrayEquals(mask.sample(source), plane(pair, c, slice, frame), 1e-3f);
				}
		assertFalse(Arrays.equals(plane(pair, 3, 1, 1), plane(pair, 4, 1, 1)), "both masks are the same");
		assertFalse(Arrays.equals(plane(pair, 3, 1, 1), plane(pair, 3, 2, 1)), "two slices have the same mask");
		for (final String line : List.of("K-space undersampled with Noise2Noise for Fiji", "kept: 0.25", "values: magnitude", "pairs: 1", "seed: 7", "density: exp(-",
			"frequencies kept: ", "macro: run(\"Undersample k-space...\", \"kept=0.25 values=magnitude pairs=1 seed=7\");"))
			assertTrue(pair.getInfoProperty().contains(line), line + " is missing in\n" + pair.getInfoProperty());
		commands.assertLogged("brain: frequencies kept: 2");
		assertArrayEquals(plane(pair, 1, 2, 1), plane(sampled("image", clean, "kept", 0.25, "seed", 7), 1, 2, 1));
		assertFalse(Arrays.equals(plane(pair, 3, 1, 1), plane(sampled("image", clean, "kept", 0.25, "seed", 8), 3, 1, 1)), "the seed does not matter");
	}

	/** As measured together with its negative, a frequency gives the real and the imaginary part. */
	@Test
	void aComplexImageBecomesItsTwoParts() throws Exception {
		final ImagePlus complex = image(2, 2, 1);
		final ImagePlus pair = sampled("image", complex, "values", "complex", "kept", 0.3);
		assertArrayEquals(new int[] { 48, 35, 4, 2, 2 }, pair.getDimensions());
		assertEquals("sampling B, imaginary part", pair.getStack().getSliceLabel(pair.getStackIndex(2, 1, 2)));
		for (int part = 1; part <= 2; part++) {
			assertArrayEquals(plane(pair, 3, 2, 1), plane(pair, 3, 2, part), "the parts were measured with one mask");
			assertArrayEquals(new SamplingMask(plane(pair, 4, 2, part), 48, 35).sample((float[]) complex.getStack().getPixels(complex.getStackIndex(part, 2, 1))),
				plane(pair, 2, 2, part), 1e-3f);
		}
	}

	@Test
	void morePairsAreFrames() throws Exception {
		final ImagePlus clean = image(1, 2, 2);
		final ImagePlus pairs = sampled("image", clean, "kept", 0.3, "pairs", 3);
		assertArrayEquals(new int[] { 48, 35, 4, 2, 6 }, pairs.getDimensions());
		final ImagePlus one = sampled("image", clean, "kept", 0.3);
		for (int frame = 1; frame <= 2; frame++)
			assertArrayEquals(plane(one, 1, 2, frame), plane(pairs, 1, 2, 3 * frame - 2), "the first is not the one that is made alone");
		assertFalse(Arrays.equals(plane(pairs, 3, 1, 1), plane(pairs, 3, 1, 2)), "two pairs have the same mask");
		assertArrayEquals(new SamplingMask(plane(pairs, 4, 2, 6), 48, 35).sample((float[]) clean.getStack().getPixels(clean.getStackIndex(1, 2, 2))), plane(pairs, 2,
			2, 6), 1e-3f);
	}

	@Test
	void isKeptInAFile() throws Exception {
		final String file = dir.resolve("pair.tif").toString();
		final ImagePlus pair = sampled("image", image(1, 2, 1), "kept", 0.2, "save", file);
		final ImagePlus read = IJ.openImage(file);
		assertArrayEquals(new int[] { 48, 35, 4, 2, 1 }, read.getDimensions());
		assertArrayEquals(plane(pair, 4, 2, 1), plane(read, 4, 2, 1));
	}

	@Test
	void valuesAreTheCalibratedOnes() throws Exception {
		final ImagePlus stored = image(1, 1, 1);
		final ImagePlus signed = new ImagePlus("signed", stored.getProcessor().convertToShort(false));
		signed.getCalibration().setFunction(ij.measure.Calibration.STRAIGHT_LINE, new double[] { -32768, 1 }, "value");
		final ImagePlus pair = sampled("image", signed, "kept", 0.9);
		double mean = 0;
		for (final float value : plane(pair, 1, 1, 1))
			mean += value / 48 / 35;
		assertEquals(signed.getProcessor().getStatistics().mean - 32768, mean, 1);
		assertFalse(pair.getCalibration().calibrated());
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		assertProblem("There is no image. Open one");
		assertProblem("kept is 0.01, but must be 0.05 to 0.9", "image", image(1, 1, 1), "kept", 0.01);
		assertProblem("kept is 1.0", "image", image(1, 1, 1), "kept", 1.0);
		assertProblem("pairs is 0, but must be 1 to 100", "image", image(1, 1, 1), "pairs", 0);
		assertProblem("There is no values \"phase\"", "image", image(1, 1, 1), "values", "phase");
		assertProblem("has 2 channels, but values is magnitude", "image", image(2, 1, 1));
		assertProblem("has 1 channel, but values is complex", "image", image(1, 1, 1), "values", "complex");
		assertProblem("is a colour image", "image", new ImagePlus("rgb", new ByteProcessor(32, 32).convertToRGB()));
		assertProblem("is 15 x 40 pixels, but each side must have at least 16", "image", new ImagePlus("thin", new ByteProcessor(15, 40)));
		assertProblem(".tif", "image", image(1, 1, 1), "save", dir.resolve("pair.png").toString());
		final ImagePlus gap = image(1, 1, 1);
		gap.getProcessor().setf(3, 4, Float.NaN);
		assertProblem("x=3, y=4 of plane 1 of \"brain\" is NaN", "image", gap);
	}

	@Test
	void aConstantImageStaysConstant() throws Exception {
		final FloatProcessor flat = new FloatProcessor(17, 16);
		flat.add(7);
		for (final float value : plane(sampled("image", new ImagePlus("flat", flat)), 2, 1, 1))
			assertEquals(7, value, 1e-4);
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		final CommandInfo info = commands.context().service(CommandService.class).getCommand(UndersampleKspace.class);
		assertEquals(Arrays.stream(PixelValues.values()).map(Object::toString).toList(), info.getInput("values").getChoices());
	}

	@Test
	void theMacroInTheInfoDoesItAgain() {
		Screen.need();
		assertEquals("cells sampled|4|2", IJ.runMacro("newImage('cells', '16-bit ramp', 60, 44, 1); run('" + LABEL +
			"', 'kept=0.35 seed=5'); getDimensions(w, h, c, z, t); return getTitle() + '|' + c + '|' + nImages;"));
		final ImagePlus first = WindowManager.getCurrentImage();
		final float[] once = plane(first, 2, 1, 1);
		final String again = first.getInfoProperty().lines().filter(line -> line.startsWith("macro: ")).findFirst().orElseThrow().substring(7);
		assertEquals("cells sampled", IJ.runMacro("close(); selectImage('cells'); " + again + " return getTitle();"));
		assertNotEquals(first, WindowManager.getCurrentImage());
		assertArrayEquals(once, plane(WindowManager.getCurrentImage(), 2, 1, 1), again);
	}

	@Test
	void mistakesAbortTheMacro() {
		Screen.need();
		NoisyImages.create("cells").show();
		final String problem = Macros.problem("run('" + LABEL + "', 'kept=3'); rename('went on');");
		assertTrue(problem.contains("kept is 3"), problem);
		assertNull(WindowManager.getImage("went on"));
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		assertNull(commands.assertProblem(UndersampleKspace.class, words, inputs).getOutput("result"));
	}
}
