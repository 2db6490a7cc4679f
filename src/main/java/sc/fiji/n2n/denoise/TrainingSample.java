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
	 * Copies a sample.
	 *
	 * @param planes a stack (x, y, plane)
	 * @param maxPixels how many pixels to copy at most, roughly
	 */
	static TrainingSample of(final RandomAccessibleInterval<FloatType> planes, final long maxPixels) {
		final long side = planes.dimension(0) * planes.dimension(1) <= maxPixels ? Long.MAX_VALUE : BLOCK;
		final List<Interval> parts = TileGrid.cut(planes, Math.min(side, planes.dimension(0)), Math.min(side, planes.dimension(1)), 1);
		final long count = Math.max(1, Math.min(parts.size(), maxPixels / Intervals.numElements(parts.get(0))));
		final PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(planes, OnFallback.ACCEPT);
		final TrainingSample sample = new TrainingSample();
		for (long i = 0; i < count; i++) {
			final Interval part = parts.get((int) (i * parts.size() / count));
			final float[] pixels = new float[Math.toIntExact(Intervals.numElements(part))];
			blocks.copy(new FinalInterval(part), pixels);
			sample.values.add(pixels);
			sample.images.add(ArrayImgs.floats(pixels, part.dimension(0), part.dimension(1)));
		}
		return sample;
	}

	/** The pixels, to be normalized in place. */
	List<float[]> values() {
		return values;
	}

	/** The same pixels as two-dimensional images (x, y). */
	List<RandomAccessibleInterval<FloatType>> images() {
		return images;
	}
}
