package sc.fiji.n2n.race;

/**
 * An estimate of the error of a method.
 *
 * @param error mean squared error against the image without noise, in the squared units of the image; below 0 where the error is less than can be
 *          measured
 * @param uncertainty its standard deviation
 * @param noise mean squared error of the noisy image itself
 */
public record Score(double error, double uncertainty, double noise) {

	/** Gain over the noisy image in dB; infinite where the error is less than can be measured. */
	public double gain() {
		return decibels(error);
	}

	/** The gain where the error is one standard deviation larger. */
	public double leastGain() {
		return decibels(error + uncertainty);
	}

	/** The gain where the error is one standard deviation smaller; infinite where that leaves none. */
	public double mostGain() {
		return decibels(error - uncertainty);
	}

	/** Root of the mean squared error; NaN where it is less than can be measured. */
	public double rmse() {
		return error > 0 ? Math.sqrt(error) : Double.NaN;
	}

	private double decibels(final double squares) {
		return squares > 0 ? 10 * Math.log10(noise / squares) : Double.POSITIVE_INFINITY;
	}
}
