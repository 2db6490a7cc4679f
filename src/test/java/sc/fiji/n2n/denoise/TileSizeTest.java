package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.tile.TileGrid;

class TileSizeTest {

	private static final Interval PLANE = new FinalInterval(2048, 2048);
	private static final Interval VOLUME = new FinalInterval(2048, 2048, 50);

	/** A model that sees so far around a pixel, six slices of a volume, needs so much memory, and denoises so many blocks at once. */
	private record Needs(long halo, long bytesPerPixel, long freeBytes, int parallelism) implements PatchModel {

		Needs(final long halo, final long bytesPerPixel, final long freeBytes) {
			this(halo, bytesPerPixel, freeBytes, 1);
		}

		@Override
		public Interval requiredSourceInterval(final Interval target, final Interval image) {
			return Intervals.expand(target, target.numDimensions() == 2 ? new long[] { halo, halo } : new long[] { halo, halo, 6 });
		}

		@Override
		public float[] denoise(final float[] block, final long[] size) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void close() {}
	}

	/** Blocks that the C library keeps, unless too much of them would be overlap. */
	@ParameterizedTest
	@CsvSource({ "24,354,512", "24,10,512", "128,1219,512" })
	void whereMemoryIsPlenty(final long halo, final long bytesPerPixel, final long side) {
		assertArrayEquals(new long[] { side, side }, TileSize.of(new Needs(halo, bytesPerPixel, Long.MAX_VALUE), PLANE, PLANE));
	}

	/** A block takes at most half of the free memory, however little that is, down to the smallest tile. */
	@ParameterizedTest
	@CsvSource({ "200", "50", "20", "12" })
	void blocksFitIntoTheFreeMemory(final long megabytes) {
		for (final Interval image : new Interval[] { PLANE, VOLUME }) {
			final Needs model = new Needs(16, 354, megabytes << 20);
			final long[] tile = TileSize.of(model, image, image);
			final long bytes = Intervals.numElements(model.requiredSourceInterval(new FinalInterval(tile), image)) * 354;
			final boolean smallest = tile[0] == 64 && tile[1] == 64 && (tile.length == 2 || tile[2] == 8);
			assertTrue(bytes <= (megabytes << 20) / 2 || smallest, bytes + " bytes");
		}
	}

	/** There are tiles for all threads, of a small image too, and together they fit into the memory. */
	@ParameterizedTest
	@CsvSource({ "512,2,2", "512,4,4", "512,16,16", "2048,4,16", "64,16,1" })
	void allThreadsHaveWork(final long side, final int threads, final long tiles) {
		final Interval plane = new FinalInterval(side, side);
		final long[] tile = TileSize.of(new Needs(16, 354, Long.MAX_VALUE, threads), plane, plane);
		assertEquals(tiles, TileGrid.cut(plane, tile).size(), tile[0] + " x " + tile[1]);
		final long[] little = TileSize.of(new Needs(16, 354, 200L << 20, threads), plane, plane);
		assertTrue(threads * Intervals.numElements(Intervals.expand(new FinalInterval(little), 16)) * 354 <= 100L << 20 || little[0] == 64 && little[1] == 64,
			little[0] + " x " + little[1]);
	}

	@Test
	void withNoMemoryAtAllTilesAreAsSmallAsTheyMayBe() {
		assertArrayEquals(new long[] { 64, 64, 8 }, TileSize.of(new Needs(16, 354, 0), VOLUME, VOLUME));
	}

	/** Of a volume with few slices, tiles take in all of them rather than see each twice. */
	@Test
	void fewSlicesStayTogether() {
		final Interval thin = new FinalInterval(2048, 2048, 12);
		final long[] tile = TileSize.of(new Needs(24, 354, Long.MAX_VALUE), thin, thin);
		assertTrue(tile[2] >= 12 && tile[0] >= 128, tile[0] + " x " + tile[1] + " x " + tile[2]);
	}
}
