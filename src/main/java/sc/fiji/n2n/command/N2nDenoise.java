package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ModelTask;
import sc.fiji.n2n.batch.PreviewRegion;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.Reporting;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ResultFile;
import sc.fiji.n2n.model.ModelDescription;

/** Denoises the open image with a trained model; the result is a new image. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>N2N Denoise...", headless = true,
	description = "Removes noise from the image with a model that was trained on pairs of noisy images like it.")
public class N2nDenoise extends NoiseCommand implements Previewed {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	@Parameter(label = "Model", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A model file (.n2n) that N2N Train made.")
	private String model = "";

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "The number of the channel that the model was trained for; the others are copied. 0 denoises all channels.")
	private long channel = 0;

	@Parameter(label = "Mode", choices = { "model", "slices", "volume", "movie" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "What the model sees at once. model: as in training; volume: the z-stack of each frame; movie: the frames of each slice.")
	private String mode = "model";

	@Parameter(label = "Normalize", choices = { "model", "image" }, persist = false,
		description = "model: intensities mean what they meant in training, right for images of the same microscope and settings; " +
			"image: the mean and spread of the image take the place of those in training, for other exposures.")
	private String normalize = "model";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Type", choices = { "same", "32-bit" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Pixel type of the result: same as the image, rounded, or 32-bit, not rounded.")
	private String type = "same";

	@Parameter(label = "Save (optional)", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "A file that ends in .tif, into which the result is written as it comes: for results larger than memory. It is then opened as a " +
			"virtual stack. Empty: a new image.")
	private String save = "";

	@Parameter(label = "Report", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.AFTER), persist = false,
		description = "yes also makes a trust report: how far the result can be believed, as a table and a page with pictures. Takes several times as long.")
	private String report = "no";

	@Parameter(type = ItemIO.OUTPUT, label = "Denoised image")
	private ImagePlus result;

	@Override
	String title() {
		return "N2N Denoise";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) throws IOException {
		final ResultOptions options = options(whole(channel));
		parse();
		ImageChannels.check(image);
		final Reporting reporting = Choices.parse("report", report, Reporting.values());
		final Optional<ResultFile> file = SavedResult.check(image, save, SpreadMap.NO);
		// Before the slow start of the network library.
		final ModelDescription description = ModelFile.check(model);
		if (reporting == Reporting.YES && description.data().kind() == DataKind.K_SPACE) throw new IllegalArgumentException("report is yes, but the checks of the " +
			"report are of noise, and what a sampling of k-space lacks is none. Choose report no.");
		try (DjlTrainer trainer = EngineStart.open(wanted(), run, 0)) {
			result = SavedResult.denoise(new ImageDenoiser(task(trainer), options, this::tell), image, file, reporting, this, run).result();
		}
	}

	@Override
	public PreviewRegion region() {
		return new PreviewRegion(image, seen() == null ? trained() : seen(), whole(channel));
	}

	/** What the model saw in training; planes where there is none, so that the noisy pixels are shown at least. */
	private StackMode trained() {
		try {
			return ModelFile.check(model).mode();
		}
		catch (final IOException | IllegalArgumentException e) {
			return StackMode.SLICES;
		}
	}

	@Override
	public String caveat() {
		return normalization() == NormalizationMode.MODEL ? "" : "Mean and spread are those of the region: the result for the whole image will differ somewhat.";
	}

	@Override
	public ImagePlus denoise(final PreviewRegion region, final Consumer<String> log, final Progress run) throws IOException {
		// Of an RGB image the region has all channels, else only the one.
		final ResultOptions options = options(image.getType() == ImagePlus.COLOR_RGB ? whole(channel) : 0);
		if (ModelFile.check(model).data().kind() == DataKind.K_SPACE) throw new IllegalArgumentException(
			"There is no preview with a model of k-space: frequencies are those of the whole image. Press OK to denoise it.");
		try (DjlTrainer trainer = DjlTrainer.open(wanted())) {
			return new ImageDenoiser(task(trainer), options, log).apply(region.noisy(), run);
		}
	}

	private ModelTask task(final DjlTrainer trainer) throws IOException {
		return new ModelTask(ModelFile.open(model, trainer), normalization(), seen(), wanted());
	}

	/** Checks what the user gave. */
	private void parse() {
		normalization();
		seen();
		wanted();
	}

	private NormalizationMode normalization() {
		return Choices.parse("normalize", normalize, NormalizationMode.values());
	}

	/** What the model is to see at once; null for what it saw in training. */
	private StackMode seen() {
		return mode.equals("model") ? null : Choices.parse("mode", mode, StackMode.values());
	}

	private ComputeDevice wanted() {
		return Choices.parse("device", device, ComputeDevice.values());
	}

	private ResultOptions options(final int only) {
		return new ResultOptions(Choices.parse("type", type, PixelType.values()), only);
	}
}
