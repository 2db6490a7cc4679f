package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Looks every few milliseconds at what this process does, by the stacks of its threads: the shares of the parts of a run,
 * without a change to the program. Where several threads work, the first that is found counts.
 */
final class StackSampler implements AutoCloseable {

	private static final int MILLISECONDS = 5;

	private final Map<Part, Integer> counts = new EnumMap<>(Part.class);
	private final Thread sampler = new Thread(this::run, "stack sampler");
	private volatile boolean closed;
	private Thread worker;

	/** Begins. */
	StackSampler() {
		sampler.setDaemon(true);
		sampler.setPriority(Thread.MAX_PRIORITY);
		sampler.start();
	}

	private void run() {
		try {
			while (!closed) {
				final Part part = now();
				synchronized (counts) {
					counts.merge(part, 1, Integer::sum);
				}
				Thread.sleep(MILLISECONDS);
			}
		}
		catch (final InterruptedException e) {
			// The end, too.
		}
	}

	/** All threads are asked only where the last one that worked does not any more. */
	private Part now() {
		final Part same = worker == null ? null : at(worker, worker.getStackTrace());
		if (same != null) return same;
		for (final Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
			final Part part = at(thread.getKey(), thread.getValue());
			if (part == null) continue;
			worker = thread.getKey();
			return part;
		}
		return Part.START;
	}

	private Part at(final Thread thread, final StackTraceElement[] stack) {
		return thread == sampler || thread.getState() != Thread.State.RUNNABLE ? null : Part.of(stack);
	}

	/** Shares of the parts so far in percent, by their names, those of {@link Part#START} left out of the whole. */
	Row shares() {
		synchronized (counts) {
			final double all = counts.entrySet().stream().filter(entry -> entry.getKey() != Part.START).mapToInt(Map.Entry::getValue).sum();
			Row row = Row.of("samples", (int) all);
			for (final Part part : Arrays.stream(Part.values()).filter(part -> part != Part.START).toList())
				row = row.and(Row.of(part.words(), 100 * counts.getOrDefault(part, 0) / all));
			return row;
		}
	}

	@Override
	public void close() {
		closed = true;
		sampler.interrupt();
	}
}
