package sc.fiji.n2n.kspace;

import java.util.Objects;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Which frequencies of a plane were measured. The frequencies lie as in a picture of k-space: 0 cycles at (width / 2, height / 2). A value
 * is 0 where nothing was measured; else it is by what a frequency of the zero-filled image has to be multiplied to be the measured one:
 * the probability that it was measured, where the sampling is weighted to be right on average, or 1 where it is not weighted.
 *
 * @param values the values, x running fastest
 * @param width width of the plane
 * @param height height of the plane
 */
public record SamplingMask(float[] values, int width, int height) {

	/** @throws IllegalArgumentException if the values are not as many as pixels */
	public SamplingMask {
		Objects.requireNonNull(values, "values");
		if (values.length != width * height) throw new IllegalArgumentException("There are " + values.length + " values, but " + width + " x " + height +
			" pixels.");
	}

	/**
	 * Draws a mask. A frequency and its negative are drawn together, so that the sampling of a real image is real. 0 cycles are always
	 * measured.
	 *
	 * @param density how probable each frequency is
	 * @param random where chance comes from
	 * @return the mask, whose values are the probabilities
	 */
	public static SamplingMask draw(final SamplingDensity density, final RandomGenerator random) {
		final int w = density.width();
		final int h = density.height();
		final float[] values = new float[w * h];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < w; x++) {
				final int negative = negative(x, y, w, h);
				// Drawn at the first of the two.
				if (negative < y * w + x) continue;
				final double p = density.at(x, y);
				if (random.nextDouble() < p) values[negative] = values[y * w + x] = (float) p;
			}
		return new SamplingMask(values, w, h);
	}

	private static int negative(final int x, final int y, final int w, final int h) {
		return (2 * (h / 2) - y + h) % h * w + (2 * (w / 2) - x + w) % w;
	}

	/** The share of the frequencies that was measured, 0 to 1. */
	public double kept() {
		int kept = 0;
		for (final float value : values)
			if (value > 0) kept++;
		return (double) kept / values.length;
	}

	/**
	 * Checks what others made.
	 *
	 * @param name what the mask is called
	 * @throws IllegalArgumentException if it is no mask of a real image, in words for the user
	 */
	public void check(final String name) {
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final float value = values[y * width + x];
				if (!(value >= 0 && value <= 1)) throw new IllegalArgumentException(name + " is " + value + " at x=" + x + ", y=" + y +
					", but must be 0 where a frequency was not measured, else more than 0 and at most 1. Divide the mask by its largest value.");
				if (value != values[negative(x, y, width, height)]) throw new IllegalArgumentException(name + " is " + value + " at x=" + x + ", y=" + y +
					", but another value at the opposite frequency. The frequencies of an image whose pixels are real come in pairs around x=" + width / 2 + ", y=" +
					height / 2 + ", where 0 is: make the mask symmetric around that pixel.");
			}
		final float zero = values[height / 2 * width + width / 2];
		if (zero != 0 && zero != 1) throw new IllegalArgumentException(name + " is " + zero + " in its middle, at x=" + width / 2 + ", y=" + height / 2 +
			", but must be 1 or 0 there: the mean of an image is measured or not, and is not weighted.");
		if (kept() == 0) throw new IllegalArgumentException(name + " is 0 everywhere: no frequency was measured.");
	}

	/**
	 * The zero-filled image of the frequencies that are measured, each divided by its value, so that the mean over all masks is the image
	 * (Lehtinen et al., appendix A.3).
	 *
	 * @param image the image, whose pixels are finite
	 * @return its sampling
	 */
	public float[] sample(final float[] image) {
		return filtered(image, (re, im, at, value) -> {
			re[at] = value > 0 ? re[at] / value : 0;
			im[at] = value > 0 ? im[at] / value : 0;
		});
	}

	/**
	 * Puts the measured frequencies into an image, in place of its own: what was measured is kept, and only what is missing is filled in.
	 *
	 * @param image the image
	 * @param sampling the zero-filled image, of the same units
	 * @return the image with the measured frequencies
	 */
	public float[] reinsert(final float[] image, final float[] sampling) {
		final double[] re = doubles(sampling);
		final double[] im = new double[re.length];
		final PlaneTransform transform = new PlaneTransform(width, height);
		transform.forward(re, im);
		return filtered(image, (ownRe, ownIm, at, value) -> {
			if (value == 0) return;
			ownRe[at] = value * re[at];
			ownIm[at] = value * im[at];
		});
	}

	/** Changes one frequency. */
	private interface Change {

		void apply(double[] re, double[] im, int at, float value);
	}

	private float[] filtered(final float[] image, final Change change) {
		final double[] re = doubles(image);
		final double[] im = new double[re.length];
		final PlaneTransform transform = new PlaneTransform(width, height);
		transform.forward(re, im);
		final float[] ordered = ordered();
		for (int i = 0; i < ordered.length; i++)
			change.apply(re, im, i, ordered[i]);
		transform.inverse(re, im);
		final float[] result = new float[re.length];
		for (int i = 0; i < result.length; i++)
			result[i] = (float) re[i];
		return result;
	}

	/** The values in the order of a Fourier transform: 0 cycles first. */
	public float[] ordered() {
		final float[] ordered = new float[values.length];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				ordered[(y + height - height / 2) % height * width + (x + width - width / 2) % width] = values[y * width + x];
		return ordered;
	}

	private static double[] doubles(final float[] pixels) {
		final double[] doubles = new double[pixels.length];
		for (int i = 0; i < doubles.length; i++)
			doubles[i] = pixels[i];
		return doubles;
	}
}
