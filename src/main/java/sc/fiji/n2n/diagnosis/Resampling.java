package sc.fiji.n2n.diagnosis;

import java.util.Arrays;
import java.util.List;

import sc.fiji.n2n.noise.FourierTransform;

/**
 * Traces of interpolation. Pixels that were interpolated between others differ from their neighbours less than those that
 * were not, with a period that is the factor of the enlargement (Gallagher, Canadian Conference on Computer and Robot Vision
 * 2005; there of second differences, here of first ones, which show enlargement by 2 too).
 *
 * @param period the period in pixels; NaN where there is none
 * @param strength power of the period, as a multiple of the median of all
 * @param modulation how much the differences change within a period, relative to their mean
 */
public record Resampling(double period, double strength, double modulation) {

	/** The power from which on a period is no chance: one in a million images. */
	static final double STRONG = 60;
	/** A change that matters. */
	static final double MODULATED = 0.08;
	private static final int MIN_LENGTH = 64;
	private static final int SMOOTH = 16;
	private static final double LONGEST = 8.5;

	/**
	 * Looks along x or y.
	 *
	 * @param blocks the image
	 * @param alongX the axis
	 * @return the strongest period, of the block where it is the median of all; null where the image is too small
	 */
	static Resampling measure(final List<Block> blocks, final boolean alongX) {
		final List<Resampling> all = blocks.stream().map(block -> of(block, alongX)).filter(found -> found != null).sorted((a, b) -> Double.compare(a.strength,
			b.strength)).toList();
		return all.isEmpty() ? null : all.get((all.size() - 1) / 2);
	}

	/** Whether it is no chance. */
	boolean found() {
		return strength > STRONG && modulation > MODULATED;
	}

	private static Resampling of(final Block block, final boolean alongX) {
		final int length = (alongX ? block.width() : block.height()) - 1;
		if (length < MIN_LENGTH) return null;
		final double[] sizes = sizes(block, alongX, length);
		final double[] relative = new double[length];
		for (int i = 0; i < length; i++) {
			// Medians of places, which structure changes slowly.
			final double[] near = Arrays.copyOfRange(sizes, Math.max(0, i - SMOOTH), Math.min(length, i + SMOOTH + 1));
			final double mean = Arrays.stream(near).average().orElseThrow();
			if (!(mean > 0)) return null;
			relative[i] = Math.max(-1, Math.min(1, sizes[i] / mean - 1));
		}
		final int n = Integer.highestOneBit(length - 1) * 2;
		final double[] re = new double[n], im = new double[n];
		double weight = 0;
		for (int i = 0; i < length; i++) {
			re[i] = relative[i] * FourierTransform.hann(i, length);
			weight += FourierTransform.hann(i, length);
		}
		FourierTransform.forward(re, im, n, 1);
		final int first = (int) Math.ceil(n / LONGEST);
		final double[] power = new double[n / 2 + 1 - first];
		int best = 0;
		for (int i = 0; i < power.length; i++) {
			power[i] = re[i + first] * re[i + first] + im[i + first] * im[i + first];
			if (power[i] > power[best]) best = i;
		}
		final double median = Arrays.stream(power).sorted().toArray()[power.length / 2];
		if (!(median > 0)) return null;
		final boolean nyquist = best + first == n / 2;
		return new Resampling((double) n / (best + first), power[best] / median, (nyquist ? 1 : 2) * Math.sqrt(power[best]) / weight);
	}

	/** Medians over the other axis of the sizes of differences of neighbours. */
	private static double[] sizes(final Block block, final boolean alongX, final int length) {
		final int w = block.width(), lines = alongX ? block.height() : w, along = alongX ? 1 : w, next = alongX ? w : 1;
		final double[] sizes = new double[length];
		final double[] values = new double[lines];
		for (int i = 0; i < length; i++) {
			int n = 0;
			for (int line = 0; line < lines; line++) {
				final double d = Math.abs(block.pixels()[line * next + (i + 1) * along] - (double) block.pixels()[line * next + i * along]);
				if (!Double.isNaN(d)) values[n++] = d;
			}
			Arrays.sort(values, 0, n);
			double sum = 0;
			// Without the largest, which are edges of the scene.
			for (int k = 0; k < n * 3 / 4; k++)
				sum += values[k];
			sizes[i] = n == 0 ? 0 : sum / Math.max(1, n * 3 / 4);
		}
		return sizes;
	}
}
