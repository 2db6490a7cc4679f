package sc.fiji.n2n.image;

import java.util.Arrays;

import ij.plugin.filter.GaussianBlur;
import ij.plugin.filter.RankFilters;
import ij.process.FloatProcessor;

/** ImageJ's own filters, applied to a plane as ImageJ applies them to a 32-bit image. */
public final class ClassicalFilters {

	/** Accuracy of ImageJ's command for images that are not 8-bit. */
	private static final double ACCURACY = 0.0002;
	/** Rows that the median, which is slow, is given at once. */
	private static final int BAND = 128;

	private ClassicalFilters() {}

	/**
	 * Process > Filters > Gaussian Blur...
	 *
	 * @param pixels the plane, x running fastest; not changed
	 * @param width its width
	 * @param height its height
	 * @param sigma standard deviation in pixels
	 * @return the blurred plane
	 */
	public static float[] gaussian(final float[] pixels, final int width, final int height, final double sigma) {
		final FloatProcessor plane = new FloatProcessor(width, height, pixels.clone());
		new GaussianBlur().blurGaussian(plane, sigma, sigma, ACCURACY);
		return (float[]) plane.getPixels();
	}

	/**
	 * Process > Filters > Median...
	 *
	 * @param pixels the plane, x running fastest; not changed
	 * @param width its width
	 * @param height its height
	 * @param radius radius in pixels
	 * @param ask called before each band of rows; what it throws, to stop, is thrown on
	 * @return the filtered plane
	 */
	public static float[] median(final float[] pixels, final int width, final int height, final double radius, final Runnable ask) {
		final float[] out = new float[pixels.length];
		final int margin = (int) Math.ceil(radius) + 1;
		for (int from = 0; from < height; from += BAND) {
			ask.run();
			final int to = Math.min(height, from + BAND), top = Math.max(0, from - margin), bottom = Math.min(height, to + margin);
			final FloatProcessor band = new FloatProcessor(width, bottom - top, Arrays.copyOfRange(pixels, top * width, bottom * width));
			new RankFilters().rank(band, radius, RankFilters.MEDIAN);
			System.arraycopy((float[]) band.getPixels(), (from - top) * width, out, from * width, (to - from) * width);
		}
		return out;
	}
}
