package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;

class ClassicalFiltersTest {

	private static final int WIDTH = 70;
	private static final int HEIGHT = 300;

	private static float[] random() {
		final Random random = new Random(1);
		final float[] pixels = new float[WIDTH * HEIGHT];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) random.nextGaussian();
		return pixels;
	}

	/** Bands do not show. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.5, 1, 1.5, 2, 2.5, 3, 4 })
	void theMedianIsThatOfTheCommand(final double radius) {
		final float[] pixels = random();
		final ImagePlus image = new ImagePlus("random", new FloatProcessor(WIDTH, HEIGHT, pixels.clone()));
		IJ.run(image, "Median...", "radius=" + radius);
		assertArrayEquals((float[]) image.getProcessor().getPixels(), ClassicalFilters.median(pixels, WIDTH, HEIGHT, radius, () -> {}));
		assertArrayEquals(random(), pixels, "the source was changed");
	}

	@Test
	void theMedianStopsBetweenBands() {
		final int[] asked = new int[1];
		assertThrows(CancellationException.class, () -> ClassicalFilters.median(random(), WIDTH, HEIGHT, 2, () -> {
			if (++asked[0] == 2) throw new CancellationException();
		}));
		assertEquals(2, asked[0]);
	}
}
