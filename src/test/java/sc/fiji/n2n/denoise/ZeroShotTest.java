package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.djl.DjlTrainer;

/** The zero-shot methods on the real engine, with few steps. */
class ZeroShotTest {

	private static final ZeroShotOptions FAST = ZeroShotOptions.defaults().with(Method.FAST).with(ComputeDevice.CPU).withSteps(60);
	private static final ZeroShotOptions PUBLISHED = FAST.with(Method.PUBLISHED);

	private static DjlTrainer trainer;

	@BeforeAll
	static void open() {
		trainer = DjlTrainer.open(ComputeDevice.CPU);
	}

	@AfterAll
	static void close() {
		trainer.close();
	}

	/** A scene of smooth waves. */
	private static float[] scene(final int width, final int height, final int depth) {
		final float[] scene = new float[width * height * depth];
		for (int i = 0; i < scene.length; i++)
			scene[i] = (float) (1000 + 300 * Math.sin(i % width / 9.0) * Math.cos(i / width % height / 7.0 + i / (width * height)));
		return scene;
	}

	private static float[] noisy(final float[] scene, final long seed) {
		final Random random = new Random(seed);
		final float[] noisy = scene.clone();
		for (int i = 0; i < noisy.length; i++)
			noisy[i] += 100 * random.nextGaussian();
		return noisy;
	}

	private static float[] denoise(final ZeroShotOptions options, final float[] source, final int width, final int height) {
		return denoise(options, source, width, height, new ZeroShotReport[1]);
	}

	private static float[] denoise(final ZeroShotOptions options, final float[] source, final int width, final int height,
		final ZeroShotReport[] report)
	{
		final int depth = source.length / (width * height);
		final float[] result = new float[source.length];
		report[0] = new ZeroShot(options, trainer).denoise(ArrayImgs.floats(source, width, height, depth), depth, false, (plane, pixels) -> {
			int i = (int) plane * width * height;
			for (final FloatType value : Views.flatIterable(pixels))
				result[i++] = value.get();
		}, Progress.NONE);
		return result;
	}

	private static double error(final float[] image, final float[] reference) {
		double sum = 0;
		for (int i = 0; i < image.length; i++)
			sum += Math.pow(image[i] - reference[i], 2);
		return Math.sqrt(sum / image.length);
	}

	private static double mean(final float[] image, final int from, final int to) {
		double sum = 0;
		for (int i = from; i < to; i++)
			sum += image[i];
		return sum / (to - from);
	}

	@ParameterizedTest
	@CsvSource({ "96,96,1", "97,63,1", "64,64,3" })
	void fastRemovesMostOfTheNoiseAndKeepsTheMean(final int width, final int height, final int depth) {
		final float[] scene = scene(width, height, depth);
		final float[] source = noisy(scene, 1);
		final float[] before = source.clone();
		final float[] result = denoise(FAST.withSteps(150), source, width, height);
		assertArrayEquals(before, source, "the input was changed");
		assertTrue(error(result, scene) < 0.5 * error(source, scene), "error " + error(result, scene) + " of " + error(source, scene));
		final int plane = width * height;
		for (int i = 0; i < depth; i++)
			assertEquals(mean(source, i * plane, (i + 1) * plane), mean(result, i * plane, (i + 1) * plane), 0.01);
	}

	@Test
	void publishedRemovesNoise() {
		final float[] scene = scene(65, 41, 1);
		final float[] source = noisy(scene, 1);
		final float[] result = denoise(PUBLISHED.withSteps(100), source, 65, 41);
		assertTrue(error(result, scene) < 0.8 * error(source, scene), "error " + error(result, scene) + " of " + error(source, scene));
	}

	@Test
	void thoroughAveragesTurnsAndIsNoWorse() {
		final float[] scene = scene(64, 72, 1);
		final float[] source = noisy(scene, 1);
		final double once = error(denoise(FAST, source, 64, 72), scene);
		assertTrue(error(denoise(FAST.with(Effort.THOROUGH), source, 64, 72), scene) < once);
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void theSameSeedGivesTheSamePixels(final Method method) {
		final float[] source = noisy(scene(48, 48, 1), 1);
		final ZeroShotOptions options = FAST.with(method).withSteps(10);
		final float[] result = denoise(options, source, 48, 48);
		assertArrayEquals(result, denoise(options, source, 48, 48));
		assertFalse(Arrays.equals(result, denoise(options.withSeed(2), source, 48, 48)));
	}

	@Test
	void aSliceDenoisedSeparatelyIsAsIfItWereAlone() {
		final float[] source = noisy(scene(40, 40, 2), 1);
		final float[] result = denoise(FAST.with(SliceMode.SEPARATELY).withSteps(10), source, 40, 40);
		final float[] second = Arrays.copyOfRange(source, 1600, 3200);
		assertArrayEquals(denoise(FAST.withSteps(10), second, 40, 40), Arrays.copyOfRange(result, 1600, 3200));
		assertFalse(Arrays.equals(denoise(FAST.withSteps(10), source, 40, 40), result), "together is not separately");
	}

	@ParameterizedTest
	@CsvSource({ "FAST,1,200", "FAST,200,1", "FAST,2,2", "FAST,3,5", "FAST,17,9", "FAST,31,33", "PUBLISHED,1,200", "PUBLISHED,200,1", "PUBLISHED,3,5",
		"AUTO,1,7", "AUTO,2,300" })
	void smallAndThinImagesGiveFiniteResults(final Method method, final int width, final int height) {
		final float[] source = noisy(scene(width, height, 1), 1);
		final float[] result = denoise(FAST.with(method).withSteps(8), source, width, height);
		for (final float value : result)
			assertTrue(Float.isFinite(value));
		assertEquals(mean(source, 0, source.length), mean(result, 0, result.length), 0.01);
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void constantImagesAndSinglePixelsAreReturnedWithAWord(final Method method) {
		final ZeroShotReport[] report = new ZeroShotReport[1];
		final float[] constant = new float[30 * 20];
		Arrays.fill(constant, 0.1f);
		assertArrayEquals(constant, denoise(FAST.with(method), constant, 30, 20, report));
		assertTrue(report[0].warnings().get(0).contains("same value"), report[0].warnings().toString());
		assertArrayEquals(new float[] { 7 }, denoise(FAST.with(method), new float[] { 7 }, 1, 1));
		final float[] nothing = new float[16 * 16];
		Arrays.fill(nothing, Float.NaN);
		assertArrayEquals(nothing, denoise(FAST.with(method), nothing, 16, 16));
	}

	@ParameterizedTest
	@EnumSource(Method.class)
	void pixelsThatAreNotFiniteStayAndSpoilNoOthers(final Method method) {
		final float[] scene = scene(64, 64, 2);
		final float[] source = noisy(scene, 1);
		for (int i = 0; i < 200; i++)
			source[1000 + i] = Float.NaN;
		source[50] = Float.POSITIVE_INFINITY;
		source[51] = Float.NEGATIVE_INFINITY;
		// The whole second slice is a gap.
		Arrays.fill(source, 4096, 8192, Float.NaN);
		final float[] result = denoise(FAST.with(method), source, 64, 64);
		for (int i = 0; i < source.length; i++)
			if (Float.isFinite(source[i])) assertTrue(Math.abs(result[i] - scene[i]) < 500, "pixel " + i + " is " + result[i]);
			else assertEquals(source[i], result[i]);
	}

	@Test
	void cancelWritesNothing() {
		final float[] source = noisy(scene(64, 64, 1), 1);
		final int[] updates = new int[1];
		final Progress afterSome = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				updates[0]++;
			}

			@Override
			public boolean isCanceled() {
				return updates[0] > 5;
			}
		};
		assertThrows(CancellationException.class, () -> new ZeroShot(FAST, trainer).denoise(ArrayImgs.floats(source, 64, 64, 1), 1, false, (plane, pixels) -> {
			throw new AssertionError("a plane was written");
		}, afterSome));
		assertEquals(6, updates[0]);
	}

	@Test
	void progressRisesToOne() {
		final double[] last = new double[1];
		new ZeroShot(FAST.withSteps(10), trainer).denoise(ArrayImgs.floats(noisy(scene(64, 64, 2), 1), 64, 64, 2), 2, false, (plane, pixels) -> {}, new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				assertTrue(fraction >= last[0] - 1e-9 && fraction <= 1 + 1e-9, doing + " went from " + last[0] + " to " + fraction);
				last[0] = fraction;
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		});
		assertEquals(1, last[0], 1e-9);
	}

	@Test
	void autoChoosesSubLatticesForCorrelatedNoiseOnly() {
		final float[] white = noisy(scene(128, 128, 1), 1);
		final ZeroShotReport[] report = new ZeroShotReport[1];
		final ZeroShotOptions options = FAST.with(Method.AUTO).withSteps(5);
		denoise(options, white, 128, 128, report);
		assertEquals(Stride.NEIGHBOURS, report[0].stride(), report[0].noise());
		final float[] scene = scene(128, 128, 1);
		final float[] correlated = scene.clone();
		for (int i = 130; i < correlated.length; i++)
			for (final int j : new int[] { i, i - 1, i - 128, i - 129 })
				correlated[i] += (white[j] - scene[j]) / 2;
		denoise(options, correlated, 128, 128, report);
		assertTrue(report[0].stride().x() > 1 && report[0].stride().y() > 1, report[0].noise());
		assertTrue(report[0].noise().contains("0."), report[0].noise());
	}

	@Test
	void autoLeavesAnAxisAloneAlongWhichNoiseIsWhite() {
		final float[] white = noisy(scene(160, 160, 1), 1);
		final float[] scene = scene(160, 160, 1);
		final float[] correlated = scene.clone();
		float last = 0;
		for (int i = 0; i < correlated.length; i++)
			correlated[i] += last = 0.6f * last + 0.8f * (white[i] - scene[i]);
		final ZeroShotReport[] report = new ZeroShotReport[1];
		denoise(FAST.with(Method.AUTO).withSteps(60), correlated, 160, 160, report);
		assertTrue(report[0].stride().x() > 1, report[0].noise());
		assertEquals(1, report[0].stride().y(), report[0].noise());
	}

	/** Light and dark pixels in turn, as in a weave: the neighbours that the network learns from are no measurements of the same. */
	@Test
	void autoWarnsOfPatternsAsFineAsThePixels() {
		final float[] weave = noisy(scene(128, 128, 1), 1);
		final ZeroShotReport[] report = new ZeroShotReport[1];
		final ZeroShotOptions options = FAST.with(Method.AUTO).withSteps(5);
		denoise(options, weave, 128, 128, report);
		assertTrue(report[0].warnings().stream().noneMatch(words -> words.contains("opposite")), report[0].warnings().toString());
		for (int i = 0; i < weave.length; i++)
			weave[i] += 300 * Math.sin(2.1 * (i % 128)) * Math.sin(2.3 * (i / 128));
		denoise(options, weave, 128, 128, report);
		assertTrue(report[0].warnings().stream().anyMatch(words -> words.contains("opposite")), report[0].noise() + report[0].warnings());
	}

	/** Smooth along z too, so that the other slices help: more noise goes than slice by slice. */
	@ParameterizedTest
	@CsvSource({ "VOLUME,false", "VOLUME,true", "MOVIE,false" })
	void volumesAndMoviesRemoveMoreThanSlices(final StackMode mode, final boolean isotropic) {
		final float[] scene = new float[64 * 64 * 16];
		for (int i = 0; i < scene.length; i++)
			scene[i] = (float) (1000 + 300 * Math.sin(i % 64 / 5.0) * Math.cos(i / 64 % 64 / 4.0 + i / 4096 / 5.0));
		final float[] noisy = noisy(scene, 1);
		final long slices = mode == StackMode.MOVIE ? 1 : 16;
		final float[] bySlices = denoise(FAST.withSteps(150), noisy, 64, 64);
		final float[] together = new float[scene.length];
		final ZeroShotReport report = new ZeroShot(FAST.withSteps(150).with(mode), trainer).denoise(ArrayImgs.floats(noisy, 64, 64, 16), slices, isotropic,
			into(together, 64 * 64), Progress.NONE);
		assertEquals(List.of(), report.warnings());
		assertTrue(error(scene, together) < 0.8 * error(scene, bySlices), error(scene, together) + " against " + error(scene, bySlices));
	}

	/** The frames of a time series are volumes of their own: what one shows does not change the other. */
	@Test
	void framesAreNotMixed() {
		final float[] first = noisy(scene(40, 40, 4), 1);
		final float[] second = noisy(scene(40, 40, 4), 2);
		for (int i = 0; i < second.length; i++)
			second[i] = 5000 - second[i];
		final float[] both = new float[2 * first.length];
		System.arraycopy(first, 0, both, 0, first.length);
		System.arraycopy(second, 0, both, first.length, second.length);
		final ZeroShotOptions options = FAST.with(StackMode.VOLUME).with(SliceMode.SEPARATELY).withSteps(20);
		final float[] result = new float[both.length];
		new ZeroShot(options, trainer).denoise(ArrayImgs.floats(both, 40, 40, 8), 4, false, into(result, 1600), Progress.NONE);
		final float[] alone = new float[first.length];
		new ZeroShot(options, trainer).denoise(ArrayImgs.floats(second, 40, 40, 4), 4, false, into(alone, 1600), Progress.NONE);
		assertArrayEquals(alone, Arrays.copyOfRange(result, first.length, result.length));
	}

	private static PlaneWriter into(final float[] result, final int area) {
		return (plane, pixels) -> {
			int i = (int) plane * area;
			for (final FloatType value : Views.flatIterable(pixels))
				result[i++] = value.get();
		};
	}

	@Test
	void emptyImagesAreRefused() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new ZeroShot(FAST, trainer).denoise(//
			Views.interval(ArrayImgs.floats(5, 5, 1), Intervals.createMinSize(0, 0, 0, 0, 5, 1)), 1, false, (plane, pixels) -> {}, Progress.NONE)).getMessage().contains("no pixels"));
	}
}
