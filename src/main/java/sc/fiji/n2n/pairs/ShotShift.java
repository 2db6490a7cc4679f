package sc.fiji.n2n.pairs;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * How far one image of a scene is shifted against another, by phase correlation (Kuglin and Hines, IEEE Cybernetics and
 * Society 1975), to a fraction of a pixel.
 * <p>
 * For noisy images the cross spectrum is divided by the radial mean of the power spectra, not pixel by pixel, and its high
 * frequencies, which are mostly noise, count less. What the highest frequencies have in common is noise that both images
 * share, such as the fixed pattern of a camera: as much is taken off all frequencies, because it would pretend that nothing
 * moved.
 *
 * @param x shift along x, in pixels
 * @param y shift along y, in pixels
 */
record ShotShift(double x, double y) {

	private static final int MAX_SIDE = 512;
	private static final int MIN_SIDE = 32;
	/** Deviation of the Gaussian low pass, in cycles a pixel. */
	private static final double LOW_PASS = 0.12;
	/** Frequencies, in cycles a pixel, above which a scene is hardly seen. */
	private static final double NOISE_FROM = 0.4;
	private static final int BINS = 64;
	/** Frequencies below this, in cycles an image, are shading, which stays where it is. */
	private static final double SHADING = 2.5;
	/** Height of a peak that chance does not reach, in deviations of the correlation; chance gives 4 to 5. */
	private static final double SIGNIFICANT = 6.5;
	/** Pixels around the peak that are no part of what chance gives. */
	private static final int AROUND = 6;

	/** Length of the shift, in pixels. */
	double length() {
		return Math.hypot(x, y);
	}

	/**
	 * Measures the shift of two images in their middle, up to a quarter of its side.
	 *
	 * @param a one image, x running fastest; may hold NaN
	 * @param b the other
	 * @param width their width
	 * @param height their height
	 * @return the shift of b against a; null where it cannot be told from chance, or the images are smaller than 32 pixels
	 */
	static ShotShift measure(final float[] a, final float[] b, final int width, final int height) {
		final int w = Math.min(MAX_SIDE, Integer.highestOneBit(width));
		final int h = Math.min(MAX_SIDE, Integer.highestOneBit(height));
		if (w < MIN_SIDE || h < MIN_SIDE) return null;
		final double[] re = crop(a, width, height, w, h);
		final double[] im = crop(b, width, height, w, h);
		transform(re, im, w, h, TransformType.FORWARD);
		whitenedCrossSpectrum(re, im, w, h);
		transform(re, im, w, h, TransformType.INVERSE);
		return peak(re, w, h);
	}

	/** The middle of an image with mean 0, fading out towards its border (Hann window). */
	private static double[] crop(final float[] image, final int width, final int height, final int w, final int h) {
		final double[] crop = new double[w * h];
		final int left = (width - w) / 2;
		final int top = (height - h) / 2;
		double sum = 0;
		int count = 0;
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final float v = image[(y + top) * width + x + left];
				crop[y * w + x] = v;
				if (Float.isFinite(v)) {
					sum += v;
					count++;
				}
			}
		final double mean = sum / count;
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final double v = crop[y * w + x];
				crop[y * w + x] = Double.isFinite(v) ? (v - mean) * hann(x, w) * hann(y, h) : 0;
			}
		return crop;
	}

	private static double hann(final int i, final int n) {
		return 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
	}

	private static void transform(final double[] re, final double[] im, final int w, final int h, final TransformType type) {
		final double[][] row = new double[2][w];
		for (int y = 0; y < h; y++) {
			System.arraycopy(re, y * w, row[0], 0, w);
			System.arraycopy(im, y * w, row[1], 0, w);
			FastFourierTransformer.transformInPlace(row, DftNormalization.STANDARD, type);
			System.arraycopy(row[0], 0, re, y * w, w);
			System.arraycopy(row[1], 0, im, y * w, w);
		}
		final double[][] column = new double[2][h];
		for (int x = 0; x < w; x++) {
			for (int y = 0; y < h; y++) {
				column[0][y] = re[y * w + x];
				column[1][y] = im[y * w + x];
			}
			FastFourierTransformer.transformInPlace(column, DftNormalization.STANDARD, type);
			for (int y = 0; y < h; y++) {
				re[y * w + x] = column[0][y];
				im[y * w + x] = column[1][y];
			}
		}
	}

	/** Replaces the transform of a + ib by the weighted cross spectrum of a and b. */
	private static void whitenedCrossSpectrum(final double[] re, final double[] im, final int w, final int h) {
		final double[] crossRe = new double[re.length];
		final double[] crossIm = new double[re.length];
		final double[] powerA = new double[BINS];
		final double[] powerB = new double[BINS];
		double shared = 0;
		int high = 0;
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int i = y * w + x;
				final int j = (h - y) % h * w + (w - x) % w;
				// Real images have conjugate transforms at opposite frequencies: A = (Z(i) + Z*(j)) / 2, B = (Z(i) - Z*(j)) / 2i.
				final double aRe = (re[i] + re[j]) / 2, aIm = (im[i] - im[j]) / 2;
				final double bRe = (im[i] + im[j]) / 2, bIm = (re[j] - re[i]) / 2;
				crossRe[i] = aRe * bRe + aIm * bIm;
				crossIm[i] = aRe * bIm - aIm * bRe;
				final double f = frequency(x, y, w, h);
				powerA[bin(f)] += aRe * aRe + aIm * aIm;
				powerB[bin(f)] += bRe * bRe + bIm * bIm;
				if (f > NOISE_FROM) {
					shared += crossRe[i];
					high++;
				}
			}
		final int[] members = new int[BINS];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++)
				members[bin(frequency(x, y, w, h))]++;
		final double pattern = Math.max(0, shared / high);
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int i = y * w + x;
				final double f = frequency(x, y, w, h);
				final double power = Math.sqrt(powerA[bin(f)] * powerB[bin(f)]) / members[bin(f)];
				final boolean shading = Math.hypot(Math.min(x, w - x), Math.min(y, h - y)) < SHADING;
				final double weight = shading || power == 0 ? 0 : Math.exp(-f * f / (2 * LOW_PASS * LOW_PASS)) / power;
				re[i] = (crossRe[i] - pattern) * weight;
				im[i] = crossIm[i] * weight;
			}
	}

	private static double frequency(final int x, final int y, final int w, final int h) {
		return Math.hypot(Math.min(x, w - x) / (double) w, Math.min(y, h - y) / (double) h);
	}

	private static int bin(final double frequency) {
		return Math.min(BINS - 1, (int) (frequency * BINS / Math.sqrt(0.5)));
	}

	private static ShotShift peak(final double[] correlation, final int w, final int h) {
		int peakX = 0, peakY = 0;
		for (int y = -h / 4; y <= h / 4; y++)
			for (int x = -w / 4; x <= w / 4; x++)
				if (at(correlation, x, y, w, h) > at(correlation, peakX, peakY, w, h)) {
					peakX = x;
					peakY = y;
				}
		double squares = 0;
		int count = 0;
		for (int y = -h / 2; y < h / 2; y++)
			for (int x = -w / 2; x < w / 2; x++)
				if (Math.abs(x - peakX) > AROUND || Math.abs(y - peakY) > AROUND) {
					squares += Math.pow(at(correlation, x, y, w, h), 2);
					count++;
				}
		if (!(at(correlation, peakX, peakY, w, h) > SIGNIFICANT * Math.sqrt(squares / count))) return null;
		final double top = at(correlation, peakX, peakY, w, h);
		return new ShotShift(peakX + vertex(at(correlation, peakX - 1, peakY, w, h), top, at(correlation, peakX + 1, peakY, w, h)), //
			peakY + vertex(at(correlation, peakX, peakY - 1, w, h), top, at(correlation, peakX, peakY + 1, w, h)));
	}

	/** Where the parabola through three neighbours has its top, from the one in the middle; of logarithms, as the peak is Gaussian. */
	private static double vertex(final double before, final double top, final double after) {
		final boolean positive = before > 0 && after > 0;
		final double p = positive ? Math.log(before) : before;
		final double q = positive ? Math.log(top) : top;
		final double r = positive ? Math.log(after) : after;
		return p + r == 2 * q ? 0 : (p - r) / (2 * (p - 2 * q + r));
	}

	private static double at(final double[] correlation, final int x, final int y, final int w, final int h) {
		return correlation[Math.floorMod(y, h) * w + Math.floorMod(x, w)];
	}
}
