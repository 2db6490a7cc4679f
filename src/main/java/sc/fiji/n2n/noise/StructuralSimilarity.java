package sc.fiji.n2n.noise;

/**
 * Structural similarity (Wang et al., IEEE Transactions on Image Processing 2004) in windows of 7 x 7 pixels that all count
 * the same, with sample variances: the defaults of scikit-image.
 */
public final class StructuralSimilarity {

	/** Side of a window, in pixels: smaller images have none. */
	public static final int WINDOW = 7;

	private static final double K1 = 0.01;
	private static final double K2 = 0.03;

	private StructuralSimilarity() {}

	/**
	 * The mean over all windows that lie within the images.
	 *
	 * @param a one image, x running fastest
	 * @param b the other
	 * @param width their width
	 * @param height their height
	 * @param range the range of possible values, more than 0
	 * @return at most 1, which is for equal images; NaN where a side is shorter than {@link #WINDOW}, or a pixel not finite
	 */
	public static double mean(final double[] a, final double[] b, final int width, final int height, final double range) {
		if (width < WINDOW || height < WINDOW) return Double.NaN;
		// Variances are differences of large numbers, unless values are near 0.
		final double zero = b[b.length / 2];
		final double[][] columns = new double[5][width];
		double sum = 0;
		for (int y = 0; y + WINDOW <= height; y++) {
			sumColumns(a, b, width, y, zero, columns);
			for (int x = 0; x + WINDOW <= width; x++)
				sum += ofWindow(columns, x, zero, range);
		}
		return sum / ((width - WINDOW + 1.0) * (height - WINDOW + 1));
	}

	/** Sums a, b, aa, bb and ab over the 7 pixels of each column from y on. */
	private static void sumColumns(final double[] a, final double[] b, final int width, final int y, final double zero, final double[][] columns) {
		for (int x = 0; x < width; x++) {
			double sumA = 0, sumB = 0, aa = 0, bb = 0, ab = 0;
			for (int i = y * width + x; i < (y + WINDOW) * width; i += width) {
				final double va = a[i] - zero, vb = b[i] - zero;
				sumA += va;
				sumB += vb;
				aa += va * va;
				bb += vb * vb;
				ab += va * vb;
			}
			columns[0][x] = sumA;
			columns[1][x] = sumB;
			columns[2][x] = aa;
			columns[3][x] = bb;
			columns[4][x] = ab;
		}
	}

	private static double ofWindow(final double[][] columns, final int x, final double zero, final double range) {
		final double pixels = WINDOW * WINDOW;
		final double a = sum(columns[0], x) / pixels, b = sum(columns[1], x) / pixels;
		final double sample = 1 / (pixels - 1);
		final double varianceA = (sum(columns[2], x) - pixels * a * a) * sample;
		final double varianceB = (sum(columns[3], x) - pixels * b * b) * sample;
		final double covariance = (sum(columns[4], x) - pixels * a * b) * sample;
		final double meanA = a + zero, meanB = b + zero;
		final double c1 = K1 * range * K1 * range, c2 = K2 * range * K2 * range;
		return (2 * meanA * meanB + c1) * (2 * covariance + c2) / ((meanA * meanA + meanB * meanB + c1) * (varianceA + varianceB + c2));
	}

	private static double sum(final double[] column, final int x) {
		double sum = 0;
		for (int i = x; i < x + WINDOW; i++)
			sum += column[i];
		return sum;
	}
}
