package sc.fiji.n2n.pairs;

/**
 * The cross spectrum of two noisy images, without what their noise has in common, over the radial means of their power
 * spectra. See {@link ShotShift}.
 */
final class CrossSpectrum {

	/** Frequencies, in cycles a pixel, above which a scene is hardly seen. */
	private static final double NOISE_FROM = 0.4;
	private static final int BINS = 64;
	/** Frequencies below this, in cycles an image, are shading, which stays where it is. */
	private static final double SHADING = 2.5;
	/** Coherence of a scene at most: beyond, rounding and the window matter. */
	private static final double MAX_COHERENCE = 0.98;
	/** Share of the frequencies that is independent under a Hann window. */
	private static final double INDEPENDENT = 0.26;
	/** Standard errors by which the coherence must exceed chance. */
	private static final double SIGNIFICANT = 2;
	private static final int REFINEMENTS = 4;

	private final int w;
	private final int h;
	private final double[] re;
	private final double[] im;
	private final int[] bins;
	private final int[] members = new int[BINS];

	/**
	 * @param zRe real part of the Fourier transform of a + ib, where a and b are the images
	 * @param zIm imaginary part
	 * @param w width
	 * @param h height
	 */
	CrossSpectrum(final double[] zRe, final double[] zIm, final int w, final int h) {
		this.w = w;
		this.h = h;
		re = new double[zRe.length];
		im = new double[zRe.length];
		bins = new int[zRe.length];
		final double[] powerA = new double[BINS];
		final double[] powerB = new double[BINS];
		double shared = 0;
		int high = 0;
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int i = y * w + x;
				final int j = (h - y) % h * w + (w - x) % w;
				// Real images have conjugate transforms at opposite frequencies: A = (Z(i) + Z*(j)) / 2, B = (Z(i) - Z*(j)) / 2i.
				final double aRe = (zRe[i] + zRe[j]) / 2, aIm = (zIm[i] - zIm[j]) / 2;
				final double bRe = (zIm[i] + zIm[j]) / 2, bIm = (zRe[j] - zRe[i]) / 2;
				re[i] = aRe * bRe + aIm * bIm;
				im[i] = aRe * bIm - aIm * bRe;
				final double f = Math.hypot(along(x, w), along(y, h));
				final int bin = Math.min(BINS - 1, (int) (f * BINS / Math.sqrt(0.5)));
				final boolean shading = Math.hypot(Math.min(x, w - x), Math.min(y, h - y)) < SHADING;
				bins[i] = shading ? -1 : bin;
				if (shading) continue;
				members[bin]++;
				powerA[bin] += aRe * aRe + aIm * aIm;
				powerB[bin] += bRe * bRe + bIm * bIm;
				if (f > NOISE_FROM) {
					shared += re[i];
					high++;
				}
			}
		final double pattern = Math.max(0, shared / high);
		for (int i = 0; i < re.length; i++) {
			final double power = bins[i] < 0 ? 0 : Math.sqrt(powerA[bins[i]] * powerB[bins[i]]) / members[bins[i]];
			re[i] = power == 0 ? 0 : (re[i] - pattern) / power;
			im[i] = power == 0 ? 0 : im[i] / power;
		}
	}

	/** Frequency along an axis, in cycles a pixel, -0.5 to 0.5. */
	private static double along(final int i, final int n) {
		return (i <= n / 2 ? i : i - n) / (double) n;
	}

	/** Writes the spectrum, high frequencies weakened by a Gaussian of a deviation in cycles a pixel. */
	void lowPass(final double[] outRe, final double[] outIm, final double deviation) {
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final double f = Math.hypot(along(x, w), along(y, h));
				final double weight = Math.exp(-f * f / (2 * deviation * deviation));
				outRe[y * w + x] = re[y * w + x] * weight;
				outIm[y * w + x] = im[y * w + x] * weight;
			}
	}

	/**
	 * Refines a shift that is known to about a pixel, by Newton's method.
	 *
	 * @return the refined shift and its error; null where it did not settle
	 */
	ShotShift refine(final double startX, final double startY) {
		double x = startX, y = startY;
		double error = Double.NaN;
		for (int i = 0; i < REFINEMENTS; i++) {
			final double[] weights = weights(x, y);
			double gx = 0, gy = 0, xx = 0, xy = 0, yy = 0;
			for (int k = 0; k < re.length; k++) {
				if (bins[k] < 0 || weights[bins[k]] == 0 || isOpposite(k)) continue;
				final double fx = 2 * Math.PI * along(k % w, w), fy = 2 * Math.PI * along(k / w, h);
				final double weight = weights[bins[k]];
				final double cos = Math.cos(fx * x + fy * y), sin = Math.sin(fx * x + fy * y);
				final double slope = -weight * (im[k] * cos + re[k] * sin);
				final double bend = weight * (re[k] * cos - im[k] * sin);
				gx += slope * fx;
				gy += slope * fy;
				xx += bend * fx * fx;
				xy += bend * fx * fy;
				yy += bend * fy * fy;
			}
			final double determinant = xx * yy - xy * xy;
			if (!(xx > 0 && determinant > 0)) return null;
			x += (yy * gx - xy * gy) / determinant;
			y += (xx * gy - xy * gx) / determinant;
			// At the most likely weights the bend is the Fisher information of half of the frequencies.
			error = Math.sqrt(Math.max(xx, yy) / (determinant * 2 * INDEPENDENT));
		}
		return Math.hypot(x - startX, y - startY) < 2 ? new ShotShift(x, y, error) : null;
	}

	/** Whether a frequency says the same as one of the other half: images are real. */
	private boolean isOpposite(final int k) {
		return k % w > w / 2;
	}

	/** Weight of each ring of frequencies: coherence / (1 - coherence^2), 0 where it may be chance. */
	private double[] weights(final double x, final double y) {
		final double[] coherence = new double[BINS];
		final int[] seen = new int[BINS];
		for (int k = 0; k < re.length; k++) {
			if (bins[k] < 0 || isOpposite(k)) continue;
			seen[bins[k]]++;
			final double phase = 2 * Math.PI * (along(k % w, w) * x + along(k / w, h) * y);
			coherence[bins[k]] += re[k] * Math.cos(phase) - im[k] * Math.sin(phase);
		}
		for (int bin = 0; bin < BINS; bin++) {
			final double chance = SIGNIFICANT / Math.sqrt(Math.max(1, members[bin] * INDEPENDENT));
			final double c = Math.min(MAX_COHERENCE, coherence[bin] / Math.max(1, seen[bin]));
			coherence[bin] = c > chance ? c / (1 - c * c) : 0;
		}
		return coherence;
	}
}
