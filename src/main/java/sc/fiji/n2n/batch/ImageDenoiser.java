package sc.fiji.n2n.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageResult;
import sc.fiji.n2n.image.ResultFile;

/** Denoises an image, each channel on its own, and writes into the result how it was made. */
public final class ImageDenoiser implements ImageTask {

	private static final double MAX_CHANGE_OF_SUM = 0.005;
	/** What the name of a map has behind that of the image. */
	private static final String SPREAD = " denoised-spread";

	private final ChannelTask task;
	private final ResultOptions options;
	private final Consumer<String> log;

	/**
	 * @param task denoises a channel
	 * @param options what results are to be
	 * @param log takes a line on what was measured and chosen, and the warnings
	 */
	public ImageDenoiser(final ChannelTask task, final ResultOptions options, final Consumer<String> log) {
		this.task = Objects.requireNonNull(task, "task");
		this.options = Objects.requireNonNull(options, "options");
		this.log = Objects.requireNonNull(log, "log");
	}

	/** One channel of an image, with its name in front of what is said of it; empty for the only one. */
	record Named(String name, Channel channel) {

		List<String> lines(final List<String> lines) {
			return name.isEmpty() ? lines : lines.stream().map(line -> name + " " + line).toList();
		}
	}

	/**
	 * Makes a new image in memory.
	 *
	 * @param image the source, which stays as it is
	 * @param progress told how far the work is
	 * @return the new image, not shown
	 * @throws IllegalArgumentException if the image cannot be denoised, in words for the user
	 * @throws IllegalStateException if there is not enough memory or the image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public ImagePlus apply(final ImagePlus image, final Progress progress) {
		return denoise(image, progress).result();
	}

	/**
	 * A result in memory.
	 *
	 * @param result the denoised image, not shown
	 * @param spread how far the passes of the network differ, not shown; null if that was not asked for
	 */
	public record Denoised(ImagePlus result, ImagePlus spread) {}

	/**
	 * As {@link #apply(ImagePlus, Progress)}, with the map of the spread, if the options ask for one: 32-bit, the standard deviation of
	 * the passes at each pixel, in the units of the image.
	 *
	 * @param image the source, which stays as it is
	 * @param progress told how far the work is
	 * @return the new images
	 */
	public Denoised denoise(final ImagePlus image, final Progress progress) {
		check(image);
		try {
			final ImageResult result = new ImageResult(image, options.type());
			final ImageResult spread = hasSpread() ? ImageResult.ofSpread(image) : null;
			final RunDescription made = denoise(image, result, spread, progress);
			return new Denoised(result.finish(made.text()), spread == null ? null : spread.finish(SPREAD, ofSpread(made)));
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	/** What denoises the channels. */
	ChannelTask task() {
		return task;
	}

	/** What results are to be. */
	ResultOptions options() {
		return options;
	}

	@Override
	public void apply(final ImagePlus image, final ResultFile target, final Progress progress) throws IOException {
		check(image);
		final String title = image.getTitle();
		try (ImageResult result = ImageResult.inFile(image, options.type(), target);
				ImageResult spread = hasSpread() ? ImageResult.ofSpread(image, target.spread()) : null)
		{
			final RunDescription made = denoise(image, result, spread, progress);
			final List<String> notes = new ArrayList<>(result.save(made.text()));
			if (spread != null) notes.addAll(spread.save(SPREAD, ofSpread(made)));
			notes.stream().distinct().forEach(note -> log.accept(title + ": warning: " + note));
		}
		catch (final UncheckedIOException e) {
			throw new IOException(e.getMessage(), e);
		}
	}

	/** Whether a map of the spread is made too. */
	public boolean hasSpread() {
		return options.spread() == SpreadMap.YES;
	}

	private static String ofSpread(final RunDescription made) {
		return made.titled("Spread map by Noise2Noise for Fiji: standard deviation, at each pixel, of what the network made of the turned and flipped image. " +
			"It is no error: errors are mostly several times as large").text();
	}

	private void check(final ImagePlus image) {
		ImageChannels.check(image);
		ImageChannels.checkNumber(image, options.channel(), "to denoise all");
	}

	/** Denoises the channels; returns how that was done. The spread is null if there is to be none. */
	private RunDescription denoise(final ImagePlus image, final ImageResult result, final ImageResult spread, final Progress progress) {
		// Before the work, which the user may spend closing the image.
		final String title = image.getTitle();
		final List<Named> channels = channels(image);
		final int count = channels.size();
		final int masks = task.masks(count);
		final List<String> reports = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			final Named named = channels.get(c);
			final Progress part = progress.part((double) c / count, (c + 1.0) / count);
			if (options.channel() > 0 && options.channel() != c + 1 || c >= count - masks) {
				copy(named.channel().planes(), result.channel(c), part);
				continue;
			}
			final List<String> lines = new ArrayList<>(task.denoise(masks == 0 ? named.channel() : named.channel().withMask(channels.get(c + masks).channel()
				.planes()), result.channel(c), spread == null ? null : spread.channel(c), part));
			addRounding(lines, result.changeOfSum(c));
			named.lines(lines).forEach(line -> {
				log.accept(title + ": " + line);
				reports.add(line);
			});
		}
		return new RunDescription("Denoised with Noise2Noise for Fiji", task.settings(options), reports, task.macro(options));
	}

	/** The channels of an image. */
	static List<Named> channels(final ImagePlus image) {
		final int count = ImageChannels.count(image);
		final List<Named> channels = new ArrayList<>();
		for (int c = 0; c < count; c++)
			channels.add(new Named(count == 1 ? "" : ImageChannels.name(image, c), Channel.of(image, ImageChannels.view(image, c), ImageChannels
				.slices(image))));
		return channels;
	}

	private static void copy(final RandomAccessibleInterval<FloatType> planes, final PlaneWriter out, final Progress progress) {
		for (long i = 0; i < planes.dimension(2); i++) {
			progress.step("Copying", (double) i / planes.dimension(2));
			out.write(i, Views.hyperSlice(planes, 2, i));
		}
	}

	/** Whole numbers cannot hold what is left of a few photons without their noise. */
	private static void addRounding(final List<String> lines, final double change) {
		if (Math.abs(change) > MAX_CHANGE_OF_SUM) lines.add(String.format(Locale.ROOT, "warning: Rounding to whole numbers changed the sum of " +
			"intensities by %.1f %%, because the values are so small. Choose the type 32-bit to keep them.", 100 * change));
	}
}
