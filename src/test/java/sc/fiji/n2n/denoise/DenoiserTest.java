package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.util.Intervals;
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

	@Test
	void cancelStops() {
		final Progress canceled = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> new Denoiser(new BoxModel(), 8, 8).denoise(ArrayImgs.floats(9, 9),
			ArrayImgs.floats(9, 9), canceled));
	}
}
