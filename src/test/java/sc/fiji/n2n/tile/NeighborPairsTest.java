package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighborPairsTest {

	private static final int SIZE = 8;
	private static final int ROW = 1000;
	/** The same of volumes, so that floats can tell all pixels apart. */
	private static final int FEW = 100;

	private final float[] first = new float[SIZE * SIZE];
	private final float[] second = new float[SIZE * SIZE];
	private final float[] weight = new float[SIZE * SIZE];

	/** Each pixel knows where it is. */
	private static RandomAccessibleInterval<FloatType> positions(final int width, final int height) {
		final float[] values = new float[width * height];
		for (int i = 0; i < values.length; i++)
			values[i] = i % width + ROW * (i / width);
		return ArrayImgs.floats(values, width, height);
	}

	@ParameterizedTest
	@CsvSource({ "64,64", "33,47", "16,16", "5,7", "2,2", "3,40" })
	void aPixelIsPairedWithTheMeanOfItsNeighboursInTheCell(final int width, final int height) {
		final NeighborPairs pairs = new NeighborPairs(List.of(positions(width, height)), SIZE, 1);
		final Map<Float, Integer> differences = new TreeMap<>();
		for (int i = 0; i < 50; i++) {
			assertTrue(pairs.next(first, second, weight, 0));
			for (int k = 0; k < first.length; k++)
				differences.merge(second[k] - first[k], 1, Integer::sum);
		}
		assertEquals(List.of((-1f - ROW) / 2, (1f - ROW) / 2, (ROW - 1f) / 2, (ROW + 1f) / 2), List.copyOf(differences.keySet()));
		differences.values().forEach(count -> assertEquals(800, count, 150));
	}

	@ParameterizedTest
	@CsvSource({ "40,1,1", "1,40,1000", "2,1,1" })
	void aLineIsPairedAlongItself(final int width, final int height, final float step) {
		final NeighborPairs pairs = new NeighborPairs(List.of(positions(width, height)), SIZE, 1);
		for (int i = 0; i < 20; i++) {
			pairs.next(first, second, weight, 0);
			for (int k = 0; k < first.length; k++)
				assertEquals(step, Math.abs(second[k] - first[k]));
		}
	}

	@Test
	void theSameSeedDrawsTheSamePairs() {
		final NeighborPairs one = new NeighborPairs(List.of(positions(50, 50)), SIZE, 7);
		final NeighborPairs same = new NeighborPairs(List.of(positions(50, 50)), SIZE, 7);
		final NeighborPairs other = new NeighborPairs(List.of(positions(50, 50)), SIZE, 8);
		for (int i = 0; i < 3; i++) {
			one.next(first, second, weight, 0);
			final float[] firstAgain = new float[first.length];
			same.next(firstAgain, second, weight, 0);
			assertArrayEquals(first, firstAgain);
			other.next(firstAgain, second, weight, 0);
			assertFalse(Arrays.equals(first, firstAgain));
		}
	}

	@Test
	void pixelsThatAreNotFiniteDoNotCount() {
		final float[] values = new float[32 * 32];
		Arrays.fill(values, 5);
		values[100] = Float.NaN;
		values[500] = Float.POSITIVE_INFINITY;
		final NeighborPairs pairs = new NeighborPairs(List.of(ArrayImgs.floats(values, 32, 32)), SIZE, 1);
		boolean seen = false;
		for (int i = 0; i < 50; i++) {
			final boolean finite = pairs.next(first, second, weight, 0);
			seen |= !finite;
			boolean allCount = true;
			for (int k = 0; k < first.length; k++) {
				assertEquals(weight[k] == 1 ? 5 : 0, first[k]);
				assertEquals(weight[k] == 1 ? 5 : 0, second[k]);
				allCount &= weight[k] == 1;
			}
			assertEquals(finite, allCount);
		}
		assertTrue(seen, "no crop met the gaps");
	}

	@Test
	void imagesAreDrawnByTheirSize() {
		final float[] large = new float[64 * 64];
		Arrays.fill(large, 1);
		final NeighborPairs pairs = new NeighborPairs(List.of(ArrayImgs.floats(32, 32), ArrayImgs.floats(large, 64, 64)), SIZE, 1);
		int ofLarge = 0;
		for (int i = 0; i < 1000; i++) {
			pairs.next(first, second, weight, 0);
			ofLarge += first[0];
		}
		assertEquals(800, ofLarge, 50);
	}

	@Test
	void aSinglePixelHasNoNeighbours() {
		assertThrows(IllegalArgumentException.class, () -> new NeighborPairs(List.of(ArrayImgs.floats(1, 1)), SIZE, 1));
	}

	/** In volumes neighbours lie in the plane, or in all directions where slices are as close as pixels. */
	@ParameterizedTest
	@CsvSource({ "20,24,9,false", "20,24,9,true", "5,40,2,true", "30,1,7,true" })
	void pairsOfVolumes(final int width, final int height, final int depth, final boolean alongZ) {
		final float[] values = new float[width * height * depth];
		for (int i = 0; i < values.length; i++)
			values[i] = i % width + FEW * (i / width % height) + FEW * FEW * (i / (width * height));
		final NeighborPairs pairs = new NeighborPairs(List.of(ArrayImgs.floats(values, width, height, depth)), new int[] { SIZE, SIZE, 4 }, alongZ, 1);
		final float[] a = new float[pairs.pixels()];
		final float[] b = new float[pairs.pixels()];
		final TreeSet<Integer> steps = new TreeSet<>();
		final int neighbours = 1 + (height > 1 ? 1 : 0) + (alongZ ? 1 : 0);
		final TreeSet<Float> inDepth = new TreeSet<>();
		for (int i = 0; i < 40; i++) {
			assertTrue(pairs.next(a, b, new float[a.length], 0));
			for (int k = 0; k < a.length; k++)
				steps.add(Math.round(Math.abs(b[k] - a[k]) * neighbours));
			// The fourth slice of a patch is further along z than the first, or the other way round where it is flipped.
			inDepth.add(Math.signum((float) Math.floor(a[3 * SIZE * SIZE] / (FEW * FEW)) - (float) Math.floor(a[0] / (FEW * FEW))));
		}
		// One neighbour along each axis, on either side.
		final TreeSet<Integer> expected = new TreeSet<>();
		for (final int x : new int[] { -1, 1 })
			for (final int y : new int[] { -1, 1 })
				expected.add(Math.abs(x + (height > 1 ? y * FEW : 0) + (alongZ ? FEW * FEW : 0)));
		assertEquals(expected, steps);
		assertTrue(inDepth.contains(1f) && inDepth.contains(-1f), "patches are flipped along z");
	}
}
