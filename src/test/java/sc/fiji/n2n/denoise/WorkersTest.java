package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

	private static void meet(final CyclicBarrier barrier) {
		try {
			barrier.await();
		}
		catch (final InterruptedException | BrokenBarrierException e) {
			throw new IllegalStateException(e);
		}
	}

	/** Waits for the end, as long work does between two questions. */
	private static void workUntilStopped(final Progress progress) {
		while (true) {
			progress.stopIfCanceled();
			Thread.onSpinWait();
		}
	}

	@Test
	void allThreadsWorkAtOnceAndProgressIsToldOnTheCallersThread() {
		final CyclicBarrier together = new CyclicBarrier(3);
		final Set<Thread> worked = ConcurrentHashMap.newKeySet();
		final Set<Thread> told = new HashSet<>();
		final double[] last = new double[1];
		new Workers(3).run(progress -> {
			meet(together);
			worked.add(Thread.currentThread());
			progress.step("Working", 0.5);
		}, new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				told.add(Thread.currentThread());
				last[0] = fraction;
			}

			@Override
			public boolean isCanceled() {
				told.add(Thread.currentThread());
				return false;
			}
		});
		assertEquals(3, worked.size());
		assertEquals(Set.of(Thread.currentThread()), told);
		assertEquals(0.5, last[0]);
	}

	@Test
	void oneWorksOnTheCallersThread() {
		final Set<Thread> worked = new HashSet<>();
		new Workers(1).run(progress -> worked.add(Thread.currentThread()), Progress.NONE);
		assertEquals(Set.of(Thread.currentThread()), worked);
	}

	/** And only when all have ended, because what they use may be closed then. */
	@Test
	void cancelStopsAllThreads() {
		final AtomicInteger working = new AtomicInteger();
		final AtomicBoolean begun = new AtomicBoolean();
		assertThrows(CancellationException.class, () -> new Workers(2).run(progress -> {
			begun.set(working.incrementAndGet() == 2 || begun.get());
			try {
				workUntilStopped(progress);
			}
			finally {
				working.decrementAndGet();
			}
		}, new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return begun.get();
			}
		}));
		assertEquals(0, working.get());
	}

	@Test
	void aFailureStopsTheOthersAndIsThrown() {
		final CyclicBarrier together = new CyclicBarrier(2);
		final AtomicBoolean first = new AtomicBoolean(true);
		final IllegalStateException problem = new IllegalStateException("broken");
		assertSame(problem, assertThrows(IllegalStateException.class, () -> new Workers(2).run(progress -> {
			final boolean fails = first.getAndSet(false);
			meet(together);
			if (fails) throw problem;
			workUntilStopped(progress);
		}, Progress.NONE)));
		final OutOfMemoryError error = new OutOfMemoryError("full");
		assertSame(error, assertThrows(OutOfMemoryError.class, () -> new Workers(2).run(progress -> {
			throw error;
		}, Progress.NONE)));
	}

	@Test
	void anInterruptIsACancel() {
		Thread.currentThread().interrupt();
		assertThrows(CancellationException.class, () -> new Workers(2).run(WorkersTest::workUntilStopped, Progress.NONE));
		assertTrue(Thread.interrupted());
		assertFalse(Thread.interrupted());
	}
}
