package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Bernoulli noise: pixels that are missing, which is 0, each with the same chance.
 *
 * @param share chance of a pixel to be missing, 0 to 1
 */
public record MissingPixels(double share) implements NoiseModel {

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		for (int i = 0; i < pixels.length; i++)
			if (random.nextDouble() < share && !Float.isNaN(pixels[i])) pixels[i] = 0;
	}
}
