package sc.fiji.n2n.kspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingMaskTest {

	private static float[] image(final int size, final long seed) {
		final Random random = new Random(seed);
		final float[] pixels = new float[size];
		for (int i = 0; i < size; i++)
			pixels[i] = 100 + 20 * random.nextFloat();
		return pixels;
	}

	/** Against the sum that defines it. */
	@ParameterizedTest
	@CsvSource({ "16,8", "12,7", "1,5", "24,15", "3,2" })
	void theTransformIsExactForAnySize(final int w, final int h) {
		final Random random = new Random(1);
		final double[] re = random.doubles(w * h).toArray();
		final double[] im = random.doubles(w * h).toArray();
		final double[][] expected = new double[2][w * h];
		for (int v = 0; v < h; v++)
			for (int u = 0; u < w; u++)
				for (int y = 0; y < h; y++)
					for (int x = 0; x < w; x++) {
						final double angle = -2 * Math.PI * ((double) u * x / w + (double) v * y / h);
						final int at = y * w + x;
						expected[0][v * w + u] += re[at] * Math.cos(angle) - im[at] * Math.sin(angle);
						expected[1][v * w + u] += re[at] * Math.sin(angle) + im[at] * Math.cos(angle);
					}
		final double[] a = re.clone();
		final double[] b = im.clone();
		new PlaneTransform(w, h).forward(a, b);
		assertArrayEquals(expected[0], a, 1e-9);
		assertArrayEquals(expected[1], b, 1e-9);
		new PlaneTransform(w, h).inverse(a, b);
		assertArrayEquals(re, a, 1e-12);
		assertArrayEquals(im, b, 1e-12);
	}

	@ParameterizedTest
	@CsvSource({ "128,96,0.1", "128,96,0.9", "65,33,0.3", "16,16,0.05" })
	void asManyAreKeptAsAskedForAndMoreOfLowFrequencies(final int w, final int h, final double kept) {
		final SamplingDensity density = new SamplingDensity(w, h, kept);
		final MersenneTwister random = new MersenneTwister(3);
		double mean = 0;
		double middle = 0;
		final int masks = 200;
		for (int i = 0; i < masks; i++) {
			final SamplingMask mask = SamplingMask.draw(density, random);
			mask.check("mask A");
			mean += mask.kept() / masks;
			assertEquals(1, mask.values()[h / 2 * w + w / 2], "0 cycles are not measured");
			for (int y = -1; y <= 1; y++)
				for (int x = -1; x <= 1; x++)
					if (mask.values()[(h / 2 + y) * w + w / 2 + x] > 0) middle += 1.0 / 9 / masks;
		}
		// Pairs of frequencies are drawn: their number has twice the variance of single ones.
		assertEquals(kept, mean, 6 * Math.sqrt(2 * kept * (1 - kept) / w / h / masks));
		assertTrue(middle > mean + 0.05, middle + " of the lowest, but " + mean + " of all");
	}

	/** What noisy targets are good for: their mean is the image. */
	@Test
	void theMeanOfManySamplingsIsTheImage() {
		final int w = 24;
		final int h = 16;
		final float[] image = image(w * h, 5);
		final SamplingDensity density = new SamplingDensity(w, h, 0.4);
		final MersenneTwister random = new MersenneTwister(3);
		final double[] mean = new double[w * h];
		double error = 0;
		final int masks = 2000;
		for (int i = 0; i < masks; i++) {
			final float[] sampling = SamplingMask.draw(density, random).sample(image);
			for (int k = 0; k < mean.length; k++) {
				mean[k] += sampling[k] / masks;
				error += Math.pow(sampling[k] - image[k], 2) / masks / mean.length;
			}
		}
		double left = 0;
		for (int k = 0; k < mean.length; k++)
			left += Math.pow(mean[k] - image[k], 2) / mean.length;
		assertEquals(error / masks, left, 0.3 * error / masks, "the error does not fall with the number of samplings");
	}

	@Test
	void whatWasMeasuredIsPutBackAndNothingElse() {
		final int w = 20;
		final int h = 15;
		final float[] image = image(w * h, 1);
		final float[] other = image(w * h, 2);
		final SamplingMask mask = SamplingMask.draw(new SamplingDensity(w, h, 0.4), new MersenneTwister(4));
		final float[] sampling = mask.sample(image);
		assertArrayEquals(image, mask.reinsert(image, sampling), 1e-3f);
		final double[][] result = spectrum(mask.reinsert(other, sampling), w, h);
		final double[][] measured = spectrum(image, w, h);
		final double[][] own = spectrum(other, w, h);
		final float[] ordered = mask.ordered();
		for (int i = 0; i < ordered.length; i++)
			for (int part = 0; part < 2; part++)
				assertEquals(ordered[i] > 0 ? measured[part][i] : own[part][i], result[part][i], 1e-2);
	}

	private static double[][] spectrum(final float[] image, final int w, final int h) {
		final double[] re = new double[image.length];
		for (int i = 0; i < re.length; i++)
			re[i] = image[i];
		final double[] im = new double[re.length];
		new PlaneTransform(w, h).forward(re, im);
		return new double[][] { re, im };
	}

	@Test
	void masksOfUsersAreChecked() {
		final float[] lines = new float[16];
		for (int x = 0; x < 4; x++)
			lines[2 * 4 + x] = 1;
		new SamplingMask(lines, 4, 4).check("mask A");
		lines[1 * 4 + 1] = 1;
		assertProblem(lines, "mask A is 1.0 at x=1, y=1, but another value at the opposite frequency");
		lines[1 * 4 + 1] = 255;
		assertProblem(lines, "mask A is 255.0 at x=1, y=1, but must be 0");
		lines[1 * 4 + 1] = Float.NaN;
		assertProblem(lines, "NaN");
		final float[] half = new float[16];
		half[2 * 4 + 2] = 0.5f;
		assertProblem(half, "in its middle, at x=2, y=2, but must be 1 or 0");
		assertProblem(new float[16], "no frequency was measured");
	}

	private static void assertProblem(final float[] values, final String words) {
		final String message = assertThrows(IllegalArgumentException.class, () -> new SamplingMask(values, 4, 4).check("mask A")).getMessage();
		assertTrue(message.contains(words), message);
	}
}
