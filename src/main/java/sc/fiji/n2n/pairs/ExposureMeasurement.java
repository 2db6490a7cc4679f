package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Fits {@code second = gain * first + offset}, with noise in both images, on means of blocks.
 * <p>
 * Each block is halved like a chessboard. Noise of different pixels is independent, so that the covariance of the halves of
 * one image is that of the scene alone, and the root of the ratio of these covariances is the gain (an instrumental
 * variable; Fuller, Measurement Error Models, 1987, section 1.4). Blocks that fit badly for their noise are left out.
 *
 * @param fit the fit
 * @param gainError standard error of the gain
 * @param offsetError standard error of the offset
 */
record ExposureMeasurement(ExposureFit fit, double gainError, double offsetError) {

	private static final int BLOCK = 8;
	private static final int MIN_BLOCKS = 12;
	private static final int ROUNDS = 5;
	/** Deviations from the fit, in robust standard deviations, beyond which a block is left out. */
	private static final double TRIM = 4;
	/** The scene must show this many standard errors above chance, and the gain be known to this. */
	private static final double SIGNIFICANT = 4;
	private static final double MAX_GAIN_ERROR = 0.05;

	/** Means over both halves of a block in both images, and the squared standard error of their difference. */
	private record Block(double a, double a1, double a2, double b, double b1, double b2, double varianceA, double varianceB, double covariance) {

		/** Deviation from a fit, in what the noise of its pixels makes likely. */
		double deviation(final double gain, final double offset) {
			final double variance = varianceB + gain * gain * varianceA - 2 * gain * covariance;
			return (b - gain * a - offset) / Math.sqrt(Math.max(variance, 1e-12 * (varianceB + gain * gain * varianceA) + Double.MIN_NORMAL));
		}
	}

	/**
	 * Measures pairs that share one exposure.
	 *
	 * @param windows the pairs
	 * @param saturated value of the first and of the second images from which on a block with such a pixel is left out
	 * @return the measurement; null where there is too little contrast
	 */
	static ExposureMeasurement of(final List<PairSample.Window> windows, final double[] saturated) {
		final List<Block> all = new ArrayList<>();
		for (final PairSample.Window window : windows)
			for (int y = 0; y + BLOCK <= window.height(); y += BLOCK)
				for (int x = 0; x + BLOCK <= window.width(); x += BLOCK) {
					final Block block = block(window, x, y, saturated);
					if (block != null) all.add(block);
				}
		if (all.size() < MIN_BLOCKS) return null;
		final double[] start = start(all);
		if (!(start[0] > 0)) return null;
		double gain = start[0], offset = start[1];
		ExposureMeasurement result = null;
		for (int round = 0; round < ROUNDS; round++) {
			final double g = gain, o = offset;
			final double[] sorted = all.stream().mapToDouble(block -> Math.abs(block.deviation(g, o))).sorted().toArray();
			final double limit = TRIM * Math.max(1, 1.4826 * sorted[sorted.length / 2]);
			result = fit(all.stream().filter(block -> Math.abs(block.deviation(g, o)) <= limit).toList());
			if (result == null) return null;
			gain = result.fit.gain();
			offset = result.fit.offset();
		}
		return result.gainError <= MAX_GAIN_ERROR * gain ? result : null;
	}

	private static Block block(final PairSample.Window window, final int left, final int top, final double[] saturated) {
		final double[] sums = new double[4];
		final int[] counts = new int[2];
		double aa = 0, bb = 0, ab = 0;
		for (int y = top; y < top + BLOCK; y++)
			for (int x = left; x < left + BLOCK; x++) {
				final double a = window.a()[y * window.width() + x];
				final double b = window.b()[y * window.width() + x];
				if (a >= saturated[0] || b >= saturated[1]) return null;
				if (Double.isNaN(a) || Double.isNaN(b)) continue;
				final int half = x + y & 1;
				sums[half] += a;
				sums[2 + half] += b;
				counts[half]++;
				aa += a * a;
				bb += b * b;
				ab += a * b;
			}
		final int n = counts[0] + counts[1];
		if (counts[0] < BLOCK || counts[1] < BLOCK) return null;
		final double a = (sums[0] + sums[1]) / n;
		final double b = (sums[2] + sums[3]) / n;
		return new Block(a, sums[0] / counts[0], sums[1] / counts[1], b, sums[2] / counts[0], sums[3] / counts[1], //
			(aa / n - a * a) / n, (bb / n - b * b) / n, (ab / n - a * b) / n);
	}

	/** A first fit that outliers cannot spoil: the median of the slopes between dark and bright blocks (Theil 1950). */
	private static double[] start(final List<Block> blocks) {
		final double a = deviation(blocks.stream().mapToDouble(Block::a).toArray());
		final double b = deviation(blocks.stream().mapToDouble(Block::b).toArray());
		// By both images, since noise of the one by which they are sorted would make the slope too small.
		final List<Block> sorted = blocks.stream().sorted(Comparator.comparingDouble(block -> block.a / a + block.b / b)).toList();
		final int half = sorted.size() / 2;
		final double[] slopes = new double[half];
		for (int i = 0; i < half; i++)
			slopes[i] = (sorted.get(i + half).b - sorted.get(i).b) / (sorted.get(i + half).a - sorted.get(i).a);
		final double gain = median(slopes);
		return new double[] { gain, median(blocks.stream().mapToDouble(block -> block.b - gain * block.a).toArray()) };
	}

	private static ExposureMeasurement fit(final List<Block> blocks) {
		if (blocks.size() < MIN_BLOCKS) return null;
		final int n = blocks.size();
		double a = 0, b = 0;
		for (final Block block : blocks) {
			a += block.a / n;
			b += block.b / n;
		}
		double aa = 0, bb = 0, ab = 0, squaresA = 0, squaresB = 0;
		for (final Block block : blocks) {
			aa += (block.a1 - a) * (block.a2 - a);
			bb += (block.b1 - b) * (block.b2 - b);
			ab += (block.a - a) * (block.b - b);
			squaresA += Math.pow(block.a - a, 2);
			squaresB += Math.pow(block.b - b, 2);
		}
		if (!(aa > 0 && bb > 0 && ab > SIGNIFICANT * Math.sqrt(squaresA * squaresB / n))) return null;
		final double gain = Math.sqrt(bb / aa);
		final double offset = b - gain * a;
		double slope = 0, misfit = 0;
		for (final Block block : blocks) {
			final double residual = block.b - gain * block.a - offset;
			slope += Math.pow(residual * (block.a - a), 2);
			misfit += residual * residual;
		}
		final double gainError = Math.sqrt(slope) / aa;
		return new ExposureMeasurement(new ExposureFit(gain, offset), gainError, Math.hypot(gainError * a, Math.sqrt(misfit) / n));
	}

	private static double deviation(final double[] values) {
		final double mean = Arrays.stream(values).average().orElseThrow();
		return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElseThrow()) + Double.MIN_NORMAL;
	}

	private static double median(final double[] values) {
		final double[] sorted = Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
		return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
	}
}
