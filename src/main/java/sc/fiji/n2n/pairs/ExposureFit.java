package sc.fiji.n2n.pairs;

/**
 * How the intensities of second images follow those of first images: {@code second = gain * first + offset}, and where either is
 * saturated and says nothing.
 *
 * @param gain difference of the second image where the first differs by 1; more than 0
 * @param offset value of the second image where the first is 0
 * @param firstSaturated value of the first images from which on a pixel is saturated; infinite where none is
 * @param secondSaturated the same of the second images
 */
public record ExposureFit(double gain, double offset, double firstSaturated, double secondSaturated) {

	/** The same exposure in both. */
	public static final ExposureFit SAME = new ExposureFit(1, 0);

	/** @throws IllegalArgumentException if the gain is not more than 0, or gain or offset are not finite, or a limit is not a number */
	public ExposureFit {
		if (!(gain > 0 && gain < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("gain is " + gain + ", but must be more than 0.");
		if (!Double.isFinite(offset)) throw new IllegalArgumentException("offset is " + offset + ", but must be finite.");
		if (Double.isNaN(firstSaturated) || Double.isNaN(secondSaturated)) throw new IllegalArgumentException("There is no limit of saturation.");
	}

	/** Of images of which no pixel is saturated. */
	public ExposureFit(final double gain, final double offset) {
		this(gain, offset, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
	}

	/** The same for images that are saturated from some values on. */
	ExposureFit withSaturation(final double first, final double second) {
		return new ExposureFit(gain, offset, first, second);
	}

	/** Whether there is nothing to map. */
	public boolean isSame() {
		return gain == 1 && offset == 0;
	}

	/** A value of the second image in the units of the first. */
	public double toFirst(final double second) {
		return (second - offset) / gain;
	}

	/** Maps values of the second image to the units of the first, in place. */
	public void toFirst(final float[] second) {
		for (int i = 0; i < second.length; i++)
			second[i] = (float) toFirst(second[i]);
	}
}
