package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DetailRecoveryTest {

	private static final int SIDE = 128;

	private static float[] noise(final double sigma) {
		final Random random = new Random(1);
		final float[] noise = new float[SIDE * SIDE];
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) (sigma * random.nextGaussian());
		return noise;
	}

	@Test
	void noiseIsNotGivenBack() {
		final float[] denoised = new float[SIDE * SIDE];
		final double share = DetailRecovery.apply(noise(1), denoised, SIDE, SIDE, Progress.NONE);
		assertTrue(share < 0.02, "share " + share);
		double squares = 0;
		for (final float value : denoised)
			squares += value * value;
		assertTrue(squares / denoised.length < 0.02, "variance " + squares / denoised.length);
	}

	@Test
	void structureThatWasLostComesBackWhereItWas() {
		final float[] noisy = noise(1);
		final float[] lost = new float[noisy.length];
		for (int y = 40; y < 60; y++)
			for (int x = 40; x < 60; x++)
				lost[y * SIDE + x] = (x + y) % 2 == 0 ? 6 : -6;
		for (int i = 0; i < noisy.length; i++)
			noisy[i] += lost[i];
		final float[] denoised = new float[noisy.length];
		DetailRecovery.apply(noisy, denoised, SIDE, SIDE, Progress.NONE);
		double inside = 0;
		double outside = 0;
		for (int i = 0; i < noisy.length; i++)
			if (lost[i] != 0) inside += Math.pow(denoised[i] - lost[i], 2) / 400;
			else outside += denoised[i] * denoised[i] / (noisy.length - 400);
		assertTrue(inside < 2, "error of the lost structure " + inside + " of 36");
		assertTrue(outside < 0.1, "noise given back elsewhere " + outside);
	}

	@Test
	void aHotPixelIsNotStructure() {
		final float[] noisy = noise(1);
		noisy[64 * SIDE + 64] = 200;
		final float[] denoised = new float[noisy.length];
		DetailRecovery.apply(noisy, denoised, SIDE, SIDE, Progress.NONE);
		assertTrue(Math.abs(denoised[64 * SIDE + 67]) < 0.5, "its neighbours got their noise back");
	}

	@Test
	void withoutResidualNothingChanges() {
		final float[] image = noise(3);
		final float[] denoised = image.clone();
		assertEquals(0, DetailRecovery.apply(image, denoised, SIDE, SIDE, Progress.NONE));
		assertArrayEquals(image, denoised);
	}

	/** The fit finds gain and offset of camera noise from the residual alone. */
	@ParameterizedTest
	@CsvSource({ "0,4", "2,10", "0.5,0" })
	void theNoiseModelIsThatOfTheNoise(final double gain, final double constant) {
		final int side = 256;
		final float[] scene = new float[side * side];
		final float[] variances = new float[scene.length];
		final Random random = new Random(2);
		for (int i = 0; i < scene.length; i++) {
			scene[i] = 10 + i % side;
			variances[i] = (float) ((gain * scene[i] + constant) * Math.pow(random.nextGaussian(), 2));
		}
		BoxMean.apply(variances, side, side, 4);
		final NoiseLevel level = NoiseLevel.fit(scene, variances);
		for (final double intensity : new double[] { 20, 120, 250 })
			assertEquals(gain * intensity + constant, level.variance(intensity), 0.2 * (gain * intensity + constant));
	}
}
