package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Photon noise: y = gain Poisson(x / gain), so that the mean is x and the variance gain x.
 *
 * @param gain grey levels per photon, more than 0
 */
public record PoissonNoise(double gain) implements NoiseModel {

	/** More photons cannot be told apart in 32-bit images by far. */
	private static final double MAX_PHOTONS = 1e9;

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		for (int i = 0; i < pixels.length; i++) {
			if (Float.isNaN(pixels[i])) continue;
			final double photons = pixels[i] / gain;
			if (!(photons >= 0 && photons <= MAX_PHOTONS)) throw new IllegalArgumentException(problem(pixels[i], i % width, i / width));
			pixels[i] = (float) (gain * PoissonSampler.sample(photons, random));
		}
	}

	private String problem(final float value, final int x, final int y) {
		final String start = "The pixel at x=" + x + ", y=" + y + " is " + value + ", but ";
		return value < 0 ? start + "there is no photon noise of negative values. Take the offset off first (Process > Math > Add...), or choose the noise gaussian."
			: start + "photon noise is made of at most " + (long) MAX_PHOTONS + " photons a pixel, which is " + MAX_PHOTONS * gain +
				" with the gain " + gain + ". Give a larger gain.";
	}
}
