package sc.fiji.n2n.batch;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import ij.ImagePlus;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.noise.AffineFit;

/**
 * Compares an image with a reference, plane by plane and over all planes, in the values that ImageJ shows. Both stay as
 * they are. For one comparison.
 */
public final class ImageComparison {

	/** Share of the progress that is the look at all pixels for range and fit. */
	private static final double SURVEY = 0.2;

	private final ComparedImages images;
	private final ComparisonOptions options;
	private final Consumer<String> log;
	private double min = Double.POSITIVE_INFINITY;
	private double max = Double.NEGATIVE_INFINITY;

	/**
	 * @param image the image
	 * @param reference what it should be
	 * @param options what is compared, and how
	 * @param log takes a line on what was fitted or left out
	 * @throws IllegalArgumentException if an image is missing or they do not suit each other, in words for the user
	 */
	public ImageComparison(final ImagePlus image, final ImagePlus reference, final ComparisonOptions options, final Consumer<String> log) {
		this.options = Objects.requireNonNull(options, "options");
		this.log = Objects.requireNonNull(log, "log");
		images = ComparedImages.of(image, reference, options.channel());
	}

	/** What the comparison is called: "Comparison of A with B". */
	public String title() {
		return "Comparison of " + images.title() + " with " + images.referenceTitle();
	}

	/**
	 * Compares them.
	 *
	 * @param progress told how far the work is
	 * @return a row for each plane, channel by channel, and one over all as the last
	 * @throws IllegalArgumentException if the reference is constant and no range was given, in words for the user
	 * @throws IllegalStateException if an image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public List<ComparisonRow> rows(final Progress progress) {
		try {
			final List<AffineFit> fits = survey(progress.part(0, SURVEY));
			return rows(fits, range(), progress.part(SURVEY, 1));
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	/** Looks at all pixels for the range of the reference, and the fit of each channel. */
	private List<AffineFit> survey(final Progress progress) {
		final List<AffineFit> fits = new ArrayList<>();
		final boolean fitted = options.fit() == Matching.YES;
		for (int c = 0; c < images.channels(); c++) {
			final AffineFit fit = new AffineFit();
			fits.add(fit);
			if (!fitted && !Double.isNaN(options.range())) continue;
			for (int i = 0; i < images.planes(); i++) {
				progress.step("Reading", images.part(c, i));
				final double[] reference = images.reference(c, i);
				for (final double value : reference)
					if (Double.isFinite(value)) {
						min = Math.min(min, value);
						max = Math.max(max, value);
					}
				if (fitted) fit.add(images.image(c, i), reference);
			}
			if (fitted) log.accept(String.format(Locale.ROOT, "%s: channel %d was fitted to the reference: multiplied by %.6g, plus %.6g", images.title(), images
				.number(c), fit.gain(), fit.offset()));
		}
		return fits;
	}

	private double range() {
		if (!Double.isNaN(options.range())) return options.range();
		if (max == min) throw new IllegalArgumentException("The reference \"" + images.referenceTitle() + "\" is constant: all its pixels are " + min +
			", so that it has no range. Choose another reference, or give the range of possible values, such as 255.");
		if (max < min) throw new IllegalArgumentException("The reference \"" + images.referenceTitle() +
			"\" has no finite pixel, with which nothing can be compared. Choose another reference.");
		return max - min;
	}

	private List<ComparisonRow> rows(final List<AffineFit> fits, final double range, final Progress progress) {
		final List<ComparisonRow> rows = new ArrayList<>();
		final PlaneSums all = images.sums(range);
		for (int c = 0; c < images.channels(); c++)
			for (int i = 0; i < images.planes(); i++) {
				progress.step("Comparing", images.part(c, i));
				final double[] image = images.image(c, i);
				if (options.fit() == Matching.YES) fits.get(c).apply(image);
				final PlaneSums plane = images.sums(range);
				plane.add(image, images.reference(c, i), progress);
				all.add(plane);
				final ComparisonRow row = plane.row(images.number(c), i + 1, images.pixelSize(), images.unit());
				if (plane.leftOut() > 0) log.accept(images.title() + ": " + row.place() + ": " + plane.leftOut() + " of " + image.length +
					" pixels are not finite in the image or the reference. They do not count for PSNR and NRMSE; SSIM and FRC cannot be measured.");
				rows.add(row);
			}
		rows.add(all.row(options.channel(), 0, images.pixelSize(), images.unit()));
		return rows;
	}
}
