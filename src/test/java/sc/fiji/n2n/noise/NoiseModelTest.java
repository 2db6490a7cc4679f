package sc.fiji.n2n.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statistics of the kinds of noise, on large flat images. */
class NoiseModelTest {

	private static final int SIDE = 600;

	private static float[] noisy(final NoiseModel model, final float value) {
		final float[] pixels = new float[SIDE * SIDE];
		Arrays.fill(pixels, value);
		model.apply(pixels, SIDE, new MersenneTwister(1));
		return pixels;
	}

	private static double mean(final float[] pixels) {
		double sum = 0;
		for (final float pixel : pixels)
			sum += pixel;
		return sum / pixels.length;
	}

	private static double variance(final float[] pixels) {
		return covariance(pixels, 0, 0);
	}

	/** Of pixels with those so many to the right and below. */
	private static double covariance(final float[] pixels, final int dx, final int dy) {
		final double mean = mean(pixels);
		double sum = 0;
		for (int y = 0; y < SIDE - dy; y++)
			for (int x = 0; x < SIDE - dx; x++)
				sum += (pixels[y * SIDE + x] - mean) * (pixels[(y + dy) * SIDE + x + dx] - mean);
		return sum / ((SIDE - dx) * (SIDE - dy));
	}

	private static double correlation(final float[] pixels, final int dx, final int dy) {
		return covariance(pixels, dx, dy) / variance(pixels);
	}

	@Test
	void gaussian() {
		final float[] pixels = noisy(new GaussianNoise(25), 100);
		assertEquals(100, mean(pixels), 0.2);
		assertEquals(625, variance(pixels), 0.02 * 625);
		assertEquals(0, correlation(pixels, 1, 0), 0.01);
		assertEquals(0, correlation(pixels, 0, 1), 0.01);
		int beyond = 0;
		for (final float pixel : pixels)
			if (Math.abs(pixel - 100) > 50) beyond++;
		assertEquals(0.0455, beyond / (double) pixels.length, 0.002, "beyond two standard deviations");
	}

	@ParameterizedTest
	@ValueSource(floats = { 0, 0.6f, 20, 60, 5000 })
	void poisson(final float value) {
		final double gain = 2.5;
		final float[] pixels = noisy(new PoissonNoise(gain), value);
		assertEquals(value, mean(pixels), 0.01 * value);
		assertEquals(gain * value, variance(pixels), 0.02 * gain * value);
		assertEquals(0, value == 0 ? 0 : correlation(pixels, 1, 0), 0.01);
		for (final float pixel : pixels)
			assertEquals(Math.rint(pixel / gain), pixel / gain, 1e-3, "not a whole number of photons");
	}

	/** Each number as often as the library says, on both sides of where the algorithm changes. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 3, 9.9, 10.1, 37, 400 })
	void poissonNumbersAreDistributedAsTheyMust(final double mean) {
		final int draws = 400_000;
		final int[] counts = new int[1000];
		final MersenneTwister random = new MersenneTwister(5);
		for (int i = 0; i < draws; i++)
			counts[(int) PoissonSampler.sample(mean, random)]++;
		final PoissonDistribution expected = new PoissonDistribution(mean);
		for (int k = 0; k < counts.length; k++) {
			final double often = draws * expected.probability(k);
			assertEquals(often, counts[k], 5 * Math.sqrt(often) + 5, "of " + k);
		}
	}

	@Test
	void manyPhotons() {
		final MersenneTwister random = new MersenneTwister(5);
		final double mean = 1e9;
		double sum = 0;
		double squares = 0;
		for (int i = 0; i < 100_000; i++) {
			final double difference = PoissonSampler.sample(mean, random) - mean;
			sum += difference;
			squares += difference * difference;
		}
		assertEquals(0, sum / 100_000, 5 * Math.sqrt(mean / 100_000));
		assertEquals(1, squares / 100_000 / mean, 0.03);
	}

	@Test
	void mixed() {
		final float[] pixels = noisy(new PoissonNoise(2).then(new GaussianNoise(10)), 200);
		assertEquals(200, mean(pixels), 0.5);
		assertEquals(2 * 200 + 100, variance(pixels), 10);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.3, 0.5, 0.8 })
	void correlated(final double rho) {
		final float[] pixels = noisy(new CorrelatedNoise(20, rho), 100);
		assertEquals(400, variance(pixels), 20);
		assertEquals(100, mean(pixels), 1.5);
		assertEquals(rho, correlation(pixels, 1, 0), 0.02);
		assertEquals(rho, correlation(pixels, 0, 1), 0.02);
		assertEquals(rho * rho, correlation(pixels, 2, 0), 0.02);
		assertEquals(rho * rho, correlation(pixels, 0, 2), 0.02);
		assertEquals(rho * rho, correlation(pixels, 1, 1), 0.02);
	}

	/** The strongest correlation, where a start in the wrong state would show longest. */
	@Test
	void correlatedNoiseIsAsStrongAtTheBorder() {
		final int width = 5;
		final int draws = 20_000;
		final double[] squares = new double[width * width];
		final MersenneTwister random = new MersenneTwister(2);
		for (int n = 0; n < draws; n++) {
			final float[] pixels = new float[width * width];
			new CorrelatedNoise(3, 0.95).apply(pixels, width, random);
			for (int i = 0; i < pixels.length; i++)
				squares[i] += pixels[i] * pixels[i] / (double) draws;
		}
		for (final double variance : squares)
			assertEquals(9, variance, 0.05 * 9);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.25, 0.7, 1 })
	void impulses(final double share) {
		final float[] pixels = noisy(new ImpulseNoise(share, 10, 50), 200);
		int hit = 0;
		double sum = 0;
		double squares = 0;
		for (final float pixel : pixels) {
			if (pixel == 200) continue;
			assertTrue(pixel >= 10 && pixel <= 50);
			hit++;
			sum += pixel;
			squares += (pixel - 30) * (pixel - 30);
		}
		assertEquals(share, hit / (double) pixels.length, 0.02 * share);
		if (hit == 0) return;
		assertEquals(30, sum / hit, 0.3);
		assertEquals(40 * 40 / 12.0, squares / hit, 0.02 * 40 * 40 / 12, "not uniform");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.25, 0.5, 1 })
	void missingPixels(final double share) {
		final float[] pixels = noisy(new MissingPixels(share), 200);
		int missing = 0;
		for (final float pixel : pixels) {
			assertTrue(pixel == 0 || pixel == 200);
			if (pixel == 0) missing++;
		}
		assertEquals(share, missing / (double) pixels.length, 0.02 * share);
	}

	@Test
	void stripes() {
		// As many rows as the others have pixels, for the same precision.
		final float[] pixels = new float[SIDE * SIDE];
		final int width = 4;
		Arrays.fill(pixels, 100);
		new StripeNoise(8).apply(pixels, width, new MersenneTwister(3));
		for (int i = 0; i < pixels.length; i++)
			assertEquals(pixels[i - i % width], pixels[i], "one offset a row");
		assertEquals(100, mean(pixels), 0.1);
		assertEquals(64, variance(pixels), 0.02 * 64);
		double products = 0;
		for (int i = width; i < pixels.length; i += width)
			products += (pixels[i] - 100) * (pixels[i - width] - 100);
		assertEquals(0, products * width / pixels.length / 64, 0.02, "rows are independent");
	}

	private static List<NoiseModel> all() {
		return List.of(new GaussianNoise(5), new PoissonNoise(1), new PoissonNoise(1).then(new GaussianNoise(5)), new CorrelatedNoise(5, 0.5),
			new ImpulseNoise(0.5, 0, 9), new MissingPixels(0.5), new StripeNoise(5));
	}

	@ParameterizedTest
	@MethodSource("all")
	void nanStaysAndHarmsNoOther(final NoiseModel model) {
		final float[] pixels = new float[SIDE * SIDE];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = i % 7 == 3 ? Float.NaN : 100;
		model.apply(pixels, SIDE, new MersenneTwister(1));
		for (int i = 0; i < pixels.length; i++)
			assertEquals(i % 7 == 3, Float.isNaN(pixels[i]));
	}

	@Test
	void photonsAreNeitherNegativeNorWithoutNumber() {
		final float[] pixels = { 1, 2, 3, -4.5f };
		final String negative = assertThrows(IllegalArgumentException.class, () -> new PoissonNoise(1).apply(pixels, 2, new MersenneTwister(1))).getMessage();
		assertTrue(negative.contains("x=1, y=1 is -4.5"), negative);
		final float[] bright = { 10 };
		final String many = assertThrows(IllegalArgumentException.class, () -> new PoissonNoise(1e-9).apply(bright, 1, new MersenneTwister(1))).getMessage();
		assertTrue(many.contains("is 10.0") && many.contains("larger gain"), many);
	}
}
