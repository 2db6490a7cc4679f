package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * Noise to be added to an image. Immutable, and checked when built; numbers that a kind does not use are checked too.
 *
 * @param kind kind of noise
 * @param sigma standard deviation, in the units of the pixel values, 0 or more: of gaussian, mixed, correlated and stripes
 * @param gain grey levels per photon, more than 0: of poisson and mixed
 * @param correlation autocorrelation at 1 pixel along x and along y, 0 to 0.95: of correlated
 * @param share share of the pixels that are hit, 0 to 1: of impulse, bernoulli and text
 * @param seed seed of everything random: the same seed and image give the same pixels
 */
public record NoiseOptions(NoiseKind kind, double sigma, double gain, double correlation, double share, long seed) {

	/** Largest autocorrelation at 1 pixel. */
	public static final double MAX_CORRELATION = 0.95;

	/** @throws IllegalArgumentException if a number is out of range */
	public NoiseOptions {
		Objects.requireNonNull(kind, "kind");
		if (!(sigma >= 0 && sigma <= Float.MAX_VALUE)) throw new IllegalArgumentException("sigma is " + sigma + ", but must be 0 (no noise) or more.");
		if (!(gain > 0 && gain <= Float.MAX_VALUE)) throw new IllegalArgumentException("gain is " + gain +
			", but must be more than 0: it is the number of grey levels per photon.");
		if (!(correlation >= 0 && correlation <= MAX_CORRELATION)) throw new IllegalArgumentException("correlation is " + correlation +
			", but must be 0 (white noise) to " + MAX_CORRELATION + ".");
		if (!(share >= 0 && share <= 1)) throw new IllegalArgumentException("share is " + share + ", but must be 0 (no pixel) to 1 (all pixels).");
	}
}
