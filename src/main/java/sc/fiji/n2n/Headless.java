package sc.fiji.n2n;

import java.util.concurrent.atomic.AtomicBoolean;

import org.scijava.Context;
import org.scijava.console.ConsoleService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogListener;
import org.scijava.log.LogService;
import org.scijava.module.event.ModuleCanceledEvent;
import org.scijava.module.event.ModuleErroredEvent;
import org.scijava.module.event.ModuleFinishedEvent;
import org.scijava.plugin.Parameter;
import org.scijava.startup.StartupService;

/**
 * Runs commands without a window and without Fiji, with the arguments that {@code fiji --headless} takes.
 * Exits with 1 when anything failed.
 */
public final class Headless {

	private static final String USAGE = String.join(System.lineSeparator(), //
		"Denoises images, and trains networks to do so, without a window. For example:", //
		"  --run sc.fiji.n2n.command.DenoiseFiles 'input=\"noisy.tif\",output=\"denoised.tif\"'", //
		"  --run sc.fiji.n2n.command.DenoiseFiles 'input=\"folder\",output=\"results\",method=\"fast\",effort=\"quick\"'", //
		"  --run sc.fiji.n2n.command.TrainOnFiles 'pairs=\"folders\",folder=\"first\",second=\"second\",model=\"cells.n2n\"'", //
		"  --run sc.fiji.n2n.command.TrainOnFiles 'pairs=\"names\",folder=\"noisy\",pattern=\"*_#.tif\",model=\"cells.n2n\",minutes=\"60\"'", //
		"  --run sc.fiji.n2n.command.DenoiseFiles 'input=\"folder\",output=\"results\",model=\"cells.n2n\"'", //
		"  --run sc.fiji.n2n.command.EngineCheck 'device=\"auto\"'", //
		"  --run sc.fiji.n2n.command.CheckNoise 'image=\"noisy.tif\"'", //
		"  --run sc.fiji.n2n.command.TrustReport 'image=\"noisy.tif\",denoised=\"denoised.tif\",save=\"report.html\"'", //
		"DenoiseFiles:", //
		"input: a file, a folder or a pattern such as /data/*.tif", //
		"output: a folder, or, for one input file, a file that ends in .tif or .ome.zarr", //
		"model: a model file of N2N Train or Train on Files, in place of method, mode, slices, effort and seed", //
		"method: auto, fast or published; mode: slices, volume or movie; slices: together or separately; effort: quick, normal or thorough", //
		"device: auto, cpu or gpu; seed: a whole number; type: same or 32-bit", //
		"format: tiff, bigtiff or ome-zarr; series: number of the image of files that hold several, or 0 for all", //
		"report: yes or no, for a trust report beside each result", //
		"TrainOnFiles:", //
		"pairs: folders, stacks or names; folder, second, pattern: where they are", //
		"mode: slices, volume or movie; model: the file to write; start: a model to train further, or the checkpoint of a training to go on with", //
		"preset: small, realtime, published, red30 or a preset file; loss: l2, l1, l0, hdr or masked-l2; epochs, minutes: at most, or 0");

	@Parameter
	private ConsoleService console;
	@Parameter
	private StartupService startup;
	@Parameter
	private LogService log;
	@Parameter
	private EventService events;

	/** Set by any thread that a command runs on. */
	private final AtomicBoolean failed = new AtomicBoolean();
	private final AtomicBoolean finished = new AtomicBoolean();

	private Headless(final Context context) {
		context.inject(this);
	}

	/**
	 * Runs commands.
	 *
	 * @param args what SciJava's console understands, such as {@code --run} with a command and its inputs
	 */
	public static void main(final String... args) {
		// Before any class of the window system is loaded.
		if (System.getProperty("java.awt.headless") == null) System.setProperty("java.awt.headless", "true");
		final boolean succeeded;
		try (Context context = new Context()) {
			succeeded = new Headless(context).run(args);
		}
		// Libraries leave threads that would keep the process alive.
		System.exit(succeeded ? 0 : 1);
	}

	private boolean run(final String... args) {
		// The console warns of arguments that it does not know, and goes on: here nothing is run then.
		final LogListener warnings = failWhen(LogLevel.WARN);
		console.processArgs(args);
		log.removeLogListener(warnings);
		if (args.length == 0 || failed.get()) {
			log.info(USAGE);
			return false;
		}
		failWhen(LogLevel.ERROR);
		startup.executeOperations();
		return finished.get() && !failed.get();
	}

	private LogListener failWhen(final int level) {
		final LogListener listener = message -> {
			if (message.level() <= level) failed.set(true);
		};
		log.addLogListener(listener);
		return listener;
	}

	@EventHandler
	private void onEvent(@SuppressWarnings("unused") final ModuleErroredEvent event) {
		failed.set(true);
	}

	@EventHandler
	private void onEvent(@SuppressWarnings("unused") final ModuleCanceledEvent event) {
		failed.set(true);
	}

	@EventHandler
	private void onEvent(@SuppressWarnings("unused") final ModuleFinishedEvent event) {
		finished.set(true);
	}
}
