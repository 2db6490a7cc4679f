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
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageWindows;

/**
 * What all commands share: how a run starts, fails and is stopped, and what it tells the user. The names of
 * the parameters of commands are the keys of macros and command lines, and never change.
 * <p>
 * Not a {@code DynamicCommand}: {@code --run} does not wait for those, and the process would end before them.
 * </p>
 */
abstract class NoiseCommand extends ContextCommand {

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
	 * @param run told how far the command is; says when to stop
	 * @throws IOException if a file cannot be read or written, in words for the user
	 * @throws IllegalArgumentException if the user gave what does not suit, in words for the user
	 * @throws CancellationException if the run is to stop
	 */
	abstract void run(Progress run) throws IOException;

	/** What the run is called in the list of tasks. */
	abstract String title();

	/** Whether there is something to work on, so that it makes sense to ask for the options. */
	abstract boolean hasInput();

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
		catch (final RuntimeException | IOException | LinkageError | OutOfMemoryError e) {
			if (Problem.isExplained(e)) log.debug(e);
			else log.error(e);
			return Problem.words(e);
		}
		finally {
			progress = null;
		}
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

	/** As an int; what does not fit into one is out of the range of every option. */
	static int whole(final long number) {
		return (int) Math.max(-1, Math.min(number, Integer.MAX_VALUE));
	}

	/** Whether there is no window to show anything in. */
	final boolean isHeadless() {
		return userInterface.isHeadless() || GraphicsEnvironment.isHeadless();
	}
}
