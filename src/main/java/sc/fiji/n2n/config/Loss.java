package sc.fiji.n2n.config;

/**
 * What a network that learns from noisy targets minimizes, which decides what it recovers (Lehtinen et
 * al., Noise2Noise, ICML 2018, sections 2 and 3): the noise of the targets must leave that statistic of
 * each pixel as it is.
 */
public enum Loss {
	/** Squared difference: recovers the mean. For camera noise, photon noise, CT. */
	L2("the mean: for Gaussian, Poisson and read noise, of microscopes, electron microscopes and CT"),
	/** Absolute difference: recovers the median. For overlaid text, scratches, impulses on less than half of the pixels. */
	L1("the median: for overlays, scratches and impulses that hit less than half of the frames at each pixel; what is at the same place in all " +
		"frames stays"),
	/** Annealed (|difference| + 1e-8)^g, g falling from 2 to 0: recovers the most frequent value. For random-valued impulses. */
	L0("the most frequent value: for impulses of random value, on up to nine of ten pixels"),
	/** Squared difference relative to the estimate: recovers the mean without outliers dominating. For long-tailed intensities. */
	HDR("the mean, without a few very bright pixels dominating: for long-tailed intensities such as Monte Carlo renderings"),
	/** {@link #L2} over the pixels that the target has: those that are neither 0 nor NaN. For missing pixels. */
	MASKED_L2("the mean of the pixels that are there: for images with missing pixels, which must be 0 or NaN");

	private final String recovers;

	Loss(final String recovers) {
		this.recovers = recovers;
	}

	/** What it recovers, and for what, in words that follow "recovers". */
	public String recovers() {
		return recovers;
	}

	/** The word that dialogs and macros use. */
	@Override
	public String toString() {
		return Choices.label(this).replace('_', '-');
	}
}
