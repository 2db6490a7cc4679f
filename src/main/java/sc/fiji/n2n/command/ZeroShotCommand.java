package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.function.Consumer;

import org.scijava.plugin.Attr;
import org.scijava.plugin.Parameter;

import ij.ImagePlus;
import sc.fiji.n2n.batch.ChannelTask;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.PreviewRegion;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.batch.ZeroShotTask;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.DjlTrainer;

/** What the zero-shot commands share: the parameters, and the start of the network library. */
abstract class ZeroShotCommand extends NoiseCommand {

	@Parameter(label = "Method", choices = { "auto", "fast", "published" }, persist = false,
		description = "auto measures whether the noise is correlated between neighbouring pixels and adapts the fast method to it; " +
			"fast assumes that it is not; published is ZS-N2N as in the paper of Mansour and Heckel (CVPR 2023), much slower.")
	private String method = "auto";

	@Parameter(label = "Mode", choices = { "slices", "volume", "movie" }, persist = false,
		description = "What the network sees at once. slices: each plane on its own; volume: the z-stack of each frame, slower, and better where " +
			"slices are close to each other; movie: the frames of each slice, for movies in which little moves.")
	private String mode = "slices";

	@Parameter(label = "Slices", choices = { "together", "separately" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "together: one network learns from all slices of a channel, which is faster and usually better; " +
			"separately: each slice, volume or movie is denoised as if it were alone.")
	private String slices = "together";

	@Parameter(label = "Stride", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "How many pixels apart those are that are compared: auto, as the method chooses; or 1 to 8, such as 2; or along x and along y, " +
			"such as 3x1 for noise that is correlated along x.")
	private String stride = "auto";

	@Parameter(label = "Effort", choices = { "quick", "normal", "thorough" }, persist = false,
		description = "How long to learn: quick for a first look, thorough for the best result.")
	private String effort = "normal";

	@Parameter(label = "Device", choices = { "auto", "cpu", "gpu" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Where to compute: auto takes the GPU if there is one that PyTorch can use, else the processor.")
	private String device = "auto";

	@Parameter(label = "Seed", attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Seed of everything random: the same seed and options give the same result on the same computer.")
	private long seed = 0;

	@Parameter(label = "Type", choices = { "same", "32-bit" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "Pixel type of the result: same as the image, rounded, or 32-bit, not rounded.")
	private String type = "same";

	@Parameter(label = "Spread", choices = { "no", "yes" }, attrs = @Attr(name = InputPlace.ADVANCED), persist = false,
		description = "yes also makes a map of how much the result depends on how the image is turned: at each pixel the standard deviation of what the network " +
			"made of the turned and flipped image. Needs the effort normal (2 passes) or thorough (8 passes), and takes no further pass.")
	private String spread = "no";

	/**
	 * Does the work.
	 *
	 * @param denoiser denoises an image as the parameters say
	 * @param run told how far the command is
	 */
	abstract void denoise(ImageDenoiser denoiser, Progress run) throws IOException;

	/** Checks what the user gave before the slow start of the network library. */
	abstract void check() throws IOException;

	@Override
	final void run(final Progress run) throws IOException {
		final ZeroShotOptions options = options();
		final PixelType pixels = Choices.parse("type", type, PixelType.values());
		check();
		if (spread() == SpreadMap.YES) ZeroShot.checkSpread(options);
		try (DjlTrainer trainer = EngineStart.open(options.device(), run, 0)) {
			denoise(new ImageDenoiser(task(options, trainer), new ResultOptions(pixels, 0, spread()), this::tell), run);
		}
	}

	/**
	 * The part of an image on which the parameters can be tried.
	 *
	 * @param image an open image
	 */
	final PreviewRegion region(final ImagePlus image) {
		return new PreviewRegion(image, options().mode(), 0);
	}

	/**
	 * Tries the parameters.
	 *
	 * @param region a part of an image
	 * @param log takes what the run says of itself
	 * @param run told how far it is
	 * @return the denoised part
	 * @throws IOException if a file cannot be read, in words for the user
	 */
	final ImagePlus tried(final PreviewRegion region, final Consumer<String> log, final Progress run) throws IOException {
		final ZeroShotOptions options = options();
		try (DjlTrainer trainer = DjlTrainer.open(options.device())) {
			return new ImageDenoiser(task(options, trainer), ResultOptions.of(Choices.parse("type", type, PixelType.values())), log).apply(region.noisy(),
				run);
		}
	}

	/**
	 * The way to denoise: zero-shot, unless the command knows another.
	 *
	 * @param options what the parameters say
	 * @param trainer the network library
	 * @throws IOException if a file cannot be read, in words for the user
	 */
	ChannelTask task(final ZeroShotOptions options, final DjlTrainer trainer) throws IOException {
		return new ZeroShotTask(options, trainer, listener());
	}

	/** Watches the networks while they learn. */
	LearningListener listener() {
		return LearningListener.NONE;
	}

	/** Whether a map of the spread is wanted. */
	final SpreadMap spread() {
		return Choices.parse("spread", spread, SpreadMap.values());
	}

	private ZeroShotOptions options() {
		return new ZeroShotOptions(Choices.parse("method", method, Method.values()),
			Choices.parse("mode", mode, StackMode.values()), Choices.parse("slices", slices, SliceMode.values()), Choices.parse("effort", effort, Effort.values()),
			Choices.parse("device", device, ComputeDevice.values()), seed, 0, Stride.parse(stride));
	}
}
