package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * The variance of the noise in small windows of a single image, from second differences along x of second differences along y
 * (the mask of Immerkaer, CVIU 1996, equation 3), which leave little of the scene. Where the noise is correlated, pixels
 * are taken some distance apart, and what correlation is left is corrected for.
 */
final class SecondDifferences {

	/** Sum of the squares of 1, -2, 1. */
	private static final double SQUARES = 6;
	/** Least share of the variance that the differences are believed to leave of correlated noise, along an axis. */
	private static final double LEAST_LEFT = 0.1;
	/** Correlations below this may be chance, or structure. */
	private static final double TOLD = 0.07;
	/** A correlation that keeps this part of itself over 4 pixels is that of stripes or structure. */
	private static final double PLATEAU = 2.0 / 3;

	private final int step;
	private final double left;
	private final double freedom;

	/** @param correlation autocorrelation of the noise */
	SecondDifferences(final NoiseAutocorrelation correlation) {
		step = correlation.measurable() ? correlation.stride() : 1;
		final double[] x = left(lags(correlation, true)), y = left(lags(correlation, false));
		left = x[0] * y[0];
		freedom = Window.PIXELS / (x[1] * y[1]);
	}

	/** The autocorrelation along an axis, from lag 0; none where it is too small to tell, or is that of stripes or structure. */
	private double[] lags(final NoiseAutocorrelation correlation, final boolean alongX) {
		final double[] lags = new double[NoiseAutocorrelation.MAX_LAG + 1];
		lags[0] = 1;
		if (!correlation.measurable()) return lags;
		final double first = alongX ? correlation.x(1) : correlation.y(1), last = alongX ? correlation.x(lags.length - 1) : correlation.y(lags.length - 1);
		if (first >= TOLD && last < PLATEAU * first) for (int lag = 1; lag < lags.length; lag++)
			lags[lag] = alongX ? correlation.x(lag) : correlation.y(lag);
		return lags;
	}

	/** What is left of the variance along an axis, and the sum of the squared autocorrelations of the differences. */
	private double[] left(final double[] lags) {
		final int reach = NoiseAutocorrelation.MAX_LAG + 2 * step;
		final double[] out = new double[reach + 1];
		for (int lag = 0; lag <= reach; lag++)
			out[lag] = (6 * at(lags, lag) - 4 * (at(lags, lag - step) + at(lags, lag + step)) + at(lags, lag - 2 * step) + at(lags, lag + 2 * step)) / SQUARES;
		final double all = Math.max(LEAST_LEFT, out[0]);
		double squares = 1;
		for (int lag = 1; lag <= reach; lag++)
			squares += 2 * Math.pow(out[lag] / all, 2);
		return new double[] { all, squares };
	}

	private static double at(final double[] lags, final int lag) {
		return Math.abs(lag) < lags.length ? lags[Math.abs(lag)] : 0;
	}

	/** Degrees of freedom of the variance of a window: it is as that of so many independent pixels. */
	double freedom() {
		return freedom;
	}

	/**
	 * Measures windows side by side. Those with pixels that are not finite, or with many at a limit, are left out.
	 *
	 * @param block the pixels
	 * @param low value at or below which noise is cut off; -infinity where there is none
	 * @param high value at or above which it is cut off
	 */
	List<Window> windows(final Block block, final double low, final double high) {
		final List<Window> windows = new ArrayList<>();
		for (int y = step; y + Window.SIDE + step <= block.height(); y += Window.SIDE)
			for (int x = step; x + Window.SIDE + step <= block.width(); x += Window.SIDE) {
				final Window window = window(block, x, y, low, high);
				if (window != null) windows.add(window);
			}
		return windows;
	}

	private Window window(final Block block, final int left0, final int top, final double low, final double high) {
		final float[] in = block.pixels();
		final int w = block.width(), down = step * w;
		double sum = 0, squares = 0;
		int lost = 0;
		for (int y = top; y < top + Window.SIDE; y++)
			for (int x = left0; x < left0 + Window.SIDE; x++) {
				final int at = y * w + x;
				final double mask = across(in, at - step, down) - 2 * across(in, at, down) + across(in, at + step, down);
				squares += mask * mask;
				sum += in[at];
				if (in[at] <= low || in[at] >= high) lost++;
			}
		if (!Double.isFinite(squares) || Window.isCut(lost)) return null;
		return new Window(sum / Window.PIXELS, squares / Window.PIXELS / (SQUARES * SQUARES) / left);
	}

	private static double across(final float[] in, final int at, final int down) {
		return (double) in[at - down] - 2.0 * in[at] + in[at + down];
	}
}
