package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.tile.TileGrid;

/**
 * The part of a stack that a network learns from, copied into memory: all of it, or, of a large one,
 * blocks spread evenly over it. Training reads at random; from a file that would be slow.
 */
final class TrainingSample {

	/** Pixels of a sample at most: 128 MB as 32-bit floats. */
	static final long MAX_PIXELS = 1L << 25;

	private static final int BLOCK = 1024;

	private final List<float[]> values = new ArrayList<>();
	private final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();

	private TrainingSample() {}

	/**
	 * Copies a sample of planes.
	 *
	 * @param planes a stack (x, y, plane)
	 * @param maxPixels how many pixels to copy at most, roughly
	 */
	static TrainingSample of(final RandomAccessibleInterval<FloatType> planes, final long maxPixels) {
		return of(List.of(new PlaneStack(Views.zeroMin(planes), 0, 1, planes.dimension(2))), 1, maxPixels, Progress.NONE);
	}

	/**
	 * Copies a sample of planes or volumes.
	 *
	 * @param stacks the stacks, of the same size
	 * @param depth planes of a block at most; with 1, the images are planes (x, y), else volumes (x, y, z or t)
	 * @param maxPixels how many pixels to copy at most, roughly
	 * @param progress asked whether to stop, because files may be slow
	 */
	static TrainingSample of(final List<PlaneStack> stacks, final int depth, final long maxPixels, final Progress progress) {
		final RandomAccessibleInterval<FloatType> first = stacks.get(0).pixels();
		// A volume that fits is not cut.
		final long deep = depth > 1 && Intervals.numElements(first) <= maxPixels ? first.dimension(2) : Math.min(depth, first.dimension(2));
		final long perBlock = first.dimension(0) * first.dimension(1) * deep;
		final long side = perBlock <= maxPixels ? Long.MAX_VALUE : BLOCK;
		final List<Part> parts = new ArrayList<>();
		for (final PlaneStack stack : stacks) {
			final RandomAccessibleInterval<FloatType> pixels = stack.pixels();
			TileGrid.cut(pixels, Math.min(side, pixels.dimension(0)), Math.min(side, pixels.dimension(1)), deep).forEach(interval -> parts.add(new Part(pixels,
				interval)));
		}
		final long count = Math.max(1, Math.min(parts.size(), maxPixels / Intervals.numElements(parts.get(0).interval())));
		final TrainingSample sample = new TrainingSample();
		for (long i = 0; i < count; i++) {
			progress.step("Reading", 0);
			sample.add(parts.get((int) (i * parts.size() / count)), depth == 1);
		}
		return sample;
	}

	/** A block of a stack. */
	private record Part(RandomAccessibleInterval<FloatType> pixels, Interval interval) {}

	private void add(final Part part, final boolean flat) {
		final float[] copy = new float[Math.toIntExact(Intervals.numElements(part.interval()))];
		PrimitiveBlocks.of(part.pixels(), OnFallback.ACCEPT).copy(new FinalInterval(part.interval()), copy);
		values.add(copy);
		final long[] size = part.interval().dimensionsAsLongArray();
		images.add(flat ? ArrayImgs.floats(copy, size[0], size[1]) : ArrayImgs.floats(copy, size));
	}

	/** The pixels, to be normalized in place. */
	List<float[]> values() {
		return values;
	}

	/** The same pixels as images (x, y), or volumes (x, y, z or t). */
	List<RandomAccessibleInterval<FloatType>> images() {
		return images;
	}
}
