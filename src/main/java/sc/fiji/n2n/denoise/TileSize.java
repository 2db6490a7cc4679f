package sc.fiji.n2n.denoise;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * How large tiles are: as large as the free memory of the device allows, because large tiles overlap least, but not so large
 * that one takes much more than a second to denoise, or that there are fewer than can be denoised at once.
 */
final class TileSize {

	/** Longest side of a tile. */
	private static final long LARGEST = 512;
	/** No smaller along x and y, or most of the work would be overlap. A multiple of what every network needs. */
	private static final long SMALLEST = 64;
	/** The same along z. */
	private static final long SMALLEST_Z = 8;
	/** Pixels of a block of a plane at most: more gain nothing on a processor. */
	private static final long MAX_BLOCK = 1L << 20;
	/** The same of a volume, of which much more is overlap. */
	private static final long MAX_BLOCK_OF_VOLUMES = 1L << 21;
	/**
	 * Memory of a block, in bytes, up to which none of its arrays has more than the 32 MiB that the C library of Linux keeps for the next
	 * one. A larger array is given back and fetched anew, page by page, each time: so much longer it takes (docs/measurements.md).
	 */
	private static final long KEPT_BYTES = 112L << 20;
	private static final double FETCHED_ANEW = 1.35;
	/** Memory that all blocks take at once, in bytes, at most, however much is free. */
	private static final long AT_ONCE_BYTES = 2L << 30;
	/** The same of each, if they are many. */
	private static final long EACH_BYTES = 256L << 20;
	/** Share of the free memory that the blocks may take. */
	private static final int SHARE = 2;

	private TileSize() {}

	/**
	 * The tiles that take the least time, if all blocks take as long as they have pixels, those pixels included that the model sees around a
	 * tile, and the model denoises several at once; among those whose blocks are not too large.
	 *
	 * @param model the model
	 * @param target the pixels to denoise
	 * @param image the whole image
	 * @return size of a tile along each axis
	 */
	static long[] of(final PatchModel model, final Interval target, final Interval image) {
		final long most = target.numDimensions() == 2 ? MAX_BLOCK : MAX_BLOCK_OF_VOLUMES;
		final int blocks = model.parallelism();
		final long maxBytes = Math.min(model.freeBytes() / SHARE / blocks, Math.max(AT_ONCE_BYTES / blocks, EACH_BYTES));
		final long maxBlock = Math.min(most, maxBytes / Math.max(1, model.bytesPerPixel()));
		long[] size = new long[target.numDimensions()];
		for (int d = 0; d < size.length; d++)
			size[d] = Math.min(LARGEST, target.dimension(d));
		long[] best = null;
		double least = Double.POSITIVE_INFINITY;
		for (; size != null; size = halved(model, size, image)) {
			final double cost = cost(model, size, target, image);
			if (best == null || block(model, best, image) > maxBlock || cost < least) {
				least = cost;
				best = size;
			}
		}
		return best;
	}

	private static double cost(final PatchModel model, final long[] size, final Interval target, final Interval image) {
		long tiles = 1;
		for (int d = 0; d < size.length; d++)
			tiles *= (target.dimension(d) + size[d] - 1) / size[d];
		final long block = block(model, size, image);
		final long rounds = (tiles + model.parallelism() - 1) / model.parallelism();
		return (double) rounds * block * (block * model.bytesPerPixel() > KEPT_BYTES ? FETCHED_ANEW : 1);
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
