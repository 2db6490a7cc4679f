package sc.fiji.n2n.batch;

import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.measure.Calibration;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.image.ImageChannels;

/**
 * The planes of an image and of its reference, read when they are asked for.
 *
 * @param title title of the image
 * @param referenceTitle title of the reference
 * @param width width of the planes
 * @param height their height
 * @param numbers numbers of the channels that are compared, from 1
 * @param images those channels of the image (x, y, plane)
 * @param references those of the reference
 * @param pixelSize size of a pixel of the image, NaN where it is not known or not the same along x and y
 * @param unit unit of that size
 */
record ComparedImages(String title, String referenceTitle, int width, int height, List<Integer> numbers,
	List<RandomAccessibleInterval<FloatType>> images, List<RandomAccessibleInterval<FloatType>> references, double pixelSize, String unit)
{

	/**
	 * Looks at two open images.
	 *
	 * @param channel the only channel to look at, from 1; 0: all
	 * @throws IllegalArgumentException if one is missing, or they differ in size or type, in words for the user
	 */
	static ComparedImages of(final ImagePlus image, final ImagePlus reference, final int channel) {
		ImageChannels.check(image);
		if (reference == null) throw new IllegalArgumentException("There is no reference. Choose as reference an open image of the size and type of \"" +
			image.getTitle() + "\".");
		if (reference == image) throw new IllegalArgumentException("The image and the reference are both \"" + image.getTitle() +
			"\". Choose another open image as reference.");
		ImageChannels.check(reference);
		final boolean sameSize = shape(image).matches(shape(reference)) && image.getNChannels() == reference.getNChannels();
		if (!sameSize) throw new IllegalArgumentException("\"" + image.getTitle() + "\" and \"" + reference.getTitle() + "\" differ in size: " +
			sizeOf(image) + " and " + sizeOf(reference) + ". Compare images of the same size.");
		if (image.getType() != reference.getType()) throw new IllegalArgumentException("\"" + image.getTitle() + "\" and \"" + reference.getTitle() +
			"\" differ in type: " + typeOf(image) + " and " + typeOf(reference) + ". Convert one of them with Image > Type, so that equal values mean the same.");
		final int count = ImageChannels.count(image);
		ImageChannels.checkNumber(image, channel, "to compare all");
		final List<Integer> numbers = channel > 0 ? List.of(channel) : IntStream.rangeClosed(1, count).boxed().toList();
		final Calibration calibration = image.getCalibration();
		final boolean known = calibration.scaled() && calibration.pixelWidth == calibration.pixelHeight;
		return new ComparedImages(image.getTitle(), reference.getTitle(), image.getWidth(), image.getHeight(), numbers, channels(image, numbers), channels(
			reference, numbers), known ? calibration.pixelWidth : Double.NaN, known ? calibration.getUnit() : "");
	}

	private static List<RandomAccessibleInterval<FloatType>> channels(final ImagePlus imp, final List<Integer> numbers) {
		return numbers.stream().map(number -> ImageChannels.values(imp, number - 1)).toList();
	}

	private static ImageShape shape(final ImagePlus imp) {
		return ImageShape.of(imp, StackMode.SLICES);
	}

	private static String sizeOf(final ImagePlus imp) {
		return shape(imp).size() + (imp.getNChannels() > 1 ? ", " + imp.getNChannels() + " channels" : "");
	}

	private static String typeOf(final ImagePlus imp) {
		return imp.getType() == ImagePlus.COLOR_RGB ? "RGB" : imp.getBitDepth() + "-bit";
	}

	/** How many channels are compared. */
	int channels() {
		return numbers.size();
	}

	/** Number of the c-th of them, from 1. */
	int number(final int c) {
		return numbers.get(c);
	}

	/** Planes of each channel. */
	int planes() {
		return (int) images.get(0).dimension(2);
	}

	/** Share of the planes that comes before a plane. */
	double part(final int c, final int plane) {
		return ((double) c * planes() + plane) / ((double) channels() * planes());
	}

	/** A copy of a plane of the image, x running fastest. */
	double[] image(final int c, final int plane) {
		return values(images.get(c), plane);
	}

	/** A copy of a plane of the reference. */
	double[] reference(final int c, final int plane) {
		return values(references.get(c), plane);
	}

	/** Sums for planes of this size. */
	PlaneSums sums(final double range) {
		return new PlaneSums(width, height, range);
	}

	private double[] values(final RandomAccessibleInterval<FloatType> channel, final int plane) {
		final double[] values = new double[Math.multiplyExact(width, height)];
		int i = 0;
		for (final FloatType value : Views.flatIterable(Views.hyperSlice(channel, 2, plane)))
			values[i++] = value.get();
		return values;
	}
}
