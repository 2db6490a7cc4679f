package sc.fiji.n2n.trust;

import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.Progress;

/**
 * Places where a result differs from the noisy image by more than the noise explains: where the means over small boxes differ by
 * more than {@link #THRESHOLD} standard deviations of the noise of such a mean. At such a place something was lost, if the noisy
 * image stands out more from its surroundings than the result, or was invented, if less; right at a strong edge, which is itself a
 * contrast, the two can be mistaken for each other. The noise is taken at both intensities,
 * which makes few photons as improbable as they are (the root transform of Anscombe, Biometrika 1948).
 */
final class LocalChanges {

	/** By chance in one place of 16,000. */
	static final double THRESHOLD = 4;
	/** Share of the pixels that chance marks at most, over all sizes of boxes: that of the two tails of the normal distribution, three times. */
	static final double BY_CHANCE = 1.9e-4;
	/** Radii of the boxes: of 3, 5 and 9 pixels. */
	static final int[] RADII = { 1, 2, 4 };

	/** How strongly each pixel is marked, in standard deviations: above 0 where something was invented, below 0 where it was lost, else 0. */
	final float[] strength;
	/** Share of the examined pixels where something may have been lost. */
	final double lost;
	/** Share where something may have been invented. */
	final double invented;
	/** The strongest loss, in standard deviations. */
	final double strongestLoss;
	/** The strongest invention. */
	final double strongestInvention;

	LocalChanges(final PixelPairs pixels, final PlaneNoise noise, final double meanResidual, final Progress progress) {
		final float[] before = new float[pixels.noisy.length];
		final float[] after = new float[before.length];
		final float fill = pixels.fill();
		for (int i = 0; i < before.length; i++) {
			// What was added everywhere is a check of its own.
			after[i] = pixels.used[i] ? (float) (pixels.denoised[i] + meanResidual) : fill;
			final double most = IntensityBins.OUTLIER * noise.deviation(after[i]);
			before[i] = pixels.used[i] ? (float) Math.max(after[i] - most, Math.min(after[i] + most, pixels.noisy[i])) : fill;
		}
		strength = new float[before.length];
		for (final int radius : RADII)
			mark(pixels, noise, before, after, radius, progress);
		int losses = 0, inventions = 0;
		float least = 0, most = 0;
		for (final float mark : strength) {
			if (mark < 0) losses++;
			if (mark > 0) inventions++;
			least = Math.min(least, mark);
			most = Math.max(most, mark);
		}
		lost = (double) losses / pixels.count;
		invented = (double) inventions / pixels.count;
		strongestLoss = -least;
		strongestInvention = most;
	}

	/** Smallest change of the mean over a box that is marked, in standard deviations of the noise of a pixel. */
	static double visible(final PlaneNoise noise, final int radius) {
		final int side = 2 * radius + 1;
		return THRESHOLD * Math.sqrt(noise.correlationFactor(side)) / side;
	}

	private void mark(final PixelPairs pixels, final PlaneNoise noise, final float[] before, final float[] after, final int radius,
		final Progress progress)
	{
		final int side = 2 * radius + 1;
		final double perPixel = Math.sqrt(noise.correlationFactor(side)) / side;
		final float[] near = mean(pixels, before, radius, progress);
		final float[] nearAfter = mean(pixels, after, radius, progress);
		final float[] wide = mean(pixels, before, 3 * radius + 1, progress);
		final float[] wideAfter = mean(pixels, after, 3 * radius + 1, progress);
		progress.stopIfCanceled();
		for (int i = 0; i < strength.length; i++) {
			if (!pixels.used[i]) continue;
			final double deviation = perPixel * (noise.deviation(near[i]) + noise.deviation(nearAfter[i])) / 2;
			final double change = Math.abs(near[i] - nearAfter[i]) / deviation;
			if (!(change > THRESHOLD) || change <= Math.abs(strength[i])) continue;
			final boolean invention = Math.abs(nearAfter[i] - wideAfter[i]) > Math.abs(near[i] - wide[i]);
			strength[i] = (float) (invention ? change : -change);
		}
	}

	private static float[] mean(final PixelPairs pixels, final float[] values, final int radius, final Progress progress) {
		progress.stopIfCanceled();
		final float[] mean = values.clone();
		BoxMean.apply(mean, pixels.width, pixels.height, radius);
		return mean;
	}
}
