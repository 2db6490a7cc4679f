package sc.fiji.n2n.command;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;

/**
 * Starts the network library on a thread of its own: that takes seconds, the first time many, and cannot be stopped, but who
 * cancels need not wait for it.
 */
final class EngineStart {

	private static final long LOOK_EVERY_MS = 100;

	private EngineStart() {}

	/**
	 * Starts the library.
	 *
	 * @param device the device to run on
	 * @param run told of it; canceling it ends the wait, and what was started is closed when it is there
	 * @param fraction share of the run that is done
	 * @return the library, which the caller closes
	 * @throws IllegalStateException as {@link DjlTrainer#open}
	 * @throws CancellationException if the run is to stop
	 */
	static DjlTrainer open(final ComputeDevice device, final Progress run, final double fraction) {
		return await(() -> DjlTrainer.open(device), DjlTrainer::close, run, fraction);
	}

	/**
	 * Waits for something slow, or until the run is to stop.
	 *
	 * @param start what is slow
	 * @param late what to do with the result when nobody waits for it any more
	 * @param run told of it
	 * @param fraction share of the run that is done
	 */
	static <T> T await(final Supplier<T> start, final Consumer<T> late, final Progress run, final double fraction) {
		final CompletableFuture<T> result = new CompletableFuture<>();
		final Thread thread = new Thread(() -> {
			try {
				result.complete(start.get());
			}
			catch (final Throwable e) {
				result.completeExceptionally(e);
			}
		}, "Starting PyTorch");
		thread.setDaemon(true);
		thread.start();
		try {
			while (true) {
				run.step("Starting PyTorch", fraction);
				try {
					return result.get(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
				}
				catch (final TimeoutException e) {
					// Not yet.
				}
			}
		}
		catch (final CancellationException e) {
			result.thenAccept(late);
			throw e;
		}
		catch (final InterruptedException e) {
			result.thenAccept(late);
			Thread.currentThread().interrupt();
			throw new CancellationException("Canceled.");
		}
		catch (final ExecutionException e) {
			if (e.getCause() instanceof RuntimeException problem) throw problem;
			if (e.getCause() instanceof Error problem) throw problem;
			throw new CompletionException(e.getCause());
		}
	}
}
