package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.tile.NeighborPairs;

/** How far the passes over turned images differ: of models of which that is known, and of a network. */
class SpreadTest {

	private static final int[] ALL = { 0, 1, 2, 3, 4, 5, 6, 7 };
	private static final Normalization NORMALIZATION = new Normalization(1000, 100);

	/** What a made-up model does to a block. */
	private interface Block {

		float value(float before, int x, int y, long[] size);
	}

	private static PatchModel model(final Block what) {
		return new PatchModel() {

			@Override
			public Interval requiredSourceInterval(final Interval target, final Interval image) {
				return target;
			}

			@Override
			public float[] denoise(final float[] block, final long[] size) {
				final float[] result = new float[block.length];
				for (int i = 0; i < block.length; i++)
					result[i] = what.value(block[i], (int) (i % size[0]), (int) (i / size[0] % size[1]), size);
				return result;
			}

			@Override
			public void close() {}
		};
	}

	/** Knows no direction. */
	private static final PatchModel ALIKE = model((before, x, y, size) -> 3 * before - 1);
	/** Adds its column to a pixel. */
	private static final PatchModel RAMP = model((before, x, y, size) -> before + x);

	private static float[] noise(final int count) {
		final Random random = new Random(3);
		final float[] noise = new float[count];
		for (int i = 0; i < count; i++)
			noise[i] = (float) (1000 + 100 * random.nextGaussian());
		return noise;
	}

	/** What {@link #RAMP} adds to a pixel in all turns: its columns and rows counted from all four sides, each twice. */
	private static double rampDeviation(final int x, final int y, final int width, final int height) {
		return new StandardDeviation().evaluate(new double[] { x, width - 1 - x, x, width - 1 - x, y, height - 1 - y, y, height - 1 - y });
	}

	@Test
	void isNothingWhereTheModelKnowsNoDirection() {
		final float[] block = noise(7 * 5);
		final float[] spread = new float[35];
		Arrays.fill(spread, 1);
		final TurnAveragedModel turned = new TurnAveragedModel(ALIKE, ALL);
		assertArrayEquals(turned.denoise(block, new long[] { 7, 5 }), turned.denoise(block, new long[] { 7, 5 }, spread, Progress.NONE));
		assertArrayEquals(new float[35], spread);
	}

	@Test
	void isThatOfTheSampleOfPasses() {
		final float[] block = noise(7 * 5);
		final float[] spread = new float[35];
		// Flipped in x or not: x and width - 1 - x were added.
		new TurnAveragedModel(RAMP, 0, 1).denoise(block, new long[] { 7, 5 }, spread, Progress.NONE);
		for (int i = 0; i < 35; i++)
			assertEquals(Math.abs(6 - 2 * (i % 7)) / Math.sqrt(2), spread[i], 1e-3);
		new TurnAveragedModel(RAMP, ALL).denoise(block, new long[] { 7, 5 }, spread, Progress.NONE);
		for (int i = 0; i < 35; i++)
			assertEquals(rampDeviation(i % 7, i / 7, 7, 5), spread[i], 1e-3);
	}

	@Test
	void isOfTwoPassesOrMore() {
		assertThrows(UnsupportedOperationException.class, () -> new TurnAveragedModel(RAMP, 0).denoise(new float[4], new long[] { 2, 2 }, new float[4],
			Progress.NONE));
		assertThrows(UnsupportedOperationException.class, () -> RAMP.denoise(new float[4], new long[] { 2, 2 }, new float[4], Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> new PixelSpread(4, 1));
	}

	/** Sub-lattices back in their places, slabs of any thickness, in the units of the image; what is done to the result does not touch it. */
	@ParameterizedTest
	@CsvSource({ "2,1,1000000", "2,2,1000000", "2,3,1000000", "3,1,1000000", "3,2,0", "3,1,2500", "3,3,2500" })
	void isStreamedAsTheResultIs(final int rank, final int stride, final long maxBytes) {
		final int width = 11, height = 8, depth = 5, area = width * height;
		final float[] source = noise(area * depth);
		source[13] = Float.NaN;
		source[14] = Float.NEGATIVE_INFINITY;
		Arrays.fill(source, area, 2 * area, 42);
		source[area + 3] = Float.NaN;
		final LatticeStep afterwards = (noisy, denoised, w, h, progress) -> denoised[0] += 5;
		final StackDenoiser denoiser = new StackDenoiser(new TurnAveragedModel(RAMP, ALL), rank, NORMALIZATION, PlaneFinish.MEAN_KEPT, Stride.of(stride), afterwards,
			note -> {});
		final PlaneStack stack = PlaneStack.of(ArrayImgs.floats(source, width, height, depth), depth, rank == 2 ? StackMode.SLICES : StackMode.VOLUME).get(0);
		final float[] without = new float[source.length], result = new float[source.length], spread = new float[source.length];
		denoiser.denoise(stack, maxBytes, into(without, area), null, Progress.NONE);
		denoiser.denoise(stack, maxBytes, into(result, area), into(spread, area), Progress.NONE);
		assertArrayEquals(without, result);
		for (int i = 0; i < source.length; i++) {
			final int x = i % width, y = i / width % height;
			// Of the sub-lattice that the pixel belongs to.
			final int across = (width - x % stride + stride - 1) / stride, down = (height - y % stride + stride - 1) / stride;
			final boolean constant = i / area == 1;
			final double expected = !Float.isFinite(source[i]) ? Double.NaN : constant ? 0 : 100 * rampDeviation(x / stride, y / stride, across, down);
			assertEquals(expected, spread[i], 0.05, "pixel " + x + ", " + y + " of plane " + i / area);
		}
	}

	private static PlaneWriter into(final float[] pixels, final int area) {
		return (plane, values) -> {
			int i = (int) plane * area;
			for (final FloatType value : Views.flatIterable(values))
				pixels[i++] = value.get();
		};
	}

	/** A network, in all modes: the result is the same to the bit, and the spread is small against the noise that was removed. */
	@ParameterizedTest
	@CsvSource({ "slices,normal,0", "slices,thorough,2", "movie,normal,0" })
	void asksNothingMoreOfANetwork(final String mode, final String effort, final int stride) {
		final int side = 48, area = side * side, depth = 3;
		final Random random = new Random(1);
		final float[] source = new float[area * depth];
		for (int i = 0; i < source.length; i++)
			source[i] = (float) (500 + 100 * Math.sin(i % side / 8.0) + 30 * random.nextGaussian());
		final ZeroShotOptions options = ZeroShotOptions.defaults().with(StackMode.valueOf(mode.toUpperCase())).with(Effort.valueOf(effort.toUpperCase())).with(
			ComputeDevice.CPU).withSteps(40).withStride(Stride.of(stride));
		final RandomAccessibleInterval<FloatType> planes = ArrayImgs.floats(source, side, side, depth);
		final float[] without = new float[source.length], result = new float[source.length], spread = new float[source.length];
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			final ZeroShot zeroShot = new ZeroShot(options, trainer);
			zeroShot.denoise(planes, 1, false, into(without, area), Progress.NONE);
			zeroShot.denoise(planes, 1, false, into(result, area), into(spread, area), Progress.NONE);
		}
		assertArrayEquals(without, result);
		double mean = 0;
		for (final float deviation : spread) {
			assertTrue(deviation >= 0, "a spread of " + deviation);
			mean += deviation / spread.length;
		}
		assertTrue(mean > 0.01 && mean < 30, "mean spread " + mean);
	}

	@Test
	void isUnknownWhereTheNetworkWasNotUsed() {
		final float[] source = noise(64 * 64);
		source[5] = Float.NaN;
		final float[] result = new float[source.length], spread = new float[source.length];
		new ZeroShot(ZeroShotOptions.defaults(), new Untaught()).denoise(ArrayImgs.floats(source, 64, 64, 1), 1, false, into(result, source.length), into(spread,
			source.length), Progress.NONE);
		assertArrayEquals(source, result);
		for (final float deviation : spread)
			assertTrue(Float.isNaN(deviation));
		Arrays.fill(source, 7);
		new ZeroShot(ZeroShotOptions.defaults(), new Untaught()).denoise(ArrayImgs.floats(source, 64, 64, 1), 1, false, into(result, source.length), into(spread,
			source.length), Progress.NONE);
		assertArrayEquals(new float[source.length], spread);
	}

	@Test
	void saysWhichEffortHasPasses() {
		final ZeroShotOptions options = ZeroShotOptions.defaults();
		ZeroShot.checkSpread(options);
		ZeroShot.checkSpread(options.with(Effort.THOROUGH));
		assertEquals("spread is yes, but with the effort quick the network is applied once, and a spread needs two passes or more. Choose the effort normal or " +
			"thorough, or spread no.", assertThrows(IllegalArgumentException.class, () -> ZeroShot.checkSpread(options.with(Effort.QUICK))).getMessage());
		assertEquals("spread is yes, but with the method published the network is applied once, and a spread needs two passes or more. Choose the method auto or " +
			"fast, or spread no.", assertThrows(IllegalArgumentException.class, () -> ZeroShot.checkSpread(options.with(Method.PUBLISHED))).getMessage());
		final RandomAccessibleInterval<FloatType> planes = ArrayImgs.floats(noise(64 * 64), 64, 64, 1);
		assertThrows(IllegalArgumentException.class, () -> new ZeroShot(options.with(Effort.QUICK), new Untaught()).denoise(planes, 1, false, (plane, pixels) -> {},
			(plane, pixels) -> {}, Progress.NONE));
	}

	/** Makes networks that are worse than the image. */
	private static final class Untaught implements NetworkTrainer {

		@Override
		public String device() {
			return "none";
		}

		@Override
		public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
			final LearningListener listener, final Progress progress)
		{
			return new TrainedNetwork(RAMP, steps, 0, 2, 1);
		}

		@Override
		public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed, final LearningListener listener,
			final Progress progress)
		{
			throw new UnsupportedOperationException();
		}
	}
}
