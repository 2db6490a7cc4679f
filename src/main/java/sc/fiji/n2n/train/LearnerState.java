package sc.fiji.n2n.train;

/**
 * What a network has learned. The arrays are not to be changed.
 *
 * @param weights all weights of the network, layer after layer
 * @param statistics running means and variances of its batch normalizations; empty where it has none
 * @param means the optimizer's running means of the gradient, as many as weights; empty for a network that will not go on learning
 *          from where it stopped
 * @param variances the optimizer's running means of the squared gradient, 0 where it needs none
 * @param updates number of the optimizer's updates so far
 */
public record LearnerState(float[] weights, float[] statistics, float[] means, float[] variances, int updates) {

	/** The same network without the state of the optimizer: as a model is kept, or a new training begins. */
	public LearnerState weightsOnly() {
		return new LearnerState(weights, statistics, new float[0], new float[0], 0);
	}
}
