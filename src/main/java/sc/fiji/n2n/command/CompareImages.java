package sc.fiji.n2n.command;

import java.util.List;

import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ComparisonRow;
import sc.fiji.n2n.batch.ImageComparison;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.denoise.Progress;

/** Measures how near the open image is to another, such as a denoised one to one that was exposed for long. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Compare Images...", headless = true,
	description = "Measures how near the image is to a reference, such as a long exposure of the same: PSNR, SSIM, NRMSE, and the resolution by Fourier ring " +
		"correlation.")
public class CompareImages extends NoiseCommand {

	// Neither is required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The image or stack to judge.")
	private ImagePlus image;

	// Not filled in by Fiji, so that the current image is the first.
	@Parameter(label = "Reference", required = false, autoFill = false, attrs = @Attr(name = InputPlace.PARTNER), persist = false,
		description = "What it should be: an open image of the same size and type.")
	private ImagePlus reference;

	@Parameter(label = "Channel", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "The number of the channel to compare. 0 compares all channels.")
	private long channel = 0;

	@Parameter(label = "Fit", choices = { "no", "yes" }, persist = false,
		description = "yes multiplies each channel of the image by a factor and adds a number first, both by least squares, where exposure or offset differ.")
	private String fit = "no";

	@Parameter(label = "Range", required = false, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "The range of possible values for PSNR and SSIM, such as 255. Empty: from the smallest to the largest value of the reference, over all that is compared.")
	private String range = "";

	@Override
	String title() {
		return "Compare Images";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) {
		final ComparisonOptions options = new ComparisonOptions(whole(channel), Choices.parse("fit", fit, Matching.values()), ComparisonOptions.range(
			range));
		final ImageComparison comparison = new ImageComparison(image, reference, options, this::tell);
		final List<ComparisonRow> rows = comparison.rows(run);
		if (isHeadless()) {
			tell(comparison.title());
			rows.forEach(row -> tell(row.text()));
		}
		else ComparisonTable.show(comparison.title(), rows);
	}
}
