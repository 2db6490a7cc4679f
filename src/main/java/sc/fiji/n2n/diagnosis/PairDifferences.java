package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.noise.NoiseAutocorrelation;

/** The variance of the noise in small windows of two images of one scene: half of that of their difference. */
final class PairDifferences {

	private final double kept;
	private final double freedom;

	/** @param correlation autocorrelation of the noise */
	PairDifferences(final NoiseAutocorrelation correlation) {
		double sums = 1, squares = 1;
		for (int axis = 0; axis < 2; axis++) {
			double sum = 1, square = 1;
			for (int lag = 1; lag <= NoiseAutocorrelation.MAX_LAG && correlation.measurable(); lag++) {
				final double r = axis == 0 ? correlation.x(lag) : correlation.y(lag);
				sum += 2 * (1 - lag / (double) Window.SIDE) * r;
				square += 2 * r * r;
			}
			sums *= Math.max(0, sum);
			squares *= square;
		}
		// Taking off the mean of a window takes off what all of its pixels share.
		kept = 1 - Math.min(0.5, sums / Window.PIXELS);
		freedom = (Window.PIXELS - 1) / squares;
	}

	/** Degrees of freedom of the variance of a window. */
	double freedom() {
		return freedom;
	}

	/**
	 * Measures windows side by side.
	 *
	 * @param first a block of one image
	 * @param second the same place in the other
	 * @param low value at or below which noise is cut off; -infinity where there is none
	 * @param high value at or above which it is cut off
	 */
	List<Window> windows(final Block first, final Block second, final double low, final double high) {
		final List<Window> windows = new ArrayList<>();
		for (int y = 0; y + Window.SIDE <= first.height(); y += Window.SIDE)
			for (int x = 0; x + Window.SIDE <= first.width(); x += Window.SIDE) {
				final Window window = window(first, second, x, y, low, high);
				if (window != null) windows.add(window);
			}
		return windows;
	}

	private Window window(final Block first, final Block second, final int left, final int top, final double low, final double high) {
		double means = 0, differences = 0, squares = 0;
		int lost = 0;
		for (int y = top; y < top + Window.SIDE; y++)
			for (int x = left; x < left + Window.SIDE; x++) {
				final double a = first.pixels()[y * first.width() + x], b = second.pixels()[y * first.width() + x];
				means += (a + b) / 2;
				differences += a - b;
				squares += (a - b) * (a - b);
				if (a <= low || b <= low || a >= high || b >= high) lost++;
			}
		final double n = Window.PIXELS;
		if (!Double.isFinite(squares) || Window.isCut(lost)) return null;
		return new Window(means / n, (squares - differences * differences / n) / n / 2 / kept);
	}
}
