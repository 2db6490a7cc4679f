package sc.fiji.n2n.djl;

import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.train.LearningRate;

/**
 * Trains the U-Net of the method {@code fast} on pairs of neighbouring pixels (Neighbor2Neighbor,
 * CVPR 2021, equation 7, without its regularizer; see {@link NeighborPairs}): the network predicts the noise of one patch so
 * that what is left predicts the other.
 */
final class FastTrainer {

	private static final int WIDTH = 24;
	private static final int DEPTH = 3;
	private static final double SLOPE = 0.1;
	/** Patches of a step. */
	static final int BATCH = 4;
	/** The same of volumes, whose patches have eight times the pixels. */
	private static final int BATCH_OF_VOLUMES = 2;
	private static final double PEAK_RATE = 3e-3;
	private static final int WARM_UP = 30;
	private static final double MAX_NORM = 1;
	private static final int VALIDATION_PAIRS = 32;
	/** How often training is checked for divergence. */
	private static final int CHECKS = 8;
	private static final int MAX_RESTARTS = 3;

	private final Network network;
	private final int batch;
	private final NDManager manager;
	private final double peakRate;

	/**
	 * @param rank 2 to learn from planes, 3 to learn from volumes
	 * @param manager owner of the weights of the trained network
	 */
	FastTrainer(final int rank, final NDManager manager) {
		this(rank, manager, PEAK_RATE);
	}

	/** @param peakRate largest learning rate of the first try */
	FastTrainer(final int rank, final NDManager manager, final double peakRate) {
		network = new ChannelsLast(network(rank));
		batch = rank == 2 ? BATCH : BATCH_OF_VOLUMES;
		this.manager = manager;
		this.peakRate = peakRate;
	}

	/** The network, untrained. */
	static ShapedNetwork network(final int rank) {
		return new SmallUNet(new NetworkOptions(Architecture.SMALL_UNET, rank, DEPTH, WIDTH, true, false, SLOPE));
	}

	TrainedNetwork train(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		try (SingleThread single = new SingleThread(); NDManager own = manager.newSubManager()) {
			final PairBatch unseen = PairBatch.draw(validation, VALIDATION_PAIRS * batch / BATCH, own);
			final double errorOfInput = unseen.error(unseen.first()).getFloat();
			for (int restarts = 0;; restarts++) {
				final Weights weights = Weights.random(own, network, new SplittableRandom(seed + restarts)::nextDouble);
				final double peak = peakRate / Math.pow(3, restarts);
				final LearningWatch watch = new LearningWatch(listener, steps, errorOfInput, () -> new NetworkModel(network, weights, manager));
				final double error = fit(weights, training, new LearningRate(peak, WARM_UP), steps, unseen, watch, progress);
				if (error < errorOfInput || restarts == MAX_RESTARTS)
					return new TrainedNetwork(new NetworkModel(network, weights, manager), steps, restarts, error, errorOfInput);
				weights.close();
			}
		}
	}

	/** Returns the error against unseen neighbours at the end; infinite if training diverged. */
	private double fit(final Weights weights, final NeighborPairs training, final LearningRate rate, final int steps, final PairBatch unseen,
		final LearningWatch watch, final Progress progress) throws CancellationException
	{
		final int interval = Math.max(1, steps / CHECKS);
		double error = Double.POSITIVE_INFINITY;
		try (Muon muon = new Muon(weights.flat(), network.layers(), MAX_NORM)) {
			for (int step = 0; step < steps; step++) {
				progress.step("Training", (double) step / steps);
				step(weights, training, watch);
				muon.update(rate.at(step, 0, steps));
				if ((step + 1) % interval != 0 && step + 1 != steps) {
					watch.point(step + 1);
					continue;
				}
				error = error(weights, unseen);
				watch.checked(step + 1, error);
				// A network that has learned nothing yet is near the error of the input; far above, it is lost.
				if (!(error < 2 * watch.errorOfInput() + 1e-3)) return Double.POSITIVE_INFINITY;
			}
		}
		return error;
	}

	private void step(final Weights weights, final NeighborPairs training, final LearningWatch watch) {
		try (NDManager step = manager.newSubManager()) {
			final PairBatch pairs = PairBatch.draw(training, batch, step);
			Gradients.collect(collector -> {
				final NDArray error = error(weights, pairs, step);
				collector.backward(error);
				if (watch.isOn()) watch.learned(error.getFloat());
			});
		}
	}

	private NDArray error(final Weights weights, final PairBatch batch, final NDManager step) {
		return batch.error(network.denoise(batch.first(), weights.layers(step, true)));
	}

	private double error(final Weights weights, final PairBatch unseen) {
		try (NDManager step = manager.newSubManager(); NDArray frozen = weights.flat().stopGradient()) {
			unseen.first().tempAttach(step);
			return error(weights.with(frozen), unseen, step).getFloat();
		}
	}
}
