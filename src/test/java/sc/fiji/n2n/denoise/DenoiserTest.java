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
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoiserTest {

	@ParameterizedTest
	@CsvSource({ "64,48,16", "65,47,16", "30,30,8", "7,9,1", "1,20,8", "1,1,8", "3,2,2" })
	void tiledIsUntiledToTheBit(final int width, final int height, final int tile) {
		assertArrayEquals(denoise(new long[] { 1 << 20, 1 << 20 }, width, height), denoise(new long[] { tile, tile }, width, height));
	}

	@ParameterizedTest
	@CsvSource({ "30,20,9,16,8,4", "17,11,1,8,8,8", "1,9,5,2,4,2" })
	void volumesToo(final int width, final int height, final int depth, final int tileX, final int tileY, final int tileZ) {
		assertArrayEquals(denoise(new long[] { 100, 100, 100 }, width, height, depth), denoise(new long[] { tileX, tileY, tileZ }, width, height,
			depth));
	}

	private static float[] denoise(final long[] tile, final long... size) {
		final Random random = new Random(3);
		final float[] source = new float[(int) Intervals.numElements(new FinalInterval(size))];
		for (int i = 0; i < source.length; i++)
			source[i] = 1000 + 100 * random.nextFloat();
		final float[] target = new float[source.length];
		new Denoiser(new BoxModel(), tile).denoise(ArrayImgs.floats(source, size), ArrayImgs.floats(target, size), Progress.NONE);
		return target;
	}

	private static PatchModel limited(final long maxPixels) {
		return limited(maxPixels, 1);
	}

	/** A model whose device has memory for few pixels, but takes several blocks at once. */
	private static PatchModel limited(final long maxPixels, final int parallelism) {
		final BoxModel box = new BoxModel();
		return new PatchModel() {

			@Override
			public Interval requiredSourceInterval(final Interval target, final Interval image) {
				return box.requiredSourceInterval(target, image);
			}

			@Override
			public float[] denoise(final float[] block, final long[] size) {
				if (block.length > maxPixels) throw new OutOfDeviceMemory(null);
				return box.denoise(block, size);
			}

			@Override
			public int parallelism() {
				return parallelism;
			}

			@Override
			public void close() {}
		};
	}

	@ParameterizedTest
	@CsvSource({ "2,12000", "3,60000" })
	void whereMemoryRunsOutTilesAreHalvedAndItIsSaid(final int rank, final long maxPixels) {
		final long[] size = rank == 2 ? new long[] { 501, 230 } : new long[] { 131, 97, 21 };
		final List<String> notes = new ArrayList<>();
		final float[] source = new float[(int) Intervals.numElements(new FinalInterval(size))];
		for (int i = 0; i < source.length; i++)
			source[i] = i * 31 % 101;
		final float[] target = new float[source.length];
		final float[] expected = new float[source.length];
		new Denoiser(limited(maxPixels), size, notes::add).denoise(ArrayImgs.floats(source, size), ArrayImgs.floats(target, size), Progress.NONE);
		new Denoiser(new BoxModel(), size).denoise(ArrayImgs.floats(source, size), ArrayImgs.floats(expected, size), Progress.NONE);
		assertArrayEquals(expected, target);
		assertTrue(notes.size() > 1 && notes.get(0).startsWith("Memory ran out at tiles of " + (rank == 2 ? "501 x 230" : "131 x 97 x 21")), notes::toString);
	}

	/** Also where memory runs out in between. */
	@ParameterizedTest
	@CsvSource({ "2,100000", "5,100000", "3,12000" })
	void severalTilesAtOnceMakeTheSame(final int threads, final long maxPixels) {
		final long[] size = { 501, 430 };
		final float[] source = new float[501 * 430];
		for (int i = 0; i < source.length; i++)
			source[i] = i * 31 % 101;
		final float[] target = new float[source.length];
		final float[] expected = new float[source.length];
		final List<Double> told = new ArrayList<>();
		new Denoiser(limited(maxPixels, threads), new long[] { 128, 128 }, note -> {}).denoise(ArrayImgs.floats(source, size), ArrayImgs.floats(target, size),
			new Progress() {

				@Override
				public void update(final String doing, final double fraction) {
					told.add(fraction);
				}

				@Override
				public boolean isCanceled() {
					return false;
				}
			});
		new Denoiser(new BoxModel(), size).denoise(ArrayImgs.floats(source, size), ArrayImgs.floats(expected, size), Progress.NONE);
		assertArrayEquals(expected, target);
		assertEquals(told.stream().sorted().toList(), told);
		assertEquals(1, told.get(told.size() - 1));
	}

	@Test
	void whereNotEvenTheSmallestTileFitsItFails() {
		final float[] target = new float[200 * 200];
		assertTrue(assertThrows(OutOfDeviceMemory.class, () -> new Denoiser(limited(1000), 200, 200).denoise(ArrayImgs.floats(target, 200, 200),
			ArrayImgs.floats(target, 200, 200), Progress.NONE)).getMessage().contains("device cpu"));
	}

	/** Only the part that is asked for is written, and it is that of the whole. */
	@Test
	void aPartIsThatOfTheWhole() {
		final float[] source = new float[40 * 30 * 10];
		for (int i = 0; i < source.length; i++)
			source[i] = i * 31 % 101;
		final float[] whole = new float[source.length];
		new Denoiser(new BoxModel(), 16, 16, 4).denoise(ArrayImgs.floats(source, 40, 30, 10), ArrayImgs.floats(whole, 40, 30, 10), Progress.NONE);
		final float[] part = new float[40 * 30 * 3];
		new Denoiser(new BoxModel(), 16, 16, 4).denoise(ArrayImgs.floats(source, 40, 30, 10), Views.translate(ArrayImgs.floats(part, 40, 30, 3), 0, 0, 5),
			Progress.NONE);
		assertArrayEquals(Arrays.copyOfRange(whole, 5 * 1200, 8 * 1200), part);
	}

	@Test
	void cancelStops() {
		assertThrows(CancellationException.class, () -> new Denoiser(new BoxModel(), 8, 8).denoise(ArrayImgs.floats(9, 9),
			ArrayImgs.floats(9, 9), new Canceled()));
		assertThrows(CancellationException.class, () -> new Denoiser(limited(1000, 2), 8, 8).denoise(ArrayImgs.floats(90, 90), ArrayImgs.floats(90, 90),
			new Canceled()));
	}
}
