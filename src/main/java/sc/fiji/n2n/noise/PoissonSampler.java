package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.special.Gamma;

/** Draws Poisson numbers in a time that does not grow with the mean, unlike that of the library, whose constructor and logarithms do. */
final class PoissonSampler {

	/** From this mean on, by rejection. */
	private static final double LARGE = 10;

	private PoissonSampler() {}

	/**
	 * Draws a number.
	 *
	 * @param mean the mean, 0 or more
	 * @param random where it comes from
	 * @return 0 or more
	 */
	static long sample(final double mean, final RandomGenerator random) {
		return mean < LARGE ? byProduct(mean, random) : byRejection(mean, random);
	}

	/** As many uniform numbers as can be multiplied before the product is below exp(-mean). */
	private static long byProduct(final double mean, final RandomGenerator random) {
		final double limit = Math.exp(-mean);
		long count = 0;
		for (double product = random.nextDouble(); product > limit; product *= random.nextDouble())
			count++;
		return count;
	}

	/** W. Hoermann, The transformed rejection method for generating Poisson random variables, 1993: algorithm PTRS. */
	private static long byRejection(final double mean, final RandomGenerator random) {
		final double b = 0.931 + 2.53 * Math.sqrt(mean);
		final double a = -0.059 + 0.02483 * b;
		final double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
		final double quick = 0.9277 - 3.6224 / (b - 2);
		while (true) {
			final double u = random.nextDouble() - 0.5;
			final double v = random.nextDouble();
			final double fromEdge = 0.5 - Math.abs(u);
			final double k = Math.floor((2 * a / fromEdge + b) * u + mean + 0.43);
			if (fromEdge >= 0.07 && v <= quick) return (long) k;
			if (k < 0 || fromEdge < 0.013 && v > fromEdge) continue;
			final double height = Math.log(v * inverseAlpha / (a / (fromEdge * fromEdge) + b));
			if (height <= k * Math.log(mean) - mean - Gamma.logGamma(k + 1)) return (long) k;
		}
	}
}
