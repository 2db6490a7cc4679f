package sc.fiji.n2n.denoise;

import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.tile.Gaps;

/**
 * How strong the noise of a single image is. The second differences along x and y (the mask of Immerkaer, CVIU 1996,
 * equation 3) leave little of the scene; what windows of them say is fitted by {@link NoiseLevel}, which bright and
 * textured places do not deceive.
 */
public final class ImageNoise {

	/** Sum of the squares of the mask 1 -2 1, -2 4 -2, 1 -2 1: what it makes of a variance of 1. */
	private static final double MASK = 36;
	/** Radius of the windows. The mask correlates its results, so that 17 x 17 of them are worth about 81. */
	private static final int RADIUS = 8;
	/** Planes or blocks that are looked at. */
	private static final int MAX_IMAGES = 5;
	/** Least share of the variance that the mask is believed to leave of correlated noise. */
	private static final double LEAST_LEFT = 0.1;

	/** Share of the pixels of the best window that must count in a window. */
	private static final double NEARLY_ALL = 0.95;

	private ImageNoise() {}

	/**
	 * The standard deviation of the noise, root mean square over all intensities.
	 *
	 * @param images images (x, y) in the units of the image, evenly spread; at most five of them are looked at
	 * @param correlation autocorrelation of the noise, which the mask would take for less noise
	 * @return the deviation; NaN where the images are too small or have no noise
	 */
	static double deviation(final List<RandomAccessibleInterval<FloatType>> images, final NoiseAutocorrelation correlation) {
		final int count = Math.min(MAX_IMAGES, images.size());
		double sum = 0;
		int measured = 0;
		for (int i = 0; i < count; i++) {
			final double variance = variance(images.get((int) ((2L * i + 1) * images.size() / (2 * count))));
			if (!(variance > 0)) continue;
			sum += variance;
			measured++;
		}
		return measured == 0 ? Double.NaN : Math.sqrt(sum / measured / left(correlation));
	}

	/**
	 * How strong the noise of one image is at each intensity.
	 *
	 * @param image the image (x, y) in its own units
	 * @param correlation autocorrelation of its noise
	 * @param counts whether a pixel counts, x running fastest; where others are near, nothing is measured
	 * @param progress asked in between whether to stop
	 * @return the noise; null where the image is too small or has none
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public static NoiseLevel level(final RandomAccessibleInterval<FloatType> image, final NoiseAutocorrelation correlation, final boolean[] counts,
		final Progress progress)
	{
		final Fit fit = fit(image, counts, progress);
		return fit == null ? null : fit.level().times(1 / left(correlation));
	}

	/**
	 * What the mask sees of the noise at each intensity, correlated or not.
	 *
	 * @param image the image (x, y) in its own units
	 * @return the noise; null where the image is too small or has none
	 */
	static NoiseLevel seen(final RandomAccessibleInterval<FloatType> image) {
		final Fit fit = fit(image, null, Progress.NONE);
		return fit == null ? null : fit.level();
	}

	/** Mean of what the mask sees over all intensities; NaN where there is nothing. */
	static double variance(final RandomAccessibleInterval<FloatType> image) {
		final Fit fit = fit(image, null, Progress.NONE);
		if (fit == null) return Double.NaN;
		double sum = 0;
		for (final float intensity : fit.intensities())
			sum += fit.level().variance(intensity);
		return sum / fit.intensities().length;
	}

	/** What the mask saw of the noise, and the intensities around its pixels. */
	private record Fit(NoiseLevel level, float[] intensities) {}

	/** Null where nothing can be measured. */
	private static Fit fit(final RandomAccessibleInterval<FloatType> image, final boolean[] countsOrNull, final Progress progress) {
		final int width = (int) image.dimension(0);
		final int height = (int) image.dimension(1);
		if (width < 3 || height < 3) return null;
		final float[] read = new float[width * height];
		int n = 0;
		for (final FloatType pixel : Views.flatIterable(image))
			read[n++] = pixel.get();
		final float[] pixels = Gaps.in(read) ? Gaps.filled(read, width, height) : read;
		if (!Float.isFinite(pixels[0])) return null;
		progress.stopIfCanceled();
		final float[] variances = variances(pixels, width, height);
		BoxMean.apply(variances, width - 2, height - 2, RADIUS);
		progress.stopIfCanceled();
		final float[] intensities = inner(pixels, width, height);
		BoxMean.apply(intensities, width - 2, height - 2, RADIUS);
		progress.stopIfCanceled();
		final int[] kept = countsOrNull == null ? null : counted(countsOrNull, width, height);
		progress.stopIfCanceled();
		final NoiseLevel level = kept == null ? NoiseLevel.fit(intensities, variances) : NoiseLevel.fit(only(intensities, kept), only(variances, kept));
		return level == null ? null : new Fit(level, intensities);
	}

	/** Places around which nearly as many pixels count as anywhere. */
	private static int[] counted(final boolean[] counts, final int width, final int height) {
		final float[] flags = new float[counts.length];
		for (int i = 0; i < flags.length; i++)
			flags[i] = counts[i] ? 1 : 0;
		final float[] share = inner(flags, width, height);
		BoxMean.apply(share, width - 2, height - 2, RADIUS);
		float most = 0;
		for (final float value : share)
			most = Math.max(most, value);
		final double least = NEARLY_ALL * most;
		return IntStream.range(0, share.length).filter(i -> share[i] >= least).toArray();
	}

	private static float[] only(final float[] values, final int[] places) {
		final float[] only = new float[places.length];
		for (int i = 0; i < only.length; i++)
			only[i] = values[places[i]];
		return only;
	}

	/** Squares of the mask's results, for all pixels but those of the border. */
	private static float[] variances(final float[] pixels, final int width, final int height) {
		final float[] variances = new float[(width - 2) * (height - 2)];
		for (int y = 1, i = 0; y < height - 1; y++)
			for (int x = 1; x < width - 1; x++, i++) {
				final int at = y * width + x;
				final double mask = across(pixels, at - 1, width) - 2 * across(pixels, at, width) + across(pixels, at + 1, width);
				variances[i] = (float) (mask * mask / MASK);
			}
		return variances;
	}

	private static double across(final float[] pixels, final int at, final int width) {
		return (double) pixels[at - width] - 2.0 * pixels[at] + pixels[at + width];
	}

	private static float[] inner(final float[] pixels, final int width, final int height) {
		final float[] inner = new float[(width - 2) * (height - 2)];
		for (int y = 1; y < height - 1; y++)
			System.arraycopy(pixels, y * width + 1, inner, (y - 1) * (width - 2), width - 2);
		return inner;
	}

	/** What the mask leaves of the variance of correlated noise: along each axis (6 - 8 r(1) + 2 r(2)) / 6. */
	private static double left(final NoiseAutocorrelation r) {
		// A stride of 1 means: not correlated, or only as structure is.
		if (!r.measurable() || r.stride() == 1) return 1;
		return Math.max(LEAST_LEFT, (6 - 8 * r.x(1) + 2 * r.x(2)) / 6) * Math.max(LEAST_LEFT, (6 - 8 * r.y(1) + 2 * r.y(2)) / 6);
	}
}
