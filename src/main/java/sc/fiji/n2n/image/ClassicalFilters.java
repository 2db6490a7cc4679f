package sc.fiji.n2n.image;

import ij.plugin.filter.GaussianBlur;
import ij.plugin.filter.RankFilters;
import ij.process.FloatProcessor;

/** ImageJ's own filters, applied to a plane as ImageJ applies them to a 32-bit image. */
public final class ClassicalFilters {

	/** Accuracy of ImageJ's command for images that are not 8-bit. */
	private static final double ACCURACY = 0.0002;

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
	 * @return the filtered plane
	 */
	public static float[] median(final float[] pixels, final int width, final int height, final double radius) {
		final FloatProcessor plane = new FloatProcessor(width, height, pixels.clone());
		new RankFilters().rank(plane, radius, RankFilters.MEDIAN);
		return (float[]) plane.getPixels();
	}
}
