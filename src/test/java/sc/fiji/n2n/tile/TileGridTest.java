package sc.fiji.n2n.tile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.type.numeric.integer.IntType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileGridTest {

	@ParameterizedTest
	@CsvSource({ "1,1,1,8", "7,5,3,2", "64,64,1,64", "65,63,2,64", "10,1,4,3" })
	void tilesCoverEveryPixelOnce(final long width, final long height, final long depth, final long size) {
		final ArrayImg<IntType, IntArray> count = ArrayImgs.ints(width, height, depth);
		for (final Interval tile : TileGrid.cut(count, size, size, 1)) {
			assertTrue(tile.dimension(0) <= size && tile.dimension(1) <= size && tile.dimension(2) == 1, () -> "too large: " + tile);
			Views.interval(count, tile).forEach(IntType::inc);
		}
		count.forEach(times -> assertEquals(1, times.get()));
	}

	@Test
	void tilesBeginAtTheMinimumOfTheInterval() {
		final Interval first = TileGrid.cut(FinalInterval.createMinMax(-5, 3, 20, 30), 8, 8).get(0);
		assertEquals(FinalInterval.createMinMax(-5, 3, 2, 10), first);
	}

	@Test
	void refusesTilesOfNoSize() {
		final Interval image = new FinalInterval(4, 4);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> TileGrid.cut(image, 0, 4)).getMessage().contains("0"));
		assertThrows(IllegalArgumentException.class, () -> TileGrid.cut(image, 4));
	}
}
