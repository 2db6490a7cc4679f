package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * How settings are searched. Immutable, and checked when built.
 *
 * @param base the settings to compare with, and all that is not searched: loss, patch, seed, device; its epochs and minutes do not count
 * @param trials settings to try, with those of the base, 2 to 512
 * @param minutes minutes of training for all of them together, more than 0, at most 10000
 */
public record SearchOptions(TrainingOptions base, int trials, double minutes) {

	private static final int MAX_TRIALS = 512;
	private static final double MAX_MINUTES = 10_000;

	/** @throws IllegalArgumentException if a number is out of range, or losses of different settings do not compare */
	public SearchOptions {
		Objects.requireNonNull(base, "base");
		if (trials < 2 || trials > MAX_TRIALS) throw new IllegalArgumentException("trials is " + trials + ", but must be 2 to " + MAX_TRIALS + ".");
		if (!(minutes > 0 && minutes <= MAX_MINUTES)) throw new IllegalArgumentException("minutes is " + minutes +
			", but must be more than 0 and at most " + (int) MAX_MINUTES + ": how long the search may take in all.");
		if (base.loss() == Loss.L0) throw new IllegalArgumentException("Settings cannot be searched with the loss l0: it changes while a network learns, " +
			"so that losses of short trainings do not compare. Search with another loss, such as l1, and train with l0 and the preset that was found.");
	}

	/** Seconds of training for all trials together. */
	public double seconds() {
		return 60 * minutes;
	}

	/** A copy with another device. */
	public SearchOptions with(final ComputeDevice device) {
		return new SearchOptions(base.with(device), trials, minutes);
	}
}
