package sc.fiji.n2n.tile;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;

/** Cuts an interval into tiles: cut along each axis, then the product of the cuts. */
public final class TileGrid {

	private TileGrid() {}

	/**
	 * Tiles that cover an interval without gap or overlap, the first axis running fastest.
	 *
	 * @param interval what to cover, of any number of dimensions
	 * @param size size of a tile along each axis; the last tile of an axis may be smaller
	 * @return the tiles
	 * @throws IllegalArgumentException if a size is less than 1 or there are not as many as axes
	 */
	public static List<Interval> cut(final Interval interval, final long... size) {
		final int n = interval.numDimensions();
		if (size.length != n) throw new IllegalArgumentException("There are " + size.length + " tile sizes for " + n + " axes.");
		List<Interval> tiles = new ArrayList<>();
		tiles.add(new FinalInterval(interval));
		for (int d = n - 1; d >= 0; d--) {
			if (size[d] < 1) throw new IllegalArgumentException("The tile size is " + size[d] + ", but must be 1 or more.");
			final List<Interval> finer = new ArrayList<>();
			for (final Interval tile : tiles)
				cut(tile, d, size[d], finer);
			tiles = finer;
		}
		return tiles;
	}

	private static void cut(final Interval tile, final int axis, final long size, final List<Interval> pieces) {
		final long[] min = tile.minAsLongArray();
		final long[] max = tile.maxAsLongArray();
		for (long from = tile.min(axis); from <= tile.max(axis); from += size) {
			min[axis] = from;
			max[axis] = Math.min(from + size - 1, tile.max(axis));
			pieces.add(new FinalInterval(min, max));
		}
	}
}
