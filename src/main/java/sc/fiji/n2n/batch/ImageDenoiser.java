package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.denoise.ZeroShotReport;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageResult;

/** Denoises an image, each channel on its own, and writes into the result how it was made. */
public final class ImageDenoiser implements ImageTask {

	private static final double MAX_CHANGE_OF_SUM = 0.005;

	private final ZeroShotOptions options;
	private final PixelType type;
	private final NetworkTrainer trainer;
	private final Consumer<String> log;

	/**
	 * @param options how to denoise
	 * @param type pixel type of the results
	 * @param trainer trains the networks; stays the caller's
	 * @param log takes a line on what was measured and chosen, and the warnings
	 */
	public ImageDenoiser(final ZeroShotOptions options, final PixelType type, final NetworkTrainer trainer,
		final Consumer<String> log)
	{
		this.options = Objects.requireNonNull(options, "options");
		this.type = Objects.requireNonNull(type, "type");
		this.trainer = Objects.requireNonNull(trainer, "trainer");
		this.log = Objects.requireNonNull(log, "log");
	}

	@Override
	public ImagePlus apply(final ImagePlus image, final Progress progress) {
		ImageChannels.check(image);
		final ImageResult result = new ImageResult(image, type);
		final ZeroShot zeroShot = new ZeroShot(options, trainer);
		final int channels = ImageChannels.count(image);
		// Before the work, which the user may spend closing the image.
		final String title = image.getTitle();
		final List<RandomAccessibleInterval<FloatType>> views = IntStream.range(0, channels).mapToObj(c -> ImageChannels.view(image, c)).toList();
		final List<String> names = IntStream.range(0, channels).mapToObj(c -> channels == 1 ? "" : ImageChannels.name(image, c)).toList();
		final List<ChannelReport> reports = new ArrayList<>();
		for (int c = 0; c < channels; c++) {
			final Progress part = progress.part((double) c / channels, (c + 1.0) / channels);
			final ZeroShotReport report = zeroShot.denoise(views.get(c), result.channel(c), part);
			final ChannelReport channel = new ChannelReport(names.get(c), checked(report, result.changeOfSum(c)));
			channel.lines().forEach(line -> log.accept(title + ": " + line));
			reports.add(channel);
		}
		return result.finish(new RunDescription(options, type, reports).text());
	}

	/** Whole numbers cannot hold what is left of a few photons without their noise. */
	private static ZeroShotReport checked(final ZeroShotReport report, final double change) {
		if (Math.abs(change) <= MAX_CHANGE_OF_SUM) return report;
		return report.withWarning(String.format(Locale.ROOT, "Rounding to whole numbers changed the sum of intensities by %.1f %%, " +
			"because the values are so small. Choose the type 32-bit to keep them.", 100 * change));
	}
}
