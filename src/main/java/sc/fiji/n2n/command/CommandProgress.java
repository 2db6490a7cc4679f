package sc.fiji.n2n.command;

import java.util.function.LongSupplier;

import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.task.Task;
import org.scijava.task.TaskService;

import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageWindows;

/**
 * Shows the progress of a command where the user looks: in the status bar and the list of tasks, or,
 * without a window, in the log. Asks to stop after Escape, the stop button of the task, or {@link #cancel()}.
 */
final class CommandProgress implements Progress, AutoCloseable {

	private static final int MAXIMUM = 1000;
	private static final long SECOND = 1_000_000_000L;
	private static final long SHOW_EVERY = SECOND / 10;
	private static final long LOG_EVERY = 5 * SECOND;
	private static final long LOG_AT_LEAST_EVERY = 60 * SECOND;

	@Parameter
	private StatusService status;
	@Parameter
	private TaskService tasks;
	@Parameter
	private LogService log;

	private final LongSupplier clock;
	private final boolean headless;
	private final RemainingTime remaining;
	private final Task task;
	private volatile boolean canceled;
	private long lastShown;
	private long lastLogged;
	private double fractionLogged;

	/**
	 * @param context where to find the services
	 * @param title name of the run
	 * @param headless whether to write to the log because there is no window
	 * @param clock nanoseconds, like {@code System::nanoTime}
	 */
	CommandProgress(final Context context, final String title, final boolean headless, final LongSupplier clock) {
		context.inject(this);
		this.headless = headless;
		this.clock = clock;
		remaining = new RemainingTime(clock);
		lastLogged = clock.getAsLong();
		lastShown = lastLogged - SHOW_EVERY;
		// An Escape from before the run is not meant for it.
		ImageWindows.resetEscape();
		task = tasks.createTask(title);
		task.setCancelCallBack(this::cancel);
		task.setProgressMaximum(MAXIMUM);
		task.start();
	}

	/** Asks the run to stop. May be called from any thread. */
	void cancel() {
		canceled = true;
	}

	@Override
	public boolean isCanceled() {
		return canceled || ImageWindows.escapePressed() || Thread.currentThread().isInterrupted();
	}

	@Override
	public void update(final String doing, final double fraction) {
		final long now = clock.getAsLong();
		if (now - lastShown < SHOW_EVERY) return;
		lastShown = now;
		final String words = doing + remaining.words(fraction);
		final int value = (int) (MAXIMUM * Math.max(0, Math.min(1, fraction)));
		status.showStatus(value, MAXIMUM, words);
		task.setStatusMessage(words);
		task.setProgressValue(value);
		if (headless) log(now, words, fraction);
	}

	private void log(final long now, final String words, final double fraction) {
		final long passed = now - lastLogged;
		if (passed < LOG_EVERY || passed < LOG_AT_LEAST_EVERY && fraction < fractionLogged + 0.1) return;
		lastLogged = now;
		fractionLogged = fraction;
		log.info(words + " (" + Math.round(100 * fraction) + " %)");
	}

	/** Takes the progress off the screen. */
	@Override
	public void close() {
		task.finish();
		status.showProgress(MAXIMUM, MAXIMUM);
		status.clearStatus();
	}
}
