package sc.fiji.n2n.race;

import java.util.Arrays;

import sc.fiji.n2n.denoise.Progress;

/**
 * Non-local means (Buades, Coll and Morel, CVPR 2005): each pixel becomes the mean of the pixels around it, weighted by how
 * alike the small patches around both are, exp(-max(0, d - 2 sigma^2) / h^2), where d is the mean squared difference of the
 * patches. All patches of one shift are compared at once, by running sums (Darbon et al., ISBI 2008). The image is mirrored
 * at its border.
 *
 * @param sigma standard deviation of the noise, in the units of the pixels
 * @param h how much patches may differ beyond the noise, in the same units, more than 0
 */
public record NonLocalMeans(double sigma, double h) implements PlaneFilter {

	/** Patches are 5 x 5 pixels, looked for in 21 x 21, as is usual for this noise. */
	private static final int PATCH = 2;
	private static final int SEARCH = 10;

	@Override
	public float[] apply(final float[] pixels, final int width, final int height, final Progress progress) {
		final int margin = PATCH + SEARCH;
		final int w = width + 2 * margin;
		final int tall = height + 2 * margin;
		final float[] padded = new float[w * tall];
		for (int y = 0; y < tall; y++)
			for (int x = 0; x < w; x++)
				padded[y * w + x] = pixels[mirrored(y - margin, height) * width + mirrored(x - margin, width)];
		final double[] sums = new double[padded.length];
		final float[] weights = new float[padded.length];
		// The pixel itself
		Arrays.fill(weights, 1);
		for (int i = 0; i < sums.length; i++)
			sums[i] = padded[i];
		final float[] distances = new float[padded.length];
		final int side = 2 * SEARCH + 1;
		// Each shift stands for its opposite too.
		for (int shift = SEARCH * side + SEARCH + 1; shift < side * side; shift++) {
			progress.step("Non-local means", shift / (double) (side * side));
			final int by = shift / side - SEARCH;
			final int bx = shift % side - SEARCH;
			distances(padded, distances, w, tall, by * w + bx);
			add(padded, distances, w, tall, bx, by, sums, weights);
		}
		final float[] out = new float[width * height];
		for (int y = 0; y < height; y++)
			for (int x = 0; x < width; x++) {
				final int at = (y + margin) * w + x + margin;
				out[y * width + x] = (float) (sums[at] / weights[at]);
			}
		return out;
	}

	/** Mean squared differences of patches from those that lie a shift further on, where both are in the padded image. */
	private static void distances(final float[] in, final float[] out, final int w, final int tall, final int shift) {
		final int end = in.length - Math.max(0, shift);
		final double[] columns = new double[w];
		final int area = (2 * PATCH + 1) * (2 * PATCH + 1);
		for (int y = 0; y < tall - SEARCH; y++) {
			for (int x = 0; x < w; x++) {
				columns[x] += square(in, y * w + x, shift, end);
				if (y > 2 * PATCH) columns[x] -= square(in, (y - 2 * PATCH - 1) * w + x, shift, end);
			}
			if (y < 2 * PATCH) continue;
			double sum = 0;
			for (int x = 0; x < w; x++) {
				sum += columns[x];
				if (x > 2 * PATCH) sum -= columns[x - 2 * PATCH - 1];
				if (x >= 2 * PATCH) out[(y - PATCH) * w + x - PATCH] = (float) (sum / area);
			}
		}
	}

	private static double square(final float[] in, final int i, final int shift, final int end) {
		if (i >= end) return 0;
		final double difference = in[i] - in[i + shift];
		return difference * difference;
	}

	private void add(final float[] in, final float[] distances, final int w, final int tall, final int bx, final int by, final double[] sums,
		final float[] weights)
	{
		final double noise = 2 * sigma * sigma;
		final double scale = 1 / (h * h);
		// Where either end of the shift is a pixel of the image
		for (int y = PATCH + SEARCH - by; y < tall - PATCH - SEARCH; y++)
			for (int x = PATCH + SEARCH - Math.max(0, bx); x < w - PATCH - SEARCH - Math.min(0, bx); x++) {
				final int i = y * w + x;
				final int j = i + by * w + bx;
				final float weight = (float) Math.exp(-Math.max(0, distances[i] - noise) * scale);
				sums[i] += weight * (double) in[j];
				weights[i] += weight;
				sums[j] += weight * (double) in[i];
				weights[j] += weight;
			}
	}

	/** Index of the pixel seen at an index that may lie beyond the border, whose pixel is not doubled. */
	private static int mirrored(final int i, final int n) {
		if (n == 1) return 0;
		final int j = Math.floorMod(i, 2 * n - 2);
		return j < n ? j : 2 * n - 2 - j;
	}
}
