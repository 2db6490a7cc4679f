package sc.fiji.n2n.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * Neighbours of exactly the same value: where the noise is several grey levels wide, they are about as frequent as neighbours that
 * differ by one level. Median filters and enlargement without interpolation copy values, and make them more frequent.
 */
final class EqualNeighbours {

	private static final int SIDE = 16;
	/** Median difference of neighbours, in grey levels, from which on equal ones are told from close ones. */
	private static final double MIN_LEVELS = 3;
	/** Pairs of neighbours that are needed. */
	private static final int MIN_PAIRS = 2000;

	private EqualNeighbours() {}

	/**
	 * How frequent equal neighbours are.
	 *
	 * @param blocks the image
	 * @param step distance of grey levels; 0 where values are continuous
	 * @param low value at which pixels do not count, as they are piled up there
	 * @param high the same
	 * @return equal neighbours as a multiple of what is expected, about 1 without a filter; of continuous values 1 plus 100 times
	 *         their share; NaN where there is too little noise
	 */
	static double excess(final List<Block> blocks, final double step, final double low, final double high) {
		long equal = 0, close = 0, pairs = 0;
		final double[] differences = new double[SIDE * SIDE];
		for (final Block block : blocks)
			for (int top = 0; top + SIDE <= block.height(); top += SIDE)
				for (int left = 0; left + SIDE < block.width(); left += SIDE) {
					int n = 0;
					for (int y = top; y < top + SIDE; y++)
						for (int x = left; x < left + SIDE; x++) {
							final float a = block.pixels()[y * block.width() + x], b = block.pixels()[y * block.width() + x + 1];
							if (a > low && a < high && b > low && b < high) differences[n++] = Math.abs((double) b - a);
						}
					if (n < SIDE * SIDE / 2) continue;
					Arrays.sort(differences, 0, n);
					if (!(differences[n / 2] > 0) || differences[n / 2] < MIN_LEVELS * step) continue;
					pairs += n;
					int i = 0;
					for (; i < n && differences[i] <= 0.5 * step; i++)
						equal++;
					for (; i < n && differences[i] <= 1.5 * step; i++)
						close++;
				}
		if (pairs < MIN_PAIRS) return Double.NaN;
		if (step == 0) return 1 + 100.0 * equal / pairs;
		return close == 0 ? equal == 0 ? Double.NaN : Double.POSITIVE_INFINITY : 2.0 * equal / close;
	}
}
