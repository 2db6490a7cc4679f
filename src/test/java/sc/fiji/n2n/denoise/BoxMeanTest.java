package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxMeanTest {

	@ParameterizedTest
	@CsvSource({ "20,15,4", "9,9,4", "5,30,4", "30,3,4", "1,12,2", "12,1,2", "1,1,4", "7,8,0" })
	void meansAreThoseOfTheWindowsOfTheMirroredImage(final int width, final int height, final int radius) {
		final Random random = new Random(1);
		final float[] pixels = new float[width * height];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = random.nextFloat();
		final float[] means = pixels.clone();
		BoxMean.apply(means, width, height, radius);
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				assertEquals(mean(pixels, width, height, x, y, radius), means[y * width + x], 1e-5, x + ", " + y);
	}

	private static double mean(final float[] pixels, final int width, final int height, final int x, final int y, final int radius) {
		double sum = 0;
		for (int dy = -radius; dy <= radius; dy++)
			for (int dx = -radius; dx <= radius; dx++)
				sum += pixels[mirrored(y + dy, height) * width + mirrored(x + dx, width)];
		return sum / (2 * radius + 1) / (2 * radius + 1);
	}

	/** Steps back from the border until inside; the border pixel is doubled. */
	private static int mirrored(final int i, final int n) {
		int j = i;
		while (j < 0 || j >= n)
			j = j < 0 ? -1 - j : 2 * n - 1 - j;
		return j;
	}
}
