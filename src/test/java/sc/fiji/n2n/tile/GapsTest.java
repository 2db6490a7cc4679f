package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GapsTest {

	private static final float GAP = Float.NaN;

	@Test
	void gapsTakeTheValueBesideThem() {
		final float[] pixels = { GAP, 1, Float.POSITIVE_INFINITY, 3, //
			GAP, GAP, GAP, GAP, //
			5, Float.NEGATIVE_INFINITY, 7, 8 };
		assertArrayEquals(new float[] { 1, 1, 1, 3, 1, 1, 1, 3, 5, 5, 7, 8 }, Gaps.filled(pixels, 4, 3));
		assertTrue(Float.isNaN(pixels[0]), "the input was changed");
	}

	@Test
	void gapsAreSeen() {
		assertTrue(Gaps.in(new float[] { 1, GAP }));
		assertTrue(Gaps.in(new float[] { Float.NEGATIVE_INFINITY }));
		assertFalse(Gaps.in(new float[] { -1, Float.MAX_VALUE }));
	}

	@Test
	void planesWithoutAnythingTakeTheirNeighbours() {
		final float[] pixels = { Float.NaN, Float.NaN, Float.NaN, 4, Float.NaN, Float.NaN };
		assertArrayEquals(new float[] { 4, 4, 4, 4, 4, 4 }, Gaps.filled(pixels, 2, 1, 3));
		assertArrayEquals(new float[] { Float.NaN }, Gaps.filled(new float[] { Float.NaN }, 1, 1, 1));
	}
}
