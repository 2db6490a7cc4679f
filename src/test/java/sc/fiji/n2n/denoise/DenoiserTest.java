package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.Interval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.util.Intervals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoiserTest {

	/** A model that is not a network: the mean of 5x5 pixels. */
	private static final class BoxMean implements PatchModel {

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			return Intervals.expand(target, 2);
		}

		@Override
		public float[] denoise(final float[] block, final long[] size) {
			final int width = (int) size[0];
			final float[] mean = new float[block.length];
			for (int y = 2; y < size[1] - 2; y++)
				for (int x = 2; x < width - 2; x++)
					for (int dy = -2; dy <= 2; dy++)
						for (int dx = -2; dx <= 2; dx++)
							mean[y * width + x] += block[(y + dy) * width + x + dx] / 25;
			return mean;
		}

		@Override
		public void close() {}
	}

	@ParameterizedTest
	@CsvSource({ "64,48,16", "65,47,16", "30,30,8", "7,9,1", "1,20,8", "1,1,8", "3,2,2" })
	void tiledIsUntiledToTheBit(final int width, final int height, final int tile) {
		assertArrayEquals(denoise(width, height, 1 << 20), denoise(width, height, tile));
	}

	private static float[] denoise(final int width, final int height, final int tile) {
		final Random random = new Random(3);
		final float[] source = new float[width * height];
		for (int i = 0; i < source.length; i++)
			source[i] = 1000 + 100 * random.nextFloat();
		final float[] target = new float[source.length];
		new Denoiser(new BoxMean(), tile).denoise(ArrayImgs.floats(source, width, height),
			ArrayImgs.floats(target, width, height), Progress.NONE);
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
		assertThrows(CancellationException.class, () -> new Denoiser(new BoxMean(), 8).denoise(ArrayImgs.floats(9, 9),
			ArrayImgs.floats(9, 9), canceled));
	}
}
