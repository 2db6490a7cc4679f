package sc.fiji.n2n.pairs;

import static sc.fiji.n2n.pairs.PairCheck.finding;
import static sc.fiji.n2n.pairs.PairCheck.number;

import java.util.List;
import java.util.Objects;

import sc.fiji.n2n.pairs.PairSample.Window;

/** Looks whether both images of a pair are equally bright. */
final class ExposureCheck {

	/** Difference of the gain from 1, and of the offset from 0 in ranges of intensity, that does not matter. */
	private static final double LIMIT = 0.02;
	/** Standard errors that a difference must exceed to be believed. */
	private static final double BELIEVED = 3;

	/** What was measured of a pair, and how far it is from the same exposure, in limits. */
	private record Pair(Window window, ExposureMeasurement measured, double excess) {}

	private final double intensities;
	private final double[] saturated;
	private ExposureFit fit = ExposureFit.SAME;

	/**
	 * @param intensities range of the intensities, from the 1 % to the 99 % quantile
	 * @param saturated value of the first and of the second images from which on pixels are saturated
	 */
	ExposureCheck(final double intensities, final double[] saturated) {
		this.intensities = intensities;
		this.saturated = saturated;
	}

	/** How the second images follow the first, once checked. */
	ExposureFit fit() {
		return fit;
	}

	/**
	 * Checks pairs: all at once where each scene has two shots, one by one where a scene has more.
	 *
	 * @param windows the pairs
	 * @param shots most shots that a scene has
	 * @param match whether the second images will be mapped to the first
	 */
	Finding check(final List<Window> windows, final int shots, final boolean match) {
		if (shots > 2) return repeats(windows);
		final ExposureMeasurement measured = ExposureMeasurement.of(windows, saturated);
		if (measured == null) return unknown(windows);
		fit = measured.fit().withSaturation(saturated[0], saturated[1]);
		final String words = "gain " + number(fit.gain()) + ", offset " + number(fit.offset());
		if (match) return finding(Severity.FINE, "exposure", fit.gain(), "The second images are mapped to the first: %s.", words);
		if (excess(measured) <= 1) return finding(Severity.FINE, "exposure", fit.gain(), "Both images have the same exposure: %s.", words);
		return finding(Severity.WARNING, "exposure", fit.gain(),
			"The second images have another exposure than the first (%s): set \"match\" to yes, which fits them.", words);
	}

	/** Differences of the mean are seen even where there is too little contrast to tell gain from offset. */
	private Finding unknown(final List<Window> windows) {
		double sum = 0;
		long n = 0;
		for (final Window window : windows)
			for (int i = 0; i < window.a().length; i++)
				if (!Float.isNaN(window.a()[i]) && !Float.isNaN(window.b()[i])) {
					sum += window.b()[i] - (double) window.a()[i];
					n++;
				}
		final double difference = n == 0 ? 0 : sum / n;
		if (Math.abs(difference) <= LIMIT * intensities) return finding(Severity.FINE, "exposure", 1,
			"The means of both images differ by %s, with too little contrast to tell gain from offset.", number(difference));
		return finding(Severity.WARNING, "exposure", 1,
			"The means of both images differ by %s, with too little contrast to tell gain from offset: use pairs of one exposure.", number(difference));
	}

	private Finding repeats(final List<Window> windows) {
		final List<Pair> pairs = windows.stream().map(window -> {
			final ExposureMeasurement measured = ExposureMeasurement.of(List.of(window), saturated);
			return measured == null ? null : new Pair(window, measured, excess(measured));
		}).filter(Objects::nonNull).toList();
		if (pairs.isEmpty()) return unknown(windows);
		final Pair worst = PairCheck.largest(pairs, Pair::excess);
		final ExposureFit difference = worst.measured.fit();
		final String words = "gain " + number(difference.gain()) + ", offset " + number(difference.offset());
		if (worst.excess <= 1) return finding(Severity.FINE, "exposure", difference.gain(), "All images have the same exposure within %s.", words);
		return finding(Severity.WARNING, "exposure", difference.gain(),
			"Images %s differ in exposure (%s): leave out what bleached, or give them as pairs of two images and set \"match\" to yes, which fits them.",
			worst.window.pair(), words);
	}

	/** How many times the limit a difference is, beyond what may be chance. */
	private double excess(final ExposureMeasurement measured) {
		return Math.max(excess(measured.fit().gain() - 1, LIMIT, measured.gainError()), //
			excess(measured.fit().offset(), LIMIT * intensities, measured.offsetError()));
	}

	private static double excess(final double difference, final double limit, final double error) {
		return Math.abs(difference) / (limit + BELIEVED * error);
	}
}
