package sc.fiji.n2n.noise;

import java.util.Arrays;

import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * Draws Gaussian noise of variance 1 that is correlated as the noise of an image was measured to be: white noise, filtered
 * along x and along y by the root of the power spectrum that belongs to each autocorrelation. Where the lags that were
 * measured cannot be the whole of an autocorrelation, because the power would be negative, that power is 0.
 * <p>
 * Immutable.
 */
public final class AlikeNoise {

	private static final int FREQUENCIES = 64;
	/** Length of each half of a filter. */
	private static final int REACH = 12;

	private final double[] x;
	private final double[] y;

	private AlikeNoise(final double[] x, final double[] y) {
		this.x = x;
		this.y = y;
	}

	/** White noise. */
	public static AlikeNoise white() {
		final double[] one = { 1 };
		return new AlikeNoise(one, one);
	}

	/**
	 * Noise with an autocorrelation that is the product of one along x and one along y.
	 *
	 * @param x autocorrelation along x at 1 pixel, 2 pixels and so on, at most 12 of them
	 * @param y the same along y
	 */
	public static AlikeNoise of(final double[] x, final double[] y) {
		return new AlikeNoise(filter(x), filter(y));
	}

	/** The symmetric filter whose squared frequency response is the power spectrum; half of it, from the middle on. */
	private static double[] filter(final double[] correlation) {
		final double[] half = new double[REACH + 1];
		for (int m = 0; m < FREQUENCIES; m++) {
			final double omega = 2 * Math.PI * m / FREQUENCIES;
			double power = 1;
			for (int lag = 1; lag <= correlation.length; lag++)
				power += 2 * correlation[lag - 1] * Math.cos(lag * omega);
			final double root = Math.sqrt(Math.max(0, power)) / FREQUENCIES;
			for (int k = 0; k <= REACH; k++)
				half[k] += root * Math.cos(k * omega);
		}
		double squares = -half[0] * half[0];
		for (final double value : half)
			squares += 2 * value * value;
		final double norm = Math.sqrt(squares);
		return Arrays.stream(half).map(value -> value / norm).toArray();
	}

	/**
	 * Draws an image.
	 *
	 * @param width its width
	 * @param height its height
	 * @param random the source of chance
	 * @return the pixels, x running fastest; correlated across opposite borders too
	 */
	public float[] draw(final int width, final int height, final RandomGenerator random) {
		float[] noise = new float[width * height];
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) random.nextGaussian();
		if (x.length > 1) noise = filtered(noise, x, 1, width);
		if (y.length > 1) noise = filtered(noise, y, width, height);
		return noise;
	}

	/**
	 * Draws an image.
	 *
	 * @param width its width
	 * @param height its height
	 * @param seed the same seed draws the same
	 * @return as above
	 */
	public float[] draw(final int width, final int height, final long seed) {
		return draw(width, height, new MersenneTwister(seed));
	}

	/** Filtered along an axis whose neighbours are step apart. */
	private static float[] filtered(final float[] in, final double[] half, final int step, final int length) {
		final float[] out = new float[in.length];
		for (int i = 0; i < in.length; i++) {
			final int at = i / step % length;
			final int first = i - at * step;
			double sum = half[0] * in[i];
			for (int k = 1; k < half.length; k++)
				sum += half[k] * ((double) in[first + Math.floorMod(at - k, length) * step] + in[first + (at + k) % length * step]);
			out[i] = (float) sum;
		}
		return out;
	}

	/**
	 * How many times larger the variance of a sum of many neighbouring pixels is than if they were independent: the sum of
	 * the autocorrelation over all shifts.
	 */
	public double sum() {
		return sum(x) * sum(y);
	}

	private static double sum(final double[] half) {
		double sum = -half[0];
		for (final double value : half)
			sum += 2 * value;
		return sum * sum;
	}
}
