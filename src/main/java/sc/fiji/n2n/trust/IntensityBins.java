package sc.fiji.n2n.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.Progress;

/**
 * What was taken off, by intensity of the result: its mean, which is 0 where nothing is biased, and its variance, which is that of
 * the noise where all of it and nothing else was taken off.
 */
final class IntensityBins {

	/** A pixel counts as at most this many standard deviations: hot pixels are neither structure nor a bias. */
	static final double OUTLIER = 5;

	/** Where bins end, as shares of the pixels: few pixels are bright, and they are the ones that matter. */
	private static final double[] QUANTILES = { 1 / 16., 2 / 16., 3 / 16., 4 / 16., 5 / 16., 6 / 16., 7 / 16., 8 / 16., 9 / 16., 10 / 16., 11 / 16., 12 / 16.,
		13 / 16., 14 / 16., 15 / 16., 0.98, 0.995 };
	private static final int MIN_PIXELS = 50;
	/** Intensities are means over 5 x 5 pixels. */
	private static final int RADIUS = 2;
	/** Values that are sorted at once. */
	private static final int PART = 1 << 20;

	private IntensityBins() {}

	/** Measures the bins, from dark to bright; asks in between whether to stop. */
	static List<IntensityBin> of(final PixelPairs pixels, final PlaneNoise noise, final Progress progress) {
		final float[] intensities = pixels.denoised.clone();
		for (int i = 0; i < intensities.length; i++)
			if (!Float.isFinite(intensities[i])) intensities[i] = pixels.fill();
		// Noise that is still in the result must not sort its own pixels: the brightest would seem too bright, the darkest too dark.
		BoxMean.apply(intensities, pixels.width, pixels.height, RADIUS);
		final List<IntensityBin> bins = new ArrayList<>();
		final float[] ends = ends(pixels, intensities, noise, progress);
		progress.stopIfCanceled();
		final Sums[] sums = new Sums[ends.length + 1];
		Arrays.setAll(sums, i -> new Sums());
		for (int i = 0; i < pixels.used.length; i++)
			if (pixels.used[i]) sums[bin(ends, intensities[i])].add(pixels.denoised[i], pixels.residual(i), noise);
		for (final Sums s : sums)
			if (s.n >= MIN_PIXELS) bins.add(s.bin(noise));
		return bins;
	}

	/** Largest intensities of all bins but the last. Bins are not narrower than the noise, for the same reason. */
	private static float[] ends(final PixelPairs pixels, final float[] intensities, final PlaneNoise noise, final Progress progress) {
		final float[] sorted = new float[pixels.count];
		for (int i = 0, n = 0; i < pixels.used.length; i++)
			if (pixels.used[i]) sorted[n++] = intensities[i];
		sort(sorted, progress);
		final float[] ends = new float[QUANTILES.length];
		int count = 0;
		float start = sorted[0];
		final float last = sorted[sorted.length - 1];
		for (final double quantile : QUANTILES) {
			final float end = sorted[(int) (quantile * (sorted.length - 1))];
			final double deviation = noise.deviation(end);
			if (end - start < deviation || last - end < deviation) continue;
			ends[count++] = end;
			start = end;
		}
		return Arrays.copyOf(ends, count);
	}

	/** Sorts part by part, to ask in between whether to stop. Sorted parts are merged quickly: the library looks for such. */
	private static void sort(final float[] values, final Progress progress) {
		for (int from = 0; from < values.length; from += PART) {
			progress.stopIfCanceled();
			Arrays.sort(values, from, Math.min(values.length, from + PART));
		}
		progress.stopIfCanceled();
		Arrays.sort(values);
	}

	/** Index of the first end that is not below the value. */
	private static int bin(final float[] ends, final float value) {
		int bin = 0;
		while (bin < ends.length && value > ends[bin])
			bin++;
		return bin;
	}

	private static final class Sums {

		private int n;
		private double intensity;
		private double variance;
		private double mean;
		private double relative;
		private double squares;

		void add(final double denoised, final double residual, final PlaneNoise noise) {
			final double deviation = noise.deviation(denoised);
			final double ratio = Math.max(-OUTLIER, Math.min(OUTLIER, residual / deviation));
			n++;
			intensity += denoised;
			variance += deviation * deviation;
			mean += ratio * deviation;
			relative += ratio;
			squares += ratio * ratio;
		}

		IntensityBin bin(final PlaneNoise noise) {
			final double deviation = Math.sqrt(variance / n);
			return new IntensityBin(intensity / n, deviation, mean / n, deviation / Math.sqrt(noise.independent(n)), squares / n - relative / n * relative / n, n);
		}
	}
}
