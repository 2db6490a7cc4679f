package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Gaussian noise that neighbouring pixels share: y = x + sigma n, where n is a first-order autoregression along x, and that again
 * along y. Its autocorrelation is rho^(|dx| + |dy|), and its variance is the same everywhere, at the border too.
 *
 * @param sigma standard deviation, in the units of the pixels
 * @param rho autocorrelation at 1 pixel along x and along y, 0 to less than 1
 */
public record CorrelatedNoise(double sigma, double rho) implements NoiseModel {

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		final double fresh = Math.sqrt(1 - rho * rho);
		final double[] noise = new double[width];
		for (int row = 0; row < pixels.length; row += width) {
			double left = 0;
			for (int x = 0; x < width; x++) {
				// White noise has the variance of the sum: the first pixel and the first row need no others before them.
				left = x == 0 ? random.nextGaussian() : rho * left + fresh * random.nextGaussian();
				noise[x] = row == 0 ? left : rho * noise[x] + fresh * left;
				pixels[row + x] = (float) (pixels[row + x] + sigma * noise[x]);
			}
		}
	}
}
