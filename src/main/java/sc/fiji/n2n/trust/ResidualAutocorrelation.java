package sc.fiji.n2n.trust;

import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * How much alike neighbouring pixels of what was taken off are. Noise is as correlated as it was measured on the noisy image;
 * structure comes on top of it. A result that keeps some of the noise takes off less at neighbours, and reads lower.
 */
final class ResidualAutocorrelation {

	private ResidualAutocorrelation() {}

	/**
	 * Measures it over all pixels that are examined, each in standard deviations of the noise at its intensity.
	 *
	 * @param pixels the pixels
	 * @param noise their noise
	 * @param progress asked in between whether to stop
	 * @return the autocorrelation along x, then along y, at 1 to 4 pixels; NaN where nothing was taken off
	 */
	static double[][] of(final PixelPairs pixels, final PlaneNoise noise, final Progress progress) {
		final float[] relative = new float[pixels.used.length];
		double sum = 0, squares = 0;
		for (int i = 0; i < relative.length; i++) {
			if (!pixels.used[i]) continue;
			final double ratio = pixels.residual(i) / noise.deviation(pixels.denoised[i]);
			relative[i] = (float) Math.max(-IntensityBins.OUTLIER, Math.min(IntensityBins.OUTLIER, ratio));
			sum += relative[i];
			squares += relative[i] * relative[i];
		}
		final double mean = sum / pixels.count;
		final double variance = squares / pixels.count - mean * mean;
		final double[][] both = new double[2][NoiseAutocorrelation.MAX_LAG];
		for (int lag = 1; lag <= NoiseAutocorrelation.MAX_LAG; lag++) {
			progress.stopIfCanceled();
			both[0][lag - 1] = covariance(pixels, relative, mean, lag, 0) / variance;
			both[1][lag - 1] = covariance(pixels, relative, mean, 0, lag) / variance;
		}
		return both;
	}

	private static double covariance(final PixelPairs pixels, final float[] relative, final double mean, final int dx, final int dy) {
		double sum = 0;
		long n = 0;
		for (int y = 0; y + dy < pixels.height; y++)
			for (int x = 0; x + dx < pixels.width; x++) {
				final int a = y * pixels.width + x, b = a + dy * pixels.width + dx;
				if (!pixels.used[a] || !pixels.used[b]) continue;
				sum += (relative[a] - mean) * (relative[b] - mean);
				n++;
			}
		return sum / n;
	}
}
