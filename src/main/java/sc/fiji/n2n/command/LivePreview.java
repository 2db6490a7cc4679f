package sc.fiji.n2n.command;

import java.awt.Dialog;
import java.awt.EventQueue;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import javax.swing.Timer;

import sc.fiji.n2n.batch.PreviewRegion;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.SliderWindow;

/**
 * Denoises a small region while the dialog of a command is open, again whenever its settings change, and shows it beside the noisy
 * one. All methods but {@link #close()} are called on the window thread.
 */
final class LivePreview implements AutoCloseable {

	/** So long nothing must change before it begins anew. */
	private static final int REST_MS = 500;
	private static final long CLOSE_SECONDS = 30;
	private static final String WARNING = "warning: ";

	private final Dialog dialog;
	private final Supplier<Settings> settings;
	private final Timer rest = new Timer(REST_MS, event -> begin());
	private ExecutorService worker;
	private SliderWindow window;
	private volatile Run current;

	/**
	 * What is to be tried.
	 *
	 * @param command a command with the settings
	 * @param words the settings, for people
	 */
	record Settings(Previewed command, String words) {}

	/**
	 * @param dialog the dialog, whose closing closes the preview
	 * @param settings the settings as they are; throws {@link IllegalArgumentException} in words for the user
	 */
	LivePreview(final Dialog dialog, final Supplier<Settings> settings) {
		this.dialog = dialog;
		this.settings = settings;
		rest.setRepeats(false);
	}

	/** Shows the preview. */
	void open() {
		if (isOpen()) window.toFront();
		else {
			window = new SliderWindow(dialog, this::stop);
			begin();
		}
	}

	/** Tells that a setting has changed. */
	void changed() {
		if (isOpen()) rest.restart();
	}

	private boolean isOpen() {
		return window != null && window.isOpen();
	}

	private void begin() {
		stop();
		if (!isOpen()) return;
		try {
			final Run run = new Run(settings.get());
			current = run;
			if (worker == null) worker = Executors.newSingleThreadExecutor(LivePreview::thread);
			worker.execute(run);
		}
		catch (final IllegalArgumentException e) {
			window.say(e.getMessage());
		}
	}

	/** Finds the libraries of the plugin, which the window thread does not know. */
	private static Thread thread(final Runnable work) {
		final Thread thread = new Thread(work, "Noise2Noise preview");
		thread.setDaemon(true);
		thread.setContextClassLoader(LivePreview.class.getClassLoader());
		return thread;
	}

	private void stop() {
		rest.stop();
		final Run run = current;
		if (run != null) run.canceled = true;
	}

	/** Stops, and waits until the memory of the network is free again. May be called from any thread. */
	@Override
	public void close() {
		stop();
		if (window != null) window.close();
		if (worker == null) return;
		worker.shutdown();
		try {
			worker.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	/** One set of settings. */
	private final class Run implements Runnable, Progress {

		private static final long SHOW_EVERY_NS = 100_000_000L;

		private final Settings tried;
		private volatile boolean canceled;
		private long shown = System.nanoTime() - SHOW_EVERY_NS;

		private Run(final Settings tried) {
			this.tried = tried;
		}

		@Override
		public void run() {
			try {
				if (canceled) return;
				final PreviewRegion region = tried.command().region();
				inWindow(() -> window.showBefore(region.title(), region.before()));
				update("Starting", 0);
				final List<String> warnings = new ArrayList<>();
				final long start = System.nanoTime();
				final BufferedImage after = region.after(tried.command().denoise(region, line -> addWarning(warnings, line), this));
				final long seconds = Math.round((System.nanoTime() - start) / 1e9);
				inWindow(() -> {
					window.showAfter(after);
					window.say(words(region, seconds, warnings));
				});
			}
			catch (final CancellationException e) {
				// Other settings take its place, or the preview was closed.
			}
			catch (final Exception | LinkageError | OutOfMemoryError e) {
				inWindow(() -> window.say(Problem.words(e)));
			}
		}

		private static void addWarning(final List<String> warnings, final String line) {
			final int at = line.indexOf(WARNING);
			if (at >= 0) warnings.add("Warning: " + line.substring(at + WARNING.length()));
		}

		private String words(final PreviewRegion region, final long seconds, final List<String> warnings) {
			final String time = "Denoised in " + (seconds < 1 ? "less than a second" : seconds == 1 ? "1 second" : seconds + " seconds") + ": " + tried.words() + ".";
			return String.join("\n", Stream.concat(Stream.of(time, region.isPart() ? tried.command().caveat() : ""), warnings.stream()).filter(
				line -> !line.isEmpty()).toList());
		}

		@Override
		public boolean isCanceled() {
			return canceled;
		}

		@Override
		public void update(final String doing, final double fraction) {
			final long now = System.nanoTime();
			if (now - shown < SHOW_EVERY_NS) return;
			shown = now;
			inWindow(() -> window.say(doing + "... " + Math.round(100 * fraction) + " %"));
		}

		/** Shows something, unless other settings have taken its place. */
		private void inWindow(final Runnable show) {
			EventQueue.invokeLater(() -> {
				if (!canceled && isOpen()) show.run();
			});
		}
	}
}
