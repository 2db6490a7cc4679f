package sc.fiji.n2n.config;

/**
 * How an image is compared with its reference.
 *
 * @param channel the only channel to compare, from 1; 0: all
 * @param fit whether gain and offset of the image are fitted to the reference first
 * @param range the range of possible values, more than 0; NaN: that of the reference
 */
public record ComparisonOptions(int channel, Matching fit, double range) {

	/** @throws IllegalArgumentException if the channel is negative, or the range not above 0 */
	public ComparisonOptions {
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0, for all channels, or the number of one.");
		if (range <= 0 || Double.isInfinite(range)) throw new IllegalArgumentException("range is " + range +
			", but must be more than 0 and finite, such as 255. Leave it empty to take the range of the reference.");
	}

	/**
	 * The range of possible values in words.
	 *
	 * @param text a number, or nothing for that of the reference
	 * @return the number, or NaN
	 * @throws IllegalArgumentException if it is not a number
	 */
	public static double range(final String text) {
		if (text.isBlank()) return Double.NaN;
		try {
			final double range = Double.parseDouble(text.strip());
			if (!Double.isNaN(range)) return range;
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new IllegalArgumentException("range is \"" + text + "\", but must be a number, such as 255. Leave it empty to take the range of the reference.");
	}
}
