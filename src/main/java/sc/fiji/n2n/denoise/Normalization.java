package sc.fiji.n2n.denoise;

import java.util.List;

/**
 * A linear map between the units of an image and those that a network works in:
 * {@code normalized = (value - offset) / scale}. Nothing is clamped, so that the map can be inverted.
 *
 * @param offset value that becomes 0
 * @param scale difference of value that becomes 1; 0 where all values are the same or none is finite
 */
public record Normalization(double offset, double scale) {

	/** Mean 0 and standard deviation 1 over all finite values. */
	public static Normalization ofMeanAndDeviation(final List<float[]> values) {
		long count = 0;
		double sum = 0;
		for (final float[] part : values)
			for (final float v : part)
				if (Float.isFinite(v)) {
					sum += v;
					count++;
				}
		final double mean = count == 0 ? 0 : sum / count;
		double squares = 0;
		for (final float[] part : values)
			for (final float v : part)
				if (Float.isFinite(v)) squares += (v - mean) * (v - mean);
		final double deviation = count == 0 ? 0 : Math.sqrt(squares / count);
		// Below the rounding of the sum it is no deviation but the rounding itself.
		return new Normalization(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 0);
	}

	/** The smallest finite value becomes 0, the largest 1. */
	public static Normalization ofRange(final List<float[]> values) {
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (final float[] part : values)
			for (final float v : part)
				if (Float.isFinite(v)) {
					min = Math.min(min, v);
					max = Math.max(max, v);
				}
		return min <= max ? new Normalization(min, max - min) : new Normalization(0, 0);
	}

	/** Whether there is nothing to learn from: all values are the same, or none is finite. */
	public boolean isConstant() {
		return scale == 0;
	}

	/** Normalizes in place. */
	public void apply(final float[] values) {
		for (int i = 0; i < values.length; i++)
			values[i] = (float) ((values[i] - offset) / scale);
	}

	/** Goes back to the units of the image, in place. */
	public void invert(final float[] values) {
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (values[i] * scale + offset);
	}
}
