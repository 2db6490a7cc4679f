package sc.fiji.n2n.model;

import java.util.Objects;

import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.TrainingState;

/**
 * What a model file holds.
 *
 * @param description what it says of the network
 * @param weights what the network has learned, without optimizer
 * @param checkpoint where the training was, to go on with it; null in a model whose training has ended
 */
public record ModelContent(ModelDescription description, LearnerState weights, TrainingState checkpoint) {

	/** @throws NullPointerException if description or weights are missing */
	public ModelContent {
		Objects.requireNonNull(description, "description");
		Objects.requireNonNull(weights, "weights");
	}
}
