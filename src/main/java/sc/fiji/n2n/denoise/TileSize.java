package sc.fiji.n2n.denoise;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * How large tiles are: as large as the free memory of the device allows, because large tiles overlap least, but not so large
 * that one takes much more than a second to denoise.
 */
final class TileSize {

	/** Longest sides of tiles that are weighed against each other. */
	private static final long[] LARGEST = { 512, 384 };
	/** No smaller along x and y, or most of the work would be overlap. A multiple of what every network needs. */
	private static final long SMALLEST = 64;
	/** The same along z. */
	private static final long SMALLEST_Z = 8;
	/** Pixels of a block of a plane at most: more gain nothing on a processor. */
	private static final long MAX_BLOCK = 1L << 20;
	/** The same of a volume, of which much more is overlap. */
	private static final long MAX_BLOCK_OF_VOLUMES = 1L << 21;
	/**
	 * Memory of a block, in bytes, up to which the C library of Linux keeps it for the next one. A larger block is given back and
	 * fetched anew, page by page, each time: so much longer it takes (docs/measurements.md).
	 */
	private static final long KEPT_BYTES = 72L << 20;
	private static final double FETCHED_ANEW = 1.35;
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
		final long most = target.numDimensions() == 2 ? MAX_BLOCK : MAX_BLOCK_OF_VOLUMES;
		final long maxBlock = Math.min(most, model.freeBytes() / SHARE / Math.max(1, model.bytesPerPixel()));
		long[] best = null;
		double least = Double.POSITIVE_INFINITY;
		for (final long largest : LARGEST) {
			final long[] size = fitting(model, target, image, largest, maxBlock);
			final long block = block(model, size, image);
			final double cost = (double) block / Intervals.numElements(size) * (block * model.bytesPerPixel() > KEPT_BYTES ? FETCHED_ANEW : 1);
			if (cost < least) {
				least = cost;
				best = size;
			}
		}
		return best;
	}

	private static long[] fitting(final PatchModel model, final Interval target, final Interval image, final long largest, final long maxBlock) {
		long[] size = new long[target.numDimensions()];
		for (int d = 0; d < size.length; d++)
			size[d] = Math.min(largest, target.dimension(d));
		while (block(model, size, image) > maxBlock) {
			final long[] smaller = halved(model, size, image);
			if (smaller == null) break;
			size = smaller;
		}
		return size;
	}

	private static long block(final PatchModel model, final long[] tile, final Interval image) {
		return Intervals.numElements(model.requiredSourceInterval(new FinalInterval(tile), image));
	}

	/** The tile halved along the axis where the least overlap follows; null if it is as small as it may be. */
	private static long[] halved(final PatchModel model, final long[] tile, final Interval image) {
		long[] best = null;
		double least = Double.POSITIVE_INFINITY;
		for (int d = 0; d < tile.length; d++) {
			if (tile[d] <= smallest(d)) continue;
			final long[] smaller = tile.clone();
			smaller[d] = half(tile[d], d);
			final double overlap = block(model, smaller, image) / (double) Intervals.numElements(smaller);
			if (overlap < least) {
				least = overlap;
				best = smaller;
			}
		}
		return best;
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
