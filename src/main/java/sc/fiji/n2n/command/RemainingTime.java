package sc.fiji.n2n.command;

import java.util.function.LongSupplier;

/** Tells how long a run will still take, judged by how long it took so far. */
final class RemainingTime {

	/** Before this much time or this share of the run, a guess would be far off. */
	private static final double MIN_SECONDS = 1;
	private static final double MIN_FRACTION = 0.02;

	private final LongSupplier clock;
	private final long start;

	/** @param clock nanoseconds since any moment, like {@code System::nanoTime} */
	RemainingTime(final LongSupplier clock) {
		this.clock = clock;
		start = clock.getAsLong();
	}

	/**
	 * What to show behind the text of a progress bar.
	 *
	 * @param fraction share of the run that is done
	 * @return ", 12 s left", or nothing where it is too early to tell or nothing is left
	 */
	String words(final double fraction) {
		final double passed = (clock.getAsLong() - start) / 1e9;
		if (passed < MIN_SECONDS || fraction < MIN_FRACTION || fraction >= 1) return "";
		return ", " + duration(passed * (1 - fraction) / fraction) + " left";
	}

	private static String duration(final double seconds) {
		final long whole = Math.max(1, Math.round(seconds));
		if (whole < 60) return whole + " s";
		final long minutes = (whole + 30) / 60;
		return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
	}
}
