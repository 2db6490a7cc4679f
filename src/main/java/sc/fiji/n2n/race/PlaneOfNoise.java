package sc.fiji.n2n.race;

import java.util.Arrays;
import java.util.Locale;

import net.imglib2.img.array.ArrayImgs;
import org.apache.commons.math3.random.MersenneTwister;
import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.ImageNoise;
import sc.fiji.n2n.denoise.NoiseLevel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.AlikeNoise;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/** The noise of one plane, as it is measured on the plane itself: how strong it is at each pixel, and how it is correlated. */
public final class PlaneOfNoise {

	/** Radius of the windows whose mean stands for the intensity without noise. */
	private static final int RADIUS = 2;
	/**
	 * What the measurement gives of the variance of noise where there is nothing else: it reads it a little below the median of windows, so that
	 * structure does not count (0.35-quantile of 81 independent pixels).
	 */
	private static final double READ = 0.94;

	private final float[] variance;
	private final double mean;
	private final NoiseAutocorrelation correlation;
	private final AlikeNoise alike;
	private final int width;

	private PlaneOfNoise(final float[] variance, final NoiseAutocorrelation correlation, final int width) {
		this.variance = variance;
		this.correlation = correlation;
		this.width = width;
		double sum = 0;
		for (final float v : variance)
			sum += v;
		mean = sum / variance.length;
		alike = correlation.stride() > 1 ? AlikeNoise.of(correlation.alongX(), correlation.alongY()) : AlikeNoise.white();
	}

	/**
	 * Measures it.
	 *
	 * @param pixels the plane, x running fastest, all finite
	 * @param width its width
	 * @param height its height
	 * @return the noise
	 * @throws IllegalArgumentException if there is no noise to measure, in words for the user
	 */
	public static PlaneOfNoise measure(final float[] pixels, final int width, final int height) {
		final var plane = ArrayImgs.floats(pixels, width, height);
		final NoiseAutocorrelation correlation = NoiseAutocorrelation.measure(plane);
		final boolean[] all = new boolean[pixels.length];
		Arrays.fill(all, true);
		final NoiseLevel level = ImageNoise.level(plane, correlation, all, Progress.NONE);
		final PlaneOfNoise noise = level == null ? null : new PlaneOfNoise(variance(pixels, width, height, level), correlation, width);
		if (noise == null || !(noise.mean > 0)) throw new IllegalArgumentException(
			"The region has no noise that can be measured: it is constant, or nearly so. Select a region that shows the sample.");
		return noise;
	}

	private static float[] variance(final float[] pixels, final int width, final int height, final NoiseLevel level) {
		final float[] variance = pixels.clone();
		BoxMean.apply(variance, width, height, RADIUS);
		for (int i = 0; i < variance.length; i++)
			variance[i] = (float) (level.variance(variance[i]) / READ);
		return variance;
	}

	/**
	 * Draws noise like it, independent of it.
	 *
	 * @param seed the same seed gives the same noise
	 * @return the noise at each pixel, in the units of the plane
	 */
	public float[] draw(final long seed) {
		final float[] drawn = alike.draw(width, variance.length / width, new MersenneTwister(seed));
		for (int i = 0; i < drawn.length; i++)
			drawn[i] *= (float) Math.sqrt(variance[i]);
		return drawn;
	}

	/** Variance at a pixel. */
	double variance(final int i) {
		return variance[i];
	}

	/** Standard deviation, root mean square over the plane. */
	public double deviation() {
		return Math.sqrt(mean);
	}

	/** How many times larger the variance of a sum of pixels is than if they were independent. */
	double correlated() {
		return alike.sum();
	}

	/** How its neighbours are correlated. */
	public NoiseAutocorrelation correlation() {
		return correlation;
	}

	/** The measurement in words. */
	@Override
	public String toString() {
		return String.format(Locale.ROOT, "noise of a standard deviation of %.4g, %s", deviation(), correlation);
	}
}
