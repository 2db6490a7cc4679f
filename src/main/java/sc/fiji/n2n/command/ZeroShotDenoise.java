package sc.fiji.n2n.command;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;

/** Denoises the open image; the result is a new image. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>ZS-N2N Denoise...", headless = true,
	description = "Removes noise from the image without clean images or training data: the image is its own training data.")
public class ZeroShotDenoise extends ZeroShotCommand {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The noisy image or stack.")
	private ImagePlus image;

	@Parameter(type = ItemIO.OUTPUT, label = "Denoised image")
	private ImagePlus result;

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
	}

	@Override
	void denoise(final ImageDenoiser denoiser, final Progress run) {
		result = denoiser.apply(image, run);
	}
}
