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
import sc.fiji.n2n.batch.ImageDenoiser.Denoised;
import sc.fiji.n2n.batch.LearningView;
import sc.fiji.n2n.batch.PreviewRegion;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.Reporting;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageWindows;
import sc.fiji.n2n.image.ResultFile;

/** Denoises the open image; the result is a new image. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>ZS-N2N Denoise...", headless = true,
	description = "Removes noise from the image without clean images or training data: the image is its own training data.")
public class ZeroShotDenoise extends ZeroShotCommand implements Previewed {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	@Parameter(label = "Save (optional)", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "A file that ends in .tif, into which the result is written as it comes: for results larger than memory. It is then opened as a " +
			"virtual stack. Empty: a new image.")
	private String save = "";

	@Parameter(label = "Report", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.AFTER), persist = false,
		description = "yes also makes a trust report: how far the result can be believed, as a table and a page with pictures. Takes several times as long.")
	private String report = "no";

	// Shown before the result, which is then the current image of the next line of a macro.
	@Parameter(type = ItemIO.OUTPUT, label = "Spread map")
	private ImagePlus map;

	@Parameter(type = ItemIO.OUTPUT, label = "Denoised image")
	private ImagePlus result;

	private Optional<ResultFile> file;
	private Reporting reporting;
	/** Null where no windows are to be opened. */
	private LearningView view;

	@Override
	String title() {
		return "ZS-N2N Denoise";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void check() {
		ImageChannels.check(image);
		file = SavedResult.check(image, save, spread());
		reporting = Choices.parse("report", report, Reporting.values());
	}

	/** Not in macros, whose next line expects the windows and the current image as they were. */
	@Override
	LearningListener listener() {
		if (isHeadless() || ImageWindows.inMacro()) return LearningListener.NONE;
		view = new LearningView(image, System::nanoTime);
		return view;
	}

	@Override
	void denoise(final ImageDenoiser denoiser, final Progress run) throws IOException {
		try (LearningView shown = view) {
			final Denoised denoised = SavedResult.denoise(denoiser, image, file, reporting, this, run);
			result = denoised.result();
			map = denoised.spread();
		}
	}

	@Override
	public PreviewRegion region() {
		return region(image);
	}

	@Override
	public String caveat() {
		return "This was learned from the region alone: the result for the whole image will differ somewhat.";
	}

	@Override
	public ImagePlus denoise(final PreviewRegion region, final Consumer<String> log, final Progress run) throws IOException {
		return tried(region, log, run);
	}
}
