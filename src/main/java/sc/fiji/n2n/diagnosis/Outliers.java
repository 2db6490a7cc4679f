package sc.fiji.n2n.diagnosis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.n2n.denoise.Progress;

/**
 * Single pixels that differ from all their neighbours by far more than the noise does: hot and dead pixels of a camera, cosmic
 * rays, impulses. A spot that an optical system has imaged is wider than a pixel, and does not count.
 *
 * @param count how many there are in the blocks that were looked at
 * @param share their share
 * @param fixed share of them that are at the same place in at least half of the planes: those of the camera; NaN with less than 3 planes
 * @param impulses share of the pixels that were found to be random values; 0 where what was found is as likely fine structure
 * @param missing share of the pixels that are 0 although their neighbours are far from it
 */
public record Outliers(int count, double share, double fixed, double impulses, double missing) {

	private static final int BINS = 16;
	private static final int MAX_SAMPLES = 1 << 16;
	/** Robust standard deviations that count as an outlier. */
	private static final double RARE = 8;
	private static final double DENSE = 6;
	/** Part of the difference up to which neighbours may differ in the same direction. */
	private static final double NEIGHBOUR = 0.35;
	/** Quantiles of the absolute values, and where they lie for Gaussian noise: long tails widen the last. */
	private static final double[][] QUANTILES = { { 0.25, 0.3186 }, { 0.5, 0.6745 }, { 0.9, 1.645 }, { 0.97, 2.17 }, { 0.995, 2.807 } };
	/** Of impulses, at least this part differs from its place by more than half of the range; of fine structure less. */
	private static final double FAR = 0.15;

	/** What is counted while blocks are looked at. */
	private static final class Tally {

		private long dense;
		private long far;
		private long missing;
	}

	/**
	 * Looks for them.
	 *
	 * @param blocks the image
	 * @param levels the grey levels
	 * @param progress asked in between whether to stop
	 */
	static Outliers find(final List<Block> blocks, final GreyLevels levels, final Progress progress) {
		final int[][] found = new int[blocks.size()][];
		final Tally tally = new Tally();
		long pixels = 0;
		for (int i = 0; i < found.length; i++) {
			progress.stopIfCanceled();
			final Block block = blocks.get(i);
			found[i] = find(block, levels, tally);
			pixels += block.pixels().length;
		}
		final int count = Arrays.stream(found).mapToInt(places -> places.length).sum();
		final double impulses = tally.far > FAR * tally.dense ? tally.dense / (double) pixels : 0;
		return new Outliers(count, count / (double) pixels, fixed(blocks, found, count), impulses, tally.missing / (double) pixels);
	}

	private static double fixed(final List<Block> blocks, final int[][] found, final int count) {
		final boolean samePlace = blocks.stream().allMatch(b -> b.x() == blocks.get(0).x() && b.y() == blocks.get(0).y());
		if (blocks.size() < 3 || !samePlace || count == 0) return Double.NaN;
		final int[] all = Arrays.stream(found).flatMapToInt(Arrays::stream).sorted().toArray();
		int fixed = 0;
		for (int i = 0; i < all.length;) {
			int end = i;
			while (end < all.length && all[end] == all[i])
				end++;
			if (2 * (end - i) >= blocks.size()) fixed += end - i;
			i = end;
		}
		return fixed / (double) count;
	}

	private static int[] find(final Block block, final GreyLevels levels, final Tally tally) {
		final int w = block.width(), h = block.height();
		if (w < 3 || h < 3) return new int[0];
		final float[] medians = new float[w * h];
		Arrays.fill(medians, Float.NaN);
		final float[] ring = new float[8];
		for (int y = 1; y < h - 1; y++)
			for (int x = 1; x < w - 1; x++)
				medians[y * w + x] = median(block.pixels(), y * w + x, w, ring);
		final Scales scales = Scales.of(block.pixels(), medians, levels.step());
		final IntStream.Builder found = IntStream.builder();
		for (int at = 0; at < medians.length; at++) {
			if (Float.isNaN(medians[at])) continue;
			final double difference = block.pixels()[at] - (double) medians[at];
			final int bin = scales.bin(medians[at]);
			if (Math.abs(difference) <= DENSE * scales.narrow[bin]) continue;
			if (block.pixels()[at] == 0) tally.missing++;
			final int alike = alike(block.pixels(), at, w, medians[at], difference);
			if (alike <= 2) {
				tally.dense++;
				if (Math.abs(difference) > (levels.high() - levels.low()) / 2) tally.far++;
			}
			if (alike == 0 && Math.abs(difference) > RARE * scales.wide[bin]) found.add(at);
		}
		return found.build().toArray();
	}

	/** How many neighbours differ in the same direction. */
	private static int alike(final float[] pixels, final int at, final int w, final double median, final double difference) {
		int count = 0;
		for (int v = -w; v <= w; v += w)
			for (int u = -1; u <= 1; u++)
				if ((u != 0 || v != 0) && (pixels[at + v + u] - median) / difference > NEIGHBOUR) count++;
		return count;
	}

	/** Median of the eight neighbours; NaN where one of them, or the pixel, is. */
	private static float median(final float[] pixels, final int at, final int w, final float[] ring) {
		if (Float.isNaN(pixels[at])) return Float.NaN;
		int n = 0;
		for (int v = -w; v <= w; v += w)
			for (int u = -1; u <= 1; u++)
				if (u != 0 || v != 0) ring[n++] = pixels[at + v + u];
		for (int i = 1; i < 8; i++) {
			final float value = ring[i];
			if (Float.isNaN(value)) return Float.NaN;
			int k = i;
			for (; k > 0 && ring[k - 1] > value; k--)
				ring[k] = ring[k - 1];
			ring[k] = value;
		}
		return Float.isNaN(ring[0]) ? Float.NaN : (ring[3] + ring[4]) / 2;
	}

	/** How far pixels are from the median of their neighbours, at each intensity. */
	private record Scales(float[] edges, double[] narrow, double[] wide) {

		static Scales of(final float[] pixels, final float[] medians, final double step) {
			final int stride = medians.length / MAX_SAMPLES | 1;
			final int[] places = IntStream.iterate(0, i -> i < medians.length, i -> i + stride).filter(i -> !Float.isNaN(medians[i])).toArray();
			final double[][] byMedian = Arrays.stream(places).mapToObj(i -> new double[] { medians[i], Math.abs(pixels[i] - (double) medians[i]) }).sorted((a,
				b) -> Double.compare(a[0], b[0])).toArray(double[][]::new);
			final int bins = Math.max(1, Math.min(BINS, byMedian.length / 200));
			final float[] edges = new float[bins - 1];
			final double[] narrow = new double[bins], wide = new double[bins];
			for (int bin = 0; bin < bins; bin++) {
				final int from = byMedian.length * bin / bins, to = byMedian.length * (bin + 1) / bins;
				if (bin > 0) edges[bin - 1] = (float) byMedian[from][0];
				final double[] sorted = Arrays.stream(byMedian, from, to).mapToDouble(pair -> pair[1]).sorted().toArray();
				for (final double[] q : QUANTILES) {
					final double scale = sorted.length == 0 ? 0 : sorted[(int) (q[0] * (sorted.length - 1))] / q[1];
					if (q == QUANTILES[0]) narrow[bin] = Math.max(step, scale);
					wide[bin] = Math.max(wide[bin], Math.max(step, scale));
				}
			}
			return new Scales(edges, narrow, wide);
		}

		int bin(final float median) {
			int bin = 0;
			while (bin < edges.length && median >= edges[bin])
				bin++;
			return bin;
		}
	}
}
