package sc.fiji.n2n.batch;

import ij.ImagePlus;
import ij.measure.Calibration;
import sc.fiji.n2n.config.StackMode;

/**
 * What is known of one channel of an image without its pixels, and how many images that a network sees at once are in it:
 * planes (x, y), the volume (x, y, z) of each frame, or the movie (x, y, t) of each slice.
 *
 * @param title what the image is called in messages
 * @param width pixels along x
 * @param height pixels along y
 * @param slices number of slices
 * @param frames number of frames
 * @param mode what a network sees at once
 * @param bits bits of a pixel: 8, 16 or 32
 * @param pixelSize size of a pixel along x, 0 where it is not known
 * @param unit unit of that size, empty where it is not known
 */
record ImageShape(String title, int width, int height, int slices, int frames, StackMode mode, int bits, double pixelSize, String unit) {

	/** @throws IllegalArgumentException if there are no volumes or movies, but they are what a network sees */
	ImageShape {
		if (mode == StackMode.VOLUME && slices == 1) throw new IllegalArgumentException("\"" + title + "\" has one slice, which is no volume. Choose the " +
			"mode slices" + (frames > 1 ? ", or, if its " + frames + " frames are slices, say so in Image > Properties..." : "."));
		if (mode == StackMode.MOVIE && frames == 1) throw new IllegalArgumentException("\"" + title + "\" has one frame, which is no movie. Choose the mode " +
			"slices" + (slices > 1 ? ", or, if its " + slices + " slices are frames, say so in Image > Properties..." : "."));
	}

	/** The shape of an open image. */
	static ImageShape of(final ImagePlus imp, final StackMode mode) {
		final Calibration calibration = imp.getCalibration();
		final boolean known = calibration.scaled();
		return new ImageShape(imp.getTitle(), imp.getWidth(), imp.getHeight(), imp.getNSlices(), imp.getNFrames(), mode, imp.getBitDepth(), known
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
		return slices == other.slices || mode == StackMode.SLICES && isFlat() && other.isFlat();
	}

	private boolean isFlat() {
		return slices == 1 || frames == 1;
	}

	/** How many images there are: planes, volumes or movies. */
	int count() {
		return switch (mode) {
			case SLICES -> slices * frames;
			case VOLUME -> frames;
			case MOVIE -> slices;
		};
	}

	/** Slice and frame of an image, to follow a title; empty where there is but one. */
	String place(final int index) {
		final String slice = mode == StackMode.VOLUME || slices == 1 ? "" : ", slice " + (index % slices + 1);
		final int frame = mode == StackMode.VOLUME ? index : index / slices;
		return slice + (mode == StackMode.MOVIE || frames == 1 ? "" : ", frame " + (frame + 1));
	}

	/** How many series of repeats there are: one for each slice where there are frames, else one. */
	int series() {
		return mode == StackMode.SLICES && frames > 1 ? slices : 1;
	}

	/**
	 * How many repeats a series has. A stack without frames is a series of its slices, because many files call frames so.
	 *
	 * @throws IllegalArgumentException if there is but one, or if frames are moments of a movie
	 */
	int repeats() {
		if (mode == StackMode.MOVIE) throw new IllegalArgumentException("The frames of \"" + title + "\" are moments in the mode movie, not repeats. " +
			"Choose two images or channels as pairs, or the mode slices.");
		final int repeats = mode == StackMode.SLICES && frames == 1 ? slices : frames;
		if (repeats < 2) throw new IllegalArgumentException("\"" + title + "\" has only one frame, but a pair needs two noisy images of the same scene. " +
			(mode == StackMode.VOLUME ? "If its slices are frames, choose the mode slices." : "Take a stack of repeats, or two images."));
		return repeats;
	}

	/** Slice of a series, to follow a title; empty where there is but one. */
	String placeOfSeries(final int series) {
		return series() == 1 ? "" : ", slice " + (series + 1);
	}
}
