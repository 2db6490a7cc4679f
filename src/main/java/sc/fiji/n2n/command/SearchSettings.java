package sc.fiji.n2n.command;

import java.io.IOException;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.n2n.batch.OpenPairs;
import sc.fiji.n2n.batch.SearchRequest;
import sc.fiji.n2n.batch.SearchRunner;
import sc.fiji.n2n.batch.SearchRunner.Outcome;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;

/** Searches the settings with which a network learns best from pairs, and saves them as a preset. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Search Settings...", headless = true,
	description = "Tries settings of N2N Train on your pairs, for as many minutes as you give, and saves the best as a preset.")
public class SearchSettings extends NoiseCommand {

	/** The preset that the others are compared with. */
	private static final String BASE = "small";
	/** Share of the progress bar before the search. */
	private static final double BEFORE = 0.01;

	@Parameter(label = "Pairs", choices = { "images", "repeats", "odd-even", "neighbours", "channels" }, attrs = @Attr(name = InputPlace.FIRST), persist = false,
		description = "Where pairs are. images: noisy_a and noisy_b, slice by slice; repeats: all frames of a stack show the same; odd-even: its frames " +
			"1 and 2 are a pair, 3 and 4, and so on; neighbours: each frame of a movie with the next, if little moves; channels: two channels show the same.")
	private String pairs = "images";

	// Neither is required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Noisy_A", required = false, attrs = @Attr(name = InputPlace.FIRST), persist = false, description = "The noisy image or stack.")
	private ImagePlus noisy_a;

	// Not filled in by Fiji, so that the current image is the first.
	@Parameter(label = "Noisy_B", required = false, autoFill = false, attrs = { @Attr(name = InputPlace.FIRST), @Attr(name = InputPlace.PARTNER) }, persist = false,
		description = "Another noisy image of the same scene and size, for pairs=images only.")
	private ImagePlus noisy_b;

	@Parameter(label = "Preset", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "The file to write, which ends in .json: the preset of the best settings, for N2N Train.")
	private String preset = "";

	@Parameter(label = "Minutes", persist = false, description = "Minutes of training for all settings together.")
	private double minutes = 10;

	@Parameter(label = "Trials", persist = false,
		description = "Settings to try, 2 to 512: the preset small, and others drawn at random. With more, each learns for a shorter time.")
	private long trials = 16;

	@Parameter(label = "Resume", choices = { "no", "yes" }, persist = false,
		description = "yes goes on with a search for this preset that was interrupted, with its own options, if there is one.")
	private String resume = "no";

	@Parameter(label = "Loss", choices = { "l2", "l1", "hdr", "masked-l2" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "What the networks recover from noisy images, as in N2N Train: l2 the mean; l1 the median; hdr the mean of long-tailed intensities; " +
			"masked-l2 the mean of the pixels that are not missing.")
	private String loss = "l2";

	@Parameter(label = "Mode", choices = { "slices", "volume", "movie" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "What the networks see at once. slices: each plane on its own; volume: the z-stack of each frame; movie: the frames of each slice.")
	private String mode = "slices";

	@Parameter(label = "Match", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "yes fits gain and offset of the second images to the first, where the exposure differs or the sample bleaches.")
	private String match = "no";

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The channel to learn from, from 1.")
	private long channel = 1;

	@Parameter(label = "Channel2", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The channel that shows the same, for pairs=channels only.")
	private long channel2 = 2;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Seed", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Seed of everything random: the same seed draws the same settings. How far each comes in its time depends on the computer.")
	private long seed = 0;

	@Override
	String title() {
		return "Search Settings";
	}

	@Override
	boolean hasInput() {
		return noisy_a != null;
	}

	@Override
	void run(final Progress run) throws IOException {
		final StackMode seen = Choices.parse("mode", mode, StackMode.values());
		final SearchOptions options = new SearchOptions(base(seen.rank()), whole(trials), minutes);
		final SearchRequest request = SearchRequest.of(options, isYes("match", match), preset, isYes("resume", resume));
		final OpenPairs open = OpenPairs.of(Choices.parse("pairs", pairs, PairSource.values()), noisy_a, noisy_b, whole(channel), whole(channel2), seen);
		final Outcome outcome;
		try (DjlTrainer engine = EngineStart.open(options.base().device(), run, BEFORE)) {
			outcome = new SearchRunner(request, engine, engine, this::tell).search(open.scenes(), open.info(), run.part(BEFORE, 1));
		}
		tell("To train with it: " + trainingLine(request));
		if (isHeadless()) return;
		outcome.plot().show();
		SearchResults.show("Search for " + request.preset().getFileName() + ", trials", outcome.table());
	}

	/** The macro line that trains with the preset; what is as it comes is left out. */
	private String trainingLine(final SearchRequest request) {
		final String file = request.preset().toString().replace('\\', '/');
		final StringBuilder keys = new StringBuilder("pairs=" + pairs);
		if (noisy_b != null && Choices.parse("pairs", pairs, PairSource.values()) == PairSource.IMAGES) keys.append(" noisy_b=[").append(noisy_b.getTitle()).append(']');
		if (channel != 1) keys.append(" channel=").append(channel);
		if (Choices.parse("pairs", pairs, PairSource.values()) == PairSource.CHANNELS) keys.append(" channel2=").append(channel2);
		if (!"l2".equals(loss)) keys.append(" loss=").append(loss);
		if (!"slices".equals(mode)) keys.append(" mode=").append(mode);
		if (request.match()) keys.append(" match=yes");
		return "run(\"N2N Train...\", \"" + keys + " model=[" + file.replaceAll("\\.json$", ".n2n") + "] preset=[" + file + "]\");";
	}

	private TrainingOptions base(final int rank) {
		// Without a number of epochs the loss l0 is refused for that, and not for what matters here.
		final Loss minimized = Choices.parse("loss", loss, Loss.values());
		return Presets.read(BASE).options(minimized, rank, 0, 0, minimized == Loss.L0 ? 1 : 0, 0, seed, Choices.parse("device", device, ComputeDevice.values()));
	}

	private static boolean isYes(final String name, final String word) {
		return Choices.parse(name, word, Matching.values()) == Matching.YES;
	}
}
