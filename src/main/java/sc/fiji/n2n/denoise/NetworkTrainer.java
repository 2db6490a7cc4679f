package sc.fiji.n2n.denoise;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.tile.NeighborPairs;

/** Trains the networks of the zero-shot methods. */
public interface NetworkTrainer {

	/** The device in use, in words, like "CPU". */
	String device();

	/**
	 * Trains the small U-Net of the method {@code fast}.
	 *
	 * @param training source of the pairs to learn from, normalized to mean 0 and deviation 1
	 * @param validation source of pairs to watch the training by
	 * @param steps number of training steps
	 * @param seed seed of the weights to start from
	 * @param listener told now and then how the network learns
	 * @param progress told of each step
	 * @return the network
	 */
	TrainedNetwork trainFast(NeighborPairs training, NeighborPairs validation, int steps, long seed, LearningListener listener, Progress progress);

	/**
	 * Trains the network of the method {@code published}.
	 *
	 * @param image one image (x, y), normalized to 0 to 1, of even size, all pixels finite
	 * @param steps number of training steps
	 * @param seed seed of the weights to start from
	 * @param listener told now and then how the network learns
	 * @param progress told of each step
	 * @return the network
	 */
	TrainedNetwork trainPublished(RandomAccessibleInterval<FloatType> image, int steps, long seed, LearningListener listener, Progress progress);
}
