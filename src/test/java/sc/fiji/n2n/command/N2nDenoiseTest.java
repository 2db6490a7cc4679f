package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.Command;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

import ij.ImagePlus;
import ij.ImageStack;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.image.ImageFiles;

/** The commands for models through SciJava, as scripts call them, with networks that learned nothing. */
class N2nDenoiseTest {

	@TempDir
	static Path models;

	private static Path planes;
	private static Path volumes;

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final Context context = commands.context();
	private final List<String> log = commands.log();

	@BeforeAll
	static void makeModels() throws Exception {
		planes = SavedModels.random(models.resolve("my planes.n2n"), 2);
		volumes = SavedModels.random(models.resolve("volumes.n2n"), 3);
	}

	private static ImagePlus stack(final int channels, final int slices, final int frames) {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < channels * slices * frames; i++)
			stack.addSlice("slice " + i, NoisyImages.create("").getProcessor());
		final ImagePlus noisy = new ImagePlus("stack.tif", stack);
		noisy.setDimensions(channels, slices, frames);
		noisy.getCalibration().pixelWidth = 0.11;
		noisy.getCalibration().setUnit("micron");
		return noisy;
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void givesANewImageThatSaysHowItWasMade(final boolean ofVolumes) throws Exception {
		final ImagePlus noisy = stack(2, 3, 2);
		final ImagePlus before = noisy.duplicate();
		final CommandModule module = run(N2nDenoise.class, "image", noisy, "model", (ofVolumes ? volumes : planes).toString());
		assertFalse(module.isCanceled(), log::toString);
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertEquals("stack.tif denoised", result.getTitle());
		assertEquals(8, result.getBitDepth());
		assertArrayEquals(noisy.getDimensions(), result.getDimensions());
		assertEquals(0.11, result.getCalibration().pixelWidth);
		assertEquals("slice 5", result.getStack().getShortSliceLabel(6));
		for (int i = 1; i <= 12; i++) {
			assertArrayEquals((byte[]) before.getStack().getPixels(i), (byte[]) noisy.getStack().getPixels(i), "the source has changed");
			assertFalse(Arrays.equals((byte[]) noisy.getStack().getPixels(i), (byte[]) result.getStack().getPixels(i)), "plane " + i + " is unchanged");
			assertEquals(noisy.getStack().getProcessor(i).getStats().mean, result.getStack().getProcessor(i).getStats().mean, 0.5);
		}
		final String info = (String) result.getProperty("Info");
		for (final String line : List.of("version: ", "model: waves", "model weights (SHA-256): ", "C1 seconds: ", "C2 device used: CPU", "normalize: model",
			"macro: run(\"N2N Denoise...\", \"model=["))
			assertTrue(info.contains(line), line + " is missing in\n" + info);
	}

	/** A network that learned from two noisy images denoises a third. */
	@ParameterizedTest
	@CsvSource({ "model,1", "image,1", "image,3" })
	void takesTheNoiseOut(final String normalize, final double exposure) throws Exception {
		final ImagePlus noisy = NoisyImages.create("noisy");
		noisy.setProcessor(noisy.getProcessor().convertToFloat());
		final double before = NoisyImages.error(noisy);
		noisy.getProcessor().multiply(exposure);
		final ImagePlus denoised = result("image", noisy, "model", SavedModels.trained(dir.resolve("trained.n2n")).toString(), "normalize", normalize);
		denoised.getProcessor().multiply(1 / exposure);
		assertTrue(NoisyImages.error(denoised) < 0.5 * before, NoisyImages.error(denoised) + " of " + before);
		final String info = (String) denoised.getProperty("Info");
		assertFalse(info.contains("intensities of") || info.contains("The noise"), info);
	}

	@Test
	void theSameAgain() throws Exception {
		final ImagePlus once = result("image", stack(1, 2, 1), "model", planes.toString(), "type", "32-bit");
		final ImagePlus twice = result("image", stack(1, 2, 1), "model", planes.toString(), "type", "32-bit");
		assertEquals(32, once.getBitDepth());
		assertArrayEquals((float[]) once.getStack().getPixels(2), (float[]) twice.getStack().getPixels(2));
	}

	@Test
	void onlyTheChannelThatWasAskedFor() throws Exception {
		final ImagePlus noisy = stack(3, 1, 1);
		final ImagePlus result = result("image", noisy, "model", planes.toString(), "channel", 2);
		for (int c = 1; c <= 3; c++)
			assertEquals(c != 2, Arrays.equals((byte[]) noisy.getStack().getPixels(c), (byte[]) result.getStack().getPixels(c)));
	}

	@Test
	void filesWithAModel() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		final CommandModule module = run(DenoiseFiles.class, "input", dir.resolve("in").toString(), "output", dir.resolve("out").toString(), "model",
			planes.toString());
		assertFalse(module.isCanceled(), log::toString);
		final String info = (String) ImageFiles.open(dir.resolve("out/a.tif")).getProperty("Info");
		assertTrue(info.contains("model: waves"), info);
		assertFalse(info.contains("method"), info);
	}

	@Test
	void modelInfoPrintsTheModel() throws Exception {
		assertFalse(run(ModelInfo.class, "model", planes.toString()).isCanceled(), log::toString);
		assertTrue(log.contains("Noise2Noise model: waves"), log::toString);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("loss: l2, recovers the mean")), log::toString);
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		final Path text = Files.writeString(dir.resolve("text.n2n"), "not a model");
		for (final Class<? extends Command> command : List.of(N2nDenoise.class, ModelInfo.class)) {
			final Object image = command == N2nDenoise.class ? NoisyImages.create("a") : null;
			assertProblem(command, "There is no model. Give a model file", "image", image);
			assertProblem(command, "missing.n2n", "image", image, "model", dir.resolve("missing.n2n").toString());
			assertProblem(command, "text.n2n", "image", image, "model", text.toString());
			assertProblem(command, dir.toString(), "image", image, "model", dir.toString());
		}
		final String model = planes.toString();
		assertProblem(N2nDenoise.class, "There is no image. Open one", "model", model);
		assertProblem(N2nDenoise.class, "There is no normalize \"max\"", "image", NoisyImages.create("a"), "model", model, "normalize", "max");
		assertProblem(N2nDenoise.class, "There is no channel 2", "image", NoisyImages.create("a"), "model", model, "channel", 2);
		assertProblem(N2nDenoise.class, "channel is -1", "image", NoisyImages.create("a"), "model", model, "channel", -1);
		NoisyImages.save(dir.resolve("in/a.tif"));
		assertProblem(DenoiseFiles.class, "text.n2n", "input", dir.resolve("in").toString(), "output", dir.resolve("out").toString(), "model", text
			.toString());
		assertFalse(Files.exists(dir.resolve("out")));
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		final CommandInfo info = context.service(CommandService.class).getCommand(N2nDenoise.class);
		assertEquals(words(NormalizationMode.values()), info.getInput("normalize").getChoices());
		assertEquals(words(ComputeDevice.values()), info.getInput("device").getChoices());
		assertEquals(words(PixelType.values()), info.getInput("type").getChoices());
	}

	private static List<String> words(final Object... choices) {
		return Arrays.stream(choices).map(Object::toString).toList();
	}

	private void assertProblem(final Class<? extends Command> command, final String words, final Object... inputs) throws Exception {
		final CommandModule module = commands.assertProblem(command, words, inputs);
		if (command == N2nDenoise.class) assertNull(module.getOutput("result"));
	}

	private ImagePlus result(final Object... inputs) throws Exception {
		return (ImagePlus) run(N2nDenoise.class, inputs).getOutput("result");
	}

	private CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		return commands.run(command, inputs);
	}
}
