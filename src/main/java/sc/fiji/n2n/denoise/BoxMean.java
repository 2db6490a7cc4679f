package sc.fiji.n2n.denoise;

/** Means over square windows of an image, which is mirrored at its border. */
final class BoxMean {

	private BoxMean() {}

	/**
	 * The mean of the window around each pixel, in place: along x, then along y.
	 *
	 * @param pixels the image, x running fastest
	 * @param width its width
	 * @param height its height
	 * @param radius a window has 2 * radius + 1 pixels a side
	 */
	static void apply(final float[] pixels, final int width, final int height, final int radius) {
		final float[] row = new float[width];
		for (int y = 0; y < height; y++)
			line(pixels, y * width, 1, row, radius);
		final float[] column = new float[height];
		for (int x = 0; x < width; x++)
			line(pixels, x, width, column, radius);
	}

	private static void line(final float[] pixels, final int start, final int step, final float[] line, final int radius) {
		final int n = line.length;
		for (int i = 0, at = start; i < n; i++, at += step)
			line[i] = pixels[at];
		double sum = 0;
		for (int i = -radius; i <= radius; i++)
			sum += line[mirrored(i, n)];
		for (int i = 0, at = start; i < n; i++, at += step) {
			pixels[at] = (float) (sum / (2 * radius + 1));
			sum += line[mirrored(i + radius + 1, n)] - (double) line[mirrored(i - radius, n)];
		}
	}

	/** Index of the pixel seen at an index that may lie beyond the border, whose pixel is doubled. */
	private static int mirrored(final int i, final int n) {
		final int j = Math.floorMod(i, 2 * n);
		return j < n ? j : 2 * n - 1 - j;
	}
}
