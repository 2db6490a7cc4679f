package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * Adam (Kingma and Ba, ICLR 2015) on one array of weights, with the gradient clipped to a norm.
 * <p>
 * DJL's own {@code Adam} detaches its state, which is then freed by the garbage collector only, and its
 * {@code optClipGrad} clips positive gradients only. The update itself is DJL's.
 */
final class Adam implements AutoCloseable {

	private static final float EPSILON = 1e-8f;

	private final NDArray weights;
	private NDArray means;
	private NDArray variances;
	private final float beta1;
	private final float beta2;
	private final double maxNorm;
	private int updates;

	/**
	 * @param weights the weights; they get a gradient
	 * @param beta1 decay of the mean
	 * @param beta2 decay of the variance
	 * @param maxNorm largest norm of a gradient; larger ones are scaled to it
	 */
	Adam(final NDArray weights, final float beta1, final float beta2, final double maxNorm) {
		this.weights = weights;
		this.beta1 = beta1;
		this.beta2 = beta2;
		this.maxNorm = maxNorm;
		means = weights.zerosLike();
		variances = weights.zerosLike();
		weights.setRequiresGradient(true);
	}

	/**
	 * Updates the weights by their gradient, and sets the gradient to 0.
	 *
	 * @param learningRate learning rate of this update
	 */
	void update(final double learningRate) {
		try (NDArray gradient = weights.getGradient()) {
			update(gradient, scale(gradient, maxNorm), learningRate);
		}
	}

	/**
	 * Updates the weights, and sets their own gradient to 0.
	 *
	 * @param gradient gradient to use
	 * @param learningRate learning rate of this update
	 */
	void update(final NDArray gradient, final double learningRate) {
		update(gradient, 1, learningRate);
	}

	private void update(final NDArray gradient, final double scale, final double learningRate) {
		updates++;
		final double corrected = learningRate * Math.sqrt(1 - Math.pow(beta2, updates)) / (1 - Math.pow(beta1, updates));
		weights.getNDArrayInternal().adamUpdate(new NDList(weights, gradient, means, variances), new NDList(weights), (float) learningRate,
			(float) corrected, 0, (float) scale, -1, beta1, beta2, EPSILON, true, false);
	}

	/**
	 * Goes on from where another one was.
	 *
	 * @param restoredMeans running means of the gradient, one a weight
	 * @param restoredVariances running means of its square
	 * @param restoredUpdates number of updates so far
	 */
	void restore(final float[] restoredMeans, final float[] restoredVariances, final int restoredUpdates) {
		close();
		means = weights.getManager().create(restoredMeans);
		variances = weights.getManager().create(restoredVariances);
		updates = restoredUpdates;
	}

	/** Running means of the gradient. */
	float[] means() {
		return means.toFloatArray();
	}

	/** Running means of the squared gradient. */
	float[] variances() {
		return variances.toFloatArray();
	}

	/** Number of updates so far. */
	int updates() {
		return updates;
	}

	/** What a gradient is to be multiplied by so that its norm is at most maxNorm. */
	static double scale(final NDArray gradient, final double maxNorm) {
		if (Double.isInfinite(maxNorm)) return 1;
		try (NDArray norm = gradient.norm()) {
			final double value = norm.getFloat();
			return value > maxNorm ? maxNorm / value : 1;
		}
	}

	@Override
	public void close() {
		means.close();
		variances.close();
	}
}
