package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * White Gaussian noise: y = x + sigma n.
 *
 * @param sigma standard deviation, in the units of the pixels
 */
public record GaussianNoise(double sigma) implements NoiseModel {

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) (pixels[i] + sigma * random.nextGaussian());
	}
}
