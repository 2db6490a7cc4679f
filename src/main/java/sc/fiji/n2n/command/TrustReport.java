package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.Path;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

import ij.ImagePlus;
import ij.measure.Calibration;
import sc.fiji.n2n.batch.TrustExaminer;
import sc.fiji.n2n.batch.TrustFile;
import sc.fiji.n2n.denoise.Progress;

/** Says how far a denoised image can be believed, without the truth. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Trust Report...", headless = true,
	description = "Checks without a clean image whether a denoised image can be believed: what was removed must look like noise, intensities must be kept, and " +
		"places that changed by more than the noise explains are marked.")
public class TrustReport extends NoiseCommand {

	// None is required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	// Not filled in by Fiji, so that the current image is the first.
	@Parameter(label = "Denoised", required = false, autoFill = false, attrs = @Attr(name = InputPlace.PARTNER), persist = false,
		description = "What the noisy image became: an open image of the same size.")
	private ImagePlus denoised;

	@Parameter(label = "Repeat", required = false, autoFill = false, persist = false,
		description = "Another noisy shot of the same, taken alike, which was not used to denoise: with it the error is measured. None if there is none.")
	private ImagePlus repeat;

	@Parameter(label = "Channel", persist = false, description = "The number of the channel to examine. 0 examines all channels.")
	private long channel = 0;

	@Parameter(label = "Save (optional)", style = FileWidget.SAVE_STYLE, required = false, persist = false,
		description = "A file that ends in .html, for the report with pictures. Empty: beside the file of the image, named after it, or in the folder for temporary " +
			"files.")
	private String save = "";

	@Override
	String title() {
		return "Trust Report";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) throws IOException {
		final TrustExaminer examiner = new TrustExaminer(null, whole(channel), macro());
		examiner.check(image, denoised, repeat);
		final Path file = save.isBlank() ? TrustFile.beside(image) : TrustFile.named(save);
		final Calibration calibration = image.getCalibration().copy();
		TrustWindows.show(examiner.examine(image, denoised, repeat, run), file, calibration, isHeadless(), this::tell);
	}

	private String macro() {
		return "run(\"Trust Report...\", \"" + (denoised == null ? "" : "denoised=[" + denoised.getTitle() + "] ") + (repeat == null ? "" : "repeat=[" + repeat
			.getTitle() + "] ") + "channel=" + channel + "\");";
	}
}
