package sc.fiji.n2n.train;

import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.pairs.PatchBatch;

/** A network that learns from pairs of patches. Owns native memory: close it. */
public interface Learner extends AutoCloseable {

	/**
	 * One step of learning.
	 *
	 * @param batch what to learn from
	 * @param learningRate learning rate of this step
	 * @param progress share of the training that is done, 0 to 1, by which the loss l0 is annealed
	 * @return the loss before the step
	 */
	double learn(PatchBatch batch, double learningRate, double progress);

	/**
	 * The loss of a batch, without learning from it.
	 *
	 * @param batch the batch
	 * @param progress share of the training that is done, 0 to 1
	 * @return mean loss of the pixels that count, in normalized units
	 */
	double loss(PatchBatch batch, double progress);

	/** A copy of everything that was learned. */
	LearnerState state();

	/**
	 * Goes back to a state of this or an equal network.
	 *
	 * @throws IllegalArgumentException if the state is of another network
	 */
	void restore(LearnerState state);

	/** The network as it is now, as a model of its own that does not change with further learning. Close it. */
	PatchModel model();

	@Override
	void close();
}
