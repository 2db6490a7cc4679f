package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import ij.process.FloatProcessor;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.kspace.SamplingMask;
import sc.fiji.n2n.model.ModelArchive;

/** From samplings of k-space to a network and its application, by scripts and by the macro of the guide. */
@Timeout(value = 4, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KspaceTrainingTest {

	private static final int W = 44;
	private static final int H = 34;
	private static final int SLICES = 12;

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ("Undersample k-space...");

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	@TempDir
	Path dir;

	/** Discs of random places, sizes and greys. */
	private static ImagePlus phantom() {
		final Random random = new Random(1);
		final ImageStack stack = new ImageStack(W, H);
		for (int i = 0; i < SLICES; i++) {
			final FloatProcessor plane = new FloatProcessor(W, H);
			for (int k = 0; k < 8; k++) {
				plane.setValue(50 + 200 * random.nextDouble());
				plane.fillOval(4 + random.nextInt(20), 4 + random.nextInt(14), 4 + random.nextInt(14), 4 + random.nextInt(14));
			}
			stack.addSlice(plane);
		}
		return new ImagePlus("phantom", stack);
	}

	private ImagePlus sampled(final ImagePlus image) throws Exception {
		return (ImagePlus) commands.run(UndersampleKspace.class, "image", image, "kept", 0.3, "seed", 1).getOutput("result");
	}

	private String preset() throws Exception {
		return Files.writeString(dir.resolve("tiny.json"), "{ \"architecture\": \"small-unet\", \"depth\": 2, \"width\": 12, \"patch\": 64, \"batch\": 2, " +
			"\"stepsPerEpoch\": 60 }").toString();
	}

	private static float[] plane(final ImagePlus image, final int channel, final int slice) {
		return (float[]) image.getStack().getPixels(image.getStackIndex(channel, slice, 1));
	}

	private static double error(final float[] a, final float[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += Math.pow(a[i] - b[i], 2) / a.length;
		return sum;
	}

	@Test
	void theResultKeepsWhatWasMeasuredAndFillsInTheRest() throws Exception {
		final ImagePlus clean = phantom();
		final ImagePlus pair = sampled(clean);
		final Path model = dir.resolve("phantom.n2n");
		assertFalse(commands.run(N2nTrain.class, "noisy_a", pair, "data", "k-space", "model", model.toString(), "preset", preset(), "epochs", 5, "device", "cpu")
			.isCanceled(), commands.log()::toString);
		assertTrue(commands.log().stream().noneMatch(line -> line.contains("shift")), "what is missing was taken for noise");
		assertEquals(DataKind.K_SPACE, ModelArchive.readDescription(model).data().kind());
		final CommandModule info = commands.run(ModelInfo.class, "model", model.toString());
		assertFalse(info.isCanceled(), commands.log()::toString);
		commands.assertLogged("data: k-space, needs images with a mask for each sampling");
		commands.assertLogged("patches: whole slices");
		final CommandModule module = commands.run(N2nDenoise.class, "image", pair, "model", model.toString(), "device", "cpu");
		assertFalse(module.isCanceled(), commands.log()::toString);
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertArrayEquals(pair.getDimensions(), result.getDimensions());
		double zeroFilled = 0;
		double filled = 0;
		for (int slice = 1; slice <= SLICES; slice++)
			for (int c = 1; c <= 2; c++) {
				assertArrayEquals(plane(pair, c + 2, slice), plane(result, c + 2, slice), "a mask was changed");
				final SamplingMask mask = new SamplingMask(plane(pair, c + 2, slice), W, H);
				final float[] truth = plane(clean, 1, slice);
				// With its measured frequencies put in once more, it stays as it is.
				assertArrayEquals(plane(result, c, slice), mask.reinsert(plane(result, c, slice), mask.sample(truth)), 0.01f);
				// Of the slices that were held out.
				if (slice != 10) continue;
				zeroFilled += error(mask.reinsert(new float[W * H], mask.sample(truth)), truth);
				filled += error(plane(result, c, slice), truth);
			}
		assertTrue(filled < 0.8 * zeroFilled, filled + " against " + zeroFilled);
		assertTrue(result.getInfoProperty().contains("data: k-space"), result::getInfoProperty);

		// One sampling with its mask is enough to apply the model.
		final ImageStack single = new ImageStack(W, H);
		single.addSlice(new FloatProcessor(W, H, plane(pair, 2, 3)));
		single.addSlice(new FloatProcessor(W, H, plane(pair, 4, 3)));
		final ImagePlus measured = new ImagePlus("scan", single);
		measured.setDimensions(2, 1, 1);
		final ImagePlus one = (ImagePlus) commands.run(N2nDenoise.class, "image", measured, "model", model.toString(), "device", "cpu").getOutput("result");
		assertArrayEquals(plane(result, 2, 3), plane(one, 1, 1), 1e-3f);

		refuses(pair, clean, model);
	}

	private void refuses(final ImagePlus pair, final ImagePlus clean, final Path model) throws Exception {
		final String other = dir.resolve("other.n2n").toString();
		commands.assertProblem(N2nDenoise.class, "the image needs a mask for each sampling", "image", clean, "model", model.toString(), "device", "cpu");
		commands.assertProblem(N2nDenoise.class, "report is yes, but", "image", pair, "model", model.toString(), "report", "yes", "device", "cpu");
		final ImagePlus noMask = pair.duplicate();
		noMask.setTitle("no mask");
		noMask.getStack().getProcessor(3).add(0.3);
		commands.assertProblem(N2nDenoise.class, "The mask of plane 1 is ", "image", noMask, "model", model.toString(), "device", "cpu");
		commands.assertProblem(N2nTrain.class, "Mask A of no mask, slice 1 is ", "noisy_a", noMask, "data", "k-space", "model", other, "device", "cpu");
		commands.assertProblem(N2nTrain.class, "augment is 4.0, but no noise is added to samplings", "noisy_a", pair, "data", "k-space", "model", other, "augment", 4.0,
			"device", "cpu");
		commands.assertProblem(N2nTrain.class, "take no clean images", "noisy_a", pair, "clean", clean, "data", "k-space", "model", other, "device", "cpu");
		commands.assertProblem(N2nTrain.class, "There is no image. Open one", "data", "k-space", "model", other);
		commands.assertProblem(N2nTrain.class, "has 1 channel, but with data=k-space there are 4: sampling A, sampling B, mask A, mask B", "noisy_a", clean, "data",
			"k-space", "model", other, "device", "cpu");
		commands.assertProblem(N2nTrain.class, "The loss is l1, but samplings of k-space", "noisy_a", pair, "data", "k-space", "model", other, "loss", "l1", "device",
			"cpu");
		commands.assertProblem(N2nTrain.class, "match is yes, but", "noisy_a", pair, "data", "k-space", "model", other, "match", "yes", "device", "cpu");
		commands.assertProblem(N2nTrain.class, "mode is volume, but with data=k-space", "noisy_a", pair, "data", "k-space", "model", other, "mode", "volume", "device",
			"cpu");
		commands.assertProblem(N2nTrain.class, "There is no data \"raw\"", "noisy_a", pair, "data", "raw", "model", other, "device", "cpu");
		commands.assertProblem(N2nTrain.class, "was trained with the data k-space, but the data is images", "noisy_a", clean, "pairs", "repeats", "start", model
			.toString(), "model", other, "device", "cpu");
		final ImagePlus slice = new ImagePlus("one", pair.getStack().duplicate());
		slice.setStack(crop(pair));
		slice.setDimensions(4, 1, 1);
		commands.assertProblem(N2nTrain.class, "there must be at least 2", "noisy_a", slice, "data", "k-space", "model", other, "device", "cpu");
		assertFalse(Files.exists(Path.of(other)));
	}

	private static ImageStack crop(final ImagePlus pair) {
		final ImageStack stack = new ImageStack(W, H);
		for (int i = 1; i <= 4; i++)
			stack.addSlice(pair.getStack().getProcessor(i));
		return stack;
	}

	/** The macro of the guide, with one epoch of a small network; then with the channels as images of their own, as users have them. */
	@Test
	void theMacroOfTheGuideRuns() throws Exception {
		Screen.need();
		final Matcher macros = Pattern.compile("```\\n([^`]*data=k-space[^`]*)```").matcher(Files.readString(Path.of("docs", "pairs.md")));
		assertTrue(macros.find(), "no macro in docs/pairs.md");
		final String few = "epochs=1 device=cpu preset=[" + preset() + "]";
		final String macro = macros.group(1).replace("/data/", dir + "/").replace("epochs=20", few);
		assertEquals("reconstructed", IJ.runMacro(macro + "return getTitle();"));
		assertTrue(Files.exists(dir.resolve("phantom.n2n")));
		assertTrue(macros.find(), "no second macro in docs/pairs.md");
		IJ.runMacro("selectImage('phantom sampled'); run('Split Channels');");
		assertNotNull(WindowManager.getImage("C4-phantom sampled"));
		final String own = macros.group(1).replace("/data/", dir + "/").replace("epochs=20", few);
		for (int c = 1; c <= 4; c++)
			WindowManager.getImage("C" + c + "-phantom sampled").setTitle(new String[] { "A", "B", "mask A", "mask B" }[c - 1]);
		IJ.runMacro(own);
		assertEquals(ModelArchive.readDescription(dir.resolve("phantom.n2n")).weightsSha256(), ModelArchive.readDescription(dir.resolve("own.n2n"))
			.weightsSha256());
	}
}
