package sc.fiji.n2n.denoise;

import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.noise.AlikeNoise;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * Draws noise like the correlated noise of a plane. What is measured of an image may read low, because it is measured
 * where noise happens to be weak; how low is found by measuring drawn noise in the same way (a parametric bootstrap), and taken off.
 */
final class NoiseProbe {

	/** Radius of the windows whose mean stands for the intensity without noise. */
	private static final int RADIUS = 2;
	/** Correlation that neighbours have at most. */
	private static final double MOST = 0.98;

	private NoiseProbe() {}

	/**
	 * Draws the noise.
	 *
	 * @param pixels the plane, x running fastest
	 * @param width its width
	 * @param height its height
	 * @param seed the same seed gives the same noise
	 * @return noise at each pixel, in the units of the plane; null if that of the plane cannot be measured
	 */
	static float[] draw(final float[] pixels, final int width, final int height, final long seed) {
		final RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(pixels, width, height);
		final NoiseAutocorrelation read = NoiseAutocorrelation.measure(plane);
		final NoiseLevel level = ImageNoise.seen(plane);
		if (!read.measurable() || level == null) return null;
		final float[] first = AlikeNoise.of(read.alongX(), read.alongY()).draw(width, height, seed);
		final NoiseAutocorrelation again = NoiseAutocorrelation.measure(ArrayImgs.floats(first, width, height));
		if (!again.measurable()) return null;
		final float[] noise = AlikeNoise.of(corrected(read.alongX(), again.alongX()), corrected(read.alongY(), again.alongY())).draw(width, height,
			seed);
		// Drawn noise has a variance of 1: what the mask sees of it, it sees of the plane's.
		final double seen = ImageNoise.variance(ArrayImgs.floats(noise, width, height));
		final float[] intensity = pixels.clone();
		for (int i = 0; i < intensity.length; i++)
			if (!Float.isFinite(intensity[i])) intensity[i] = 0;
		BoxMean.apply(intensity, width, height, RADIUS);
		double sum = 0;
		for (int i = 0; i < noise.length; i++) {
			noise[i] *= (float) Math.sqrt(Math.max(0, level.variance(intensity[i])) / seen);
			sum += noise[i] * noise[i];
		}
		return sum > 0 && Double.isFinite(sum) ? noise : null;
	}

	private static double[] corrected(final double[] read, final double[] again) {
		final double[] corrected = new double[read.length];
		Arrays.setAll(corrected, i -> Math.max(-MOST, Math.min(MOST, 2 * read[i] - again[i])));
		return corrected;
	}
}
