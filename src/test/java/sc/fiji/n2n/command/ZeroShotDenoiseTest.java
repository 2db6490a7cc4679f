package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import ij.process.ByteProcessor;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.djl.DjlTrainer;

/** The command through SciJava, as scripts call it. */
class ZeroShotDenoiseTest {

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final Context context = commands.context();
	private final List<String> log = commands.log();
	private volatile Task task;
	private List<?> subscription;

	@BeforeEach
	void listen() {
		subscription = context.service(EventService.class).subscribe(this);
	}

	@AfterEach
	void dispose() {
		assertFalse(subscription.isEmpty());
	}

	@Test
	void givesANewImageThatSaysHowItWasMade() throws Exception {
		final ImagePlus noisy = NoisyImages.create("noisy.tif");
		final ImagePlus before = noisy.duplicate();
		final CommandModule module = run("image", noisy, "method", "auto", "effort", "quick", "seed", "7");
		assertFalse(module.isCanceled(), log::toString);
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertEquals("noisy.tif denoised", result.getTitle());
		assertEquals(8, result.getBitDepth());
		assertTrue(NoisyImages.error(result) < 0.6 * NoisyImages.error(noisy), NoisyImages.error(result) + " of " + NoisyImages.error(noisy));
		assertTrue(Arrays.equals((byte[]) before.getProcessor().getPixels(), (byte[]) noisy.getProcessor().getPixels()), "the source has changed");
		final String info = (String) result.getProperty("Info");
		for (final String line : List.of("version: ", "method: auto", "method used: fast", "measured: noise autocorrelation ", "stride: 1", "effort: quick",
			"slices: together", "seed: 7", "steps: ", "seconds: ", "device used: CPU"))
			assertTrue(info.contains(line), line + " is missing in\n" + info);
		assertFalse(info.contains("${"), info);
		assertTrue(log.stream().anyMatch(line -> line.startsWith("noisy.tif: measured: noise ")), log::toString);
	}

	/** Two channels and three slices of every type: what goes in comes out, with less noise. */
	@ParameterizedTest
	@CsvSource({ "8-bit,8,same", "16-bit,16,same", "32-bit,32,same", "RGB Color,24,same", "16-bit,32,32-bit" })
	void everyKindOfImageComesBackAsItWas(final String kind, final int bits, final String type) throws Exception {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < 6; i++)
			stack.addSlice("slice " + i, NoisyImages.create("").getProcessor());
		final ImagePlus noisy = new ImagePlus("stack.tif", stack);
		if (!kind.equals("8-bit")) new StackConverter(noisy).convertToGray32();
		if (kind.equals("16-bit")) new StackConverter(noisy).convertToGray16();
		if (kind.startsWith("RGB")) {
			noisy.setDisplayRange(0, 255);
			new StackConverter(noisy).convertToRGB();
		}
		final boolean rgb = noisy.getBitDepth() == 24;
		noisy.setDimensions(rgb ? 1 : 2, 3, rgb ? 2 : 1);
		noisy.getCalibration().pixelWidth = 0.065;
		noisy.getCalibration().setUnit("micron");
		final CommandModule module = run("image", noisy, "method", "fast", "effort", "quick", "type", type);
		assertFalse(module.isCanceled(), log::toString);
		final ImagePlus result = (ImagePlus) module.getOutput("result");
		assertEquals(bits, result.getBitDepth());
		assertArrayEquals(noisy.getDimensions(), result.getDimensions());
		assertEquals(0.065, result.getCalibration().pixelWidth);
		assertEquals("micron", result.getCalibration().getUnit());
		assertEquals("slice 5", result.getStack().getShortSliceLabel(6));
		for (int i = 1; i <= 6; i++) {
			final ImageProcessor before = noisy.getStack().getProcessor(i);
			final ImageProcessor after = result.getStack().getProcessor(i);
			assertEquals(before.getStats().mean, after.getStats().mean, 0.005 * before.getStats().mean);
			assertTrue(after.getStats().stdDev < before.getStats().stdDev, "no noise was removed from slice " + i);
		}
	}

	@Test
	void saysWhenWholeNumbersCannotHoldTheResult() throws Exception {
		final ImagePlus photons = IJ.createImage("photons", "8-bit black", 64, 64, 1);
		final Random random = new Random(1);
		for (int i = 0; i < 64 * 64; i++)
			photons.getProcessor().set(i, random.nextInt(4) == 0 ? 1 : 0);
		final ImagePlus rounded = (ImagePlus) run("image", photons, "effort", "quick", "method", "fast").getOutput("result");
		assertTrue(((String) rounded.getProperty("Info")).contains("Rounding to whole numbers changed the sum"), log::toString);
		final ImagePlus exact = (ImagePlus) run("image", photons, "effort", "quick", "method", "fast", "type", "32-bit").getOutput("result");
		assertEquals(photons.getStatistics().mean, exact.getStatistics().mean, 1e-5);
	}

	@Test
	void offersTheChoicesOfTheOptions() {
		final CommandInfo info = context.service(CommandService.class).getCommand(ZeroShotDenoise.class);
		assertChoices(info, "method", Method.values());
		assertChoices(info, "slices", SliceMode.values());
		assertChoices(info, "effort", Effort.values());
		assertChoices(info, "device", ComputeDevice.values());
		assertChoices(info, "type", PixelType.values());
	}

	/** The same line is to work in Fiji, where the key is the name, and in plain ImageJ, where it is the label. */
	@Test
	void labelsAreTheNames() {
		for (final Class<? extends NoiseCommand> command : List.of(ZeroShotDenoise.class, DenoiseFiles.class, N2nDenoise.class, ModelInfo.class)) {
			final CommandInfo info = context.service(CommandService.class).getCommand(command);
			assertTrue(info.isValid(), () -> info.getProblems().toString());
			for (final ModuleItem<?> input : info.inputs()) {
				if (!CommandDialog.isShown(input)) continue;
				assertEquals(input.getName(), input.getLabel().toLowerCase().split(" ")[0]);
				assertFalse(input.isPersisted(), input.getName());
				assertFalse(input.getDescription().isBlank(), input.getName());
			}
		}
	}

	@Test
	void explainsWhatIsWrong() throws Exception {
		assertProblem("There is no image. Open one", "method", "fast");
		assertProblem("There is no method \"slow\"", "image", NoisyImages.create("a"), "method", "slow");
		assertProblem("There is no type \"16-bit\"", "image", NoisyImages.create("a"), "type", "16-bit");
		final byte[] colors = new byte[3 * 256];
		new Random(1).nextBytes(colors);
		final IndexColorModel palette = new IndexColorModel(8, 256, colors, 0, false);
		final ImagePlus indexed = new ImagePlus("indexed", new ByteProcessor(64, 64, new byte[64 * 64], palette));
		indexed.setTypeToColor256();
		assertProblem("Image > Type", "image", indexed);
	}

	@Test
	void explainsThatThereIsNoGpu() throws Exception {
		assumeFalse(hasGpu(), "SKIPPED: this computer has a GPU.");
		assertProblem("Choose the device", "image", NoisyImages.create("a"), "device", "gpu");
	}

	@Test
	void stopsWithinASecond() throws Exception {
		final Future<CommandModule> future = start("image", NoisyImages.create("a"), "method", "published", "effort", "thorough");
		waitForTraining();
		task.cancel("test");
		assertCanceledQuietly(future.get(5, TimeUnit.SECONDS));
		assertTrue(task.isDone());
	}

	@Test
	void stopsWhenTheModuleIsCanceled() throws Exception {
		final CommandInfo info = context.service(CommandService.class).getCommand(ZeroShotDenoise.class);
		final CommandModule module = (CommandModule) context.service(ModuleService.class).createModule(info);
		final Future<CommandModule> future = context.service(ModuleService.class).run(module, true, ScriptedCommands.inputs("image",
			NoisyImages.create("a"), "method", "published", "effort", "thorough"));
		waitForTraining();
		((Cancelable) module).cancel("test");
		assertCanceledQuietly(future.get(5, TimeUnit.SECONDS));
	}

	private static boolean hasGpu() {
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.AUTO)) {
			return !trainer.device().equals("CPU");
		}
	}

	private void assertCanceledQuietly(final CommandModule module) {
		assertTrue(module.isCanceled());
		assertNull(module.getOutput("result"));
		assertTrue(log.stream().noneMatch(line -> line.contains("Exception")), log::toString);
	}

	private void waitForTraining() throws InterruptedException {
		for (int i = 0; i < 600; i++) {
			if (task != null && task.getStatusMessage() != null && task.getStatusMessage().startsWith("Training")) return;
			Thread.sleep(100);
		}
		assertNotNull(task, "no task");
		throw new AssertionError("No training after a minute: " + task.getStatusMessage() + log);
	}

	private void assertProblem(final String words, final Object... inputs) throws Exception {
		assertNull(commands.assertProblem(ZeroShotDenoise.class, words, inputs).getOutput("result"));
	}

	private CommandModule run(final Object... inputs) throws Exception {
		return commands.run(ZeroShotDenoise.class, inputs);
	}

	private Future<CommandModule> start(final Object... inputs) {
		return commands.start(ZeroShotDenoise.class, inputs);
	}

	private static void assertChoices(final CommandInfo info, final String name, final Object... choices) {
		assertEquals(Arrays.stream(choices).map(Object::toString).toList(), info.getInput(name).getChoices());
	}

	@EventHandler
	private void onEvent(final TaskEvent event) {
		task = event.getTask();
	}
}
