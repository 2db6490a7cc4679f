package sc.fiji.n2n.denoise;

import java.util.stream.IntStream;

import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.tile.Turns;

/** How long the zero-shot methods learn. */
public final class Schedule {

	/** A step of the fast method costs as much as applying its network to so many pixels. */
	private static final double PIXELS_PER_FAST_STEP = 15000;
	/** The same of volumes. */
	private static final double PIXELS_PER_STEP_OF_VOLUMES = 8000;
	/** A step of the published method costs as much as applying its network so many times. */
	private static final double RUNS_PER_PUBLISHED_STEP = 5;

	private Schedule() {}

	/**
	 * Training steps of a run.
	 *
	 * @param options of the run
	 */
	public static int steps(final ZeroShotOptions options) {
		if (options.steps() > 0) return options.steps();
		if (options.method() == Method.PUBLISHED) return switch (options.effort()) {
			case QUICK -> 500;
			case NORMAL -> 2000;
			case THOROUGH -> 3000;
		};
		return switch (options.effort()) {
			case QUICK -> 250;
			case NORMAL -> options.mode() == StackMode.SLICES ? 800 : 500;
			case THOROUGH -> 3000;
		};
	}

	/** The turns over which the network's results are averaged, as {@link Turns} counts them. */
	static int[] turns(final ZeroShotOptions options) {
		if (options.method() == Method.PUBLISHED) return new int[] { 0 };
		return switch (options.effort()) {
			case QUICK -> new int[] { 0 };
			case NORMAL -> new int[] { 0, 2 };
			case THOROUGH -> IntStream.range(0, Turns.COUNT).toArray();
		};
	}

	/** Share of the time that training takes, 0 to 1, roughly, of an image of so many pixels: for the progress bar. */
	static double trainingShare(final ZeroShotOptions options, final double pixels) {
		final double perStep = options.method() == Method.PUBLISHED ? pixels * RUNS_PER_PUBLISHED_STEP //
			: options.mode() == StackMode.SLICES ? PIXELS_PER_FAST_STEP : PIXELS_PER_STEP_OF_VOLUMES;
		final double training = steps(options) * perStep;
		return training / (training + pixels * turns(options).length);
	}
}
