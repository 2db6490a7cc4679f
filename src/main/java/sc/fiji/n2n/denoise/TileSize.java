package sc.fiji.n2n.denoise;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * How large tiles are: as large as the free memory of the device allows, because large tiles overlap least, but not so large
 * that one takes much more than a second to denoise.
 */
final class TileSize {

	/** Longest side of a tile. */
	private static final long LARGEST = 512;
	/** No smaller along x and y, or most of the work would be overlap. A multiple of what every network needs. */
	private static final long SMALLEST = 64;
	/** The same along z. */
	private static final long SMALLEST_Z = 8;
	/** Pixels of a block at most: more gain nothing on a processor. */
	private static final long MAX_BLOCK = 1L << 20;
	/** Share of the free memory that a block may take. */
	private static final int SHARE = 2;

	private TileSize() {}

	/**
	 * The largest tiles whose blocks, with all that the model sees around a tile, are not too large.
	 *
	 * @param model the model
	 * @param target the pixels to denoise
	 * @param image the whole image
	 * @return size of a tile along each axis
	 */
	static long[] of(final PatchModel model, final Interval target, final Interval image) {
		final long maxBlock = Math.min(MAX_BLOCK, model.freeBytes() / SHARE / Math.max(1, model.bytesPerPixel()));
		final long[] size = new long[target.numDimensions()];
		Arrays.fill(size, LARGEST);
		while (true) {
			final long[] tile = new long[size.length];
			for (int d = 0; d < size.length; d++)
				tile[d] = Math.min(size[d], target.dimension(d));
			final long block = Intervals.numElements(model.requiredSourceInterval(new FinalInterval(tile), image));
			final int longest = longest(tile);
			if (block <= maxBlock || longest < 0) return size;
			size[longest] = half(tile[longest], longest);
		}
	}

	/** Half of the side of a tile, rounded up to what is worth it. */
	static long half(final long side, final int axis) {
		final long smallest = smallest(axis);
		return Math.max(smallest, (side / 2 + smallest - 1) / smallest * smallest);
	}

	/** The axis along which a tile can be halved best, or -1 if it is as small as it may be. */
	static int longest(final long[] tile) {
		int longest = -1;
		for (int d = 0; d < tile.length; d++)
			if (tile[d] > smallest(d) && (longest < 0 || tile[d] > tile[longest])) longest = d;
		return longest;
	}

	private static long smallest(final int axis) {
		return axis == 2 ? SMALLEST_Z : SMALLEST;
	}
}
