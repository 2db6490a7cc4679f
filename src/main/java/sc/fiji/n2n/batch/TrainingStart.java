package sc.fiji.n2n.batch;

import java.io.IOException;
import java.util.function.Consumer;

import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.TrainingState;
import sc.fiji.n2n.train.WeightsFormat;

/**
 * From where a training begins: anew, from a model (fine-tuning), or from a checkpoint (going on).
 *
 * @param options how to train: those asked for, with the network of the model; or all those of the checkpoint
 * @param normalization that of the model, or null to take that of the pairs
 * @param weights weights to begin with, or null
 * @param state where the interrupted training was, or null
 */
record TrainingStart(TrainingOptions options, Normalization normalization, LearnerState weights, TrainingState state) {

	/** Reads the file that was asked for, if any, which must be of the same kind of data. */
	static TrainingStart of(final TrainingRequest request, final DataKind data, final WeightsFormat format, final Consumer<String> log) throws IOException {
		final TrainingOptions asked = request.options();
		if (request.startOrNull() == null) return new TrainingStart(asked, null, null, null);
		final ModelContent content = ModelArchive.read(request.startOrNull(), format);
		final ModelDescription description = content.description();
		final TrainingOptions before = description.options();
		final Normalization normalization = new Normalization(description.offset(), description.scale());
		final DataKind learned = description.data().kind();
		if (learned != data) throw new IllegalArgumentException("The model " + request.startOrNull() + " was trained with the data " + learned +
			", but the data is " + data + ". Give the data " + learned + ", or leave start empty to begin anew.");
		if (content.checkpoint() != null) {
			log.accept("Going on with the training " + request.startOrNull() + " after step " + content.checkpoint().step() + ", with its own options.");
			return new TrainingStart(before.with(asked.device()), normalization, null, content.checkpoint());
		}
		if ((before.loss() == Loss.HDR) != (asked.loss() == Loss.HDR)) throw new IllegalArgumentException("The model " + request.startOrNull() +
			" was trained with the loss " + before.loss() + ", and " + asked.loss() + " needs another kind of input. Give the loss " + before.loss() +
			", or leave start empty to begin anew.");
		log.accept("Training the model " + request.startOrNull() + " further, with its own network and normalization.");
		return new TrainingStart(asked.with(before.network()), normalization, content.weights(), null);
	}
}
