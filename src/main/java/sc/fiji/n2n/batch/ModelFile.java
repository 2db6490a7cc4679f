package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.model.LossCurve;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelDescription.TrainingData;
import sc.fiji.n2n.pairs.PairReport;
import sc.fiji.n2n.pairs.Scenes;
import sc.fiji.n2n.pairs.Severity;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.TrainingState;
import sc.fiji.n2n.train.WeightsFormat;

/** The file of a model that is being trained, and its checkpoint beside it. */
final class ModelFile {

	private static final String EXTENSION = ".n2n";

	private final Path path;
	private final TrainingOptions options;
	private final Normalization normalization;
	private final TrainingData data;
	private final List<String> findings;
	private final LearnerFactory learners;
	private final WeightsFormat format;

	ModelFile(final Path path, final TrainingOptions options, final Normalization normalization, final SourceInfo info, final Scenes scenes,
		final PairReport report, final LearnerFactory learners, final WeightsFormat format)
	{
		this.path = path;
		this.options = options;
		this.normalization = normalization;
		this.learners = learners;
		this.format = format;
		data = new TrainingData(info.source(), scenes.count(), info.shots(), info.mode(), info.pixelType(), info.pixelSize(), info.unit(), report.low(), report.high(),
			report.noise(), scenes.data());
		findings = new ArrayList<>(info.notes());
		findings.addAll(report.sentences(Severity.FINE));
	}

	/** Where the checkpoints of a model go: {@code a.n2n} has {@code a.checkpoint.n2n}. */
	static Path checkpointOf(final Path model) {
		return model.resolveSibling(stem(model) + ".checkpoint" + EXTENSION);
	}

	private static String stem(final Path model) {
		final String name = model.getFileName().toString();
		return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
	}

	/** The network with these weights, to be applied and closed. */
	PatchModel model(final LearnerState weights) {
		return learners.model(options.network(), options.loss(), weights);
	}

	/** Writes the model with its best weights. */
	void write(final TrainingState state, final String ending, final String thumbnail) throws IOException {
		ModelArchive.write(path, description(state, ending, thumbnail), state.best(), null, format);
	}

	/** Writes where the training is. */
	void writeCheckpoint(final TrainingState state) throws IOException {
		ModelArchive.write(checkpointOf(path), description(state, "The training had not ended when this was written.", ""), state.best(), state,
			format);
	}

	private ModelDescription description(final TrainingState state, final String ending, final String thumbnail) {
		return new ModelDescription(ModelDescription.FORMAT_VERSION, stem(path), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), options,
			normalization.offset(), normalization.scale(), data, findings, LossCurve.epochs(state.curve()), state.bestEpoch(), ending,
			Map.of("Noise2Noise for Fiji", PluginVersion.read(), "engine", learners.engine(), "device", learners.device(), "Java",
				System.getProperty("java.version")), thumbnail, "");
	}
}
