package sc.fiji.n2n.noise;

/**
 * Squared differences of an image from its reference, summed over as many planes as are added. Pixels that are not finite
 * in either are left out. Not thread-safe.
 */
public final class SquaredError {

	private double differences;
	private double references;
	private long count;
	private long leftOut;

	/**
	 * Adds a plane.
	 *
	 * @param image its pixels
	 * @param reference what they should be, in the same order
	 */
	public void add(final double[] image, final double[] reference) {
		for (int i = 0; i < image.length; i++) {
			final double difference = image[i] - reference[i];
			if (!Double.isFinite(difference)) {
				leftOut++;
				continue;
			}
			differences += difference * difference;
			references += reference[i] * reference[i];
			count++;
		}
	}

	/**
	 * Adds what was summed elsewhere.
	 *
	 * @param other the other sums
	 */
	public void add(final SquaredError other) {
		differences += other.differences;
		references += other.references;
		count += other.count;
		leftOut += other.leftOut;
	}

	/** How many pixels were left out because they are not finite in either image. */
	public long leftOut() {
		return leftOut;
	}

	/**
	 * Peak signal-to-noise ratio.
	 *
	 * @param range the range of possible values
	 * @return decibels; infinite for equal images, NaN where no pixel counts
	 */
	public double psnr(final double range) {
		return Quality.psnr(differences / count, range);
	}

	/**
	 * Root of the squared differences over that of the squared reference.
	 *
	 * @return 0 for equal images; infinite where only the reference is 0, NaN where both are or no pixel counts
	 */
	public double nrmse() {
		return Math.sqrt(differences / references);
	}
}
