package sc.fiji.n2n.diagnosis;

/**
 * A small place of an image.
 *
 * @param mean mean of its pixels
 * @param variance variance of its noise, with that of fine structure
 */
record Window(double mean, double variance) {

	/** Side in pixels. */
	static final int SIDE = 10;
	/** Number of pixels. */
	static final int PIXELS = SIDE * SIDE;
	/** Share of the pixels that may lie at a limit of the range. */
	private static final double MAX_LOST = 0.02;

	/** Whether so many pixels lie at a limit of the range that the noise of a window is cut off. */
	static boolean isCut(final int pixels) {
		return pixels > MAX_LOST * PIXELS;
	}
}
