package sc.fiji.n2n.command;

import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.batch.NoiseChecker;
import sc.fiji.n2n.batch.NoiseReport;
import sc.fiji.n2n.config.CheckOptions;
import sc.fiji.n2n.denoise.Progress;

/** Measures the noise of the open image, and tells which method suits it, or why none does. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Check Noise...", headless = true,
	description = "Measures the noise of the image in seconds: gain, read noise, correlation, stripes, saturation, hot pixels, traces of JPEG and filters; " +
		"and tells which method to use, or why none will work.")
public class CheckNoise extends NoiseCommand {

	// Neither is required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	// Not filled in by Fiji, so that the current image is the first.
	@Parameter(label = "Second", required = false, autoFill = false, persist = false,
		description = "Another noisy image of the same scene and size, to be checked as a pair to train on. Leave it out if there is none.")
	private ImagePlus second;

	@Parameter(label = "Channel", persist = false, description = "The number of the channel to check. 0 checks all channels.")
	private long channel = 0;

	@Parameter(label = "Offset (optional)", required = false, persist = false,
		description = "The intensity without light: the mean of an image taken in the dark, such as 100. Empty: that of the darkest place in the image.")
	private String offset = "";

	@Override
	String title() {
		return "Check Noise";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) {
		final CheckOptions options = new CheckOptions(whole(channel), CheckOptions.offset(offset));
		final NoiseReport report = new NoiseChecker(image, second, options).check(run);
		report.lines().forEach(this::tell);
		if (!isHeadless()) NoiseWindows.show(report);
	}
}
