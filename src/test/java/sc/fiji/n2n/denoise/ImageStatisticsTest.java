package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageStatisticsTest {

	private static final int SIDE = 256;

	/** Spots of every size on waves, and stripes of four pixels: more structure than most images have. */
	private static float[] scene(final double contrast) {
		final Random random = new Random(5);
		final float[] scene = new float[SIDE * SIDE];
		for (int i = 0; i < scene.length; i++)
			scene[i] = (float) (1000 + contrast * (Math.sin(i % SIDE / 15.0) * Math.cos(i / SIDE / 11.0) + (i % SIDE > 200 ? Math.sin(i / 4.0) : 0)));
		for (int spot = 0; spot < 150; spot++) {
			final double x = random.nextInt(SIDE), y = random.nextInt(SIDE), s = 1 + 3 * random.nextDouble();
			for (int i = 0; i < scene.length; i++)
				scene[i] += (float) (contrast * Math.exp(-(Math.pow(i % SIDE - x, 2) + Math.pow(i / SIDE - y, 2)) / (2 * s * s)));
		}
		return scene;
	}

	private static float[] noisy(final float[] scene, final DoubleUnaryOperator deviation) {
		final Random random = new Random(7);
		final float[] noisy = new float[scene.length];
		for (int i = 0; i < noisy.length; i++)
			noisy[i] = (float) (scene[i] + deviation.applyAsDouble(scene[i]) * random.nextGaussian());
		return noisy;
	}

	private static ImageStatistics measure(final float[] pixels) {
		return ImageStatistics.measure(ArrayImgs.floats(pixels, SIDE, SIDE, pixels.length / (SIDE * SIDE)), false);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 5, 20, 50, 100, 300 })
	void noiseOfTheSameStrengthEverywhere(final double sigma) {
		assertEquals(sigma, measure(noisy(scene(200), value -> sigma)).noise(), 0.1 * sigma);
		assertEquals(sigma, measure(noisy(new float[SIDE * SIDE], value -> sigma)).noise(), 0.1 * sigma);
	}

	@Test
	void noiseThatGrowsWithTheIntensity() {
		final float[] scene = scene(600);
		double variance = 0;
		for (final float value : scene)
			variance += 9 * Math.max(0, value) / scene.length;
		assertEquals(Math.sqrt(variance), measure(noisy(scene, value -> 3 * Math.sqrt(Math.max(0, value)))).noise(), 0.2 * Math.sqrt(variance));
	}

	/** Cameras that interpolate: neighbours share half of their noise. */
	@Test
	void noiseThatNeighboursShare() {
		final float[] white = noisy(new float[SIDE * SIDE], value -> 100);
		final float[] blurred = scene(100);
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				blurred[y * SIDE + x] += (white[y * SIDE + x] + white[y * SIDE + Math.max(0, x - 1)] + white[Math.max(0, y - 1) * SIDE + x] +
					white[Math.max(0, y - 1) * SIDE + Math.max(0, x - 1)]) / 4;
		assertEquals(50, measure(blurred).noise(), 15);
	}

	@Test
	void quantilesMeanAndDeviation() {
		final float[] ramp = new float[SIDE * SIDE];
		for (int i = 0; i < ramp.length; i++)
			ramp[i] = i;
		ramp[17] = Float.NaN;
		final ImageStatistics measured = measure(ramp);
		assertEquals(0.01 * ramp.length, measured.low(), 5);
		assertEquals(0.99 * ramp.length, measured.high(), 5);
		assertEquals(ramp.length / 2.0, measured.normalization().offset(), 2);
		assertEquals(ramp.length / Math.sqrt(12), measured.normalization().scale(), 2);
	}

	@Test
	void zerosCanBeMissing() {
		final float[] half = noisy(scene(0), value -> 10);
		for (int i = 0; i < half.length; i += 2)
			half[i] = 0;
		final ImageStatistics measured = ImageStatistics.measure(ArrayImgs.floats(half, SIDE, SIDE, 1), true);
		assertEquals(1000, measured.normalization().offset(), 1);
		assertEquals(1000 - 2.33 * 10, measured.low(), 2);
	}

	@Test
	void nothingToMeasure() {
		final float[] blank = new float[SIDE * SIDE];
		Arrays.fill(blank, Float.NaN);
		assertTrue(measure(blank).normalization().isConstant());
		assertTrue(Double.isNaN(measure(blank).low()) && Double.isNaN(measure(blank).noise()));
		assertTrue(Double.isNaN(measure(new float[SIDE * SIDE]).noise()));
		assertTrue(Double.isNaN(ImageStatistics.measure(ArrayImgs.floats(new float[] { 1, 2 }, 2, 1, 1), false).noise()));
	}
}
