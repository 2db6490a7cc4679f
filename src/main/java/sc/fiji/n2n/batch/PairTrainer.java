package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;

import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.pairs.ExposureFit;
import sc.fiji.n2n.pairs.Finding;
import sc.fiji.n2n.pairs.PairCheck;
import sc.fiji.n2n.pairs.PairReport;
import sc.fiji.n2n.pairs.PatchSource;
import sc.fiji.n2n.pairs.PixelRange;
import sc.fiji.n2n.pairs.SamplerOptions;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.pairs.Scenes;
import sc.fiji.n2n.pairs.Severity;
import sc.fiji.n2n.pairs.TaughtScenes;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingResult;
import sc.fiji.n2n.train.TrainingState;
import sc.fiji.n2n.train.WeightsFormat;

/** Trains a network on pairs: checks them, trains, and keeps the model in a file. */
public final class PairTrainer {

	/** Side of the picture in the model file, in pixels. */
	/** Slices of the patches of volumes. */
	static final int PATCH_DEPTH = 16;
	private static final int THUMBNAIL = 128;
	private static final int PREVIEW = 512;
	/** Share of the progress that is the check of the pairs. */
	private static final double CHECK = 0.005;

	/** What else is looked at is noise and shift, and what samplings of k-space lack is neither. */
	private static final Set<String> OF_ANY_DATA = Set.of("size", "content", "identity", "type");

	private final TrainingRequest request;
	private final LearnerFactory learners;
	private final WeightsFormat format;
	private final Consumer<String> log;

	/**
	 * @param request what to train, and where to keep it
	 * @param learners makes the network; stays the caller's
	 * @param format writes its weights
	 * @param log takes a line for each finding of the pair check and for what was decided
	 */
	public PairTrainer(final TrainingRequest request, final LearnerFactory learners, final WeightsFormat format, final Consumer<String> log) {
		this.request = Objects.requireNonNull(request, "request");
		this.learners = Objects.requireNonNull(learners, "learners");
		this.format = Objects.requireNonNull(format, "format");
		this.log = Objects.requireNonNull(log, "log");
	}

	/** Shows a network while it learns. */
	@FunctionalInterface
	public interface Watcher {

		/**
		 * @param preview a part of a noisy image
		 * @return told of the epochs
		 */
		TrainingListener watch(TrainingPreview preview);
	}

	/**
	 * Trains. The model file is complete or absent; while the training runs, a checkpoint beside it is written every minute,
	 * from which an interrupted training can go on.
	 *
	 * @param scenes the pairs
	 * @param info where they come from
	 * @param watchers shown the epochs
	 * @param progress told how far the training is; canceling keeps the best weights so far
	 * @return how it ended
	 * @throws IllegalArgumentException if the pairs do not suit, with the reason
	 * @throws IOException if a file cannot be read or written
	 * @throws java.util.concurrent.CancellationException if it is canceled before there is anything to keep
	 */
	public TrainingResult train(final Scenes scenes, final SourceInfo info, final List<Watcher> watchers, final Progress progress) throws IOException {
		checkOutput();
		info.notes().forEach(log);
		checkKind(scenes.data());
		if (request.teacherOrNull() == null) return trainOn(scenes, info, watchers, progress);
		final ModelContent content = ModelArchive.read(request.teacherOrNull(), format);
		final ModelDescription teacher = content.description();
		checkTeacher(teacher, scenes.get(0));
		log.accept("The targets are what the model " + teacher.name() + " makes of the noisy images.");
		try (PatchModel network = learners.model(teacher.options().network(), teacher.options().loss(), content.weights())) {
			return trainOn(new TaughtScenes(scenes, new ModelDenoiser(network, teacher.mode(), new Normalization(teacher.offset(), teacher.scale()),
				ModelTask.finish(teacher.options().loss()), log), progress), info, watchers, progress);
		}
	}

	/** What whole slices with their masks cannot be combined with. */
	private void checkKind(final DataKind data) {
		if (data == DataKind.IMAGES) return;
		if (request.teacherOrNull() != null) throw new IllegalArgumentException("There is no teacher for samplings of k-space. Leave teacher empty.");
		if (request.options().augment() > 1) throw new IllegalArgumentException("augment is " + request.options().augment() +
			", but no noise is added to samplings of k-space. Set augment to 1.");
	}

	private void checkTeacher(final ModelDescription teacher, final Scene scene) {
		checkRank(scene, teacher.options().network().rank());
		if (teacher.options().loss() != request.options().loss()) throw new IllegalArgumentException("The teacher " + request.teacherOrNull() +
			" was trained with the loss " + teacher.options().loss() + ", but this training has " + request.options().loss() + ": they recover something else. " +
			"Give the loss " + teacher.options().loss() + ".");
	}

	private TrainingResult trainOn(final Scenes scenes, final SourceInfo info, final List<Watcher> watchers, final Progress progress) throws IOException {
		final TrainingStart start = TrainingStart.of(request, scenes.data(), format, log);
		checkLoss(scenes.data(), start.options().loss());
		checkRank(scenes.get(0), start.options().network().rank());
		progress.step("Checking pairs", 0);
		final PairReport report = check(scenes, info, start.options().loss(), request.match(), log, progress.part(0, CHECK));
		if (start.options().loss() == Loss.L1 || start.options().loss() == Loss.L0) log.accept("The loss " + start.options().loss() + " recovers " + start.options()
			.loss().recovers() + ". A watermark that does not move is taken for the scene.");
		final Normalization normalization = start.normalization() != null ? start.normalization() : report.normalization();
		final TrainingOptions options = start.options();
		final ExposureFit exposure = request.match() ? report.exposure() : ExposureFit.SAME;
		if (!exposure.isSame()) log.accept(String.format(Locale.ROOT, "The second images are matched to the first: divided by %.4g after taking %.4g off.",
			exposure.gain(), exposure.offset()));
		final PatchSource patches = scenes.patches(new SamplerOptions(options.patch(), options.network().multiple(),
			PATCH_DEPTH, options.batch(), normalization, exposure, options.loss() == Loss.MASKED_L2,
			SamplerOptions.DEFAULT_BYTES, options.seed(), options.augment(), report.noiseOrNull(), options.cleanWeight()));
		final ModelFile file = new ModelFile(request.model(), options, normalization, info, scenes, report, learners, format);
		// Asked for again, because a large one in a file may not be read for ever.
		final Scene first = scenes.get(0);
		final TrainingPreview thumbnail = new TrainingPreview(first, THUMBNAIL, normalization, scenes.finish(0));
		final TrainingPreview preview = new TrainingPreview(first, PREVIEW, normalization, scenes.finish(0));
		final List<TrainingListener> listeners = new ArrayList<>();
		watchers.forEach(watcher -> listeners.add(watcher.watch(preview)));
		listeners.add(new Checkpoints(file, log));
		try (Learner learner = learners.create(options.network(), options.loss(), options.seed())) {
			if (start.weights() != null) learner.restore(start.weights());
			final TrainingResult result = new Training(options, patches::training, patches.validation()).run(learner, start.state(),
				TrainingListener.all(listeners), progress);
			finish(result, file, thumbnail);
			return result;
		}
	}

	/** A model or an unfinished training is not overwritten by mistake. */
	private void checkOutput() {
		final Path model = request.model();
		final Path checkpoint = ModelFile.checkpointOf(model);
		final Path start = request.startOrNull();
		if (Files.exists(checkpoint) && !checkpoint.equals(start)) throw new IllegalArgumentException("An unfinished training of this model is there: " +
			checkpoint + ". Give it as start to go on with it, or delete it.");
		if (Files.exists(model) && !model.equals(start) && !checkpoint.equals(start)) throw new IllegalArgumentException("There is a model " + model +
			" already. Give another name, or give it as start to train it further.");
	}

	/** The samplings are right on average: only the mean is what is looked for. */
	private void checkLoss(final DataKind data, final Loss loss) {
		if (data != DataKind.K_SPACE) return;
		if (loss != Loss.L2) throw new IllegalArgumentException("The loss is " + loss +
			", but samplings of k-space are right on average only, which is what the loss l2 recovers. Choose it.");
		if (request.match()) throw new IllegalArgumentException(
			"match is yes, but gain and offset of samplings of k-space are not fitted, because their measured frequencies are kept. Choose match no.");
	}

	/** A model that is trained further may be for the other. */
	private static void checkRank(final Scene scene, final int rank) {
		final int found = scene.size().length;
		if (found != rank) throw new IllegalArgumentException("The network is for " + (rank == 2 ? "slices" : "volumes or movies") +
			", but the pairs are " + (found == 2 ? "slices" : "volumes or movies") + ". Choose the mode " + (rank == 2 ? "slices" : "volume or movie") +
			", or begin anew.");
	}

	/** Checks pairs and tells the findings; throws where the pairs do not suit. */
	static PairReport check(final Scenes scenes, final SourceInfo info, final Loss loss, final boolean match, final Consumer<String> log, final Progress progress) {
		final PairReport found = PairCheck.check(scenes, loss, match, new PixelRange(info.pixelType(), info.secondPixelType(), info.maxValue()), progress);
		final PairReport report = scenes.data() == DataKind.IMAGES ? found : new PairReport(found.findings().stream().filter(finding -> OF_ANY_DATA.contains(finding
			.what())).toList(), found.exposure(), found.normalization(), found.low(), found.high(), found.noise(), null);
		for (final Finding finding : report.findings())
			log.accept("pair check, " + finding.severity().name().toLowerCase(Locale.ROOT) + ": " + finding.sentence());
		if (report.severity() == Severity.STOP) throw new IllegalArgumentException("The pairs do not suit: " +
			String.join(" ", report.sentences(Severity.STOP)));
		return report;
	}

	private void finish(final TrainingResult result, final ModelFile file, final TrainingPreview thumbnail) throws IOException {
		final TrainingState state = result.state();
		try (PatchModel best = file.model(state.best())) {
			file.write(state, result.ending(), thumbnail.png(best));
		}
		if (!result.canceled()) Files.deleteIfExists(ModelFile.checkpointOf(request.model()));
		log.accept(result.ending());
		log.accept(String.format(Locale.ROOT, "Validation loss: %.5g before, %.5g after%s.", state.lossAtStart(), state.bestLoss(),
			Double.isNaN(result.lossOfInput()) ? "" : String.format(Locale.ROOT, " (the noisy image itself: %.5g)", result.lossOfInput())));
		if (result.isWorseThanInput()) log.accept("warning: The network predicts the second image of unseen pairs worse than the first image does. " +
			"Train longer, or check whether the pairs show the same scene. Do not trust its results.");
		log.accept("Saved " + request.model() + ".");
		if (result.canceled()) log.accept("To go on with the training, give " + ModelFile.checkpointOf(request.model()) + " as start.");
		log.accept("To apply it: run(\"N2N Denoise...\", \"model=[" + request.model() + "]\");");
	}
}
