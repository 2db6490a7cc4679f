package sc.fiji.n2n.trust;

/**
 * Pixels of about equal intensity.
 *
 * @param intensity mean intensity of the result
 * @param noise standard deviation of the noise at these intensities, as measured on the noisy image
 * @param mean mean of what was taken off
 * @param error standard error that the noise gives to that mean
 * @param strength variance of what was taken off over that of the noise
 * @param pixels how many
 */
public record IntensityBin(double intensity, double noise, double mean, double error, double strength, int pixels) {

	/** A mean beyond this many standard errors is no chance: once in 16,000. */
	private static final double ERRORS = 4;

	/** What the mean is beyond four standard errors, in standard deviations of the noise. */
	public double bias() {
		return Math.max(0, Math.abs(mean) - ERRORS * error) / noise;
	}
}
