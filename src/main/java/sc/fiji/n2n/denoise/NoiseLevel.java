package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * How strong the noise of an image is at each intensity: variance = gain * intensity + constant, the
 * model of photon counting and camera noise (Foi et al., IEEE TIP 2008, equation 2), and not below the
 * least that is believed.
 *
 * @param gain variance that a unit of intensity adds
 * @param constant variance at intensity 0, of the straight line
 * @param least variance that is not gone below
 */
public record NoiseLevel(double gain, double constant, double least) {

	private static final int BINS = 16;
	private static final int MIN_PER_BIN = 50;
	private static final int MAX_SAMPLES = 1 << 16;
	/** Below the median: structure makes a window's variance larger, never smaller. */
	private static final double QUANTILE = 0.35;
	/** Lower quantiles, and what each is of the first where the noise alone varies (81 pixels a window). */
	private static final double[][] LOWER = { { 0.1, 0.85 }, { 0.02, 0.72 } };

	/**
	 * Fits the model to the variance of the residual in windows: first to all intensities; then, since
	 * dense texture leaves few windows without structure, lowered to what the least windows say.
	 *
	 * @param intensities an estimate of the image without noise
	 * @param variances variance of the residual around each pixel
	 * @return the fit; null if there are too few pixels, or no residual at all
	 */
	public static NoiseLevel fit(final float[] intensities, final float[] variances) {
		final List<int[]> bins = bins(intensities);
		final double[] mean = new double[bins.size()];
		final double[] variance = new double[bins.size()];
		for (int i = 0; i < mean.length; i++) {
			mean[i] = Arrays.stream(bins.get(i)).mapToDouble(pixel -> intensities[pixel]).average().orElseThrow();
			variance[i] = quantile(sorted(bins.get(i), pixel -> variances[pixel]), QUANTILE);
		}
		final NoiseLevel first = fit(mean, variance);
		if (first == null) return null;
		final double[] lower = new double[mean.length];
		for (int i = 0; i < lower.length; i++) {
			final double[] relative = sorted(bins.get(i), pixel -> variances[pixel] / first.variance(intensities[pixel]));
			lower[i] = 1;
			for (final double[] q : LOWER)
				lower[i] = Math.min(lower[i], quantile(relative, q[0]) / q[1] / Math.max(1e-6, quantile(relative, QUANTILE)));
		}
		return first.times(median(lower));
	}

	/** Pixels of about equal intensity, about as many in each bin. */
	private static List<int[]> bins(final float[] intensities) {
		// Odd, so that rows of a usual width are not met in the same few columns.
		final int stride = (intensities.length - 1) / MAX_SAMPLES + 1 | 1;
		final long[] pixels = new long[(intensities.length + stride - 1) / stride];
		// Sorted as numbers, which takes a tenth of the time of sorting indices by a comparison: above the index, the bits of the
		// intensity in the order of the intensities.
		for (int i = 0; i < pixels.length; i++) {
			final int bits = Float.floatToIntBits(intensities[i * stride]);
			pixels[i] = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | i * stride;
		}
		Arrays.sort(pixels);
		final List<int[]> bins = new ArrayList<>();
		for (int bin = 0; bin < BINS; bin++) {
			final int from = (int) ((long) pixels.length * bin / BINS);
			final int to = (int) ((long) pixels.length * (bin + 1) / BINS);
			if (to - from >= MIN_PER_BIN) bins.add(Arrays.stream(pixels, from, to).mapToInt(pixel -> (int) pixel).toArray());
		}
		return bins;
	}

	/** Least squares with weights that keep the darkest, least noisy bins from deciding all. */
	private static NoiseLevel fit(final double[] mean, final double[] variance) {
		if (mean.length == 0) return null;
		final double median = median(variance);
		if (median == 0) return null;
		double n = 0, x = 0, y = 0, xx = 0, xy = 0;
		for (int i = 0; i < mean.length; i++) {
			final double w = Math.pow(variance[i] + 0.3 * median, -2);
			n += w;
			x += w * mean[i];
			y += w * variance[i];
			xx += w * mean[i] * mean[i];
			xy += w * mean[i] * variance[i];
		}
		final double determinant = n * xx - x * x;
		final double gain = determinant > 1e-12 * n * xx ? (n * xy - x * y) / determinant : 0;
		return new NoiseLevel(gain, (y - gain * x) / n, Math.max(0.5 * Arrays.stream(variance).min().orElseThrow(), 0.02 * median));
	}

	/** The same noise with the variance multiplied. */
	NoiseLevel times(final double factor) {
		return new NoiseLevel(gain * factor, constant * factor, least * factor);
	}

	/** Variance of the noise at an intensity. */
	public double variance(final double intensity) {
		return Math.max(gain * intensity + constant, least);
	}

	private static double[] sorted(final int[] pixels, final IntToDoubleFunction value) {
		return Arrays.stream(pixels).mapToDouble(value).sorted().toArray();
	}

	private static double quantile(final double[] sorted, final double share) {
		return sorted[(int) (share * (sorted.length - 1))];
	}

	private static double median(final double[] values) {
		return quantile(Arrays.stream(values).sorted().toArray(), 0.5);
	}
}
