package sc.fiji.n2n.trust;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.Progress;

/** The pixels of a plane before and after denoising, and which of them can be examined. */
final class PixelPairs {

	/** A window of 9 x 9 pixels of one value has no noise: the area around a field of view. One with a saturated pixel has too little. */
	private static final int RADIUS = 4;
	/** Pixels at the largest value are saturated if there are so many of them, */
	private static final int SATURATED = 10;
	/** and so many times as many as at the value below: values do not pile up unless something cuts them off. */
	private static final int PILE = 3;

	final int width;
	final int height;
	final float[] noisy;
	final float[] denoised;
	/** Pixels that are examined. */
	final boolean[] used;
	/** How many those are. */
	final int count;
	/** Pixels without a finite value in the image. */
	final int missing;
	/** Pixels that have a finite value in the image, but none in the result. */
	final int lost;
	/** Pixels in places without any variation. */
	final int constant;
	/** Pixels at the upper end of the range, and beside such: where some are cut off, those that are not have less than their noise. */
	final int saturated;

	PixelPairs(final RandomAccessibleInterval<FloatType> noisyPlane, final RandomAccessibleInterval<FloatType> denoisedPlane, final Progress progress) {
		width = Math.toIntExact(noisyPlane.dimension(0));
		height = Math.toIntExact(noisyPlane.dimension(1));
		noisy = pixels(noisyPlane);
		denoised = pixels(denoisedPlane);
		used = new boolean[noisy.length];
		final float[] still = constantPlaces(progress);
		final float[] cut = saturatedPlaces(progress);
		progress.stopIfCanceled();
		int gaps = 0, losses = 0, same = 0, bright = 0, good = 0;
		for (int i = 0; i < used.length; i++) {
			if (!Float.isFinite(noisy[i])) gaps++;
			else if (!Float.isFinite(denoised[i])) losses++;
			else if (still[i] > 0) same++;
			else if (cut[i] > 0) bright++;
			else {
				used[i] = true;
				good++;
			}
		}
		count = good;
		missing = gaps;
		lost = losses;
		constant = same;
		saturated = bright;
	}

	/** What was taken off at a pixel; 0 where it is not examined. */
	float residual(final int i) {
		return used[i] ? noisy[i] - denoised[i] : 0;
	}

	/** The mean of the result, to fill places that are not examined. */
	float fill() {
		double sum = 0;
		for (int i = 0; i < used.length; i++)
			if (used[i]) sum += denoised[i];
		return (float) (sum / count);
	}

	private static float[] pixels(final RandomAccessibleInterval<FloatType> plane) {
		final float[] pixels = new float[Math.toIntExact(plane.dimension(0) * plane.dimension(1))];
		int i = 0;
		for (final FloatType pixel : Views.flatIterable(plane))
			pixels[i++] = pixel.get();
		return pixels;
	}

	/** Above 0 at all pixels of windows in which no pixel differs from its neighbours. */
	private float[] constantPlaces(final Progress progress) {
		progress.stopIfCanceled();
		final float[] places = new float[noisy.length];
		for (int y = 0, i = 0; y < height; y++)
			for (int x = 0; x < width; x++, i++) {
				final boolean differs = x + 1 < width && noisy[i] != noisy[i + 1] || y + 1 < height && noisy[i] != noisy[i + width];
				places[i] = differs ? 1 : 0;
			}
		progress.stopIfCanceled();
		BoxMean.apply(places, width, height, RADIUS);
		progress.stopIfCanceled();
		for (int i = 0; i < places.length; i++)
			places[i] = places[i] == 0 ? 1 : 0;
		BoxMean.apply(places, width, height, RADIUS);
		return places;
	}

	/** Above 0 at all pixels of windows with a saturated pixel. */
	private float[] saturatedPlaces(final Progress progress) {
		progress.stopIfCanceled();
		final float limit = saturation();
		final float[] places = new float[noisy.length];
		for (int i = 0; i < places.length; i++)
			if (noisy[i] >= limit) places[i] = 1;
		BoxMean.apply(places, width, height, RADIUS);
		return places;
	}

	/** The value from which on pixels are saturated; infinity where none are. */
	private float saturation() {
		float largest = Float.NEGATIVE_INFINITY;
		for (final float value : noisy)
			if (Float.isFinite(value)) largest = Math.max(largest, value);
		float next = Float.NEGATIVE_INFINITY;
		int atLargest = 0, atNext = 0;
		for (final float value : noisy)
			if (value == largest) atLargest++;
			else if (value < largest && value >= next) {
				atNext = value > next ? 1 : atNext + 1;
				next = value;
			}
		return Float.isFinite(largest) && atLargest >= Math.max(SATURATED, PILE * atNext) ? largest : Float.POSITIVE_INFINITY;
	}
}
