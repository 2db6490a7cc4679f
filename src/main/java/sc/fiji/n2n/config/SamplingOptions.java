package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * How k-space is undersampled. Immutable, and checked when built.
 *
 * @param kept share of the frequencies that each sampling keeps, in expectation, 0.05 to 0.9
 * @param values what the pixels are
 * @param seed seed of both masks: the same seed and size give the same masks
 */
public record SamplingOptions(double kept, PixelValues values, long seed) {

	private static final double LEAST = 0.05;
	private static final double MOST = 0.9;

	/** @throws IllegalArgumentException if the share is out of range */
	public SamplingOptions {
		Objects.requireNonNull(values, "values");
		if (!(kept >= LEAST && kept <= MOST)) throw new IllegalArgumentException("kept is " + kept + ", but must be " + LEAST + " to " + MOST +
			": it is the share of the frequencies that each sampling keeps.");
	}
}
