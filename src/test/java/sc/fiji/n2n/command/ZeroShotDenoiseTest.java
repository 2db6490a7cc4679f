package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.image.IndexColorModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogService;
import org.scijava.module.ModuleItem;
import org.scijava.module.ModuleService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;
import org.scijava.ui.UIService;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.djl.DjlTrainer;

/** The command through SciJava, as scripts call it. */
class ZeroShotDenoiseTest {

	private final Context context = new Context();
	private final List<String> log = Collections.synchronizedList(new ArrayList<>());
	private volatile Task task;
	private List<?> subscription;

	@BeforeEach
	void listen() {
		// No message boxes, where there is a display.
		context.service(UIService.class).setHeadless(true);
		context.service(LogService.class).addLogListener(message -> log.add(message.text()));
		subscription = context.service(EventService.class).subscribe(this);
	}

	@AfterEach
	void dispose() {
		assertFalse(subscription.isEmpty());
		context.dispose();
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
		for (final Class<? extends ZeroShotCommand> command : List.of(ZeroShotDenoise.class, DenoiseFiles.class)) {
			final CommandInfo info = context.service(CommandService.class).getCommand(command);
			assertTrue(info.isValid(), () -> info.getProblems().toString());
			for (final ModuleItem<?> input : info.inputs()) {
				if (!CommandDialog.isShown(input)) continue;
				assertEquals(input.getName(), input.getLabel().toLowerCase());
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
		final Future<CommandModule> future = context.service(ModuleService.class).run(module, true, map("image",
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
		log.clear();
		final CommandModule module = run(inputs);
		assertTrue(module.isCanceled());
		assertNull(module.getOutput("result"));
		assertTrue(log.stream().anyMatch(line -> line.contains(words)), log::toString);
	}

	private CommandModule run(final Object... inputs) throws Exception {
		return start(inputs).get(3, TimeUnit.MINUTES);
	}

	private Future<CommandModule> start(final Object... inputs) {
		return context.service(CommandService.class).run(ZeroShotDenoise.class, true, map(inputs));
	}

	private static Map<String, Object> map(final Object... inputs) {
		final Map<String, Object> map = new HashMap<>();
		for (int i = 0; i < inputs.length; i += 2)
			map.put((String) inputs[i], inputs[i + 1]);
		return map;
	}

	private static void assertChoices(final CommandInfo info, final String name, final Object... choices) {
		assertEquals(Arrays.stream(choices).map(Object::toString).toList(), info.getInput(name).getChoices());
	}

	@EventHandler
	private void onEvent(final TaskEvent event) {
		task = event.getTask();
	}
}
