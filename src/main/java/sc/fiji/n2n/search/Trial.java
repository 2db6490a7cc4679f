package sc.fiji.n2n.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import sc.fiji.n2n.train.LearnerState;

/**
 * A setting and what came of it so far. Immutable.
 *
 * @param number number of the trial, from 1
 * @param setting what is tried
 * @param repeats whether it is the base again with another seed, to see how much chance does
 * @param steps steps that it learned
 * @param seconds seconds that it learned, with validation
 * @param losses lowest validation loss after each round; NaN counts as worst
 * @param weights number of weights of its network, 0 where it was not tried
 * @param curve its validation losses, thinned out where they are many
 * @param learned what the network has learned, or null where it was not tried or does not go on
 */
public record Trial(int number, SearchSetting setting, boolean repeats, int steps, double seconds, List<Double> losses, int weights, List<CurvePoint> curve,
	LearnerState learned)
{

	private static final int MAX_POINTS = 400;

	/** @throws IllegalArgumentException if a number is out of range */
	public Trial {
		Objects.requireNonNull(setting, "setting");
		losses = List.copyOf(losses);
		curve = List.copyOf(curve);
		if (number < 1) throw new IllegalArgumentException("number is " + number + ", but must be 1 or more.");
		if (steps < 0) throw new IllegalArgumentException("steps is " + steps + ", but must be 0 or more.");
		if (!(seconds >= 0 && seconds < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("seconds is " + seconds + ", but must be 0 or more.");
		if (weights < 0) throw new IllegalArgumentException("weights is " + weights + ", but must be 0 or more.");
	}

	/** One that was not tried yet. */
	static Trial untried(final int number, final SearchSetting setting, final boolean repeats) {
		return new Trial(number, setting, repeats, 0, 0, List.of(), 0, List.of(), null);
	}

	/**
	 * This trial after another round.
	 *
	 * @param moreSteps steps of the round
	 * @param moreSeconds seconds of the round
	 * @param loss lowest validation loss so far
	 * @param points validation losses of the round
	 * @param state what the network has learned
	 * @return the trial
	 */
	Trial after(final int moreSteps, final double moreSeconds, final double loss, final List<CurvePoint> points, final LearnerState state) {
		final List<Double> all = new ArrayList<>(losses);
		all.add(loss);
		final List<CurvePoint> longer = new ArrayList<>(curve);
		longer.addAll(points);
		return new Trial(number, setting, repeats, steps + moreSteps, seconds + moreSeconds, all, state.weights().length, thinned(longer), state);
	}

	/** Every second point as long as there are too many, and always the last. */
	private static List<CurvePoint> thinned(final List<CurvePoint> points) {
		List<CurvePoint> some = points;
		while (some.size() > MAX_POINTS) {
			final List<CurvePoint> half = new ArrayList<>();
			for (int i = (some.size() - 1) % 2; i < some.size(); i += 2)
				half.add(some.get(i));
			some = half;
		}
		return some;
	}

	/** This trial where it does not go on: without its weights. */
	Trial out() {
		return new Trial(number, setting, repeats, steps, seconds, losses, weights, curve, null);
	}

	/** This trial with what its network has learned. */
	public Trial with(final LearnerState state) {
		return new Trial(number, setting, repeats, steps, seconds, losses, weights, curve, state);
	}

	/** Rounds that it learned. */
	public int rounds() {
		return losses.size();
	}

	/** Lowest validation loss so far, NaN where it was not tried. */
	public double loss() {
		return losses.isEmpty() ? Double.NaN : losses.get(losses.size() - 1);
	}

	/** Lowest validation loss after a round, from 1; NaN where it did not come so far. */
	public double lossAfter(final int round) {
		return round < 1 || round > losses.size() ? Double.NaN : losses.get(round - 1);
	}
}
