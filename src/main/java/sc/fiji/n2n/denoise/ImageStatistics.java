package sc.fiji.n2n.denoise;

import java.util.Arrays;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * What a channel is like, measured in a sample of it, in its own units. NaN where nothing could be measured.
 *
 * @param low intensity below which one in a hundred pixels lies
 * @param high intensity above which one in a hundred pixels lies
 * @param normalization mean and standard deviation; constant where all pixels have the same value or none is finite
 * @param noise standard deviation of the noise, root mean square over all intensities
 */
public record ImageStatistics(double low, double high, Normalization normalization, double noise) {

	private static final long MAX_PIXELS = 1L << 22;
	private static final int MAX_QUANTILE_PIXELS = 1 << 20;

	/**
	 * Measures a channel. A large one is measured in planes or blocks that are spread evenly over it.
	 *
	 * @param planes the channel (x, y, plane)
	 * @param missingIsZero whether pixels of value 0 are missing, and do not count
	 * @return the measurement
	 */
	public static ImageStatistics measure(final RandomAccessibleInterval<FloatType> planes, final boolean missingIsZero) {
		final TrainingSample sample = TrainingSample.of(planes, MAX_PIXELS);
		final double noise = ImageNoise.deviation(sample.images(), NoiseAutocorrelation.measure(planes));
		if (missingIsZero) sample.values().forEach(ImageStatistics::zerosToNaN);
		final float[] sorted = sorted(sample.values());
		return new ImageStatistics(quantile(sorted, 0.01), quantile(sorted, 0.99), Normalization.ofMeanAndDeviation(sample.values()), noise);
	}

	private static void zerosToNaN(final float[] values) {
		for (int i = 0; i < values.length; i++)
			if (values[i] == 0) values[i] = Float.NaN;
	}

	private static float[] sorted(final List<float[]> values) {
		final long pixels = values.stream().mapToLong(part -> part.length).sum();
		// Odd, so that rows of a usual width are not met in the same few columns.
		final int stride = (int) (pixels / MAX_QUANTILE_PIXELS + 1 | 1);
		final float[] some = new float[(int) (pixels / stride) + values.size()];
		int n = 0;
		for (final float[] part : values)
			for (int i = 0; i < part.length; i += stride)
				if (Float.isFinite(part[i])) some[n++] = part[i];
		final float[] sorted = Arrays.copyOf(some, n);
		Arrays.sort(sorted);
		return sorted;
	}

	private static double quantile(final float[] sorted, final double share) {
		return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
	}
}
