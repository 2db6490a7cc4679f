package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * The strides that are worth trying on noise of a measured autocorrelation, in the order of what they leave of it: from all pixels on, the
 * stride grows along the axis on which more correlation is left, until hardly any is, or the sub-lattices would be too small to learn
 * from. An axis along which noise is white keeps all its pixels; so does one whose correlation hardly falls over four pixels, which is
 * that of stripes or regular structure.
 */
final class StrideLadder {

	/** Smallest side of a sub-lattice that is worth learning from, in pixels. */
	private static final int MIN_LATTICE_SIDE = 32;
	/** Correlation that is as good as none: white noise reads as up to 0.05. */
	private static final double WHITE = 0.1;
	/** Correlation that the first stride to be tried leaves at most. */
	private static final double LEFT = 0.3;
	/** A correlation that keeps this part of itself over 3 px is a stripe. */
	private static final double PLATEAU = 2.0 / 3;
	/** Strides that are tried at most. */
	static final int MAX_TRIALS = 6;

	private final List<Stride> rungs = new ArrayList<>();
	private final int guess;
	private final boolean cut;

	/**
	 * @param noise autocorrelation of the noise
	 * @param width width of the planes
	 * @param height their height
	 */
	StrideLadder(final NoiseAutocorrelation noise, final long width, final long height) {
		final double[] x = correlation(noise, true);
		final double[] y = correlation(noise, false);
		final long[] most = { Math.max(1, Math.min(Stride.MAX, width / MIN_LATTICE_SIDE)), Math.max(1, Math.min(Stride.MAX, height / MIN_LATTICE_SIDE)) };
		Stride stride = Stride.NEIGHBOURS;
		int first = -1;
		while (true) {
			rungs.add(stride);
			final double leftX = x[stride.x() - 1], leftY = y[stride.y() - 1];
			if (first < 0 && leftX < LEFT && leftY < LEFT) first = rungs.size() - 1;
			final boolean growX = leftX >= WHITE && stride.x() < most[0], growY = leftY >= WHITE && stride.y() < most[1];
			if (!growX && !growY) break;
			stride = growX && (leftX >= leftY || !growY) ? new Stride(stride.x() + 1, stride.y()) : new Stride(stride.x(), stride.y() + 1);
		}
		guess = first < 0 ? rungs.size() - 1 : first;
		cut = first < 0 && (stride.x() < Stride.MAX && x[stride.x() - 1] >= LEFT || stride.y() < Stride.MAX && y[stride.y() - 1] >= LEFT);
	}

	/** Lags from 1 on; all 0 where there is no correlation that a stride can leave behind. */
	private static double[] correlation(final NoiseAutocorrelation noise, final boolean alongX) {
		final double[] lags = alongX ? noise.alongX() : noise.alongY();
		if (!noise.measurable() || lags[0] < WHITE || lags[NoiseAutocorrelation.MAX_LAG - 1] >= PLATEAU * lags[0]) return new double[lags.length];
		return lags;
	}

	/** The strides, from all pixels on; one alone where the noise is white. */
	List<Stride> rungs() {
		return List.copyOf(rungs);
	}

	/** The stride to take where nothing can be tried: the first that leaves less than 0.3. */
	Stride guess() {
		return rungs.get(guess);
	}

	/** Whether the image is too small for the strides that the noise asks for. */
	boolean isCut() {
		return cut;
	}

	/**
	 * The best stride, looked for from the guess in the direction in which the score falls: by two rungs, then by one.
	 *
	 * @param score of a stride: the smaller the better; asked once for each, six times at most
	 */
	Stride best(final ToDoubleFunction<Stride> score) {
		if (rungs.size() == 1) return guess();
		final Map<Integer, Double> known = new HashMap<>();
		int best = guess;
		for (int step = rungs.size() > 3 ? 2 : 1; step >= 1; step--)
			for (boolean moved = true; moved;) {
				moved = false;
				for (final int direction : new int[] { -step, step })
					while (at(best + direction, known, score) < at(best, known, score)) {
						best += direction;
						moved = true;
					}
			}
		return rungs.get(best);
	}

	private double at(final int rung, final Map<Integer, Double> known, final ToDoubleFunction<Stride> score) {
		if (rung < 0 || rung >= rungs.size()) return Double.POSITIVE_INFINITY;
		if (!known.containsKey(rung) && known.size() >= MAX_TRIALS) return Double.POSITIVE_INFINITY;
		return known.computeIfAbsent(rung, i -> score.applyAsDouble(rungs.get(i)));
	}
}
