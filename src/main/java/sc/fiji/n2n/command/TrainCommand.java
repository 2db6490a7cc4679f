package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

import org.scijava.ItemVisibility;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

import sc.fiji.n2n.batch.LiveView;
import sc.fiji.n2n.batch.PairTrainer;
import sc.fiji.n2n.batch.SourceInfo;
import sc.fiji.n2n.batch.TrainingLog;
import sc.fiji.n2n.batch.TrainingRequest;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageWindows;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.Scenes;
import sc.fiji.n2n.train.TrainingResult;

/** What the training commands share: the parameters of a training, its windows and its log. */
abstract class TrainCommand extends NoiseCommand {

	/** Share of the progress bar before the training, whose end is often open: too little to foretell the remaining time from it. */
	private static final double BEFORE = 0.01;

	@Parameter(label = "Model", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "The file to write, which ends in .n2n and holds all that is needed to apply the network.")
	private String model = "";

	@Parameter(label = "Preset", persist = false,
		description = "The network and how it learns: small is fast and suits most images, realtime is two to three times as fast, published is the U-Net of the paper, red30 is its other " +
			"network, and the path of a preset file (.json) is for anything else.")
	private String preset = "small";

	@Parameter(label = "Loss", choices = { "l2", "l1", "l0", "hdr", "masked-l2" }, persist = false,
		description = "What the network recovers from noisy images. l2 recovers the mean: for Gaussian, Poisson and read noise, of microscopes, " +
			"electron microscopes and CT. l1 recovers the median: for overlays, scratches and impulses that hit less than half of the frames at each " +
			"pixel; what is at the same place in all frames stays. l0 recovers the most frequent value: for impulses of random value, on up to nine of ten pixels. hdr recovers the mean, without a " +
			"few very bright pixels dominating: for long-tailed intensities such as Monte Carlo renderings. masked-l2 recovers the mean of the pixels " +
			"that are there: for images with missing pixels, which must be 0 or NaN.")
	private String loss = "l2";

	@Parameter(visibility = ItemVisibility.MESSAGE, required = false, persist = false)
	private final String losses = "l2: mean (camera noise, CT) - l1: median (overlays) - l0: most frequent value (impulses) - " +
		"hdr: mean of long-tailed intensities - masked-l2: mean of pixels that are not missing";

	@Parameter(label = "Mode", choices = { "slices", "volume", "movie" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "What the network sees at once. slices: each plane on its own; volume: the z-stack of each frame, which takes longer and needs " +
			"repeats of whole z-stacks; movie: the frames of each slice, for two images or channels that are movies of the same.")
	private String mode = "slices";

	@Parameter(label = "Depth", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "How often the network halves the image, 1 to 6, or the depth of red30, 1 to 20; 0 is that of the preset.")
	private long depth = 0;

	@Parameter(label = "Width", attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.BESIDE) }, persist = false, description = "Channels of the layers of the network, 4 to 256; 0 is that of the preset.")
	private long width = 0;

	@Parameter(label = "Epochs", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Epochs at most; 0 trains until the loss of the pairs that are held out falls no more. The loss l0 needs a number, such as 40.")
	private long epochs = 0;

	@Parameter(label = "Minutes", persist = false, description = "Minutes at most; 0 is no limit.")
	private double minutes = 0;

	@Parameter(label = "Match", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "yes fits gain and offset of the second images to the first, where the exposure differs or the sample bleaches, and leaves out " +
			"saturated pixels.")
	private String match = "no";

	@Parameter(label = "Augment", attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.BESIDE) }, persist = false,
		description = "How many times as strong the noise of the inputs is made at most, 1 to 20: more noise of the measured kind is added to them, more or " +
			"less at random, so that the network holds on images that are noisier than those it learned from. 1 adds none.")
	private double augment = 1;

	@Parameter(label = "Start (optional)", style = FileWidget.OPEN_STYLE, required = false, attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.ONCE) }, persist = false,
		description = "A model to train further, or the checkpoint (.checkpoint.n2n) of an interrupted training to go on with; empty begins anew.")
	private String start = "";

	@Parameter(label = "Teacher (optional)", style = FileWidget.OPEN_STYLE, required = false, attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.ONCE) }, persist = false,
		description = "A model trained before, whose results are the targets, so that a smaller and faster network learns to do the same; empty for none.")
	private String teacher = "";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Seed", attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.BESIDE) }, persist = false,
		description = "Seed of everything random: the same seed and options give the same network on the same computer.")
	private long seed = 0;

	/**
	 * Pairs to learn from.
	 *
	 * @param scenes the pairs
	 * @param info where they come from
	 */
	record Pairs(Scenes scenes, SourceInfo info) {}

	/**
	 * Finds the pairs.
	 *
	 * @param seen what the network sees at once
	 * @param run told how far it is
	 * @throws IllegalArgumentException if there are none, in words for the user
	 */
	abstract Pairs find(StackMode seen, Progress run) throws IOException;

	/** How many times as much a pixel of a clean image counts as one of a noisy image. */
	double cleanWeight() {
		return 1;
	}

	/** Called after a training whose windows were shown. */
	void afterLiveView() {}

	@Override
	final void run(final Progress run) throws IOException {
		final StackMode seen = Choices.parse("mode", mode, StackMode.values());
		final TrainingOptions options = options(seen.rank());
		final boolean matched = Choices.parse("match", match, Matching.values()) == Matching.YES;
		final TrainingRequest request = TrainingRequest.of(options, matched, model, start, teacher);
		final Pairs pairs = find(seen, run.part(0, BEFORE));
		try (DjlTrainer engine = EngineStart.open(options.device(), run, BEFORE)) {
			final TrainingLog log = new TrainingLog(request.model(), options, engine.device(), this::tell, System::nanoTime);
			final List<PairTrainer.Watcher> watchers = new ArrayList<>(List.of(preview -> log));
			// Not in macros, whose next line expects the windows and the current image as they were.
			final boolean live = !isHeadless() && !ImageWindows.inMacro();
			if (live) watchers.add(new LiveView(request.model().getFileName().toString()));
			final TrainingResult result = new PairTrainer(request, engine, engine, this::tell).train(pairs.scenes(), pairs.info(), watchers, run.part(BEFORE,
				1));
			if (live) afterLiveView();
			// What was learned is kept; but a macro must not take the training for complete.
			if (result.canceled()) throw new CancellationException("Canceled.");
		}
	}

	private TrainingOptions options(final int rank) {
		final Loss minimized = Choices.parse("loss", loss, Loss.values());
		final ComputeDevice where = Choices.parse("device", device, ComputeDevice.values());
		return Presets.read(preset).options(minimized, rank, whole(depth), whole(width), whole(epochs), minutes, seed, where).withAugment(augment).withCleanWeight(cleanWeight());
	}
}
