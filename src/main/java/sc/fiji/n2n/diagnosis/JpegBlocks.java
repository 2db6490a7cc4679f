package sc.fiji.n2n.diagnosis;

import java.util.Arrays;
import java.util.List;

/**
 * Traces of JPEG. It keeps 8 x 8 pixels as coefficients of the cosine transform, and rounds those of fine detail to 0 or few
 * values. So the coefficients of blocks that are cut as JPEG cut them are smaller than those of blocks cut anywhere else.
 */
final class JpegBlocks {

	private static final int SIDE = 8;
	/** Frequencies that JPEG rounds most. */
	private static final int[] FREQUENCIES = { 6, 7 };
	/** Pixels of a side that are looked at. */
	private static final int MAX_SIDE = 512;
	private static final int MIN_SIDE = 128;
	/** Twice the median size of the coefficients that rounding to whole levels alone makes, in levels. */
	private static final double ROUNDING = 0.4;
	private static final double[] COSINES = cosines();

	private JpegBlocks() {}

	/**
	 * The size of fine detail in the grid where it is smallest, as a part of that in other grids.
	 *
	 * @param blocks the image
	 * @param step distance of grey levels, or 0: detail as small as rounding says nothing
	 * @return near 1 without JPEG, smaller with it; NaN where the image is too small or has no fine detail
	 */
	static double ratio(final List<Block> blocks, final double step) {
		return blocks.stream().mapToDouble(block -> ratio(block, step)).filter(ratio -> !Double.isNaN(ratio)).average().orElse(Double.NaN);
	}

	private static double ratio(final Block block, final double step) {
		final int w = Math.min(MAX_SIDE, block.width()), h = Math.min(MAX_SIDE, block.height());
		if (w < MIN_SIDE || h < MIN_SIDE) return Double.NaN;
		final int left = (block.width() - w) / 2, top = (block.height() - h) / 2;
		final int nx = w - SIDE + 1, ny = h - SIDE + 1;
		final double[][] sizes = new double[SIDE * SIDE][];
		final int[] counts = new int[SIDE * SIDE];
		final int most = ((nx + SIDE - 1) / SIDE) * ((ny + SIDE - 1) / SIDE) * FREQUENCIES.length * FREQUENCIES.length;
		for (int i = 0; i < sizes.length; i++)
			sizes[i] = new double[most];
		for (final int fx : FREQUENCIES) {
			final double[] rows = new double[nx * h];
			for (int y = 0; y < h; y++)
				for (int x = 0; x < nx; x++)
					for (int k = 0; k < SIDE; k++)
						rows[y * nx + x] += cosine(fx, k) * block.pixels()[(top + y) * block.width() + left + x + k];
			for (final int fy : FREQUENCIES)
				for (int y = 0; y < ny; y++)
					for (int x = 0; x < nx; x++) {
						double sum = 0;
						for (int k = 0; k < SIDE; k++)
							sum += cosine(fy, k) * rows[(y + k) * nx + x];
						final int grid = y % SIDE * SIDE + x % SIDE;
						if (!Double.isNaN(sum)) sizes[grid][counts[grid]++] = Math.abs(sum);
					}
		}
		final double[] medians = new double[SIDE * SIDE];
		for (int i = 0; i < medians.length; i++) {
			Arrays.sort(sizes[i], 0, counts[i]);
			medians[i] = sizes[i][counts[i] / 2];
		}
		Arrays.sort(medians);
		final double usual = medians[medians.length / 2];
		return usual > ROUNDING * step ? medians[0] / usual : Double.NaN;
	}

	private static double cosine(final int frequency, final int k) {
		return COSINES[frequency * SIDE + k];
	}

	private static double[] cosines() {
		final double[] out = new double[SIDE * SIDE];
		for (int f = 0; f < SIDE; f++)
			for (int k = 0; k < SIDE; k++)
				out[f * SIDE + k] = Math.sqrt((f == 0 ? 1.0 : 2.0) / SIDE) * Math.cos(Math.PI * (2 * k + 1) * f / (2.0 * SIDE));
		return out;
	}
}
