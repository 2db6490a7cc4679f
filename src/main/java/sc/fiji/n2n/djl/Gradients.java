package sc.fiji.n2n.djl;

import java.util.function.Consumer;

import ai.djl.engine.Engine;
import ai.djl.training.GradientCollector;

/** Computes gradients. DJL allows one collector at a time in a Java process, so that runs side by side take turns. */
final class Gradients {

	private Gradients() {}

	/** Runs a computation whose gradients are wanted; it calls {@code backward} itself. */
	static void collect(final Consumer<GradientCollector> computation) {
		synchronized (GradientCollector.class) {
			try (GradientCollector collector = Engine.getEngine("PyTorch").newGradientCollector()) {
				computation.accept(collector);
			}
		}
	}
}
