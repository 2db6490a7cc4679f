package sc.fiji.n2n.tile;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Draws pairs of noisy patches from single noisy images: of each 2x2 cell of a random crop two
 * adjacent pixels are drawn, one for either patch (Huang et al., Neighbor2Neighbor, CVPR 2021,
 * arXiv 2101.02824, section 3.2). The two patches show nearly the same scene, and where the noise is
 * independent from pixel to pixel so is theirs. Each pair is turned and flipped at random.
 * <p>
 * Along an axis of a single pixel there is nothing to pair: cells are then 2x1 or 1x2.
 * <p>
 * Pixels that are not finite become 0 with weight 0. The same seed draws the same pairs.
 * Not thread-safe.
 */
public final class NeighborPairs {

	/** Offsets (x, y) of the two pixels of a pair in a 2x2 cell: 4 neighbourhoods, in both orders. */
	private static final int[][] SQUARE = { { 0, 0, 1, 0 }, { 1, 0, 0, 0 }, { 0, 1, 1, 1 }, { 1, 1, 0, 1 }, //
		{ 0, 0, 0, 1 }, { 0, 1, 0, 0 }, { 1, 0, 1, 1 }, { 1, 1, 1, 0 } };
	private static final int[][] ALONG_X = { { 0, 0, 1, 0 }, { 1, 0, 0, 0 } };
	private static final int[][] ALONG_Y = { { 0, 0, 0, 1 }, { 0, 1, 0, 0 } };

	private final List<? extends RandomAccessibleInterval<FloatType>> images;
	private final List<PrimitiveBlocks<FloatType>> blocks = new ArrayList<>();
	private final long[] pixelsUpTo;
	private final int size;
	private final SplittableRandom random;
	private final int cellX;
	private final int cellY;
	private final int[][] pairs;
	private final float[] crop;

	/**
	 * @param images two-dimensional images (x, y), in any finite unit; one is drawn in proportion to
	 *          its pixels
	 * @param size side of a patch, in pixels of the patch
	 * @param seed seed of all draws
	 * @throws IllegalArgumentException if all images are of one pixel
	 */
	public NeighborPairs(final List<? extends RandomAccessibleInterval<FloatType>> images, final int size, final long seed) {
		this.images = List.copyOf(images);
		this.size = size;
		random = new SplittableRandom(seed);
		pixelsUpTo = new long[images.size()];
		long pixels = 0;
		boolean wide = false, high = false;
		for (int i = 0; i < pixelsUpTo.length; i++) {
			final RandomAccessibleInterval<FloatType> image = images.get(i);
			blocks.add(Borders.mirrored(image));
			pixels += image.dimension(0) * image.dimension(1);
			pixelsUpTo[i] = pixels;
			wide |= image.dimension(0) > 1;
			high |= image.dimension(1) > 1;
		}
		if (!wide && !high) throw new IllegalArgumentException("An image of a single pixel has no neighbours to learn from.");
		cellX = wide ? 2 : 1;
		cellY = high ? 2 : 1;
		pairs = wide && high ? SQUARE : wide ? ALONG_X : ALONG_Y;
		crop = new float[size * cellX * size * cellY];
	}

	/** Side of a patch. */
	public int size() {
		return size;
	}

	/**
	 * Draws one pair.
	 *
	 * @param first takes the pixels of one patch, x running fastest
	 * @param second takes those of the other
	 * @param weight takes 1 where both pixels are finite, else 0
	 * @param offset index in all three arrays of the first pixel of the patch
	 * @return whether all pixels were finite
	 */
	public boolean next(final float[] first, final float[] second, final float[] weight, final int offset) {
		readCrop();
		final int turn = random.nextInt(8);
		final int width = size * cellX;
		boolean finite = true;
		for (int y = 0; y < size; y++)
			for (int x = 0; x < size; x++) {
				final int[] pair = pairs[random.nextInt(pairs.length)];
				final int corner = y * cellY * width + x * cellX;
				final float a = crop[corner + pair[1] * width + pair[0]];
				final float b = crop[corner + pair[3] * width + pair[2]];
				final boolean good = Float.isFinite(a) && Float.isFinite(b);
				finite &= good;
				final int i = offset + Turns.index(turn, x, y, size, size);
				first[i] = good ? a : 0;
				second[i] = good ? b : 0;
				weight[i] = good ? 1 : 0;
			}
		return finite;
	}

	private void readCrop() {
		final long pixel = random.nextLong(pixelsUpTo[pixelsUpTo.length - 1]);
		int i = 0;
		while (pixelsUpTo[i] <= pixel)
			i++;
		final RandomAccessibleInterval<FloatType> image = images.get(i);
		final int[] extent = { size * cellX, size * cellY };
		final long[] from = { start(image, 0, extent[0]), start(image, 1, extent[1]) };
		blocks.get(i).copy(from, crop, extent);
	}

	/** A crop lies inside the image; or, where it is larger, around it. */
	private long start(final RandomAccessibleInterval<FloatType> image, final int axis, final int extent) {
		final long room = image.dimension(axis) - extent;
		return image.min(axis) + Math.min(room, 0) + random.nextLong(Math.abs(room) + 1);
	}
}
