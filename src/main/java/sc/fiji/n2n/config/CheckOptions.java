package sc.fiji.n2n.config;

/**
 * How the noise of an image is checked.
 *
 * @param channel the only channel to check, from 1; 0: all
 * @param offset intensity without light, in the units that ImageJ shows; NaN: to be taken from the darkest place
 */
public record CheckOptions(int channel, double offset) {

	/** @throws IllegalArgumentException if the channel is negative, or the offset infinite */
	public CheckOptions {
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0, for all channels, or the number of one.");
		if (Double.isInfinite(offset)) throw new IllegalArgumentException("offset is " + offset +
			", but must be finite. Leave it empty to take it from the darkest place of the image.");
	}

	/**
	 * The offset in words.
	 *
	 * @param text a number, or nothing for that of the darkest place
	 * @return the number, or NaN
	 * @throws IllegalArgumentException if it is not a number
	 */
	public static double offset(final String text) {
		if (text.isBlank()) return Double.NaN;
		try {
			final double offset = Double.parseDouble(text.strip());
			if (!Double.isNaN(offset)) return offset;
		}
		catch (final NumberFormatException e) {
			// Said below.
		}
		throw new IllegalArgumentException("offset is \"" + text +
			"\", but must be a number: the mean of an image without light, such as 100. Leave it empty to take it from the darkest place of the image.");
	}
}
