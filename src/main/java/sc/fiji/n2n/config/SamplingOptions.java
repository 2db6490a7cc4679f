package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * How k-space is undersampled. Immutable, and checked when built.
 *
 * @param kept share of the frequencies that each sampling keeps, in expectation, 0.05 to 0.9
 * @param values what the pixels are
 * @param pairs pairs of samplings of each slice, 1 to 100: the more, the less a network learns of the chance of one
 * @param seed seed of both masks: the same seed and size give the same masks
 */
public record SamplingOptions(double kept, PixelValues values, int pairs, long seed) {

	private static final double LEAST = 0.05;
	private static final double MOST = 0.9;
	private static final int MOST_PAIRS = 100;

	/** @throws IllegalArgumentException if the share is out of range */
	public SamplingOptions {
		Objects.requireNonNull(values, "values");
		if (!(kept >= LEAST && kept <= MOST)) throw new IllegalArgumentException("kept is " + kept + ", but must be " + LEAST + " to " + MOST +
			": it is the share of the frequencies that each sampling keeps.");
		if (pairs < 1 || pairs > MOST_PAIRS) throw new IllegalArgumentException("pairs is " + pairs + ", but must be 1 to " + MOST_PAIRS +
			": it is the number of pairs of samplings of each slice.");
	}
}
