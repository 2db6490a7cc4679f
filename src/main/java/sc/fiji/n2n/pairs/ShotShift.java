package sc.fiji.n2n.pairs;

import static sc.fiji.n2n.noise.FourierTransform.hann;

import sc.fiji.n2n.noise.FourierTransform;

/**
 * How far one image of a scene is shifted against another: to a pixel by phase correlation (Kuglin and Hines, IEEE
 * Cybernetics and Society 1975), and from there to a fraction of a pixel by the most likely slope of the phase (Knapp and
 * Carter, IEEE TASSP 1976), which counts each frequency for what it shows above the noise.
 * <p>
 * For noisy images the cross spectrum is divided by the radial mean of the power spectra, not pixel by pixel. What the
 * highest frequencies have in common is noise that both images share, such as the fixed pattern of a camera: as much is
 * taken off all frequencies, because it would pretend that nothing moved.
 *
 * @param x shift along x, in pixels
 * @param y shift along y, in pixels
 * @param error standard error of the shift along the axis where it is less well known, in pixels
 */
record ShotShift(double x, double y, double error) {

	private static final int MAX_SIDE = 512;
	private static final int MIN_SIDE = 32;
	/** Deviation of the Gaussian low pass, in cycles a pixel. */
	private static final double LOW_PASS = 0.12;
	/** Height of a peak that chance does not reach, in deviations of the correlation; chance gives 4 to 5. */
	private static final double SIGNIFICANT = 6;
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
		FourierTransform.forward(re, im, w, h);
		final CrossSpectrum spectrum = new CrossSpectrum(re, im, w, h);
		spectrum.lowPass(re, im, LOW_PASS);
		FourierTransform.inverse(re, im, w, h);
		evenOut(re, w, h);
		final int[] peak = peak(re, w, h);
		return peak == null ? null : spectrum.refine(peak[0], peak[1]);
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

	/** Makes chance as large at each shift: it is largest at none, where both windows overlap fully. */
	private static void evenOut(final double[] correlation, final int w, final int h) {
		final double[] alongX = chance(w), alongY = chance(h);
		for (int i = 0; i < correlation.length; i++)
			correlation[i] /= alongX[i % w] * alongY[i / w];
	}

	/** Standard deviation that chance gives at each shift along an axis, relative to the mean over all: of white noise under the window. */
	private static double[] chance(final int n) {
		final double[] squares = new double[n];
		for (int i = 0; i < n; i++)
			squares[i] = hann(i, n) * hann(i, n);
		final double[] deviation = new double[n];
		double sum = 0;
		for (int shift = 0; shift < n; shift++) {
			for (int i = 0; i < n; i++)
				deviation[shift] += squares[i] * squares[(i + shift) % n];
			sum += deviation[shift];
		}
		for (int shift = 0; shift < n; shift++)
			deviation[shift] = Math.sqrt(deviation[shift] * n / sum);
		return deviation;
	}

	private static int[] peak(final double[] correlation, final int w, final int h) {
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
		return new int[] { peakX, peakY };
	}

	private static double at(final double[] correlation, final int x, final int y, final int w, final int h) {
		return correlation[Math.floorMod(y, h) * w + Math.floorMod(x, w)];
	}
}
