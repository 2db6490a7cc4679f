package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.train.Learner;

/** With a model that is no network: it takes the mean of a box and adds the scale of the normalization. */
class ModelDenoiserTest {

	private static final Normalization NORMALIZATION = new Normalization(900, 50);

	@ParameterizedTest
	@CsvSource({ "2,70,45,6", "3,70,45,6", "3,33,1,4", "2,1,1,2", "3,1,1,4" })
	void tiledIsUntiled(final int rank, final int width, final int height, final int planes) {
		final float[] source = noisy(width * height * planes);
		final float[] whole = new float[source.length];
		final int slices = planes / 2;
		for (int t = 0; t < 2; t++)
			for (int z = 0; z < slices; z += rank == 2 ? 1 : slices) {
				final long[] size = rank == 2 ? new long[] { width, height } : new long[] { width, height, slices };
				final int from = (t * slices + z) * width * height;
				final float[] part = Arrays.copyOfRange(source, from, from + (int) Intervals.numElements(new FinalInterval(size)));
				NORMALIZATION.apply(part);
				final float[] result = new float[part.length];
				new Denoiser(new BoxModel(), size).denoise(ArrayImgs.floats(part, size), ArrayImgs.floats(result, size), Progress.NONE);
				NORMALIZATION.invert(result);
				System.arraycopy(result, 0, whole, from, result.length);
			}
		// Tiles as small as they get.
		final PatchModel wide = new WideModel();
		final float[] tiled = denoise(wide, rank, PlaneFinish.AS_IS, source, width, height, planes, slices);
		if (source.length > planes) assertArrayEquals(whole, tiled, 50e-5f);
		else assertArrayEquals(source, tiled, "one pixel is constant");
	}

	/** Images that are cut into tiles, of real networks with random weights. */
	@ParameterizedTest
	@CsvSource({ "2,600,70,2", "3,400,300,10" })
	void tiledIsUntiledForNetworks(final int rank, final int width, final int height, final int planes) {
		final float[] source = noisy(width * height * planes);
		final NetworkOptions options = new NetworkOptions(Architecture.SMALL_UNET, rank, 2, 4, true, false, 0.1);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU); Learner learner = trainer.create(options, Loss.L2, 1);
				PatchModel model = learner.model())
		{
			final long[] size = rank == 2 ? new long[] { width, height } : new long[] { width, height, planes };
			final long[] tile = TileSize.of(model, new FinalInterval(size), new FinalInterval(size));
			assertTrue(Intervals.numElements(tile) < Intervals.numElements(size) || tile[0] < width, "one tile is no test");
			final float[] tiled = denoise(model, rank, PlaneFinish.AS_IS, source, width, height, planes, planes);
			final int length = (int) Intervals.numElements(size);
			final float[] part = Arrays.copyOf(source, length);
			NORMALIZATION.apply(part);
			final float[] whole = new float[length];
			new Denoiser(model, size).denoise(ArrayImgs.floats(part, size), ArrayImgs.floats(whole, size), Progress.NONE);
			NORMALIZATION.invert(whole);
			assertArrayEquals(whole, Arrays.copyOf(tiled, length), (float) (1e-5 * NORMALIZATION.scale()));
		}
	}

	@Test
	void largeTilesWhereTheModelSeesLittleAndSmallOnesElsewhere() {
		final Interval plane = new FinalInterval(4000, 300);
		assertArrayEquals(new long[] { 512, 300 }, TileSize.of(new BoxModel(), plane, plane));
		final long[] volume = TileSize.of(new BoxModel(), new FinalInterval(4000, 3000, 20), new FinalInterval(4000, 3000, 20));
		assertTrue(volume[0] * volume[1] * 24 <= 1 << 21 && volume[0] >= 128, volume[0] + " x " + volume[1]);
		assertEquals(0, volume[0] % 64);
		assertArrayEquals(new long[] { 64, 64 }, TileSize.of(new WideModel(), plane, plane));
	}

	@Test
	void theMeanOfEachPlaneIsKeptWhereAskedFor() {
		final float[] source = noisy(40 * 30 * 4);
		final float[] kept = denoise(new BoxModel(), 3, PlaneFinish.MEAN_KEPT, source, 40, 30, 4, 2);
		final float[] free = denoise(new BoxModel(), 3, PlaneFinish.AS_IS, source, 40, 30, 4, 2);
		for (int plane = 0; plane < 4; plane++) {
			assertEquals(mean(source, plane), mean(kept, plane), 0.01);
			assertEquals(50, mean(free, plane) - mean(source, plane), 15, "the model adds 50");
		}
	}

	@Test
	void whatIsNotANumberStaysAndDoesNotSpread() {
		final float[] source = noisy(20 * 10 * 3);
		source[5] = Float.NaN;
		source[6] = Float.POSITIVE_INFINITY;
		for (int i = 200; i < 400; i++)
			source[i] = Float.NaN;
		for (final int rank : new int[] { 2, 3 }) {
			final float[] result = denoise(new BoxModel(), rank, PlaneFinish.MEAN_KEPT, source, 20, 10, 3, 3);
			for (int i = 0; i < source.length; i++)
				if (Float.isFinite(source[i])) assertTrue(Float.isFinite(result[i]) && result[i] != source[i], "rank " + rank + " pixel " + i);
				else assertEquals(source[i], result[i], "rank " + rank + " pixel " + i);
		}
	}

	@Test
	void missingPixelsAreFilledByTheModelWhereAskedFor() {
		final float[] source = noisy(20 * 10);
		source[105] = Float.NaN;
		final float[] result = denoise(new BoxModel(), 2, PlaneFinish.GAPS_FILLED, source, 20, 10, 1, 1);
		// The model is shown the offset, 900, and takes the mean of 25 pixels.
		double sum = 900;
		for (int y = 3; y <= 7; y++)
			for (int x = 3; x <= 7; x++)
				if (x != 5 || y != 5) sum += source[y * 20 + x];
		assertEquals(sum / 25 + 50, result[105], 0.01);
		assertTrue(Float.isFinite(result[0]));
	}

	@Test
	void constantPlanesStayAndAreCounted() {
		final float[] source = noisy(20 * 10 * 3);
		for (int i = 200; i < 400; i++)
			source[i] = 7;
		source[210] = Float.NaN;
		for (final int rank : new int[] { 2, 3 }) {
			final float[] result = new float[source.length];
			assertEquals(1, denoise(new BoxModel(), rank, PlaneFinish.MEAN_KEPT, source, result, 20, 10, 3, Progress.NONE));
			assertArrayEquals(Arrays.copyOfRange(source, 200, 400), Arrays.copyOfRange(result, 200, 400));
			assertTrue(result[0] != source[0] && result[599] != source[599]);
		}
	}

	@Test
	void tellsOfEachTileAndStops() {
		final float[] source = noisy(200 * 130 * 2);
		final List<Double> fractions = new ArrayList<>();
		final Progress progress = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				fractions.add(fraction);
			}

			@Override
			public boolean isCanceled() {
				return fractions.size() == 20;
			}
		};
		assertThrows(CancellationException.class, () -> denoise(new WideModel(), 2, PlaneFinish.MEAN_KEPT, source, new float[source.length], 200, 130, 2, progress));
		assertTrue(fractions.get(19) > 0.5 && fractions.get(19) < 1, fractions::toString);
		assertEquals(fractions.stream().sorted().toList(), fractions);
	}

	@Test
	void refusesWhatDoesNotFit() {
		final ModelDenoiser denoiser = new ModelDenoiser(new BoxModel(), StackMode.VOLUME, NORMALIZATION, PlaneFinish.MEAN_KEPT, note -> {});
		assertThrows(IllegalArgumentException.class, () -> denoiser.denoise(ArrayImgs.floats(4, 4), 1, (i, plane) -> {}, Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> denoiser.denoise(ArrayImgs.floats(4, 4, 5), 2, (i, plane) -> {}, Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> denoiser.denoise(ArrayImgs.floats(4, 0, 5), 5, (i, plane) -> {}, Progress.NONE));
		assertThrows(IllegalArgumentException.class, () -> new ModelDenoiser(new BoxModel(), StackMode.SLICES, new Normalization(3, 0), PlaneFinish.MEAN_KEPT, note -> {}));
	}

	/** The same model, but it asks for much more than it needs, so that tiles are small. */
	private static final class WideModel implements PatchModel {

		private static final int MORE = 10_000;

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			// Of volumes less: such blocks would not fit into memory.
			return Intervals.expand(target, target.numDimensions() == 2 ? new long[] { 2, MORE } : new long[] { 2, 100, 100 });
		}

		@Override
		public float[] denoise(final float[] block, final long[] size) {
			return new BoxModel().denoise(block, size);
		}

		@Override
		public void close() {}
	}

	private static float[] noisy(final int count) {
		final Random random = new Random(1);
		final float[] noisy = new float[count];
		for (int i = 0; i < count; i++)
			noisy[i] = (float) (1000 + 100 * random.nextGaussian());
		return noisy;
	}

	private static double mean(final float[] values, final int plane) {
		double sum = 0;
		for (int i = plane * 1200; i < (plane + 1) * 1200; i++)
			sum += values[i] / 1200;
		return sum;
	}

	private static float[] denoise(final PatchModel model, final int rank, final PlaneFinish finish, final float[] source, final int width,
		final int height, final int planes, final int slices)
	{
		final float[] result = new float[source.length];
		write(new ModelDenoiser(model, rank == 2 ? StackMode.SLICES : StackMode.VOLUME, NORMALIZATION, finish, note -> {}), source, result, width, height, planes, slices, Progress.NONE);
		return result;
	}

	private static long denoise(final PatchModel model, final int rank, final PlaneFinish finish, final float[] source, final float[] result,
		final int width, final int height, final int planes, final Progress progress)
	{
		return write(new ModelDenoiser(model, rank == 2 ? StackMode.SLICES : StackMode.VOLUME, NORMALIZATION, finish, note -> {}), source, result, width, height, planes, planes, progress);
	}

	private static long write(final ModelDenoiser denoiser, final float[] source, final float[] result, final int width, final int height,
		final int planes, final int slices, final Progress progress)
	{
		final RandomAccessibleInterval<FloatType> stack = ArrayImgs.floats(source, width, height, planes);
		return denoiser.denoise(stack, slices, (i, plane) -> {
			int at = (int) i * width * height;
			for (final FloatType pixel : Views.flatIterable(plane))
				result[at++] = pixel.get();
		}, progress);
	}
}
