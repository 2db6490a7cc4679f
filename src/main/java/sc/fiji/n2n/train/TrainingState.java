package sc.fiji.n2n.train;

import java.util.List;

/**
 * Everything that is needed to go on with a training, as a checkpoint keeps it.
 *
 * @param step steps done
 * @param rampStart step at which the learning rate began to ramp down, -1 where it did not yet
 * @param rampSteps steps of the ramp, from its start to its end
 * @param restarts how often training became unstable and went on with a third of the learning rate
 * @param seconds seconds so far
 * @param lossAtStart validation loss before the first step
 * @param curve the epochs so far
 * @param bestEpoch epoch with the lowest validation loss, 0 before the first
 * @param best what the network had learned then, without optimizer
 * @param current what it has learned now, with optimizer
 */
public record TrainingState(int step, int rampStart, int rampSteps, int restarts, double seconds, double lossAtStart, List<LossPoint> curve,
	int bestEpoch, LearnerState best, LearnerState current)
{

	/** Keeps a copy of the curve. */
	public TrainingState {
		curve = List.copyOf(curve);
	}

	/** Lowest validation loss: that of the best epoch, or that of the start. */
	public double bestLoss() {
		return curve.stream().filter(point -> point.epoch() == bestEpoch).mapToDouble(LossPoint::validation).findFirst().orElse(lossAtStart);
	}
}
