package sc.fiji.n2n.pairs;

import java.util.List;

/**
 * Pixels that lie at an end of their range, where noise is cut off.
 *
 * @param top share of the pixels at the largest value of the type, or piled up at the largest value
 * @param bottom share of the pixels piled up at the smallest value
 * @param highest value from which on a pixel is saturated; infinite where none is
 */
public record Saturation(double top, double bottom, double highest) {

	/** Share of pixels that matters. */
	public static final double LIMIT = 0.001;
	/** How many times as many pixels lie at the end as beside it, where they are piled up: the tail of noise falls instead. */
	private static final double PILE = 2;

	/**
	 * Counts the pixels at the ends.
	 *
	 * @param images the images; NaN does not count
	 * @param largest largest value of the type; NaN if there is none
	 */
	public static Saturation of(final List<float[]> images, final double largest) {
		double max = Double.NEGATIVE_INFINITY, min = Double.POSITIVE_INFINITY;
		for (final float[] image : images)
			for (final float v : image)
				if (Float.isFinite(v)) {
					max = Math.max(max, v);
					min = Math.min(min, v);
				}
		if (!(min < max)) return new Saturation(0, 0, Double.POSITIVE_INFINITY);
		double below = Double.NEGATIVE_INFINITY, above = Double.POSITIVE_INFINITY;
		for (final float[] image : images)
			for (final float v : image)
				if (Float.isFinite(v)) {
					if (v < max) below = Math.max(below, v);
					if (v > min) above = Math.min(above, v);
				}
		long n = 0, atMax = 0, atBelow = 0, atMin = 0, atAbove = 0;
		for (final float[] image : images)
			for (final float v : image) {
				if (!Float.isFinite(v)) continue;
				n++;
				if (v == max) atMax++;
				if (v == below) atBelow++;
				if (v == min) atMin++;
				if (v == above) atAbove++;
			}
		final boolean full = max >= largest || atMax > LIMIT * n && atMax > PILE * atBelow;
		return new Saturation(full ? atMax / (double) n : 0, atMin > PILE * atAbove ? atMin / (double) n : 0, full ? max : Double.POSITIVE_INFINITY);
	}
}
