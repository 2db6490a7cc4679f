package sc.fiji.n2n.noise;

import java.util.Arrays;

/**
 * How well two images agree at each spatial frequency (Saxton and Baumeister, Journal of Microscopy 1982), over as many
 * planes as are added, and the resolution that follows (Nieuwenhuizen et al., Nature Methods 2013). Gain and offset of an
 * image do not count. Of planes larger than 2048 pixels along an axis, the middle is measured. Not thread-safe.
 */
public final class FourierRingCorrelation {

	/** Shortest side that can be measured, in pixels. */
	public static final int MIN_SIDE = 16;

	/** Correlation at which the resolution ends. */
	public static final double THRESHOLD = 1.0 / 7;

	private static final int MAX_SIDE = 2048;
	/** Pixels of the finest detail that the lattice holds. */
	private static final double FINEST = 2;

	private final int width;
	private final int height;
	/** Side that sets the width of a ring: 1 / side cycles a pixel. */
	private final int side;
	private final double[] cross;
	private final double[] powerA;
	private final double[] powerB;

	/**
	 * @param width width of the planes
	 * @param height their height
	 */
	public FourierRingCorrelation(final int width, final int height) {
		this.width = width;
		this.height = height;
		side = Math.min(MAX_SIDE, Math.min(width, height));
		cross = new double[side / 2 + 1];
		powerA = new double[side / 2 + 1];
		powerB = new double[side / 2 + 1];
	}

	/**
	 * Adds a plane, unless a side is shorter than {@link #MIN_SIDE} or a pixel not finite: where pixels are missing, frequencies mix.
	 *
	 * @param a pixels of one image, x running fastest
	 * @param b those of the other
	 */
	public void add(final double[] a, final double[] b) {
		if (side < MIN_SIDE || !Arrays.stream(a).allMatch(Double::isFinite) || !Arrays.stream(b).allMatch(Double::isFinite)) return;
		// Filled up with zeros, as the transform needs powers of two; frequencies stay in cycles a pixel.
		final int w = powerOfTwo(Math.min(MAX_SIDE, width)), h = powerOfTwo(Math.min(MAX_SIDE, height));
		final double[] re = new double[w * h], im = new double[w * h];
		// Both are transformed at once, and told apart with the same number of digits.
		final double scaleA = crop(a, re, w), scaleB = crop(b, im, w);
		FourierTransform.forward(re, im, w, h);
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final double f = Math.hypot(Math.min(x, w - x) / (double) w, Math.min(y, h - y) / (double) h);
				final int ring = (int) Math.round(f * side);
				if (ring >= cross.length) continue;
				final int i = y * w + x, j = (h - y) % h * w + (w - x) % w;
				// Real images have conjugate transforms at opposite frequencies: A = (Z(i) + Z*(j)) / 2, B = (Z(i) - Z*(j)) / 2i.
				final double aRe = (re[i] + re[j]) * scaleA, aIm = (im[i] - im[j]) * scaleA;
				final double bRe = (im[i] + im[j]) * scaleB, bIm = (re[j] - re[i]) * scaleB;
				cross[ring] += aRe * bRe + aIm * bIm;
				powerA[ring] += aRe * aRe + aIm * aIm;
				powerB[ring] += bRe * bRe + bIm * bIm;
			}
	}

	/**
	 * Adds what was measured elsewhere, on planes of the same size.
	 *
	 * @param other the other measurement
	 */
	public void add(final FourierRingCorrelation other) {
		for (int ring = 0; ring < cross.length; ring++) {
			cross[ring] += other.cross[ring];
			powerA[ring] += other.powerA[ring];
			powerB[ring] += other.powerB[ring];
		}
	}

	/**
	 * The curve.
	 *
	 * @return the correlation, -1 to 1, of each ring of frequencies: ring i is at i / min(width, height, 2048) cycles a pixel, the last at
	 *         0.5; NaN where there is nothing
	 */
	public double[] curve() {
		final double[] curve = new double[cross.length];
		for (int ring = 0; ring < curve.length; ring++)
			curve[ring] = correlation(ring, ring);
		return curve;
	}

	/**
	 * The period of the frequency at which the curve, its rings taken three at a time, first falls below 1/7.
	 *
	 * @return pixels; 2, the finest detail that pixels can show, where it does not fall; NaN where there is no agreement at all, or
	 *         nothing that could be measured
	 */
	public double resolution() {
		double before = Double.NaN;
		for (int ring = 1; ring < cross.length; ring++) {
			final double now = correlation(Math.max(1, ring - 1), Math.min(cross.length - 1, ring + 1));
			if (!(now >= THRESHOLD)) {
				if (Double.isNaN(before)) return Double.NaN;
				// A curve without power ends where it was last seen.
				final double part = Double.isNaN(now) ? 0 : (before - THRESHOLD) / (before - now);
				return side / (ring - 1 + part);
			}
			before = now;
		}
		return Double.isNaN(before) ? Double.NaN : FINEST;
	}

	private double correlation(final int first, final int last) {
		double both = 0, a = 0, b = 0;
		for (int ring = first; ring <= last; ring++) {
			both += cross[ring];
			a += powerA[ring];
			b += powerB[ring];
		}
		return both / Math.sqrt(a * b);
	}

	/** Writes the middle of a plane with mean 0 and deviation 1, fading out towards its border; returns what was divided by. */
	private double crop(final double[] plane, final double[] out, final int w) {
		final int cropWidth = Math.min(MAX_SIDE, width), cropHeight = Math.min(MAX_SIDE, height);
		final int first = (height - cropHeight) / 2 * width + (width - cropWidth) / 2;
		double sum = 0;
		for (int y = 0; y < cropHeight; y++)
			for (int x = 0; x < cropWidth; x++)
				sum += plane[first + y * width + x];
		final double mean = sum / ((double) cropWidth * cropHeight);
		double squares = 0;
		for (int y = 0; y < cropHeight; y++)
			for (int x = 0; x < cropWidth; x++)
				squares += Math.pow(plane[first + y * width + x] - mean, 2);
		// A constant plane has no deviation, but may differ from its mean by the last digit.
		final double deviation = Math.sqrt(squares / ((double) cropWidth * cropHeight));
		if (!(deviation > 1e-12 * Math.abs(mean))) return 0;
		for (int y = 0; y < cropHeight; y++)
			for (int x = 0; x < cropWidth; x++)
				out[y * w + x] = (plane[first + y * width + x] - mean) / deviation * FourierTransform.hann(x, cropWidth) * FourierTransform.hann(y, cropHeight);
		return deviation;
	}

	private static int powerOfTwo(final int n) {
		return n == 1 ? 1 : Integer.highestOneBit(n - 1) << 1;
	}
}
