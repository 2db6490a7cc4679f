package sc.fiji.n2n.pairs;

/** Whether two noisy images have more in common than chance makes of independent noise. */
final class Covariance {

	/** Correlation of neighbouring noise beyond which it is not believed. */
	private static final double MAX_NEIGHBOURS = 0.9;

	private Covariance() {}

	/**
	 * The covariance of two images in standard errors of what it is for independent noise of their variances. Noise that
	 * neighbouring pixels share has fewer independent pixels: it is measured along x on the difference of the images, and
	 * taken for first-order autoregressive, alike along all axes.
	 *
	 * @param a one image, x running fastest; pixels that are NaN in either do not count
	 * @param b the other
	 * @param width width of the images
	 * @param axes number of their axes
	 * @return standard errors: about normally distributed for independent noise; 0 where an image is constant
	 */
	static double inStandardErrors(final float[] a, final float[] b, final int width, final int axes) {
		double sumA = 0, sumB = 0;
		int n = 0;
		for (int i = 0; i < a.length; i++)
			if (Float.isFinite(a[i]) && Float.isFinite(b[i])) {
				sumA += a[i];
				sumB += b[i];
				n++;
			}
		if (n < 2) return 0;
		final double meanA = sumA / n, meanB = sumB / n;
		double aa = 0, bb = 0, ab = 0, lag = 0, before = Double.NaN;
		for (int i = 0; i < a.length; i++) {
			if (i % width == 0) before = Double.NaN;
			if (!Float.isFinite(a[i]) || !Float.isFinite(b[i])) {
				before = Double.NaN;
				continue;
			}
			final double da = a[i] - meanA, db = b[i] - meanB;
			aa += da * da;
			bb += db * db;
			ab += da * db;
			final double d = db - da;
			if (!Double.isNaN(before)) lag += before * d;
			before = d;
		}
		if (!(aa > 0 && bb > 0)) return 0;
		final double difference = aa + bb - 2 * ab;
		final double r = difference > 0 ? Math.max(0, Math.min(MAX_NEIGHBOURS, lag / difference)) : 0;
		final double dependent = Math.pow((1 + r * r) / (1 - r * r), axes);
		return ab / Math.sqrt(aa * bb) * Math.sqrt(n / dependent);
	}

	/** Means over blocks of side x side pixels; NaN where no pixel is finite, incomplete blocks left out. */
	static float[] blockMeans(final float[] image, final int width, final int height, final int side) {
		final int w = width / side, h = height / side;
		final float[] means = new float[w * h];
		for (int i = 0; i < means.length; i++) {
			double sum = 0;
			int n = 0;
			for (int y = i / w * side; y < (i / w + 1) * side; y++)
				for (int x = i % w * side; x < (i % w + 1) * side; x++)
					if (Float.isFinite(image[y * width + x])) {
						sum += image[y * width + x];
						n++;
					}
			means[i] = n == 0 ? Float.NaN : (float) (sum / n);
		}
		return means;
	}
}
