package sc.fiji.n2n.trust;

import java.util.Arrays;
import java.util.Random;

import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;

/** Scenes whose truth is known, and noise of several kinds. */
final class KnownScenes {

	static final int SIDE = 192;

	private KnownScenes() {}

	/** Noise to add. */
	enum Noise {
		GAUSSIAN, POISSON, CORRELATED
	}

	/** Spots of many sizes and intensities, 10 to about 300. */
	static float[] spots(final long seed) {
		final Random random = new Random(seed);
		final float[] scene = new float[SIDE * SIDE];
		Arrays.fill(scene, 10);
		for (int spot = 0; spot < 40; spot++) {
			final double x0 = SIDE * random.nextDouble(), y0 = SIDE * random.nextDouble(), height = 20 + 180 * random.nextDouble(), radius = 1.5 + 5 * random
				.nextDouble();
			for (int i = 0; i < scene.length; i++)
				scene[i] += (float) (height * Math.exp(-(Math.pow(i % SIDE - x0, 2) + Math.pow(i / SIDE - y0, 2)) / (2 * radius * radius)));
		}
		return scene;
	}

	/** Steps and a ramp, 40 to 200. */
	static float[] steps() {
		final float[] scene = new float[SIDE * SIDE];
		for (int i = 0; i < scene.length; i++)
			scene[i] = 40 + 80 * (i % SIDE / 48 % 2) + 80 * (i / SIDE) / (float) SIDE;
		return scene;
	}

	static float[] noisy(final float[] scene, final Noise noise, final long seed) {
		final Random random = new Random(seed);
		final float[] noisy = scene.clone();
		if (noise == Noise.POISSON) {
			final Well19937c source = new Well19937c(seed);
			for (int i = 0; i < noisy.length; i++)
				noisy[i] = 4 * new PoissonDistribution(source, scene[i] / 4, 1e-12, 1000).sample();
			return noisy;
		}
		final float[] white = new float[noisy.length];
		for (int i = 0; i < white.length; i++)
			white[i] = (float) (15 * random.nextGaussian());
		for (int i = 0; i < white.length; i++)
			// The mean of 2 x 2 pixels, times 2: autocorrelation 0.5 at one pixel.
			noisy[i] += noise == Noise.GAUSSIAN ? white[i] : (white[i] + white[Math.max(0, i - 1)] + white[Math.max(0, i - SIDE)] + white[Math.max(0, i - SIDE -
				1)]) / 2;
		return noisy;
	}

	static float[] blurred(final float[] pixels, final double sigma) {
		final float[] blurred = pixels.clone();
		new GaussianBlur().blurGaussian(new FloatProcessor(SIDE, SIDE, blurred), sigma);
		return blurred;
	}

	static RandomAccessibleInterval<FloatType> plane(final float[] pixels) {
		return ArrayImgs.floats(pixels, SIDE, SIDE);
	}
}
