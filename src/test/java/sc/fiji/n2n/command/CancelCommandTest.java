package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Cancelable;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.module.ModuleService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;

import ij.IJ;
import ij.ImagePlus;

/** Commands that are stopped while they run: by their task, by Escape, and by whoever started them. */
class CancelCommandTest {

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final Context context = commands.context();
	private final List<String> log = commands.log();
	private List<?> subscription;
	private volatile String phase = "";
	private volatile Consumer<Task> stop;

	@TempDir
	Path dir;

	@BeforeEach
	void listen() {
		subscription = context.service(EventService.class).subscribe(this);
	}

	@AfterEach
	void dispose() {
		assertFalse(subscription.isEmpty());
		IJ.resetEscape();
	}

	@Test
	void aTaskStopsTheStartOfPyTorch() throws Exception {
		assertStops(ZeroShotDenoise.class, "Starting PyTorch", task -> task.cancel("test"), "image", NoisyImages.create("a"), "effort", "thorough");
	}

	@Test
	void escapeStopsAZeroShotRun() throws Exception {
		assertStops(ZeroShotDenoise.class, "Training", task -> IJ.setKeyDown(KeyEvent.VK_ESCAPE), "image", NoisyImages.create("a"), "effort",
			"thorough");
	}

	@Test
	void escapeStopsFiles() throws Exception {
		NoisyImages.save(dir.resolve("a.tif"));
		NoisyImages.save(dir.resolve("b.tif"));
		assertStops(DenoiseFiles.class, "Training", task -> IJ.setKeyDown(KeyEvent.VK_ESCAPE), "input", dir.toString(), "output", dir.resolve(
			"out").toString(), "effort", "thorough");
		assertFalse(dir.resolve("out/a.tif").toFile().exists());
	}

	@Test
	void aTaskStopsAddNoise() throws Exception {
		assertStops(AddNoise.class, "Adding noise", task -> task.cancel("test"), "image", large(), "noise", "text", "output", "pair");
	}

	@Test
	void escapeStopsAComparison() throws Exception {
		assertStops(CompareImages.class, "Comparing", task -> IJ.setKeyDown(KeyEvent.VK_ESCAPE), "image", large(), "reference", large());
	}

	@Test
	void aTaskStopsTheSelfTest() throws Exception {
		assertStops(EngineCheck.class, "Training", task -> task.cancel("test"), "device", "cpu");
	}

	@Test
	void whoStartedACommandStopsIt() throws Exception {
		final CommandModule module = (CommandModule) context.service(ModuleService.class).createModule(context.service(CommandService.class).getCommand(
			AddNoise.class));
		phase = "Adding noise";
		stop = task -> ((Cancelable) module).cancel("test");
		final Future<CommandModule> run = context.service(ModuleService.class).run(module, true, ScriptedCommands.inputs("image", large(), "noise", "text"));
		assertStopped(run.get(1, TimeUnit.MINUTES));
	}

	/** A hundred planes: more than a few seconds of work. */
	private static ImagePlus large() {
		return IJ.createImage("large", "8-bit ramp", 512, 512, 100);
	}

	private void assertStops(final Class<? extends NoiseCommand> command, final String when, final Consumer<Task> how, final Object... inputs)
		throws Exception
	{
		phase = when;
		stop = how;
		assertStopped(commands.start(command, inputs).get(1, TimeUnit.MINUTES));
	}

	private void assertStopped(final CommandModule module) {
		assertNull(stop, "the run ended before it was stopped");
		assertTrue(module.isCanceled());
		assertTrue(module.getOutputs().values().stream().allMatch(output -> output == null), () -> module.getOutputs().toString());
		assertTrue(log.stream().noneMatch(line -> line.contains("Exception") || line.contains("Canceled") || line.contains("went wrong")), log::toString);
	}

	/** Stops the run once, as soon as it is told that it has come to where it is to be stopped. */
	@EventHandler
	private void onEvent(final TaskEvent event) {
		final Consumer<Task> once = stop;
		final String message = event.getTask().getStatusMessage();
		if (once == null || message == null || !message.contains(phase)) return;
		stop = null;
		once.accept(event.getTask());
	}
}
