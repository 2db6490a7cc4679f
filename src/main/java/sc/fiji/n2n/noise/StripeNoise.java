package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Stripes along x: y = x + sigma n, with one n a row, as of line scanners.
 *
 * @param sigma standard deviation of the offsets, in the units of the pixels
 */
public record StripeNoise(double sigma) implements NoiseModel {

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		for (int row = 0; row < pixels.length; row += width) {
			final double offset = sigma * random.nextGaussian();
			for (int i = row; i < row + width; i++)
				pixels[i] = (float) (pixels[i] + offset);
		}
	}
}
