package sc.fiji.n2n.train;

import java.util.List;
import java.util.function.Supplier;

import sc.fiji.n2n.denoise.PatchModel;

/** Watches a training. */
public interface TrainingListener {

	/** Watches nothing. */
	TrainingListener NONE = new TrainingListener() {};

	/** Tells several listeners, in order. */
	static TrainingListener all(final List<TrainingListener> listeners) {
		final List<TrainingListener> copy = List.copyOf(listeners);
		return new TrainingListener() {

			@Override
			public void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {
				copy.forEach(listener -> listener.epoch(point, best, model));
			}

			@Override
			public void checkpoint(final TrainingState state) {
				copy.forEach(listener -> listener.checkpoint(state));
			}
		};
	}

	/**
	 * After each epoch.
	 *
	 * @param point the epoch
	 * @param best whether it is the best so far
	 * @param model makes a model of the network as it is now, which the caller closes
	 */
	default void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {}

	/**
	 * After a few seconds, then once a minute, and when the training is canceled: to be written to a file, so that it can be gone on with.
	 *
	 * @param state where the training is
	 */
	default void checkpoint(final TrainingState state) {}
}
