package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextNoiseTest {

	private static final int WIDTH = 500;
	private static final int HEIGHT = 400;

	private static float[] noisy(final double share, final long seed) {
		final float[] pixels = new float[WIDTH * HEIGHT];
		Arrays.fill(pixels, 200);
		pixels[0] = Float.NaN;
		new TextNoise(share, 10, 50).apply(pixels, WIDTH, new MersenneTwister(seed));
		return pixels;
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.1, 0.25, 0.6, 1 })
	void coversTheShareWithValuesOfTheRange(final double share) {
		int covered = 0;
		final Set<Float> values = new HashSet<>();
		for (final float pixel : noisy(share, 1)) {
			if (pixel == 200 || Float.isNaN(pixel)) continue;
			assertTrue(pixel >= 10 && pixel <= 50);
			covered++;
			values.add(pixel);
		}
		assertEquals(share, covered / (double) (WIDTH * HEIGHT), 0.02 * share);
		if (share > 0) assertTrue(values.size() > 10, values.size() + " words");
	}

	@Test
	void isSpreadOverTheImage() {
		final float[] pixels = noisy(0.25, 2);
		final int[] covered = new int[4];
		for (int i = 0; i < pixels.length; i++)
			if (pixels[i] <= 50) covered[(i % WIDTH < WIDTH / 2 ? 0 : 1) + (i < pixels.length / 2 ? 0 : 2)]++;
		for (final int quarter : covered)
			assertEquals(0.25, quarter / (double) (WIDTH * HEIGHT / 4), 0.08);
	}

	/** Letters, which are wider than a pixel: most covered pixels have a neighbour of the same word. */
	@Test
	void hangsTogether() {
		final float[] pixels = noisy(0.25, 3);
		int covered = 0;
		int together = 0;
		for (int i = 1; i < pixels.length; i++) {
			if (!(pixels[i] <= 50)) continue;
			covered++;
			if (pixels[i] == pixels[i - 1]) together++;
		}
		assertTrue(together > 0.6 * covered, together + " of " + covered);
	}

	@Test
	void theSameSeedGivesTheSameAndNanStays() {
		assertArrayEquals(noisy(0.25, 4), noisy(0.25, 4));
		assertTrue(!Arrays.equals(noisy(0.25, 4), noisy(0.25, 5)));
		assertTrue(Float.isNaN(noisy(1, 6)[0]));
	}

	@Test
	void imagesSmallerThanAWord() {
		final float[] pixels = new float[6];
		Arrays.fill(pixels, 200);
		new TextNoise(0.5, 10, 50).apply(pixels, 3, new MersenneTwister(1));
		int covered = 0;
		for (final float pixel : pixels)
			if (pixel != 200) covered++;
		assertTrue(covered >= 3, covered + " pixels");
	}
}
