package sc.fiji.n2n.model;

import java.util.List;
import java.util.stream.IntStream;

import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.train.LossPoint;

/** The epochs of a training, between training and model file. */
public final class LossCurve {

	/** Most epochs that a file keeps. */
	public static final int MAX_EPOCHS = 20_000;

	private LossCurve() {}

	/** The epochs as a model describes them. */
	public static List<Epoch> epochs(final List<LossPoint> points) {
		return points.stream().map(p -> new Epoch(p.epoch(), p.step(), p.training(), p.validation(), p.learningRate(), p.patchesPerSecond()))
			.toList();
	}

	/** The epochs as a training knows them. */
	public static List<LossPoint> points(final List<Epoch> epochs) {
		return epochs.stream().map(e -> new LossPoint(e.epoch(), e.step(), e.training(), e.validation(), e.learningRate(), e.patchesPerSecond()))
			.toList();
	}

	/**
	 * Every epoch, or every second, fourth, ... where there are too many for a file, always with the best and the last.
	 *
	 * @param epochs all epochs
	 * @param bestEpoch number of the best
	 */
	static List<Epoch> thinned(final List<Epoch> epochs, final int bestEpoch) {
		int stride = 1;
		// Two places are for the best and the last.
		while (epochs.size() / stride > MAX_EPOCHS - 2)
			stride *= 2;
		final int every = stride;
		return IntStream.rangeClosed(1, epochs.size()).filter(i -> i % every == 0 || i == epochs.size() || epochs.get(i - 1)
			.epoch() == bestEpoch).mapToObj(i -> epochs.get(i - 1)).toList();
	}
}
