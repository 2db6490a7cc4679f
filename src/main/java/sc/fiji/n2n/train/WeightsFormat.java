package sc.fiji.n2n.train;

import sc.fiji.n2n.config.NetworkOptions;

/** Writes what networks have learned as safetensors, and reads it. Nothing in such a file can run. */
public interface WeightsFormat {

	/**
	 * The content of a safetensors file: a tensor for the kernel and the bias of each layer, named "layer.0.weight",
	 * "layer.0.bias" and so on, and, where the state has an optimizer, its running means and its number of updates.
	 *
	 * @param network shape of the network
	 * @param state what it has learned
	 * @return the bytes of the file
	 */
	byte[] encode(NetworkOptions network, LearnerState state);

	/**
	 * Reads such a file. The header is checked before memory is taken for what it promises.
	 *
	 * @param network shape of the network that the file must be of
	 * @param file the bytes
	 * @return what was written
	 * @throws IllegalArgumentException if it is not such a file, not complete, of another network, or holds a weight that is
	 *           not finite
	 */
	LearnerState decode(NetworkOptions network, byte[] file);

	/**
	 * Most bytes that such a file can have, so that nobody reads more.
	 *
	 * @param network shape of the network
	 */
	long maxBytes(NetworkOptions network);
}
