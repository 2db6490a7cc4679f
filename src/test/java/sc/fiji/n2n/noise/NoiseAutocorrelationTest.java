package sc.fiji.n2n.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.DoubleType;
import net.imglib2.view.Views;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests {@link NoiseAutocorrelation} on noise of known autocorrelation. */
class NoiseAutocorrelationTest {

	private static final int SIDE = 256;

	/** Kernel of one axis whose noise has 0.5 at lag 1 and 0 at lag 2. */
	private static final double[] BOX = { 1, 1 };

	/** A Gaussian kernel: 0.5 at lag 1, about 0.08 at lag 2. */
	private static final double[] GAUSSIAN = gaussian(0.6356);

	/** 0.75 at lag 1, about 0.32 at lag 2. */
	private static final double[] WIDE_GAUSSIAN = gaussian(0.9334);

	/** 0.25 at lag 1, about 0.02 at lag 2. */
	private static final double[] MILD = gaussian(0.4942);

	/** First-order autoregression: 0.5 at lag 1, 0.25 at lag 2. */
	private static final double[] AUTOREGRESSIVE = autoregressive(0.5);

	private static final double[] WHITE = { 1 };

	// -- White noise --

	@ParameterizedTest
	@CsvSource({ "camera, 0.05", "brick, 0.05", "grass, 0.2", "moon, 0.06",
		"cell, 0.05" })
	void testWhiteNoiseOnPhotographs(final String name, final double tolerance)
		throws IOException
	{
		final Scene scene = photograph(name);
		for (final double sigma : new double[] { 5, 10, 25 }) {
			final NoiseAutocorrelation measured = measure(scene, sigma, WHITE, 1);
			assertEquals(1, measured.stride(), sigma + ": " + measured);
			assertEquals(0, measured.x(1), tolerance);
			assertEquals(0, measured.y(1), tolerance);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void testWhiteNoiseOnSyntheticScenes(final long seed) {
		for (final Scene scene : new Scene[] { blank(), blobs(seed), lines(seed) })
			for (final double sigma : new double[] { 5, 25 }) {
				final NoiseAutocorrelation measured = measure(scene, sigma, WHITE,
					seed);
				assertEquals(1, measured.stride());
				for (int lag = 1; lag <= 4; lag++)
					assertEquals(0, measured.at(lag), 0.06);
			}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 20, 200 })
	void testPoissonNoise(final double peak) throws IOException {
		final Random random = new Random(7);
		final Scene scene = photograph("camera");
		final double[] counts = Arrays.stream(scene.values).map(v -> poisson(v /
			255 * peak, random)).toArray();
		final NoiseAutocorrelation measured = measure(new Scene(scene.width,
			scene.height, counts));
		assertEquals(1, measured.stride());
		assertEquals(0, measured.at(1), 0.1);
	}

	// -- Correlated noise --

	@ParameterizedTest
	@ValueSource(strings = { "camera", "brick", "moon", "cell" })
	void testCorrelatedNoiseOnPhotographs(final String name) throws IOException {
		final Scene scene = photograph(name);
		for (final double sigma : new double[] { 10, 25 }) {
			assertMeasured(0.5, 0, 2, measure(scene, sigma, BOX, 2));
			assertMeasured(0.5, 0.08, 2, measure(scene, sigma, GAUSSIAN, 2));
			assertMeasured(0.5, 0.25, 2, measure(scene, sigma, AUTOREGRESSIVE, 2));
			assertMeasured(0.75, 0.32, 2, measure(scene, sigma, WIDE_GAUSSIAN, 2));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "camera", "brick", "grass", "moon", "cell" })
	void testMildCorrelationKeepsTheFullLattice(final String name)
		throws IOException
	{
		final NoiseAutocorrelation measured = measure(photograph(name), 15, MILD,
			3);
		assertEquals(0.25, measured.at(1), 0.06);
		assertEquals(1, measured.stride());
	}

	@Test
	void testStrideGrowsWithTheReachOfTheCorrelation() {
		final double[] three = { 1, 1, 1 }; // 0.67, 0.33, 0
		assertEquals(3, measure(blank(), 10, three, 1).stride());
		final double[] four = { 1, 1, 1, 1 }; // 0.75, 0.5, 0.25, 0
		assertEquals(4, measure(blank(), 10, four, 1).stride());
		assertEquals(4, measure(blank(), 10, autoregressive(0.8), 1).stride());
	}

	@Test
	void testCorrelationAlongOneAxisOnly() {
		final Scene scene = blobs(1).plus(noise(SIDE, SIDE, BOX, WHITE, 4), 15);
		final NoiseAutocorrelation measured = measure(scene);
		assertEquals(0.5, measured.x(1), 0.06);
		assertEquals(0, measured.y(1), 0.06);
		assertEquals(2, measured.stride());
		assertTrue(measured.describe().contains("along y"), measured.describe());
	}

	@Test
	void testStripesAreNotRemovedByAStride() {
		final Random random = new Random(5);
		final Scene scene = blank().plus(noise(SIDE, SIDE, WHITE, WHITE, 5), 5);
		for (int y = 0; y < SIDE; y++) {
			final double offset = 10 * random.nextGaussian();
			for (int x = 0; x < SIDE; x++)
				scene.values[y * SIDE + x] += offset;
		}
		final NoiseAutocorrelation measured = measure(scene);
		assertTrue(measured.x(4) > 0.5);
		assertEquals(1, measured.stride());
	}

	@Test
	void testScaleAndOffsetDoNotMatter() {
		final Scene scene = blobs(2).plus(noise(SIDE, SIDE, BOX, BOX, 6), 10);
		final NoiseAutocorrelation expected = measure(scene);
		for (final double scale : new double[] { 1e-6, 1e6 }) {
			final NoiseAutocorrelation measured = measure(new Scene(SIDE, SIDE, Arrays
				.stream(scene.values).map(v -> -3 + scale * v).toArray()));
			for (int lag = 1; lag <= 4; lag++)
				assertEquals(expected.at(lag), measured.at(lag), 1e-3);
		}
	}

	// -- Unusual images --

	@Test
	void testConstantAndNaNImagesAreNotMeasurable() {
		for (final double value : new double[] { 0, 0.1, -1e9, Double.NaN,
			Double.POSITIVE_INFINITY })
		{
			final double[] values = new double[SIDE * SIDE];
			Arrays.fill(values, value);
			assertNotMeasurable(measure(new Scene(SIDE, SIDE, values)));
		}
	}

	@Test
	void testTinyImagesAreNotMeasurable() {
		for (final int[] size : new int[][] { { 1, 1 }, { 3, 200 }, { 200, 14 }, {
			20, 20 } })
			assertNotMeasurable(measure(new Scene(size[0], size[1], noise(size[0],
				size[1], WHITE, WHITE, 1))));
	}

	@Test
	void testSmallImage() {
		assertEquals(1, measure(new Scene(32, 32, noise(32, 32, WHITE, WHITE, 1)))
			.stride());
		assertEquals(2, measure(new Scene(32, 32, noise(32, 32, BOX, BOX, 1)))
			.stride());
	}

	@Test
	void testScatteredNaNAndInfinityAreLeftOut() {
		final Scene scene = blobs(3).plus(noise(SIDE, SIDE, BOX, BOX, 8), 10);
		for (int i = 100; i < scene.values.length; i += 2003)
			scene.values[i] = i % 2 == 0 ? Double.NaN : Double.NEGATIVE_INFINITY;
		assertMeasured(0.5, 0, 2, measure(scene));
	}

	@Test
	void testClippedAndMaskedBackground() {
		for (final double[] kernel : new double[][] { WHITE, BOX }) {
			final double[] noise = noise(SIDE, SIDE, kernel, kernel, 9);
			final Scene clipped = blobs(4).plus(noise, 20);
			final Scene masked = blobs(4).plus(noise, 20);
			for (int i = 0; i < noise.length; i++) {
				clipped.values[i] = Math.max(0, Math.round(clipped.values[i] - 60));
				final int x = i % SIDE - SIDE / 2;
				final int y = i / SIDE - SIDE / 2;
				if (x * x + y * y > 100 * 100) masked.values[i] = 50;
			}
			final int stride = kernel == WHITE ? 1 : 2;
			assertEquals(stride, measure(clipped).stride());
			assertEquals(stride, measure(masked).stride());
		}
	}

	// -- Stacks and intervals --

	@Test
	void testStackIgnoresBlankPlanes() {
		final int depth = 9;
		final Img<DoubleType> stack = ArrayImgs.doubles(128, 128, depth);
		for (int z = 2; z < depth; z++) {
			final double[] noise = noise(128, 128, BOX, BOX, z);
			int i = 0;
			for (final DoubleType t : Views.flatIterable(Views.hyperSlice(stack, 2,
				z)))
				t.set(noise[i++]);
		}
		assertMeasured(0.5, 0, 2, NoiseAutocorrelation.measure(stack));
	}

	@Test
	void testMinimumOfTheIntervalDoesNotMatter() {
		final Img<DoubleType> image = blobs(5).plus(noise(SIDE, SIDE, BOX, BOX, 3),
			10).image();
		assertEquals(NoiseAutocorrelation.measure(image).at(1), NoiseAutocorrelation
			.measure(Views.translate(image, -77, 1000)).at(1));
	}

	@Test
	void testWrongArguments() {
		assertThrows(IllegalArgumentException.class, () -> NoiseAutocorrelation
			.measure(ArrayImgs.bytes(64)));
		assertThrows(IllegalArgumentException.class, () -> NoiseAutocorrelation
			.measure(ArrayImgs.bytes(64, 64, 2, 2)));
		final NoiseAutocorrelation measured = measure(blank());
		assertThrows(IllegalArgumentException.class, () -> measured.x(0));
		assertThrows(IllegalArgumentException.class, () -> measured.y(9));
	}

	@Test
	void testDescriptionInWords() {
		final String words = measure(blank(), 10, BOX, 1).describe();
		assertTrue(words.matches(
			"noise autocorrelation 0\\.\\d\\d at 1 px, -?0\\.\\d\\d at 2 px"), words);
		assertEquals("noise autocorrelation not measurable", measure(blank())
			.toString());
	}

	// -- Helpers --

	/** Pixel values row by row. */
	private record Scene(int width, int height, double[] values) {

		Scene plus(final double[] noise, final double sigma) {
			final double[] sum = values.clone();
			for (int i = 0; i < sum.length; i++)
				sum[i] += sigma * noise[i];
			return new Scene(width, height, sum);
		}

		Img<DoubleType> image() {
			return ArrayImgs.doubles(values, width, height);
		}
	}

	private static void assertMeasured(final double lag1, final double lag2,
		final int minStride, final NoiseAutocorrelation measured)
	{
		assertTrue(measured.measurable());
		assertEquals(lag1, measured.at(1), 0.07);
		assertEquals(lag2, measured.at(2), 0.1);
		for (int lag = 3; lag <= 4; lag++)
			assertTrue(measured.at(lag) < measured.at(1) / 2, measured.at(lag) +
				" at " + lag);
		assertTrue(measured.stride() >= minStride, measured.toString());
	}

	private static void assertNotMeasurable(final NoiseAutocorrelation measured) {
		assertFalse(measured.measurable());
		assertEquals(1, measured.stride());
		assertTrue(Double.isNaN(measured.at(1)));
	}

	private static NoiseAutocorrelation measure(final Scene scene) {
		return NoiseAutocorrelation.measure(scene.image());
	}

	private static NoiseAutocorrelation measure(final Scene scene,
		final double sigma, final double[] kernel, final long seed)
	{
		return measure(scene.plus(noise(scene.width, scene.height, kernel, kernel,
			seed), sigma));
	}

	private static Scene blank() {
		final double[] values = new double[SIDE * SIDE];
		Arrays.fill(values, 100);
		return new Scene(SIDE, SIDE, values);
	}

	private static Scene blobs(final long seed) {
		final Random random = new Random(seed);
		final double[] values = new double[SIDE * SIDE];
		for (int n = 0; n < 30; n++) {
			final double cx = SIDE * random.nextDouble();
			final double cy = SIDE * random.nextDouble();
			final double width = 3 + 10 * random.nextDouble();
			final double height = 50 + 100 * random.nextDouble();
			for (int i = 0; i < values.length; i++)
				values[i] += height * Math.exp(-(Math.pow(i % SIDE - cx, 2) + Math.pow(
					i / SIDE - cy, 2)) / (2 * width * width));
		}
		return new Scene(SIDE, SIDE, values);
	}

	/** Bright straight lines, about two pixels wide, in all directions. */
	private static Scene lines(final long seed) {
		final Random random = new Random(seed);
		final double[] values = new double[SIDE * SIDE];
		for (int n = 0; n < 20; n++) {
			final double angle = Math.PI * random.nextDouble();
			final double offset = SIDE * (random.nextDouble() - 0.5);
			for (int i = 0; i < values.length; i++) {
				final double distance = (i % SIDE - SIDE / 2) * Math.cos(angle) + (i /
					SIDE - SIDE / 2) * Math.sin(angle) - offset;
				values[i] += 150 * Math.exp(-distance * distance / 2);
			}
		}
		return new Scene(SIDE, SIDE, values);
	}

	private static Scene photograph(final String name) throws IOException {
		try (InputStream in = NoiseAutocorrelationTest.class.getResourceAsStream(
			"/images/" + name + ".png"))
		{
			final Raster raster = ImageIO.read(in).getRaster();
			final int width = raster.getWidth();
			final int height = raster.getHeight();
			return new Scene(width, height, raster.getSamples(0, 0, width, height, 0,
				(double[]) null));
		}
	}

	/** Noise of mean 0 and variance 1, white noise filtered along each axis. */
	private static double[] noise(final int width, final int height,
		final double[] alongX, final double[] alongY, final long seed)
	{
		final Random random = new Random(seed);
		final int w = width + alongX.length - 1;
		final int h = height + alongY.length - 1;
		final double[] white = DoubleStream.generate(random::nextGaussian).limit(
			(long) w * h).toArray();
		final double[] rows = new double[width * h];
		for (int y = 0; y < h; y++)
			for (int x = 0; x < width; x++)
				for (int k = 0; k < alongX.length; k++)
					rows[y * width + x] += alongX[k] * white[y * w + x + k];
		final double gain = 1 / (norm(alongX) * norm(alongY));
		final double[] out = new double[width * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++)
				for (int k = 0; k < alongY.length; k++)
					out[y * width + x] += gain * alongY[k] * rows[(y + k) * width + x];
		return out;
	}

	private static double norm(final double[] kernel) {
		return Math.sqrt(Arrays.stream(kernel).map(v -> v * v).sum());
	}

	private static double[] gaussian(final double sigma) {
		final double[] kernel = new double[13];
		for (int i = 0; i < kernel.length; i++)
			kernel[i] = Math.exp(-(i - 6) * (i - 6) / (2 * sigma * sigma));
		return kernel;
	}

	private static double[] autoregressive(final double correlation) {
		final double[] kernel = new double[24];
		for (int i = 0; i < kernel.length; i++)
			kernel[i] = Math.pow(correlation, i);
		return kernel;
	}

	private static int poisson(final double mean, final Random random) {
		int count = -1;
		double time = 0;
		do {
			time -= Math.log(1 - random.nextDouble());
			count++;
		}
		while (time < mean);
		return count;
	}
}
