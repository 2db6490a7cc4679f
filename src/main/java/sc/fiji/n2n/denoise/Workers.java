package sc.fiji.n2n.denoise;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does the same work on several threads, such as taking tiles off one list, while the calling thread alone tells of progress and asks
 * whether to stop, as {@link Progress} demands.
 */
final class Workers {

	private static final long MILLISECONDS_BETWEEN_QUESTIONS = 50;

	private Workers() {}

	/**
	 * Works until all threads are done. Where one fails, the others stop as if canceled.
	 *
	 * @param count number of threads; one works on the calling thread
	 * @param work what each thread does, given where to tell of progress and to ask whether to stop
	 * @param progress where the calling thread passes that on
	 * @throws CancellationException if the run is to stop, or the calling thread is interrupted; also whatever the work throws
	 */
	static void run(final int count, final Consumer<Progress> work, final Progress progress) {
		if (count <= 1) {
			work.accept(progress);
			return;
		}
		final Relay relay = new Relay();
		final ExecutorService threads = Executors.newFixedThreadPool(count);
		try {
			final CompletionService<Void> finished = new ExecutorCompletionService<>(threads);
			for (int i = 0; i < count; i++)
				finished.submit(() -> work.accept(relay), null);
			for (int left = count; left > 0;) {
				relay.pass(progress);
				final Future<Void> one = finished.poll(MILLISECONDS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS);
				if (one == null) continue;
				one.get();
				left--;
			}
			relay.pass(progress);
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof Error error) throw error;
			throw (RuntimeException) e.getCause();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new CancellationException("Canceled.");
		}
		finally {
			relay.stop();
			threads.shutdown();
			awaitEnd(threads);
		}
	}

	/** What the threads use is the caller's, who may close it afterwards. */
	private static void awaitEnd(final ExecutorService threads) {
		boolean interrupted = false;
		while (!threads.isTerminated())
			try {
				threads.awaitTermination(1, TimeUnit.HOURS);
			}
			catch (final InterruptedException e) {
				interrupted = true;
			}
		if (interrupted) Thread.currentThread().interrupt();
	}

	/** Between the threads and the caller. */
	private static final class Relay implements Progress {

		private record Update(String doing, double fraction) {}

		private volatile Update latest;
		private volatile boolean stopped;

		@Override
		public void update(final String doing, final double fraction) {
			latest = new Update(doing, fraction);
		}

		@Override
		public boolean isCanceled() {
			return stopped;
		}

		void pass(final Progress progress) {
			progress.stopIfCanceled();
			final Update update = latest;
			if (update != null) progress.update(update.doing(), update.fraction());
		}

		void stop() {
			stopped = true;
		}
	}
}
