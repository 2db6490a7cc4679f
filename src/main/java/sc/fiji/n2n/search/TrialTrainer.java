package sc.fiji.n2n.search;

import sc.fiji.n2n.denoise.Progress;

/** Lets a trial learn. */
@FunctionalInterface
public interface TrialTrainer {

	/**
	 * Lets a trial learn for one more round.
	 *
	 * @param trial where it stands
	 * @param seconds how long, with validation; at least one step is learned
	 * @param progress told how far the round is
	 * @return the trial after the round
	 * @throws java.util.concurrent.CancellationException if the run is to stop; the round does not count then
	 */
	Trial train(Trial trial, double seconds, Progress progress);
}
