package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.n2n.batch.KspaceSampler;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.PixelValues;
import sc.fiji.n2n.config.SamplingOptions;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ResultFile;

/** Makes pairs of the open image by sampling its k-space twice, as for magnetic resonance images that are measured faster. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Undersample k-space...", headless = true,
	description = "Samples the frequencies of the image twice, at random and independently, as for magnetic resonance images that are measured faster. The result " +
		"has both samplings and their masks as channels, to train on with N2N Train and data=k-space.")
public class UndersampleKspace extends NoiseCommand {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The image or stack. Each slice gets masks of its own.")
	private ImagePlus image;

	@Parameter(label = "Kept", persist = false,
		description = "Share of the frequencies that each sampling keeps, 0.05 to 0.9. Low frequencies are kept more often than high ones.")
	private double kept = 0.1;

	@Parameter(label = "Values", choices = { "magnitude", "complex" }, persist = false,
		description = "magnitude: real pixels, in one channel; complex: the first of two channels holds the real parts, the second the imaginary parts. Of each " +
			"there are then two frames: real, imaginary.")
	private String values = "magnitude";

	@Parameter(label = "Pairs", persist = false,
		description = "Pairs of samplings of each slice, 1 to 100, one after the other as frames. A training on 10 or more learns less of the chance of each.")
	private long pairs = 1;

	@Parameter(label = "Seed", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "Seed of both masks: the same seed and size give the same masks.")
	private long seed = 0;

	@Parameter(label = "Save (optional)", style = FileWidget.SAVE_STYLE, required = false, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "A file that ends in .tif, into which the result is written too. Empty: a new image only.")
	private String save = "";

	@Parameter(type = ItemIO.OUTPUT, label = "Both samplings with their masks")
	private ImagePlus result;

	@Override
	String title() {
		return "Undersample k-space";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) throws IOException {
		final SamplingOptions options = new SamplingOptions(kept, Choices.parse("values", values, PixelValues.values()), whole(pairs), seed);
		ImageChannels.check(image);
		final Optional<ResultFile> file = SavedResult.check(image, save, SpreadMap.NO);
		result = new KspaceSampler(options, this::tell).apply(image, run);
		if (file.isPresent()) ImageFiles.saveTiff(result, file.get().path());
	}
}
