package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;

/** The command through SciJava, as scripts call it, and in ImageJ without Fiji, called by macros. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AddNoiseTest {

	private static final String LABEL = "Add Noise...";

	/** In the macro, which waits for the window: the command is done before one that is shown just before becomes the current one. */
	private static final String NEW = "newImage('cells', '8-bit ramp', 64, 64, 1); ";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final Context context = commands.context();
	private final List<String> log = commands.log();

	@Test
	void givesANewImageThatSaysHowItWasMade() throws Exception {
		final ImagePlus clean = NoisyImages.create("cells.tif");
		clean.getCalibration().pixelWidth = 0.11;
		final ImagePlus before = clean.duplicate();
		final CommandModule module = run("image", clean, "noise", "correlated", "sigma", 12.5, "correlation", 0.625, "seed", 7);
		assertFalse(module.isCanceled(), log::toString);
		assertNull(module.getOutput("second"));
		final ImagePlus noisy = (ImagePlus) module.getOutput("result");
		assertEquals("cells.tif noisy", noisy.getTitle());
		assertEquals(8, noisy.getBitDepth());
		assertEquals(0.11, noisy.getCalibration().pixelWidth);
		assertArrayEquals((byte[]) before.getProcessor().getPixels(), (byte[]) clean.getProcessor().getPixels(), "the source has changed");
		final String info = noisy.getInfoProperty();
		for (final String line : List.of("Noise added with Noise2Noise for Fiji", "version: ", "noise: correlated", "sigma: 12.5", "correlation: 0.625", "seed: 7",
			"type: same", "pixels clamped to the type: ",
			"macro: run(\"Add Noise...\", \"noise=correlated sigma=12.5 correlation=0.625 output=image seed=7 type=same\");"))
			assertTrue(info.contains(line), line + " is missing in\n" + info);
		assertFalse(info.contains("gain") || info.contains("share"), info);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("cells.tif noisy: pixels clamped to the type: ")), log::toString);
	}

	@Test
	void givesBothImagesOfAPair() throws Exception {
		final CommandModule module = run("image", NoisyImages.create("cells.tif"), "output", "pair", "type", "32-bit");
		final ImagePlus first = (ImagePlus) module.getOutput("result");
		final ImagePlus second = (ImagePlus) module.getOutput("second");
		assertEquals("cells.tif noisy A", first.getTitle());
		assertEquals("cells.tif noisy B", second.getTitle());
		assertEquals(32, second.getBitDepth());
		assertFalse(Arrays.equals((float[]) first.getProcessor().getPixels(), (float[]) second.getProcessor().getPixels()));
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		assertProblem("There is no image. Open one");
		assertProblem("There is no noise \"pink\"", "image", NoisyImages.create("a"), "noise", "pink");
		assertProblem("There is no output \"two\"", "image", NoisyImages.create("a"), "output", "two");
		assertProblem("sigma is -1.0", "image", NoisyImages.create("a"), "sigma", -1.0);
		assertProblem("gain is 0.0", "image", NoisyImages.create("a"), "gain", 0.0);
		assertProblem("correlation is 0.99", "image", NoisyImages.create("a"), "correlation", 0.99);
		assertProblem("share is 25.0", "image", NoisyImages.create("a"), "share", 25.0);
		final ImagePlus negative = new ImagePlus("a", NoisyImages.create("a").getProcessor().convertToFloat());
		negative.getProcessor().setf(1, 2, -7);
		assertProblem("x=1, y=2 is -7.0", "image", negative, "noise", "poisson", "output", "pair");
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		final CommandInfo info = context.service(CommandService.class).getCommand(AddNoise.class);
		assertEquals(words(NoiseKind.values()), info.getInput("noise").getChoices());
		assertEquals(words(NoiseOutput.values()), info.getInput("output").getChoices());
		assertEquals(words(PixelType.values()), info.getInput("type").getChoices());
	}

	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void theMacroInTheInfoDoesItAgain(final NoiseKind kind) {
		Screen.need();
		assertEquals("cells noisy|2", IJ.runMacro(NEW + "run('" + LABEL + "', 'noise=" + kind +
			" sigma=3.25 gain=0.7 correlation=0.3 share=0.4 seed=5'); return getTitle() + '|' + nImages;"));
		final byte[] once = (byte[]) WindowManager.getCurrentImage().getProcessor().getPixels();
		final String again = WindowManager.getCurrentImage().getInfoProperty().lines().filter(line -> line.startsWith("macro: ")).findFirst().orElseThrow()
			.substring(7);
		assertEquals("cells noisy", IJ.runMacro("close(); selectImage('cells'); " + again + " return getTitle();"));
		assertArrayEquals(once, (byte[]) WindowManager.getCurrentImage().getProcessor().getPixels(), again);
	}

	/** With the first image as the current one, and the other known by its title, a training can follow. */
	@Test
	void aMacroGetsBothImagesOfAPair() {
		Screen.need();
		assertEquals("cells noisy A|3", IJ.runMacro(NEW + "run('" + LABEL + "', 'output=pair'); return getTitle() + '|' + nImages;"));
		assertNotNull(WindowManager.getImage("cells noisy B"));
		StartedImageJ.closeAllBut();
		assertEquals("cells noisy A|3", IJ.runMacro("setBatchMode(true); " + NEW + "run('" + LABEL +
			"', 'output=pair noise=poisson'); t = getTitle(); selectImage('cells noisy B'); return t + '|' + nImages;"));
	}

	@Test
	void mistakesAbortTheMacro() {
		Screen.need();
		NoisyImages.create("cells").show();
		for (final String[] mistake : new String[][] { { "share is 3", "noise=text share=3" }, { "There is no noise", "noise=pink" }, { "Seed must be", "seed=1.5" } }) {
			final String problem = Macros.problem("run('" + LABEL + "', '" + mistake[1] + "'); rename('went on');");
			assertTrue(problem.contains(mistake[0]), problem);
			assertEquals(1, WindowManager.getImageCount());
			assertNull(WindowManager.getImage("went on"));
		}
	}

	private static List<String> words(final Object... choices) {
		return Arrays.stream(choices).map(Object::toString).toList();
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		final CommandModule module = commands.assertProblem(AddNoise.class, words, inputs);
		assertNull(module.getOutput("result"));
		assertNull(module.getOutput("second"));
	}

	private CommandModule run(final Object... inputs) throws Exception {
		return commands.run(AddNoise.class, inputs);
	}
}
