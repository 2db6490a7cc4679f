package sc.fiji.n2n.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * Which of the possible values an image really uses.
 *
 * @param step distance of neighbouring levels, of which all values are multiples apart; 0 where values are continuous
 * @param levels how many different values there are
 * @param gaps share of neighbouring levels with many pixels between which levels are left out: they come from stretched contrast
 * @param low value below which one in a thousand pixels lies
 * @param high value above which one in a thousand pixels lies
 */
public record GreyLevels(double step, int levels, double gaps, double low, double high) {

	private static final int MAX_PIXELS = 1 << 20;
	/** More levels than this are taken for continuous. */
	private static final int MAX_LEVELS = 1 << 17;
	/** Pixels that a level must have, so that an empty one beside it is no chance. */
	private static final int MANY = 20;
	/** Part of a step by which 32-bit numbers may be off. */
	private static final double ROUNDING = 0.01;

	/**
	 * Looks at blocks.
	 *
	 * @param blocks the blocks
	 * @return what was found; null if no pixel is finite
	 */
	static GreyLevels of(final List<Block> blocks) {
		final float[] sorted = sorted(blocks);
		if (sorted.length == 0) return null;
		final float[] levels = new float[sorted.length];
		final int[] pixels = new int[sorted.length];
		int count = 0;
		for (int i = 0; i < sorted.length; i++) {
			if (i == 0 || sorted[i] != sorted[i - 1]) levels[count++] = sorted[i];
			pixels[count - 1]++;
		}
		final double step = count < 2 || count > MAX_LEVELS || count > sorted.length / 2 ? 0 : step(levels, count);
		return new GreyLevels(step, count, step > 0 ? gaps(levels, pixels, count, step) : 0, quantile(sorted, 0.001), quantile(sorted, 0.999));
	}

	private static double gaps(final float[] levels, final int[] pixels, final int count, final double step) {
		int gaps = 0, neighbours = 0;
		for (int i = 1; i < count; i++) {
			if (Math.min(pixels[i], pixels[i - 1]) < MANY) continue;
			neighbours++;
			if (levels[i] - levels[i - 1] > 1.5 * step) gaps++;
		}
		return neighbours == 0 ? 0 : gaps / (double) neighbours;
	}

	private static float[] sorted(final List<Block> blocks) {
		final long pixels = blocks.stream().mapToLong(block -> block.pixels().length).sum();
		// Odd, so that rows of a usual width are not met in the same few columns.
		final int stride = (int) (pixels / MAX_PIXELS) | 1;
		final float[] some = new float[(int) (pixels / stride) + blocks.size()];
		int n = 0;
		for (final Block block : blocks)
			for (int i = 0; i < block.pixels().length; i += stride)
				if (!Float.isNaN(block.pixels()[i])) some[n++] = block.pixels()[i] + 0f;
		Arrays.sort(some, 0, n);
		return Arrays.copyOf(some, n);
	}

	/** The smallest distance of levels, if all others are multiples of it. */
	private static double step(final float[] levels, final int count) {
		double step = Double.POSITIVE_INFINITY;
		for (int i = 1; i < count; i++)
			step = Math.min(step, (double) levels[i] - levels[i - 1]);
		// A better estimate than a difference of two 32-bit numbers.
		final double range = (double) levels[count - 1] - levels[0];
		step = range / Math.rint(range / step);
		for (int i = 1; i < count; i++) {
			final double steps = ((double) levels[i] - levels[0]) / step;
			if (Math.abs(steps - Math.rint(steps)) > ROUNDING) return 0;
		}
		return step;
	}

	private static float quantile(final float[] sorted, final double share) {
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}
}
