package sc.fiji.n2n.denoise;

/** Means over square windows of an image, which is mirrored at its border. */
public final class BoxMean {

	private BoxMean() {}

	/**
	 * The mean of the window around each pixel, in place: along x, then along y.
	 *
	 * @param pixels the image, x running fastest
	 * @param width its width
	 * @param height its height
	 * @param radius a window has 2 * radius + 1 pixels a side
	 */
	public static void apply(final float[] pixels, final int width, final int height, final int radius) {
		alongRows(pixels, width, height, radius);
		alongColumns(pixels, width, height, radius);
	}

	private static void alongRows(final float[] pixels, final int width, final int height, final int radius) {
		final float[] row = new float[width];
		for (int y = 0; y < height; y++) {
			System.arraycopy(pixels, y * width, row, 0, width);
			double sum = 0;
			for (int i = -radius; i <= radius; i++)
				sum += row[mirrored(i, width)];
			for (int x = 0; x < width; x++) {
				pixels[y * width + x] = (float) (sum / (2 * radius + 1));
				sum += row[mirrored(x + radius + 1, width)] - (double) row[mirrored(x - radius, width)];
			}
		}
	}

	/** Row after row, as memory lies; the rows that are overwritten but still needed are kept aside. */
	private static void alongColumns(final float[] pixels, final int width, final int height, final int radius) {
		final double[] sums = new double[width];
		final float[][] recent = new float[Math.min(height, 2 * radius + 2)][width];
		for (int i = -radius; i <= radius; i++)
			add(sums, pixels, mirrored(i, height) * width, 1);
		for (int y = 0; y < height; y++) {
			System.arraycopy(pixels, y * width, recent[y % recent.length], 0, width);
			for (int x = 0; x < width; x++)
				pixels[y * width + x] = (float) (sums[x] / (2 * radius + 1));
			change(sums, pixels, recent, mirrored(y + radius + 1, height), y, width, 1);
			change(sums, pixels, recent, mirrored(y - radius, height), y, width, -1);
		}
	}

	private static void change(final double[] sums, final float[] pixels, final float[][] recent, final int row, final int last, final int width,
		final int sign)
	{
		if (row <= last) add(sums, recent[row % recent.length], 0, sign);
		else add(sums, pixels, row * width, sign);
	}

	private static void add(final double[] sums, final float[] pixels, final int from, final int sign) {
		for (int x = 0; x < sums.length; x++)
			sums[x] += sign * (double) pixels[from + x];
	}

	/** Index of the pixel seen at an index that may lie beyond the border, whose pixel is doubled. */
	private static int mirrored(final int i, final int n) {
		final int j = Math.floorMod(i, 2 * n);
		return j < n ? j : 2 * n - 1 - j;
	}
}
