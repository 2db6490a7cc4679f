package sc.fiji.n2n.noise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.n2n.noise.SampledTiles.Tile;

/**
 * The flattest small windows of one plane: where an image shows its noise with
 * the least structure of the scene.
 * <p>
 * Noise is a floor that every window stands on, structure comes on top of it
 * and differs from place to place; so the windows with the smallest local
 * variance hold the most nearly pure noise. Windows up to half as variable
 * again as the flattest hundredth are taken with them: if the noise is alike
 * everywhere that is most of the plane, which avoids the bias of picking only
 * chance minima; if structure dominates it is still only a few.
 */
final class FlatWindows {

	/** Width and height of a window in pixels. */
	static final int SIZE = 11;

	/** Pixels right of and below a window that are in its tile. */
	private static final int REACH = 4;

	/** Pixels that a lag may reach; beyond {@link #REACH} of windows with so many only. */
	private static final int MAX_LAG = NoiseAutocorrelation.FAR_LAG;

	/** Half of the 5 x 5 box whose mean is taken off for the local variance. */
	private static final int BOX = 2;

	/** Pixels between the corners of neighbouring windows. */
	private static final int STEP = 4;

	/** The part of the windows that sets the noise floor. */
	private static final double FLOOR_QUANTILE = 0.01;

	/** The floor is set by no fewer windows than this. */
	private static final int MIN_FLOOR = 12;

	/** Windows up to this many times the floor's variance are taken. */
	private static final double FLOOR_FACTOR = 1.5;

	/** Fewer usable windows than this measure nothing. */
	private static final int MIN_WINDOWS = 16;

	/** Residuals below this part of the largest value are rounding, not noise. */
	private static final double ROUNDING = 1e-12;

	/** One window: its tile, its corner in it and its local variance. */
	record Window(Tile tile, int x, int y, double variance) {}

	private final List<Window> flat;

	/**
	 * Finds the flattest windows.
	 *
	 * @param plane what was read of the plane
	 */
	FlatWindows(final SampledTiles plane) {
		final List<Window> all = new ArrayList<>();
		for (final Tile tile : plane.tiles())
			collect(tile, plane.min(), plane.max(), all);
		flat = all.size() < MIN_WINDOWS ? List.of() : flattest(all);
	}

	/** @return the flattest windows; none where too little of the plane is usable */
	List<Window> windows() {
		return flat;
	}

	/**
	 * The noise autocorrelation along both axes, pooled over the windows.
	 * <p>
	 * Along x it is that of the second differences along y, and the reverse.
	 * Differencing across the axis leaves the autocorrelation along it as it is
	 * (exactly for noise whose autocorrelation is a product of one in x and one
	 * in y) and removes shading, ramps and the coarse part of any texture.
	 *
	 * @return lags 1 to 8 along x, then the same along y; null where nothing can
	 *         be measured; 0 at a lag above 4 that leads out of all tiles
	 */
	double[][] autocorrelation() {
		final double[] alongX = new double[2 * (MAX_LAG + 1)];
		final double[] alongY = new double[2 * (MAX_LAG + 1)];
		for (final Window window : flat) {
			final double[] x = products(window, 1, window.tile().width(), window.tile().width() - window
				.x());
			final double[] y = products(window, window.tile().width(), 1, window.tile().height() - window
				.y());
			// A NaN just right of or below a window that is itself without any
			if (!isFinite(x) || !isFinite(y)) continue;
			for (int i = 0; i < alongX.length; i++) {
				alongX[i] += x[i];
				alongY[i] += y[i];
			}
		}
		if (!(alongX[0] > 0) || !(alongY[0] > 0)) return null;
		return new double[][] { normalise(alongX), normalise(alongY) };
	}

	private static void collect(final Tile tile, final double min,
		final double max, final List<Window> windows)
	{
		final double[] residual = residual(tile);
		final double tiny = ROUNDING * Math.max(Math.abs(min), Math.abs(max));
		final int endX = tile.width() - SIZE - REACH;
		final int endY = tile.height() - SIZE - REACH;
		for (int y = BOX; y <= endY; y += STEP)
			for (int x = BOX; x <= endX; x += STEP) {
				if (blank(tile, residual, x, y, min, max, tiny)) continue;
				final double variance = meanSquare(residual, tile.width(), x, y);
				// Also false for a window that a NaN or an infinity reaches into
				if (variance > tiny * tiny && variance < Double.POSITIVE_INFINITY)
					windows.add(new Window(tile, x, y, variance));
			}
	}

	/** What is left of a tile, except at its border, without its 5 x 5 means. */
	private static double[] residual(final Tile tile) {
		final double[] in = tile.pixels();
		final int w = tile.width();
		final double[] out = new double[in.length];
		final double area = (2 * BOX + 1) * (2 * BOX + 1);
		for (int y = BOX; y < tile.height() - BOX; y++)
			for (int x = BOX; x < w - BOX; x++) {
				double sum = 0;
				for (int v = y - BOX; v <= y + BOX; v++)
					for (int u = x - BOX; u <= x + BOX; u++)
						sum += in[v * w + u];
				out[y * w + x] = in[y * w + x] - sum / area;
			}
		return out;
	}

	private static double meanSquare(final double[] values, final int w,
		final int x, final int y)
	{
		double sum = 0;
		for (int v = y; v < y + SIZE; v++)
			for (int u = x; u < x + SIZE; u++)
				sum += values[v * w + u] * values[v * w + u];
		return sum / (SIZE * SIZE);
	}

	/**
	 * Whether more than half of a window has lost its noise: clipped at an end of
	 * the range, or padded or masked with a constant.
	 */
	private static boolean blank(final Tile tile, final double[] residual,
		final int x, final int y, final double min, final double max,
		final double tiny)
	{
		int lost = 0;
		for (int v = y; v < y + SIZE; v++)
			for (int u = x; u < x + SIZE; u++) {
				final int at = v * tile.width() + u;
				final double value = tile.pixels()[at];
				if (value == min || value == max || Math.abs(residual[at]) <= tiny)
					lost++;
			}
		return 2 * lost > SIZE * SIZE;
	}

	private static List<Window> flattest(final List<Window> windows) {
		final double[] sorted = windows.stream().mapToDouble(Window::variance)
			.toArray();
		Arrays.sort(sorted);
		final int floor = Math.max(MIN_FLOOR, (int) (FLOOR_QUANTILE *
			sorted.length));
		final double limit = FLOOR_FACTOR * sorted[floor];
		return windows.stream().filter(w -> w.variance() <= limit).toList();
	}

	/**
	 * Sums, over a window, the products of second differences at each lag.
	 *
	 * @param along array distance of neighbours along the axis of the lag
	 * @param across the same along the other axis, the one differenced
	 * @param room pixels along the axis from the corner to the end of the tile
	 * @return the sums at lags from 0 on, 0 where the tile is too small; then, for
	 *         each lag, the sum at lag 0 that it compares with
	 */
	private static double[] products(final Window window, final int along,
		final int across, final int room)
	{
		final int reach = Math.min(MAX_LAG, room - SIZE);
		final double[] in = window.tile().pixels();
		final double[] line = new double[SIZE + reach];
		final double[] sums = new double[2 * (MAX_LAG + 1)];
		final int corner = window.y() * window.tile().width() + window.x();
		for (int row = 0; row < SIZE; row++) {
			for (int i = 0; i < line.length; i++) {
				final int at = corner + row * across + i * along;
				line[i] = 2 * in[at] - in[at - across] - in[at + across];
			}
			for (int i = 0; i < SIZE; i++)
				for (int lag = 0; lag <= reach; lag++) {
					sums[lag] += line[i] * line[i + lag];
					sums[MAX_LAG + 1 + lag] += line[i] * line[i];
				}
		}
		return sums;
	}

	private static boolean isFinite(final double[] values) {
		return Arrays.stream(values).allMatch(Double::isFinite);
	}

	private static double[] normalise(final double[] sums) {
		final double[] out = new double[MAX_LAG];
		for (int lag = 1; lag <= MAX_LAG; lag++) {
			final double same = sums[MAX_LAG + 1 + lag];
			out[lag - 1] = same > 0 ? sums[lag] / same : 0;
		}
		return out;
	}
}
