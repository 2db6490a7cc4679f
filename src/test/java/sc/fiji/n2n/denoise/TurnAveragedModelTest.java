package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.concurrent.CancellationException;

import net.imglib2.Interval;
import org.junit.jupiter.api.Test;

class TurnAveragedModelTest {

	/** Moves the block one pixel to the left: its mean over all turns spreads each pixel to its four neighbours, twice each. */
	private static final PatchModel SHIFT = new PatchModel() {

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			return target;
		}

		@Override
		public float[] denoise(final float[] block, final long[] size) {
			final float[] moved = new float[block.length];
			for (int i = 0; i < block.length; i++)
				if (i % size[0] < size[0] - 1) moved[i] = block[i + 1];
			return moved;
		}

		@Override
		public void close() {}
	};

	@Test
	void turnsAreUndoneBeforeTheMean() {
		final float[] block = new float[5 * 3];
		block[1 * 5 + 2] = 8;
		final float[] expected = new float[5 * 3];
		expected[1 * 5 + 1] = expected[1 * 5 + 3] = expected[2] = expected[2 * 5 + 2] = 2;
		assertArrayEquals(expected, new TurnAveragedModel(SHIFT, 0, 1, 2, 3, 4, 5, 6, 7).denoise(block, new long[] { 5, 3 }));
	}

	/** The slices of a volume are turned alike, and stay where they are. */
	@Test
	void slicesOfAVolumeAreTurnedAlike() {
		final float[] plane = new float[15];
		for (int i = 0; i < plane.length; i++)
			plane[i] = i * 7 % 11;
		final float[] other = new float[15];
		for (int i = 0; i < other.length; i++)
			other[i] = i * 5 % 13;
		final float[] volume = new float[30];
		System.arraycopy(plane, 0, volume, 0, 15);
		System.arraycopy(other, 0, volume, 15, 15);
		final int[] turns = { 0, 1, 2, 3, 4, 5, 6, 7 };
		final float[] first = new TurnAveragedModel(SHIFT, turns).denoise(plane, new long[] { 5, 3 });
		final float[] second = new TurnAveragedModel(SHIFT, turns).denoise(other, new long[] { 5, 3 });
		final float[] both = new TurnAveragedModel(SHIFT, turns).denoise(volume, new long[] { 5, 3, 2 });
		assertArrayEquals(first, Arrays.copyOf(both, 15));
		assertArrayEquals(second, Arrays.copyOfRange(both, 15, 30));
	}

	@Test
	void stopsBeforeATurn() {
		final int[] asked = new int[1];
		final Progress progress = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return ++asked[0] == 3;
			}
		};
		assertThrows(CancellationException.class, () -> new TurnAveragedModel(SHIFT, 0, 1, 2, 3).denoise(new float[15], new long[] { 5, 3 }, progress));
		assertEquals(3, asked[0]);
	}
}
