package sc.fiji.n2n.noise;

/**
 * The gain and offset that bring an image nearest to its reference in the sense of least squares, over as many planes as are
 * added. Pixels that are not finite in either are left out. Not thread-safe.
 */
public final class AffineFit {

	private double meanX;
	private double meanY;
	private double xx;
	private double xy;
	private long count;

	/**
	 * Adds a plane.
	 *
	 * @param image its pixels
	 * @param reference what they should be, in the same order
	 */
	public void add(final double[] image, final double[] reference) {
		for (int i = 0; i < image.length; i++) {
			if (!Double.isFinite(image[i]) || !Double.isFinite(reference[i])) continue;
			count++;
			// The means are updated as values come, because sums of squares of large values would lose their digits.
			final double dx = image[i] - meanX;
			meanX += dx / count;
			meanY += (reference[i] - meanY) / count;
			xx += dx * (image[i] - meanX);
			xy += dx * (reference[i] - meanY);
		}
	}

	/** By what the image is to be multiplied; 0 where it is constant. */
	public double gain() {
		return xx > 0 ? xy / xx : 0;
	}

	/** What is to be added to it then. */
	public double offset() {
		return meanY - gain() * meanX;
	}

	/**
	 * Applies the fit, in place.
	 *
	 * @param image pixels of the image
	 */
	public void apply(final double[] image) {
		final double gain = gain(), offset = offset();
		for (int i = 0; i < image.length; i++)
			image[i] = gain * image[i] + offset;
	}
}
