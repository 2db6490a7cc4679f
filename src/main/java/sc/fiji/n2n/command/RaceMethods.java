package sc.fiji.n2n.command;

import java.io.IOException;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.n2n.batch.MethodRace;
import sc.fiji.n2n.batch.MethodRace.Outcome;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.RaceMethod;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;

/** Tries methods on one region of the open image and says which is nearest to the image without noise. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Race Methods...", headless = true,
	description = "Tries networks and classical filters on one region of the image, side by side, and says which comes nearest to the image without noise.")
public class RaceMethods extends NoiseCommand {

	// Neither is required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false,
		description = "The noisy image. Raced is the selection, or, without one, 256 x 256 pixels in the middle of the current slice.")
	private ImagePlus image;

	@Parameter(label = "Methods", columns = 34, required = false, persist = false,
		description = "What is raced, with + between: auto, fast and published (ZS-N2N Denoise; published takes many minutes), gaussian, median and nlm (non-local " +
			"means), each with its best setting, model.")
	private String methods = "auto+fast+gaussian+median+nlm";

	@Parameter(label = "Model (optional)", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A model file (.n2n) that takes part. Empty: none.")
	private String model = "";

	// Not filled in by Fiji, so that the current image is the first.
	@Parameter(label = "Repeat", required = false, autoFill = false, persist = false,
		description = "A second shot of the same scene, with noise of its own, to score against. None: scored on the image alone, which is less sure.")
	private ImagePlus repeat;

	@Parameter(label = "Effort", choices = { "quick", "normal", "thorough" }, persist = false, description = "How long auto, fast and published learn.")
	private String effort = "normal";

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The number of the channel to race on. 0 is the current one; of an RGB image, it is green.")
	private long channel = 0;

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Seed", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "Seed of everything random: the same seed and options give the same result on the same computer.")
	private long seed = 0;

	@Parameter(type = ItemIO.OUTPUT, label = "Results side by side")
	private ImagePlus result;

	@Override
	String title() {
		return "Race Methods";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) throws IOException {
		final boolean hasModel = model != null && !model.isBlank();
		final RaceOptions options = new RaceOptions(RaceOptions.methods(methods == null ? "" : methods, hasModel), Choices.parse("effort", effort, Effort.values()),
			whole(channel), seed, Choices.parse("device", device, ComputeDevice.values()));
		final MethodRace race = new MethodRace(image, repeat, options, this::tell);
		// Before the slow start of the network library.
		if (hasModel) ModelFile.check(model);
		final Outcome outcome = options.needsNetworks() ? withNetworks(race, options, run) : race.run(null, null, run);
		if (!isHeadless()) RaceTable.show("Ranking of " + image.getTitle(), outcome.ranking());
		result = outcome.montage();
	}

	private Outcome withNetworks(final MethodRace race, final RaceOptions options, final Progress run) throws IOException {
		try (DjlTrainer trainer = EngineStart.open(options.device(), run, 0)) {
			return race.run(trainer, options.methods().contains(RaceMethod.MODEL) ? ModelFile.open(model, trainer) : null, run);
		}
	}
}
