package sc.fiji.n2n.kspace;

/**
 * How probable it is that a frequency is measured: exp(-c |k|), with k in cycles per pixel, so that low frequencies, which hold
 * most of an image, are mostly there (Lehtinen et al., Noise2Noise, ICML 2018, section 3.4). Frequency 0 is always measured.
 */
public final class SamplingDensity {

	private static final double STEEPEST = 1e6;

	private final int width;
	private final int height;
	private final double c;

	/**
	 * The density of which a share of all frequencies is kept, in expectation.
	 *
	 * @param width width of the plane
	 * @param height height of the plane
	 * @param kept the share, more than that of one frequency, to 1
	 */
	public SamplingDensity(final int width, final int height, final double kept) {
		this.width = width;
		this.height = height;
		if (!(kept > 1.0 / width / height && kept <= 1)) throw new IllegalArgumentException("The share " + kept + " of the frequencies of " + width + " x " +
			height + " pixels cannot be kept.");
		double flat = 0;
		double steep = STEEPEST;
		// Down to the last digit of a double.
		for (int i = 0; i < 80; i++) {
			final double middle = (flat + steep) / 2;
			if (mean(middle) > kept) flat = middle;
			else steep = middle;
		}
		c = kept == 1 ? 0 : (flat + steep) / 2;
	}

	/** How fast it falls, in pixels per cycle. */
	public double decay() {
		return c;
	}

	/** The width of the plane. */
	int width() {
		return width;
	}

	/** The height of the plane. */
	int height() {
		return height;
	}

	/**
	 * The probability of a frequency.
	 *
	 * @param x column in the centred plane of frequencies: 0 cycles are at width / 2
	 * @param y row, likewise
	 */
	double at(final int x, final int y) {
		return at(c, x, y);
	}

	private double at(final double decay, final int x, final int y) {
		return Math.exp(-decay * Math.hypot((x - width / 2) / (double) width, (y - height / 2) / (double) height));
	}

	private double mean(final double decay) {
		double sum = 0;
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				sum += at(decay, x, y);
		return sum / width / height;
	}
}
