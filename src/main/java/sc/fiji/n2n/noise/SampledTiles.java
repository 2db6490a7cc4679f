package sc.fiji.n2n.noise;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * Square tiles, spread evenly over one plane, with their pixels in memory: the
 * whole of a small plane, a bounded sample of a large one, the same one each
 * time.
 */
final class SampledTiles {

	/** Pixels from the start of one tile to the next where all fit. */
	private static final int STEP = 128;

	/** Tiles overlap by this, so that no window is lost at their borders. */
	private static final int OVERLAP = 16;

	/** At most this many tiles along an axis: 1024 pixels are read in full. */
	private static final int MAX_PER_AXIS = 8;

	/**
	 * The pixels of one tile, row by row.
	 *
	 * @param pixels values in the units of the image; NaN and infinities as read
	 * @param width pixels in a row
	 * @param height rows
	 */
	record Tile(double[] pixels, int width, int height) {}

	private final List<Tile> tiles = new ArrayList<>();
	private double min = Double.POSITIVE_INFINITY;
	private double max = Double.NEGATIVE_INFINITY;

	/**
	 * Reads the tiles of a plane.
	 *
	 * @param plane an image of two dimensions, x and y
	 */
	SampledTiles(final RandomAccessibleInterval<? extends RealType<?>> plane) {
		final long[] xs = starts(plane.dimension(0));
		final long[] ys = starts(plane.dimension(1));
		for (final long y : ys)
			for (final long x : xs)
				tiles.add(read(plane, x, y));
	}

	/** @return the tiles, by rows of the plane */
	List<Tile> tiles() {
		return tiles;
	}

	/** @return the smallest finite value read; infinity if there is none */
	double min() {
		return min;
	}

	/** @return the largest finite value read; -infinity if there is none */
	double max() {
		return max;
	}

	private static int size(final long length) {
		return (int) Math.min(length, STEP + OVERLAP);
	}

	private static long[] starts(final long length) {
		final long needed = (length - OVERLAP + STEP - 1) / STEP;
		final int n = (int) Math.max(1, Math.min(MAX_PER_AXIS, needed));
		final long[] starts = new long[n];
		for (int i = 1; i < n; i++)
			starts[i] = i * (length - size(length)) / (n - 1);
		return starts;
	}

	private Tile read(
		final RandomAccessibleInterval<? extends RealType<?>> plane, final long x,
		final long y)
	{
		final int width = size(plane.dimension(0));
		final int height = size(plane.dimension(1));
		final long left = plane.min(0) + x;
		final long top = plane.min(1) + y;
		final Cursor<? extends RealType<?>> cursor = Views.flatIterable(Views
			.interval(plane, new long[] { left, top }, new long[] { left + width - 1,
				top + height - 1 })).cursor();
		final double[] pixels = new double[width * height];
		for (int i = 0; i < pixels.length; i++) {
			final double value = cursor.next().getRealDouble();
			pixels[i] = value;
			if (Double.isFinite(value)) {
				min = Math.min(min, value);
				max = Math.max(max, value);
			}
		}
		return new Tile(pixels, width, height);
	}
}
