package sc.fiji.n2n.command;

import java.util.List;

import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.batch.NoiseAdder;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.Progress;

/** Makes noisy images of the open image: one, or a pair with independent noise. */
@Plugin(type = Command.class, menuPath = "Plugins>Noise2Noise>Add Noise...", headless = true,
	description = "Adds noise of a known kind to the image, to try the methods and to teach. The result is a new image, or a pair of images to train on.")
public class AddNoise extends NoiseCommand {

	// Not required, so that a missing image is explained by the command and not by a dialog.
	@Parameter(label = "Image", required = false, persist = false, description = "The image or stack.")
	private ImagePlus image;

	@Parameter(label = "Noise", choices = { "gaussian", "poisson", "mixed", "correlated", "impulse", "bernoulli", "text", "stripes" }, persist = false,
		description = "gaussian: white noise; poisson: photon noise; mixed: both, as of a camera; correlated: Gaussian noise that neighbouring pixels share; " +
			"impulse: pixels replaced by random values; bernoulli: missing pixels, which are 0; text: random characters; stripes: one offset a row.")
	private String noise = "gaussian";

	@Parameter(label = "Sigma", persist = false,
		description = "Standard deviation, in the units of the pixel values: of gaussian, mixed, correlated and stripes.")
	private double sigma = 25;

	@Parameter(label = "Gain", persist = false, description = "Grey levels per photon: of poisson and mixed. The larger, the noisier.")
	private double gain = 1;

	@Parameter(label = "Correlation", persist = false, description = "Autocorrelation of the noise at 1 pixel, 0 to 0.95: of correlated.")
	private double correlation = 0.5;

	@Parameter(label = "Share", persist = false, description = "Share of the pixels that are hit, 0 to 1: of impulse, bernoulli and text.")
	private double share = 0.25;

	@Parameter(label = "Output", choices = { "image", "pair" }, persist = false,
		description = "image: one noisy image; pair: two with independent noise, to train on with N2N Train.")
	private String output = "image";

	@Parameter(label = "Seed", attrs = @Attr(name = InputPlace.ADVANCED), persist = false, description = "Seed of everything random: the same seed and image give the same pixels.")
	private long seed = 0;

	@Parameter(label = "Type", choices = { "same", "32-bit" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Pixel type of the result: same as the image, rounded and clamped to what it can hold, or 32-bit.")
	private String type = "same";

	// Shown before the first, which is then the current image of the next line of a macro.
	@Parameter(type = ItemIO.OUTPUT, label = "Second noisy image")
	private ImagePlus second;

	@Parameter(type = ItemIO.OUTPUT, label = "Noisy image")
	private ImagePlus result;

	@Override
	String title() {
		return "Add Noise";
	}

	@Override
	boolean hasInput() {
		return image != null;
	}

	@Override
	void run(final Progress run) {
		final NoiseOptions options = new NoiseOptions(Choices.parse("noise", noise, NoiseKind.values()), sigma, gain, correlation, share, seed);
		final NoiseOutput wanted = Choices.parse("output", output, NoiseOutput.values());
		final List<ImagePlus> noisy = new NoiseAdder(options, wanted, Choices.parse("type", type, PixelType.values()), this::tell).apply(image, run);
		result = noisy.get(0);
		if (wanted == NoiseOutput.PAIR) second = noisy.get(1);
	}
}
