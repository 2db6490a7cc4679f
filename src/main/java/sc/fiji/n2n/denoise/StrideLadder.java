package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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
	/** Strides that are tried shortly, at most. */
	static final int MAX_TRIALS = 6;
	/** Strides that are tried again for longer, at most. */
	static final int MAX_CAREFUL = 3;
	/** How much larger an estimated error may be than the least to be worth that. */
	private static final double CLOSE = 0.2;
	/** An error as small as this part of the variance of the noise is not told from none. */
	private static final double LEAST_ERROR = 0.02;

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
	 * The best stride. It is looked for from the guess in the direction in which the score falls, by two rungs, then by one. Where others
	 * come close to the best, a more careful score decides among them.
	 *
	 * @param score of a stride, the estimated error of a short training: the smaller the better; asked once for each, six times at most
	 * @param careful the same of a longer training; asked of three strides at most
	 */
	Stride best(final ToDoubleFunction<Stride> score, final ToDoubleFunction<Stride> careful) {
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
		final double close = known.get(best) + CLOSE * Math.max(known.get(best), LEAST_ERROR);
		final List<Stride> left = known.entrySet().stream().filter(rung -> rung.getValue() <= close).sorted(Map.Entry.comparingByValue()).limit(MAX_CAREFUL)
			.map(rung -> rungs.get(rung.getKey())).toList();
		if (left.size() == 1) return left.get(0);
		final double[] scores = left.stream().mapToDouble(careful).toArray();
		return left.get(IntStream.range(0, scores.length).reduce((i, k) -> scores[k] < scores[i] ? k : i).getAsInt());
	}

	private double at(final int rung, final Map<Integer, Double> known, final ToDoubleFunction<Stride> score) {
		if (rung < 0 || rung >= rungs.size()) return Double.POSITIVE_INFINITY;
		if (!known.containsKey(rung) && known.size() >= MAX_TRIALS) return Double.POSITIVE_INFINITY;
		return known.computeIfAbsent(rung, i -> score.applyAsDouble(rungs.get(i)));
	}
}
