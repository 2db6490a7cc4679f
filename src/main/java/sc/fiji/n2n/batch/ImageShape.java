package sc.fiji.n2n.batch;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * What is known of one channel of an image without its pixels, and how many images of the rank of a network are in it:
 * planes (x, y), or the volume (x, y, z) of each frame.
 *
 * @param title what the image is called in messages
 * @param width pixels along x
 * @param height pixels along y
 * @param slices number of slices
 * @param frames number of frames
 * @param rank 2 for planes, 3 for volumes
 * @param bits bits of a pixel: 8, 16 or 32
 * @param pixelSize size of a pixel along x, 0 where it is not known
 * @param unit unit of that size, empty where it is not known
 */
record ImageShape(String title, int width, int height, int slices, int frames, int rank, int bits, double pixelSize, String unit) {

	/** @throws IllegalArgumentException if there are no volumes, but rank is 3 */
	ImageShape {
		if (rank != 2 && rank != 3) throw new IllegalArgumentException("rank is " + rank + ", but must be 2 (planes) or 3 (volumes).");
		if (rank == 3 && slices == 1) throw new IllegalArgumentException("\"" + title + "\" has one slice, which is no volume. Choose rank 2" +
			(frames > 1 ? ", or, if its " + frames + " frames are slices, say so in Image > Properties..." : "."));
	}

	/** The shape of an open image. */
	static ImageShape of(final ImagePlus imp, final int rank) {
		final Calibration calibration = imp.getCalibration();
		final boolean known = calibration.scaled();
		return new ImageShape(imp.getTitle(), imp.getWidth(), imp.getHeight(), imp.getNSlices(), imp.getNFrames(), rank, imp.getBitDepth(), known
			? calibration.pixelWidth : 0, known ? calibration.getUnit() : "");
	}

	/** "8-bit", "16-bit" or "32-bit". */
	String pixelType() {
		return bits + "-bit";
	}

	/** Largest value that a pixel can have, NaN for 32-bit. */
	double maxValue() {
		return bits == 32 ? Double.NaN : (1 << bits) - 1;
	}

	/** Size in words. */
	String size() {
		return width + " x " + height + " pixels" + (slices > 1 ? ", " + slices + " slices" : "") + (frames > 1 ? ", " + frames + " frames" : "");
	}

	/** Whether each image of this has its partner in the other. */
	boolean matches(final ImageShape other) {
		if (width != other.width || height != other.height || count() != other.count()) return false;
		// Many files call frames slices: that is no difference where there is but one of both.
		return slices == other.slices || rank == 2 && isFlat() && other.isFlat();
	}

	private boolean isFlat() {
		return slices == 1 || frames == 1;
	}

	/** How many images there are: planes, or volumes. */
	int count() {
		return rank == 2 ? slices * frames : frames;
	}

	/** Slice and frame of an image, to follow a title; empty where there is but one. */
	String place(final int index) {
		final int slice = rank == 2 ? index % slices : 0;
		final int frame = rank == 2 ? index / slices : index;
		return (rank == 2 && slices > 1 ? ", slice " + (slice + 1) : "") + (frames > 1 ? ", frame " + (frame + 1) : "");
	}

	/** How many series of repeats there are: one for each slice where there are frames, else one. */
	int series() {
		return rank == 2 && frames > 1 ? slices : 1;
	}

	/**
	 * How many repeats a series has. A stack without frames is a series of its slices, because many files call frames so.
	 *
	 * @throws IllegalArgumentException if there is but one
	 */
	int repeats() {
		final int repeats = rank == 2 && frames == 1 ? slices : frames;
		if (repeats < 2) throw new IllegalArgumentException("\"" + title + "\" has only one frame, but a pair needs two noisy images of the same scene. " +
			(rank == 3 ? "If its slices are frames, choose rank 2." : "Take a stack of repeats, or two images."));
		return repeats;
	}

	/** Slice of a series, to follow a title; empty where there is but one. */
	String placeOfSeries(final int series) {
		return series() == 1 ? "" : ", slice " + (series + 1);
	}
}
