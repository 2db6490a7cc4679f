package sc.fiji.n2n.denoise;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Does the same work on several threads, such as taking tiles off one list, while the calling thread alone tells of progress and asks
 * whether to stop, as {@link Progress} demands. The threads stay for the next work, because each holds on to native memory of its
 * own, and end by themselves when there is none.
 */
final class Workers {

	private static final long MILLISECONDS_BETWEEN_QUESTIONS = 50;
	private static final long SECONDS_IDLE = 1;

	private final int count;
	private final ThreadPoolExecutor threads;

	/** @param count number of threads; one works on the calling thread */
	Workers(final int count) {
		this.count = count;
		threads = new ThreadPoolExecutor(count, count, SECONDS_IDLE, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
			final Thread thread = new Thread(work, "Denoising");
			thread.setDaemon(true);
			return thread;
		});
		threads.allowCoreThreadTimeOut(true);
	}

	/**
	 * Works until all threads are done. Where one fails, the others stop as if canceled.
	 *
	 * @param work what each thread does, given where to tell of progress and to ask whether to stop
	 * @param progress where the calling thread passes that on
	 * @throws CancellationException if the run is to stop, or the calling thread is interrupted; also whatever the work throws
	 */
	void run(final Consumer<Progress> work, final Progress progress) {
		if (count == 1) {
			work.accept(progress);
			return;
		}
		final Relay relay = new Relay();
		final CompletionService<Void> finished = new ExecutorCompletionService<>(threads);
		int left = 0;
		try {
			for (; left < count; left++)
				finished.submit(() -> work.accept(relay), null);
			while (left > 0) {
				relay.pass(progress);
				final Future<Void> one = finished.poll(MILLISECONDS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS);
				if (one == null) continue;
				left--;
				one.get();
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
			await(left, finished);
		}
	}

	/** What the threads use is the caller's, who may close it afterwards. */
	private static void await(final int left, final CompletionService<Void> finished) {
		boolean interrupted = false;
		for (int i = 0; i < left;)
			try {
				finished.take();
				i++;
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
