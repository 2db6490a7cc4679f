package sc.fiji.n2n.djl;

import java.util.SplittableRandom;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerState;

/**
 * A network that learns by {@link Muon}, its gradient clipped to a norm of 1. With Adam alone, as in the Noise2Noise paper (Lehtinen
 * et al., ICML 2018, appendix), the same loss takes nearly twice as many steps.
 */
final class DjlLearner implements Learner {

	private static final double MAX_NORM = 1;
	/** A step of fewer multiplications, on the way forward, is not worth more than one thread. */
	private static final double SMALL = 1e9;

	private final Network network;
	private final PatchLoss loss;
	private final PatchUpload upload;
	private final NDManager parent;
	private final NDManager manager;
	private Weights weights;
	private Muon muon;

	/**
	 * @param options shape of the network
	 * @param kind what it minimizes
	 * @param seed seed of the weights
	 * @param parent owner of the models that are made of it
	 */
	DjlLearner(final NetworkOptions options, final Loss kind, final long seed, final NDManager parent) {
		this.parent = parent;
		network = network(options, kind);
		loss = new PatchLoss(kind);
		upload = new PatchUpload(ShapedNetwork.of(options).multiple(), options.batchNorm());
		manager = parent.newSubManager();
		weights = Weights.random(manager, network, new SplittableRandom(seed)::nextDouble);
		muon = muon();
	}

	/**
	 * The network as a loss needs it.
	 *
	 * @throws IllegalArgumentException if the loss is {@code HDR} and the network residual
	 */
	static Network network(final NetworkOptions options, final Loss kind) {
		final Network network = new ChannelsLast(ShapedNetwork.of(options));
		if (kind != Loss.HDR) return network;
		if (options.residual()) throw new IllegalArgumentException(
			"The loss hdr needs a network without residual connection, because its input is tone-mapped and its result is not.");
		return new ToneMapped(network);
	}

	private Muon muon() {
		return new Muon(weights.flat(), network.layers(), MAX_NORM);
	}

	@Override
	public double learn(final PatchBatch batch, final double learningRate, final double progress) {
		try (SingleThread single = threads(batch); NDManager step = manager.newSubManager()) {
			final PatchArrays patches = upload.arrays(batch, step);
			final double[] value = new double[1];
			Gradients.collect(collector -> {
				final NDArray error = loss.of(Reinsertion.apply(network.denoise(patches.input(), weights.layers(step, true)), patches), patches, progress);
				collector.backward(error);
				value[0] = error.getFloat();
			});
			muon.update(learningRate);
			return value[0];
		}
	}

	@Override
	public double loss(final PatchBatch batch, final double progress) {
		try (SingleThread single = threads(batch); NDManager step = manager.newSubManager(); NDArray frozen = weights.flat().stopGradient()) {
			final PatchArrays patches = upload.arrays(batch, step);
			return loss.of(Reinsertion.apply(network.denoise(patches.input(), weights.with(frozen).layers(step, false)), patches), patches, progress).getFloat();
		}
	}

	private SingleThread threads(final PatchBatch batch) {
		if (network.multiplications() * batch.input().length < SMALL) return new SingleThread();
		PyTorchEngine.useAllThreads();
		return null;
	}

	@Override
	public LearnerState state() {
		return new LearnerState(weights.flat().toFloatArray(), weights.statistics(), muon.means(), muon.variances(), muon.updates());
	}

	@Override
	public void restore(final LearnerState state) {
		final Weights restored = Weights.of(manager, network, state);
		muon.close();
		weights.close();
		weights = restored;
		muon = muon();
		if (state.means().length != 0) muon.restore(state.means(), state.variances(), state.updates());
	}

	@Override
	public PatchModel model() {
		return new NetworkModel(network, weights, parent);
	}

	@Override
	public void close() {
		manager.close();
	}
}
