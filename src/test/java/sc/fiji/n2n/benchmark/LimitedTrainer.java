package sc.fiji.n2n.benchmark;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;

/**
 * Trains networks whose models use a number of threads.
 *
 * @param trainer does the work
 * @param threads how many
 */
record LimitedTrainer(NetworkTrainer trainer, int threads) implements NetworkTrainer {

	@Override
	public String device() {
		return trainer.device();
	}

	@Override
	public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		return limited(trainer.trainFast(training, validation, steps, seed, listener, progress));
	}

	@Override
	public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		return limited(trainer.trainPublished(image, steps, seed, listener, progress));
	}

	private TrainedNetwork limited(final TrainedNetwork network) {
		return new TrainedNetwork(new LimitedModel(network.model(), threads), network.steps(), network.restarts(), network.error(), network.errorOfInput());
	}
}
