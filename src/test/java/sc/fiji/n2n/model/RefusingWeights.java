package sc.fiji.n2n.model;

import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.WeightsFormat;

/** A format that finds something wrong in every file. */
record RefusingWeights(WeightsFormat format) implements WeightsFormat {

	@Override
	public byte[] encode(final NetworkOptions network, final LearnerState state) {
		return format.encode(network, state);
	}

	@Override
	public LearnerState decode(final NetworkOptions network, final byte[] file) {
		throw new IllegalArgumentException("it holds a weight that is not finite.");
	}

	@Override
	public long maxBytes(final NetworkOptions network) {
		return format.maxBytes(network);
	}
}
