package sc.fiji.n2n.command;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.batch.OpenPairs;
import sc.fiji.n2n.batch.OpenSamplings;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageWindows;

/** Trains a network on pairs in open images. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>N2N Train...", headless = true,
	description = "Trains a network on pairs of noisy images of the same scene, such as two exposures, or repeats in a stack. No clean image is needed.")
public class N2nTrain extends TrainCommand {

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

	@Parameter(label = "Clean", required = false, autoFill = false, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Optional: clean images of some of the scenes, or with far less noise, in the same units. The first slice belongs to the first " +
			"scene, and so on, for as many as there are; they are the targets of those scenes.")
	private ImagePlus clean;

	@Parameter(label = "Weight", attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.BESIDE) }, persist = false,
		description = "How many times as much a pixel of a clean image counts as one of a noisy image, 0.01 to 100.")
	private double weight = 1;

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The channel to learn from, from 1.")
	private long channel = 1;

	@Parameter(label = "Channel2", attrs = { @Attr(name = InputPlace.ADVANCED), @Attr(name = InputPlace.BESIDE) }, persist = false, description = "The channel that shows the same, for pairs=channels only.")
	private long channel2 = 2;

	@Parameter(label = "Data", choices = { "images", "k-space" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "images: as they are; k-space: noisy_a holds two samplings of each slice and their masks, as Undersample k-space makes them, and the frequencies " +
			"that were measured are put back into the output. pairs, noisy_b and both channels then do not count.")
	private String data = "images";

	@Override
	String title() {
		return "N2N Train";
	}

	@Override
	boolean hasInput() {
		return noisy_a != null;
	}

	@Override
	Pairs find(final StackMode seen, final Progress run) {
		if (Choices.parse("data", data, DataKind.values()) == DataKind.K_SPACE) {
			if (clean != null) throw new IllegalArgumentException("Samplings of k-space take no clean images. Leave clean empty, or choose data=images.");
			final OpenSamplings samplings = OpenSamplings.of(noisy_a, seen);
			return new Pairs(samplings.scenes(), samplings.info());
		}
		final OpenPairs open = OpenPairs.of(Choices.parse("pairs", pairs, PairSource.values()), noisy_a, noisy_b, whole(channel), whole(channel2),
			seen);
		final OpenPairs all = clean == null ? open : open.withClean(clean, whole(channel));
		return new Pairs(all.scenes(), all.info());
	}

	@Override
	double cleanWeight() {
		return weight;
	}

	/** The next command is likely to denoise the image, not the plot. */
	@Override
	void afterLiveView() {
		ImageWindows.select(noisy_a);
	}
}
