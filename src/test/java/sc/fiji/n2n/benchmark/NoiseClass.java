package sc.fiji.n2n.benchmark;

import java.util.List;

import org.apache.commons.math3.random.MersenneTwister;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.ImpulseNoise;
import sc.fiji.n2n.noise.NoiseModel;
import sc.fiji.n2n.noise.PoissonNoise;

/**
 * A kind of noise that is added to clean images of 0 to 255, not clipped and not rounded.
 *
 * @param name what rows call it
 * @param title its headline
 * @param description what it is
 * @param model makes it
 */
record NoiseClass(String name, String title, String description, NoiseModel model) {

	private static final double WHITE = 255;

	/** All. */
	static List<NoiseClass> all() {
		return List.of(gaussian(10), gaussian(25), gaussian(50), poisson(10), poisson(25), poisson(50), correlated(), new NoiseClass("impulse", "Impulses",
			"One pixel of ten has a random value of 0 to 255. Zero-shot denoising is not made for impulses: the mean that it learns to predict is not what a pixel should be. The median is.",
			new ImpulseNoise(0.1, 0, WHITE)));
	}

	/** White Gaussian noise. */
	static NoiseClass gaussian(final int sigma) {
		return new NoiseClass("gaussian " + sigma, "Gaussian noise, sigma " + sigma, "White, of standard deviation " + sigma + ".", new GaussianNoise(sigma));
	}

	/** Photon noise. */
	static NoiseClass poisson(final int photons) {
		return new NoiseClass("poisson " + photons, "Poisson noise, " + photons + " photons", "Photon noise, " + photons + " photons a pixel where the image is white.",
			new PoissonNoise(WHITE / photons));
	}

	/** Noise that neighbours share. */
	static NoiseClass correlated() {
		return new NoiseClass("correlated 25", "Correlated noise, sigma 25", "Gaussian, autocorrelation 0.5 at 1 pixel along x and along y, 0.25 at 2 pixels.",
			new CorrelatedNoise(25, 0.5));
	}

	/** A scene with this noise. */
	NoisyImage apply(final Scene scene, final long seed) {
		final float[] noisy = scene.pixels().clone();
		// Not the seed of the network: the noise must not know it.
		model.apply(noisy, scene.width(), new MersenneTwister((int) (1000 + seed)));
		return NoisyImage.of(scene, noisy);
	}
}
