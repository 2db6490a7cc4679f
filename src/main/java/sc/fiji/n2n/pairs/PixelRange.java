package sc.fiji.n2n.pairs;

import java.util.Objects;

/**
 * What is known of the files that pairs come from.
 *
 * @param firstType pixel type of the first images, such as "16-bit"; empty where it is not known
 * @param secondType pixel type of the second images; empty where it is not known
 * @param largest largest value that a pixel can have; NaN where it is not known or there is no limit
 */
public record PixelRange(String firstType, String secondType, double largest) {

	/** Nothing is known. */
	public static final PixelRange UNKNOWN = new PixelRange("", "", Double.NaN);

	/** Checks that nothing is null. */
	public PixelRange {
		Objects.requireNonNull(firstType, "firstType");
		Objects.requireNonNull(secondType, "secondType");
	}
}
