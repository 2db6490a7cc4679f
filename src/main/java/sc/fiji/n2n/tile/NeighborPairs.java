package sc.fiji.n2n.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;

/**
 * Draws pairs of noisy patches from single noisy images: of each cell of 2x2 (x2) pixels of a random crop one is drawn for the
 * first patch, and the mean of those adjacent to it in the cell is the pixel of the second. Neighbor2Neighbor (Huang et al.,
 * CVPR 2021, arXiv 2101.02824, section 3.2) draws one of those instead, which has the same expectation and more noise. The two
 * patches show nearly the same scene, and where the noise is independent from pixel to pixel so is theirs. Each pair is turned
 * and flipped at random, that of a volume also along z.
 * <p>
 * Along an axis of a single pixel there is nothing to pair: cells are then of one pixel there. The same along z where
 * neighbouring slices differ more than neighbouring pixels do, or are not slices but moments.
 * <p>
 * Pixels that are not finite become 0 with weight 0. The same seed draws the same pairs.
 * Not thread-safe.
 */
public final class NeighborPairs {

	private final List<? extends RandomAccessibleInterval<FloatType>> images;
	private final List<PrimitiveBlocks<FloatType>> blocks = new ArrayList<>();
	private final long[] pixelsUpTo;
	private final int[] sides;
	private final SplittableRandom random;
	/** Size of a cell along each axis, 1 or 2. */
	private final int[] cell;
	/** Size of a crop along each axis. */
	private final int[] extent;
	/** Of each pixel of a cell: its offset in a crop, then those of its neighbours in the cell. */
	private final int[][] neighbourhoods;
	private final float[] crop;

	/**
	 * @param images two-dimensional images (x, y), in any finite unit; one is drawn in proportion to
	 *          its pixels
	 * @param size side of a patch, in pixels of the patch
	 * @param seed seed of all draws
	 * @throws IllegalArgumentException if all images are of one pixel
	 */
	public NeighborPairs(final List<? extends RandomAccessibleInterval<FloatType>> images, final int size, final long seed) {
		this(images, new int[] { size, size }, false, seed);
	}

	/**
	 * @param images images (x, y) or volumes (x, y, z), all of the same number of axes, in any finite unit; one is drawn in
	 *          proportion to its pixels
	 * @param sides sides of a patch along each axis, the same along x and y, in pixels of the patch
	 * @param alongZ whether the two pixels of a pair may lie in neighbouring slices
	 * @param seed seed of all draws
	 * @throws IllegalArgumentException if all images are of one pixel, or one pixel a slice where pairs are not drawn along z
	 */
	public NeighborPairs(final List<? extends RandomAccessibleInterval<FloatType>> images, final int[] sides, final boolean alongZ, final long seed) {
		this.images = List.copyOf(images);
		this.sides = sides.clone();
		random = new SplittableRandom(seed);
		pixelsUpTo = new long[images.size()];
		cell = new int[sides.length];
		Arrays.fill(cell, 1);
		long pixels = 0;
		for (int i = 0; i < pixelsUpTo.length; i++) {
			final RandomAccessibleInterval<FloatType> image = images.get(i);
			blocks.add(Borders.mirrored(image));
			pixels += Intervals.numElements(image);
			pixelsUpTo[i] = pixels;
			for (int d = 0; d < cell.length; d++)
				if (image.dimension(d) > 1 && (d < 2 || alongZ)) cell[d] = 2;
		}
		extent = new int[sides.length];
		int cropped = 1;
		for (int d = 0; d < sides.length; d++)
			cropped *= extent[d] = sides[d] * cell[d];
		crop = new float[cropped];
		neighbourhoods = neighbourhoods(cell, extent);
		if (neighbourhoods.length == 1) throw new IllegalArgumentException("An image of a single pixel has no neighbours to learn from.");
	}

	private static int[][] neighbourhoods(final int[] cell, final int[] extent) {
		final List<int[]> pixels = new ArrayList<>();
		for (final Interval pixel : TileGrid.cut(new FinalInterval(Arrays.stream(cell).asLongStream().toArray()), LongStream.generate(() -> 1).limit(
			cell.length).toArray()))
		{
			int offset = 0;
			int step = 1;
			final IntStream.Builder steps = IntStream.builder();
			for (int d = 0; d < cell.length; step *= extent[d++]) {
				offset += pixel.min(d) * step;
				if (cell[d] > 1) steps.add(pixel.min(d) == 0 ? step : -step);
			}
			final int corner = offset;
			pixels.add(IntStream.concat(IntStream.of(0), steps.build()).map(to -> corner + to).toArray());
		}
		return pixels.toArray(int[][]::new);
	}

	/** Sides of a patch along each axis. */
	public int[] sides() {
		return sides.clone();
	}

	/** Number of pixels of a patch. */
	public int pixels() {
		return Arrays.stream(sides).reduce(1, (a, b) -> a * b);
	}

	/**
	 * Draws one pair.
	 *
	 * @param first takes the pixels of one patch, x running fastest
	 * @param second takes those of the other
	 * @param weight takes 1 where all pixels concerned are finite, else 0
	 * @param offset index in all three arrays of the first pixel of the patch
	 * @return whether all pixels were finite
	 */
	public boolean next(final float[] first, final float[] second, final float[] weight, final int offset) {
		readCrop();
		final int turn = random.nextInt(Turns.COUNT);
		final int depth = sides.length == 2 ? 1 : sides[2];
		final boolean flipZ = sides.length > 2 && random.nextBoolean();
		boolean finite = true;
		for (int z = 0; z < depth; z++) {
			final int plane = offset + (flipZ ? depth - 1 - z : z) * sides[0] * sides[1];
			final int slice = sides.length == 2 ? 0 : z * cell[2] * extent[0] * extent[1];
			for (int y = 0; y < sides[1]; y++)
				for (int x = 0; x < sides[0]; x++) {
					final int[] pixels = neighbourhoods[random.nextInt(neighbourhoods.length)];
					final int corner = slice + y * cell[1] * extent[0] + x * cell[0];
					final float a = crop[corner + pixels[0]];
					float b = 0;
					for (int k = 1; k < pixels.length; k++)
						b += crop[corner + pixels[k]];
					b /= pixels.length - 1;
					final boolean good = Float.isFinite(a) && Float.isFinite(b);
					finite &= good;
					final int i = plane + Turns.index(turn, x, y, sides[0], sides[1]);
					first[i] = good ? a : 0;
					second[i] = good ? b : 0;
					weight[i] = good ? 1 : 0;
				}
		}
		return finite;
	}

	private void readCrop() {
		final long pixel = random.nextLong(pixelsUpTo[pixelsUpTo.length - 1]);
		int i = 0;
		while (pixelsUpTo[i] <= pixel)
			i++;
		final RandomAccessibleInterval<FloatType> image = images.get(i);
		final long[] from = new long[extent.length];
		for (int d = 0; d < from.length; d++)
			from[d] = start(image, d, extent[d]);
		blocks.get(i).copy(from, crop, extent);
	}

	/** A crop lies inside the image; or, where it is larger, around it. */
	private long start(final RandomAccessibleInterval<FloatType> image, final int axis, final int extent) {
		final long room = image.dimension(axis) - extent;
		return image.min(axis) + Math.min(room, 0) + random.nextLong(Math.abs(room) + 1);
	}
}
