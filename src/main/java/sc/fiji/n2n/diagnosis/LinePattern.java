package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Offsets that all pixels of a row (or column) share, as of line scanners and of the amplifiers of cameras. Rows are cut into
 * segments: white noise is another in each of them, and so is most structure; what different segments share from row to row is
 * the pattern.
 *
 * @param deviation standard deviation of the offsets; 0 where no pattern is found
 * @param significance standard errors by which segments agree more than by chance
 */
public record LinePattern(double deviation, double significance) {

	/** Pixels of a segment at least; there are 4 to 16. */
	private static final int MIN_SEGMENT = 24;
	private static final int MIN_SEGMENTS = 4;
	private static final int MAX_SEGMENTS = 16;
	private static final int MIN_LINES = 32;
	/** Sum of the squares of 1, -2, 1. */
	private static final double SQUARES = 6;
	/** Values farther from 0 than this many robust standard deviations count as that far: structure. */
	private static final double CLIP = 2.5;

	/**
	 * Measures the pattern of the rows.
	 *
	 * @param blocks the image
	 * @param columns measure the columns instead
	 * @return the median of the blocks; null where they are too small
	 */
	static LinePattern measure(final List<Block> blocks, final boolean columns) {
		final List<LinePattern> all = new ArrayList<>();
		for (final Block block : blocks) {
			final LinePattern one = columns ? of(block.pixels(), block.width(), block.height(), 1, block.width()) : of(block.pixels(), block.height(), block
				.width(), block.width(), 1);
			if (one != null) all.add(one);
		}
		if (all.isEmpty()) return null;
		all.sort((a, b) -> Double.compare(a.deviation, b.deviation));
		return all.get((all.size() - 1) / 2);
	}

	/** Lines that are {@code next} apart, of pixels that are {@code along} apart. */
	private static LinePattern of(final float[] pixels, final int lines, final int length, final int next, final int along) {
		final int segments = Math.min(MAX_SEGMENTS, length / MIN_SEGMENT);
		if (segments < MIN_SEGMENTS || lines < MIN_LINES) return null;
		final double[][] offsets = new double[segments][lines - 2];
		for (int s = 0; s < segments; s++) {
			for (int line = 1; line < lines - 1; line++)
				offsets[s][line - 1] = offset(pixels, line * next, length * s / segments, length * (s + 1) / segments, along, next);
			clip(offsets[s]);
		}
		// Segments side by side may share structure, or correlated noise.
		double cross = 0, own = 0;
		int pairs = 0;
		for (int a = 0; a < segments; a++) {
			own += product(offsets[a], offsets[a]) / segments;
			for (int b = a + 2; b < segments; b++) {
				cross += product(offsets[a], offsets[b]);
				pairs++;
			}
		}
		if (!(own > 0)) return new LinePattern(0, 0);
		cross /= pairs;
		// Second differences of white noise are correlated: they count as about half as many.
		final double error = own / Math.sqrt((lines - 2) / 1.9 * pairs);
		return new LinePattern(Math.sqrt(Math.max(0, cross) / SQUARES), cross / error);
	}

	/** Trimmed mean of the second differences across a line, over a segment of it. */
	private static double offset(final float[] pixels, final int line, final int from, final int to, final int along, final int next) {
		final double[] values = new double[to - from];
		int n = 0;
		for (int i = from; i < to; i++) {
			final int at = line + i * along;
			final double value = 2.0 * pixels[at] - pixels[at - next] - pixels[at + next];
			if (!Double.isNaN(value)) values[n++] = value;
		}
		if (n == 0) return 0;
		Arrays.sort(values, 0, n);
		// The mean of the middle half: nearly as exact as the mean, and structure does not deceive it.
		double sum = 0;
		for (int i = n / 4; i < n - n / 4; i++)
			sum += values[i];
		return sum / (n - n / 4 - n / 4);
	}

	private static void clip(final double[] values) {
		final double[] sorted = Arrays.stream(values).map(Math::abs).sorted().toArray();
		final double limit = CLIP * sorted[sorted.length / 2] / 0.6745;
		for (int i = 0; i < values.length; i++)
			values[i] = Math.max(-limit, Math.min(limit, values[i]));
	}

	private static double product(final double[] a, final double[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += a[i] * b[i];
		return sum / a.length;
	}
}
