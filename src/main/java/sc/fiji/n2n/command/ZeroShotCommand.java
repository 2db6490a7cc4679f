package sc.fiji.n2n.command;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.util.concurrent.CancellationException;

import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.thread.ThreadService;
import org.scijava.ui.UIService;

import ij.Macro;
import ij.macro.Interpreter;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageWindows;

/**
 * What the zero-shot commands share: the parameters, and how a run starts, fails and is stopped. The
 * names of the parameters are the keys of macros and command lines, and never change.
 * <p>
 * Not a {@code DynamicCommand}: {@code --run} does not wait for those, and the process would end before them.
 * </p>
 */
abstract class ZeroShotCommand extends ContextCommand {

	@Parameter(label = "Method", choices = { "auto", "fast", "published" }, persist = false,
		description = "auto measures whether the noise is correlated between neighbouring pixels and adapts the fast method to it; " +
			"fast assumes that it is not; published is ZS-N2N as in the paper of Mansour and Heckel (CVPR 2023), much slower.")
	private String method = "auto";

	@Parameter(label = "Slices", choices = { "together", "separately" }, persist = false,
		description = "together: one network learns from all slices of a channel, which is faster and usually better; " +
			"separately: each slice is denoised as if it were alone.")
	private String slices = "together";

	@Parameter(label = "Effort", choices = { "quick", "normal", "thorough" }, persist = false,
		description = "How long to learn: quick for a first look, thorough for the best result.")
	private String effort = "normal";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Seed", persist = false,
		description = "Seed of everything random: the same seed and options give the same result on the same computer.")
	private long seed = 0;

	@Parameter(label = "Type", choices = { "same", "32-bit" }, persist = false,
		description = "Pixel type of the result: same as the image, rounded, or 32-bit, not rounded.")
	private String type = "same";

	@Parameter
	private LogService log;
	@Parameter
	private UIService userInterface;
	@Parameter
	private ThreadService threads;

	/** Set while the command runs, so that {@link #cancel(String)} reaches the run. */
	private volatile CommandProgress progress;

	/**
	 * Does the work.
	 *
	 * @param denoiser denoises an image as the parameters say
	 * @param run told how far the command is
	 */
	abstract void denoise(ImageDenoiser denoiser, Progress run) throws IOException;

	/** What the run is called in the list of tasks. */
	abstract String title();

	/** Whether there is something to denoise, so that it makes sense to ask for the options. */
	abstract boolean hasInput();

	/** Checks what the user gave before the slow start of the network library. */
	abstract void check() throws IOException;

	@Override
	public final void run() {
		final String problem = runOrExplain();
		if (problem != null) fail(problem);
		// Last, because in a thread of a macro it does not return.
		else if (isCanceled() && ImageWindows.inMacro()) Macro.abort();
	}

	/** Runs; returns what went wrong, in words for the user, or null. */
	private String runOrExplain() {
		try (CommandProgress shown = new CommandProgress(context(), title(), isHeadless(), System::nanoTime)) {
			progress = shown;
			try {
				if (!isCanceled()) run(shown);
			}
			catch (final CancellationException e) {
				cancel(null);
				// Before the progress goes away: that waits for the window thread, which may wait for the macro to end.
				if (ImageWindows.inMacro()) endMacro();
			}
			return null;
		}
		catch (final IllegalArgumentException | IllegalStateException | IOException e) {
			log.debug(e);
			return e.getMessage() == null ? e.toString() : e.getMessage();
		}
		catch (final OutOfMemoryError e) {
			return "There is not enough memory. Give ImageJ more (Edit > Options > Memory & Threads), or denoise a smaller part.";
		}
		catch (final RuntimeException | LinkageError e) {
			log.error(e);
			return "Something unexpected went wrong: " + e + "\nPlease report it with the log on https://forum.image.sc.";
		}
		finally {
			progress = null;
		}
	}

	private void run(final Progress shown) throws IOException {
		final ZeroShotOptions options = options();
		final PixelType pixels = Choices.parse("type", type, PixelType.values());
		check();
		shown.step("Starting PyTorch", 0);
		try (DjlTrainer trainer = DjlTrainer.open(options.device())) {
			denoise(new ImageDenoiser(options, pixels, trainer, this::tell), shown);
		}
	}

	private ZeroShotOptions options() {
		return new ZeroShotOptions(Choices.parse("method", method, Method.values()),
			Choices.parse("slices", slices, SliceMode.values()), Choices.parse("effort", effort, Effort.values()),
			Choices.parse("device", device, ComputeDevice.values()), seed, 0, 0);
	}

	/** Without a message: the user asked for it. A macro that went on would take the noisy image for the denoised one. */
	private static void endMacro() {
		final Interpreter macro = Interpreter.getInstance();
		if (macro != null) macro.abort((String) null);
	}

	/** Canceled, so that nobody takes the run for a success; silently, so that there is one message. */
	private void fail(final String problem) {
		cancel(null);
		if (isHeadless()) log.error(problem);
		if (!isHeadless() || ImageWindows.inMacro()) ImageWindows.error(problem, CallingThreads.of(threads));
	}

	@Override
	public void cancel(final String reason) {
		super.cancel(reason);
		final CommandProgress running = progress;
		if (running != null) running.cancel();
	}

	/** Tells the user what was measured, chosen and done: in SciJava's log and, where there is a window, in ImageJ's. */
	final void tell(final String line) {
		log.info(line);
		ImageWindows.log(line);
	}

	private boolean isHeadless() {
		return userInterface.isHeadless() || GraphicsEnvironment.isHeadless();
	}
}
