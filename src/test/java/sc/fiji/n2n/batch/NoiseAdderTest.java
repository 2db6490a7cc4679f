package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.Canceled;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.PoissonNoise;

/** Noise on open images of all types. */
class NoiseAdderTest {

	private static final int SIDE = 200;

	private final List<String> log = new ArrayList<>();

	private static NoiseOptions options(final NoiseKind kind, final double sigma, final long seed) {
		return new NoiseOptions(kind, sigma, 2, 0.5, 0.25, seed);
	}

	private ImagePlus noisy(final ImagePlus image, final NoiseOptions options, final PixelType type) {
		return new NoiseAdder(options, NoiseOutput.IMAGE, type, log::add).apply(image, Progress.NONE).get(0);
	}

	private List<ImagePlus> pair(final ImagePlus image, final NoiseOptions options) {
		return new NoiseAdder(options, NoiseOutput.PAIR, PixelType.FLOAT32, log::add).apply(image, Progress.NONE);
	}

	/** A ramp from left to right, the same in every plane. */
	private static ImagePlus ramp(final int bits, final int channels, final int slices, final int frames) {
		final FloatProcessor pixels = new FloatProcessor(SIDE, SIDE);
		for (int i = 0; i < SIDE * SIDE; i++)
			pixels.setf(i, 60 + i % SIDE / 2);
		final ImageStack stack = new ImageStack(SIDE, SIDE);
		for (int i = 0; i < channels * slices * frames; i++)
			stack.addSlice("slice " + i, convert(pixels.duplicate(), bits));
		final ImagePlus ramp = new ImagePlus("ramp.tif", stack);
		ramp.setDimensions(channels, slices, frames);
		return ramp;
	}

	private static ImageProcessor convert(final ImageProcessor pixels, final int bits) {
		return switch (bits) {
			case 8 -> pixels.convertToByte(false);
			case 16 -> pixels.convertToShort(false);
			case 24 -> pixels.convertToByte(false).convertToRGB();
			default -> pixels;
		};
	}

	private static float[] noise(final ImageProcessor noisy, final ImageProcessor clean) {
		final float[] noise = (float[]) noisy.convertToFloatProcessor().getPixelsCopy();
		for (int i = 0; i < noise.length; i++)
			noise[i] -= clean.getf(i);
		return noise;
	}

	private static double correlation(final float[] a, final float[] b) {
		double meanA = 0;
		double meanB = 0;
		for (int i = 0; i < a.length; i++) {
			meanA += a[i] / (double) a.length;
			meanB += b[i] / (double) a.length;
		}
		double both = 0;
		double ofA = 0;
		double ofB = 0;
		for (int i = 0; i < a.length; i++) {
			both += (a[i] - meanA) * (b[i] - meanB);
			ofA += (a[i] - meanA) * (a[i] - meanA);
			ofB += (b[i] - meanB) * (b[i] - meanB);
		}
		return both / Math.sqrt(ofA * ofB);
	}

	private static double deviation(final float[] noise) {
		double sum = 0;
		for (final float value : noise)
			sum += value * value;
		return Math.sqrt(sum / noise.length);
	}

	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void aPairOfEveryKindIsOfOneSceneWithIndependentNoise(final NoiseKind kind) {
		final ImagePlus clean = ramp(32, 1, 1, 1);
		final List<ImagePlus> pair = pair(clean, options(kind, 10, 3));
		assertEquals(List.of("ramp.tif noisy A", "ramp.tif noisy B"), pair.stream().map(ImagePlus::getTitle).toList());
		float[] a = noise(pair.get(0).getProcessor(), clean.getProcessor());
		float[] b = noise(pair.get(1).getProcessor(), clean.getProcessor());
		if (kind == NoiseKind.STRIPES) {
			a = column(a);
			b = column(b);
		}
		// What replaces a pixel depends on the pixel, which is a part of both images.
		if (kind == NoiseKind.IMPULSE || kind == NoiseKind.BERNOULLI || kind == NoiseKind.TEXT) {
			a = hits(a);
			b = hits(b);
		}
		final double limit = kind == NoiseKind.STRIPES ? 0.3 : kind == NoiseKind.TEXT ? 0.1 : kind == NoiseKind.CORRELATED ? 0.05 : 0.03;
		assertEquals(0, correlation(a, b), limit);
	}

	private static float[] column(final float[] pixels) {
		final float[] column = new float[SIDE];
		for (int y = 0; y < SIDE; y++)
			column[y] = pixels[y * SIDE];
		return column;
	}

	private static float[] hits(final float[] noise) {
		final float[] hits = new float[noise.length];
		for (int i = 0; i < hits.length; i++)
			hits[i] = noise[i] == 0 ? 0 : 1;
		return hits;
	}

	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void theSeedDecides(final NoiseKind kind) {
		final ImagePlus clean = ramp(16, 1, 1, 1);
		final ImagePlus before = clean.duplicate();
		final short[] once = (short[]) noisy(clean, options(kind, 10, 3), PixelType.SAME).getProcessor().getPixels();
		assertArrayEquals(once, (short[]) noisy(clean, options(kind, 10, 3), PixelType.SAME).getProcessor().getPixels());
		assertFalse(Arrays.equals(once, (short[]) noisy(clean, options(kind, 10, 4), PixelType.SAME).getProcessor().getPixels()));
		assertFalse(Arrays.equals(once, (short[]) noisy(clean, options(kind, 10, 3L + (1L << 32)), PixelType.SAME).getProcessor().getPixels()));
		assertArrayEquals((short[]) before.getProcessor().getPixels(), (short[]) clean.getProcessor().getPixels(), "the source has changed");
	}

	@Test
	void anImageAloneIsTheFirstOfThePair() {
		final ImagePlus clean = ramp(32, 1, 1, 1);
		assertArrayEquals((float[]) noisy(clean, options(NoiseKind.MIXED, 10, 3), PixelType.FLOAT32).getProcessor().getPixels(), (float[]) pair(clean,
			options(NoiseKind.MIXED, 10, 3)).get(0).getProcessor().getPixels());
	}

	@Test
	void eachPlaneHasNoiseOfItsOwnThatDependsOnNoOther() {
		final ImagePlus stack = noisy(ramp(32, 2, 3, 2), options(NoiseKind.GAUSSIAN, 10, 3), PixelType.FLOAT32);
		final ImagePlus shorter = noisy(ramp(32, 2, 3, 1), options(NoiseKind.GAUSSIAN, 10, 3), PixelType.FLOAT32);
		assertArrayEquals(new int[] { SIDE, SIDE, 2, 3, 2 }, stack.getDimensions());
		final ImageProcessor clean = ramp(32, 1, 1, 1).getProcessor();
		for (int i = 1; i <= 12; i++) {
			assertEquals("slice " + (i - 1), stack.getStack().getSliceLabel(i));
			final float[] noise = noise(stack.getStack().getProcessor(i), clean);
			assertEquals(10, deviation(noise), 0.3);
			for (int j = 1; j < i; j++)
				assertEquals(0, correlation(noise, noise(stack.getStack().getProcessor(j), clean)), 0.03, i + " and " + j);
			if (i <= 6) assertArrayEquals((float[]) shorter.getStack().getPixels(i), (float[]) stack.getStack().getPixels(i));
		}
	}

	@Test
	void theComponentsOfRgbAreNoisyIndependently() {
		final ImagePlus clean = ramp(24, 1, 2, 1);
		final ImagePlus noisy = noisy(clean, options(NoiseKind.GAUSSIAN, 10, 3), PixelType.SAME);
		assertEquals(24, noisy.getBitDepth());
		final List<float[]> noise = new ArrayList<>();
		for (int i = 1; i <= 2; i++)
			for (int c = 0; c < 3; c++)
				noise.add(noise(((ColorProcessor) noisy.getStack().getProcessor(i)).toFloat(c, null), ((ColorProcessor) clean.getStack().getProcessor(i))
					.toFloat(c, null)));
		for (int i = 0; i < 6; i++) {
			assertEquals(10, deviation(noise.get(i)), 0.3);
			for (int j = 0; j < i; j++)
				assertEquals(0, correlation(noise.get(i), noise.get(j)), 0.03);
		}
		assertEquals(List.of("red", "green", "blue"), log.stream().map(line -> line.replaceAll(".*: (\\w+) pixels clamped.*", "$1")).toList());
		assertEquals(3, noisy(clean, options(NoiseKind.GAUSSIAN, 10, 3), PixelType.FLOAT32).getNChannels());
	}

	/** A colour that is missing does not hinder noise that takes its values from the range. */
	@Test
	void impulsesOnOneColour() {
		final ColorProcessor red = new ColorProcessor(SIDE, SIDE);
		for (int i = 0; i < SIDE * SIDE; i++)
			red.set(i, 0xff000000 | i % 256 << 16);
		final ColorProcessor noisy = (ColorProcessor) noisy(new ImagePlus("red", red), options(NoiseKind.IMPULSE, 0, 1), PixelType.SAME).getProcessor();
		int blue = 0;
		for (int i = 0; i < SIDE * SIDE; i++)
			if ((noisy.get(i) & 0xff) != 0) blue++;
		assertEquals(0.25, blue / (double) (SIDE * SIDE), 0.01);
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16 })
	void whatIsClampedIsCounted(final int bits) {
		final ImagePlus clean = new ImagePlus("a", convert(new FloatProcessor(SIDE, SIDE), bits));
		clean.getProcessor().setf(0, 0, 100);
		final ImagePlus noisy = noisy(clean, options(NoiseKind.GAUSSIAN, 10, 3), PixelType.SAME);
		assertEquals(bits, noisy.getBitDepth());
		final int clamped = Integer.parseInt(log.get(0).replaceAll(".* type: (\\d+) of 40000 .*", "$1"));
		// Half of the noise is negative; of that, what is above -0.5 is rounded to 0.
		assertEquals(0.48, clamped / 40000.0, 0.01);
		assertTrue(noisy.getInfoProperty().contains("\npixels clamped to the type: " + clamped + " of 40000 ("), noisy.getInfoProperty());
		log.clear();
		final ImagePlus exact = noisy(clean, options(NoiseKind.GAUSSIAN, 10, 3), PixelType.FLOAT32);
		assertEquals(List.of(), log, "nothing is clamped in 32-bit");
		for (int i = 0; i < SIDE * SIDE; i++)
			assertEquals(Math.max(0, Math.round(exact.getProcessor().getf(i))), noisy.getProcessor().get(i));
	}

	@Test
	void theUpperEndIsClampedToo() {
		final FloatProcessor white = new FloatProcessor(SIDE, SIDE);
		white.add(65535);
		assertEquals(65535, noisy(new ImagePlus("white", white.convertToShort(false)), options(NoiseKind.GAUSSIAN, 10, 3), PixelType.SAME).getStatistics().max);
		final int clamped = Integer.parseInt(log.get(0).replaceAll(".* type: (\\d+) of 40000 .*", "$1"));
		assertEquals(0.48, clamped / 40000.0, 0.01);
	}

	/** CT: stored 0 is -1024, and photons are counted in values. */
	@ParameterizedTest
	@ValueSource(strings = { "same", "32-bit" })
	void strengthIsInTheUnitsOfCalibratedValues(final String type) {
		final ShortProcessor stored = new ShortProcessor(SIDE, SIDE);
		stored.add(600);
		final ImagePlus ct = new ImagePlus("ct", stored);
		ct.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -1024, 2 }, "HU");
		final PixelType pixelType = type.equals("same") ? PixelType.SAME : PixelType.FLOAT32;
		final ImagePlus noisy = noisy(ct, options(NoiseKind.GAUSSIAN, 30, 1), pixelType);
		assertEquals(176, noisy.getStatistics().mean * 1, 1);
		assertEquals(30, noisy.getStatistics().stdDev, 0.6);
		assertEquals(2 * 176, Math.pow(noisy(ct, options(NoiseKind.POISSON, 0, 1), pixelType).getStatistics().stdDev, 2), 12);
		stored.set(3, 0, 0);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> noisy(ct, options(NoiseKind.POISSON, 0, 1), pixelType)).getMessage().contains(
			"x=3, y=0 is -1024.0"));
	}

	@Test
	void signedImagesAndOddCalibrations() {
		final ShortProcessor stored = new ShortProcessor(SIDE, SIDE);
		stored.add(32768 + 100);
		final ImagePlus image = new ImagePlus("signed", stored);
		image.getCalibration().setSigned16BitCalibration();
		assertEquals(100, noisy(image, options(NoiseKind.POISSON, 0, 1), PixelType.SAME).getStatistics().mean, 1);
		image.getCalibration().setFunction(Calibration.POLY2, new double[] { 0, 1, 1 }, "od");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> noisy(image, options(NoiseKind.GAUSSIAN, 1, 1), PixelType.SAME)).getMessage().contains(
			"Image > Type > 32-bit"));
	}

	@ParameterizedTest
	@EnumSource(NoiseKind.class)
	void nanStays(final NoiseKind kind) {
		final ImagePlus clean = ramp(32, 1, 1, 1);
		for (int i = 0; i < SIDE * SIDE; i += 7)
			clean.getProcessor().setf(i, Float.NaN);
		final float[] pixels = (float[]) noisy(clean, options(kind, 10, 3), PixelType.SAME).getProcessor().getPixels();
		for (int i = 0; i < pixels.length; i++)
			assertEquals(i % 7 == 0, Float.isNaN(pixels[i]));
	}

	@Test
	void whatDoesNotSuitIsExplained() {
		final ImagePlus flat = new ImagePlus("flat", new FloatProcessor(SIDE, SIDE));
		for (final NoiseKind kind : List.of(NoiseKind.IMPULSE, NoiseKind.TEXT))
			assertTrue(assertThrows(IllegalArgumentException.class, () -> noisy(flat, options(kind, 1, 1), PixelType.SAME)).getMessage().startsWith(
				"The image is 0 everywhere, but the noise " + kind));
		flat.getProcessor().setf(2, 5, -3);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> noisy(flat, options(NoiseKind.MIXED, 1, 1), PixelType.SAME)).getMessage().contains(
			"x=2, y=5 is -3.0"));
		assertThrows(CancellationException.class, () -> new NoiseAdder(options(NoiseKind.GAUSSIAN, 1, 1), NoiseOutput.PAIR, PixelType.SAME, log::add).apply(
			flat, new Canceled()));
	}

	/** Being asked for to stop, the source of chance draws the same numbers. */
	@Test
	void theSeedDrawsTheSameNoiseAsEver() {
		final ImagePlus flat = new ImagePlus("flat", new FloatProcessor(SIDE, SIDE));
		flat.getProcessor().add(100);
		final float[] expected = new float[SIDE * SIDE];
		Arrays.fill(expected, 100);
		new PoissonNoise(2).then(new GaussianNoise(3)).apply(expected, SIDE, new MersenneTwister(new int[] { 7, 0, 0, 0, 0 }));
		assertArrayEquals(expected, (float[]) noisy(flat, options(NoiseKind.MIXED, 3, 7), PixelType.SAME).getProcessor().getPixels());
	}
}
