package sc.fiji.n2n.train;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;

/** Makes networks that learn, on a device. */
public interface LearnerFactory {

	/** The device in use, in words, like "CPU". */
	String device();

	/** The engine and its version, in words, like "PyTorch 2.7.1". */
	String engine();

	/**
	 * A new network with random weights.
	 *
	 * @param network its shape
	 * @param loss what it minimizes
	 * @param seed seed of the weights
	 * @return the network
	 */
	Learner create(NetworkOptions network, Loss loss, long seed);

	/**
	 * A trained network, to be applied.
	 *
	 * @param network its shape
	 * @param loss what it was trained with: {@code HDR} takes tone-mapped input
	 * @param state what it has learned
	 * @return the model
	 * @throws IllegalArgumentException if the state is of another network
	 */
	PatchModel model(NetworkOptions network, Loss loss, LearnerState state);
}
