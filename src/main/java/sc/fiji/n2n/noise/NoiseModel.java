package sc.fiji.n2n.noise;

import org.apache.commons.math3.random.RandomGenerator;

/** A kind of noise. Pixels that are NaN stay NaN. */
@FunctionalInterface
public interface NoiseModel {

	/**
	 * Makes a plane noisy, in place.
	 *
	 * @param pixels the pixels, x running fastest
	 * @param width pixels in a row
	 * @param random all that is random comes from here
	 * @throws IllegalArgumentException if a pixel has a value that such an image cannot have, in words for the user
	 */
	void apply(float[] pixels, int width, RandomGenerator random);

	/**
	 * This noise, and another on top of it.
	 *
	 * @param other the other
	 */
	default NoiseModel then(final NoiseModel other) {
		return (pixels, width, random) -> {
			apply(pixels, width, random);
			other.apply(pixels, width, random);
		};
	}
}
