package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Pixels replaced by uniform random values, each with the same chance.
 *
 * @param share chance of a pixel to be hit, 0 to 1
 * @param min smallest value
 * @param max largest value
 */
public record ImpulseNoise(double share, double min, double max) implements NoiseModel {

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		for (int i = 0; i < pixels.length; i++)
			if (random.nextDouble() < share && !Float.isNaN(pixels[i])) pixels[i] = (float) (min + (max - min) * random.nextDouble());
	}
}
