package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.Optional;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.ui.UIService;
import org.scijava.widget.Button;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ModelTask;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ResultFile;

/** Denoises the open image with a trained model; the result is a new image. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>N2N Denoise...", headless = true,
	description = "Removes noise from the image with a model that was trained on pairs of noisy images like it.")
public class N2nDenoise extends NoiseCommand {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	@Parameter(label = "Model", style = FileWidget.OPEN_STYLE, required = false, persist = false,
		description = "A model file (.n2n) that N2N Train made.")
	private String model = "";

	// Only in Fiji, where a text has no button of its own to browse.
	@Parameter(label = "Choose model...", callback = "chooseModel", required = false, persist = false)
	private Button choosemodel;

	@Parameter(label = "Channel", persist = false,
		description = "The number of the channel that the model was trained for; the others are copied. 0 denoises all channels.")
	private long channel = 0;

	@Parameter(label = "Mode", choices = { "model", "slices", "volume", "movie" }, persist = false,
		description = "What the model sees at once. model: as in training; volume: the z-stack of each frame; movie: the frames of each slice.")
	private String mode = "model";

	@Parameter(label = "Normalize", choices = { "model", "image" }, persist = false,
		description = "model: intensities mean what they meant in training, right for images of the same microscope and settings; " +
			"image: the mean and spread of the image take the place of those in training, for other exposures.")
	private String normalize = "model";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Type", choices = { "same", "32-bit" }, persist = false,
		description = "Pixel type of the result: same as the image, rounded, or 32-bit, not rounded.")
	private String type = "same";

	@Parameter(label = "Save", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "A file that ends in .tif, into which the result is written as it comes: for results larger than memory. It is then opened as a " +
			"virtual stack. Empty: a new image.")
	private String save = "";

	// Only in Fiji, where a text has no button of its own to browse.
	@Parameter(label = "Choose file...", callback = "chooseFile", required = false, persist = false)
	private Button choosefile;

	@Parameter(type = ItemIO.OUTPUT, label = "Denoised image")
	private ImagePlus result;

	@Parameter
	private UIService ui;

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
		final NormalizationMode normalization = Choices.parse("normalize", normalize, NormalizationMode.values());
		final StackMode seen = mode.equals("model") ? null : Choices.parse("mode", mode, StackMode.values());
		final ComputeDevice wanted = Choices.parse("device", device, ComputeDevice.values());
		final ResultOptions options = new ResultOptions(Choices.parse("type", type, PixelType.values()), whole(channel));
		ImageChannels.check(image);
		final Optional<ResultFile> file = SavedResult.check(image, save);
		// Before the slow start of the network library.
		ModelFile.check(model);
		try (DjlTrainer trainer = EngineStart.open(wanted, run, 0)) {
			result = SavedResult.denoise(new ImageDenoiser(new ModelTask(ModelFile.open(model, trainer), normalization, seen, wanted), options, this::tell),
				image, file, run);
		}
	}

	/** Called by the button. */
	private void chooseModel() {
		model = PathChooser.choose(ui, model, FileWidget.OPEN_STYLE);
	}

	/** Called by the button. */
	private void chooseFile() {
		save = PathChooser.choose(ui, save, FileWidget.SAVE_STYLE);
	}
}
