package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sc.fiji.n2n.denoise.Progress;

/** The wait for the network library, which a user may end. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EngineStartTest {

	/** Canceled while the start has begun and does not end. */
	@Test
	void whoCancelsNeedNotWaitAndWhatComesLateIsClosed() throws Exception {
		final CountDownLatch begun = new CountDownLatch(1);
		final CountDownLatch release = new CountDownLatch(1);
		final CompletableFuture<String> late = new CompletableFuture<>();
		final Progress canceledOnceBegun = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				assertEquals("Starting PyTorch", doing);
				assertEquals(0.25, fraction);
			}

			@Override
			public boolean isCanceled() {
				return begun.getCount() == 0;
			}
		};
		assertThrows(CancellationException.class, () -> EngineStart.await(() -> {
			begun.countDown();
			await(release);
			return "library";
		}, late::complete, canceledOnceBegun, 0.25));
		assertTrue(!late.isDone());
		release.countDown();
		assertEquals("library", late.get(10, TimeUnit.SECONDS));
	}

	@Test
	void whatWentWrongIsThrownAsItIs() {
		final IllegalStateException problem = new IllegalStateException("PyTorch could not be loaded");
		assertSame(problem, assertThrows(IllegalStateException.class, () -> EngineStart.await(() -> {
			throw problem;
		}, late -> {}, Progress.NONE, 0)));
		final UnsatisfiedLinkError error = new UnsatisfiedLinkError("torch");
		assertSame(error, assertThrows(UnsatisfiedLinkError.class, () -> EngineStart.await(() -> {
			throw error;
		}, late -> {}, Progress.NONE, 0)));
	}

	@Test
	void anInterruptedRunIsCanceledAndStaysInterrupted() {
		final CountDownLatch never = new CountDownLatch(1);
		Thread.currentThread().interrupt();
		try {
			assertThrows(CancellationException.class, () -> EngineStart.await(() -> {
				await(never);
				return "";
			}, late -> {}, Progress.NONE, 0));
			assertTrue(Thread.interrupted());
		}
		finally {
			never.countDown();
		}
	}

	private static void await(final CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (final InterruptedException e) {
			throw new IllegalStateException(e);
		}
	}
}
