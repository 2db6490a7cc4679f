package sc.fiji.n2n.batch;

import java.awt.Rectangle;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import ij.ImagePlus;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.batch.ChannelTask.Alternative;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageRegions;
import sc.fiji.n2n.trust.PlaneExamination;
import sc.fiji.n2n.trust.PlaneFindings;
import sc.fiji.n2n.trust.Region;
import sc.fiji.n2n.trust.RepeatExamination;
import sc.fiji.n2n.trust.RepeatFindings;
import sc.fiji.n2n.trust.SpreadExamination;
import sc.fiji.n2n.trust.SpreadFindings;
import sc.fiji.n2n.trust.TurnedPlane;

/** Examines a denoised image: up to five planes of each channel, evenly spread, and the spread of other results for the middle one. */
public final class TrustExaminer {

	private static final int MAX_PLANES = 5;
	/** Sides of the part whose spread is measured: small enough to be denoised several times, large enough to learn from. */
	private static final int MAX_SIDE = 512, MIN_SIDE = 128;
	/** Share of the progress that the examination of the planes takes where there are other results to be made. */
	private static final double EXAMINATION = 0.1;

	private final ChannelTask task;
	private final int channel;
	private final String macro;

	/**
	 * @param taskOrNull what made the result, to make others like it; null where that is not known
	 * @param channel the only channel to examine, from 1; 0: all
	 * @param macro the macro line that makes the report again
	 */
	public TrustExaminer(final ChannelTask taskOrNull, final int channel, final String macro) {
		task = taskOrNull;
		this.channel = channel;
		this.macro = Objects.requireNonNull(macro, "macro");
		if (channel < 0) throw new IllegalArgumentException("channel is " + channel + ", but must be 0, for all channels, or the number of one.");
	}

	/**
	 * Examines a result.
	 *
	 * @param image the noisy image
	 * @param result what it became
	 * @param repeatOrNull another noisy shot of the same, which the network has not seen; null without one
	 * @param progress told how far the work is
	 * @return the report
	 * @throws IllegalArgumentException if an image is missing or they do not suit each other, in words for the user
	 * @throws IllegalStateException if an image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public TrustResult examine(final ImagePlus image, final ImagePlus result, final ImagePlus repeatOrNull, final Progress progress) {
		check(image, result, repeatOrNull);
		try {
			return report(image, result, repeatOrNull, progress);
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	/**
	 * Checks what is to be examined.
	 *
	 * @throws IllegalArgumentException as {@link #examine}
	 */
	public void check(final ImagePlus image, final ImagePlus result, final ImagePlus repeatOrNull) {
		ImageChannels.check(image);
		if (result == null) throw new IllegalArgumentException("There is no denoised image. Choose as denoised what \"" + image.getTitle() + "\" became.");
		if (result == image) throw new IllegalArgumentException("The image and the denoised image are both \"" + image.getTitle() +
			"\". Make the noisy image the current one, and choose another open image as denoised.");
		checkSame(image, result);
		if (repeatOrNull == image || repeatOrNull == result && repeatOrNull != null) throw new IllegalArgumentException("The repeat \"" + repeatOrNull.getTitle() +
			"\" is one of the other two images. Choose another shot of the same, or none.");
		if (repeatOrNull != null) checkSame(image, repeatOrNull);
		ImageChannels.checkNumber(image, channel, "to examine all");
	}

	private static void checkSame(final ImagePlus image, final ImagePlus other) {
		ImageChannels.check(other);
		if (!size(image).equals(size(other))) throw new IllegalArgumentException("\"" + image.getTitle() + "\" and \"" + other.getTitle() +
			"\" differ in size: " + size(image) + " and " + size(other) + ". Choose the image and what was made of it.");
	}

	private static String size(final ImagePlus image) {
		return image.getWidth() + " x " + image.getHeight() + " pixels, " + ImageChannels.count(image) + " channels, " + ImageChannels.planes(image) + " slices";
	}

	private TrustResult report(final ImagePlus image, final ImagePlus result, final ImagePlus repeat, final Progress progress) {
		final List<Region> regions = ImageRegions.of(image);
		final List<ExaminedPlane> planes = new ArrayList<>();
		final List<String> notes = new ArrayList<>();
		final int count = ImageChannels.count(image), slices = ImageChannels.planes(image), examined = Math.min(MAX_PLANES, slices);
		final List<Alternative> others = task == null ? List.of() : task.alternatives();
		final int first = channel == 0 ? 0 : channel - 1, end = channel == 0 ? count : channel;
		for (int c = first; c < end; c++) {
			final Progress part = progress.part((double) (c - first) / (end - first), (c + 1.0 - first) / (end - first));
			for (int i = 0; i < examined; i++) {
				final int slice = (int) ((2L * i + 1) * slices / (2 * examined));
				part.step("Examining", (others.isEmpty() ? 1 : EXAMINATION) * i / examined);
				final RandomAccessibleInterval<FloatType> noisy = plane(image, c, slice), denoised = plane(result, c, slice);
				final PlaneFindings findings = PlaneExamination.of(noisy, denoised, regions, part);
				final RepeatFindings repeated = repeat == null ? null : RepeatExamination.of(noisy, denoised, plane(repeat, c, slice), part);
				final SpreadFindings spread = others.isEmpty() || i != examined / 2 ? null : spread(image, c, slice, others, part.part(EXAMINATION, 1));
				planes.add(new ExaminedPlane(c + 1, slice + 1, noisy, denoised, findings, repeated, spread));
			}
		}
		if (examined < slices) notes.add("Of the " + slices + " slices of a channel, " + examined + " were examined, evenly spread; the others were not looked at.");
		if (others.isEmpty()) notes.add("The expected error was not measured: that needs the network, with report=yes in the command that denoises, and mode=slices.");
		else notes.add("The expected error is that of at most " + MAX_SIDE + " x " + MAX_SIDE + " pixels of the middle slice, each result denoised on its own.");
		if (repeat == null) notes.add("There was no repeat: without a second shot of the same, which the network has not seen, no error can be measured.");
		return new TrustResult(image.getTitle(), result.getTitle(), planes, notes, info(result));
	}

	private String info(final ImagePlus result) {
		final Object made = result.getProperty("Info");
		return new RunDescription("Trust report by Noise2Noise for Fiji", task == null ? List.of() : task.settings(ResultOptions.of(
			PixelType.FLOAT32)), List.of(), macro).text() + (made == null ? "" : "\nThe result:\n" + made);
	}

	/** A copy, because the images may be closed later. */
	private static RandomAccessibleInterval<FloatType> plane(final ImagePlus image, final int c, final int slice) {
		return copy(Views.hyperSlice(ImageChannels.values(image, c), 2, slice));
	}

	private static RandomAccessibleInterval<FloatType> copy(final RandomAccessibleInterval<FloatType> plane) {
		final RandomAccessibleInterval<FloatType> copy = ArrayImgs.floats(plane.dimensionsAsLongArray());
		LoopBuilder.setImages(Views.zeroMin(plane), copy).forEachPixel((from, to) -> to.set(from));
		return copy;
	}

	private static SpreadFindings spread(final ImagePlus image, final int c, final int slice, final List<Alternative> others, final Progress progress) {
		final Channel whole = ImageDenoiser.channels(image).get(c).channel();
		final Rectangle part = part(image);
		final RandomAccessibleInterval<FloatType> noisy = copy(Views.interval(Views.hyperSlice(whole.planes(), 2, slice), new FinalInterval(new long[] { part.x,
			part.y }, new long[] { part.x + part.width - 1L, part.y + part.height - 1L })));
		final List<RandomAccessibleInterval<FloatType>> results = new ArrayList<>();
		for (int i = 0; i < others.size(); i++) {
			final int turn = others.get(i).turn();
			final RandomAccessibleInterval<FloatType> turned = Views.addDimension(TurnedPlane.of(noisy, turn), 0, 0);
			others.get(i).task().denoise(whole.with(turned), (plane, pixels) -> results
				.add(TurnedPlane.back(pixels, turn)), progress.part((double) i / others.size(), (i + 1.0) / others.size()));
		}
		return SpreadExamination.of(noisy, results);
	}

	/** The selection of the user, or the middle of the image. */
	private static Rectangle part(final ImagePlus image) {
		final Rectangle wanted = image.getRoi() != null && image.getRoi().isArea() ? image.getRoi().getBounds() : new Rectangle(0, 0, image.getWidth(), image
			.getHeight());
		final int width = side(wanted.width, image.getWidth()), height = side(wanted.height, image.getHeight());
		return new Rectangle(start(wanted.x + wanted.width / 2, width, image.getWidth()), start(wanted.y + wanted.height / 2, height, image.getHeight()), width,
			height);
	}

	private static int side(final int wanted, final int available) {
		return Math.min(available, Math.max(MIN_SIDE, Math.min(MAX_SIDE, wanted)));
	}

	private static int start(final int middle, final int side, final int available) {
		return Math.max(0, Math.min(available - side, middle - side / 2));
	}
}
