package sc.fiji.n2n.denoise;

import java.util.function.Supplier;

/** Watches the networks of a zero-shot run while they learn. What it does changes no result. */
public interface LearningListener {

	/** Watches nothing, which costs nothing. */
	LearningListener NONE = new LearningListener() {};

	/**
	 * Before a network begins to learn.
	 *
	 * @param preview a piece of what the network is for
	 */
	default void begin(final LearningPreview preview) {}

	/**
	 * About a hundred times while a network learns, and at the end of each try: after a restart, steps count from 0 again.
	 *
	 * @param point where it is
	 * @param model makes a model of the network as it is now, which the caller closes
	 */
	default void learned(final LearningPoint point, final Supplier<PatchModel> model) {}
}
