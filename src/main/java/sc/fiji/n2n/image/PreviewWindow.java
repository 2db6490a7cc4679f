package sc.fiji.n2n.image;

import java.awt.Window;
import java.util.Arrays;

import ij.ImagePlus;
import ij.process.FloatProcessor;

/**
 * A window with a piece of a noisy image, and beside it what a network makes of it, while it learns. Does nothing where
 * windows cannot be shown, and after the user has closed it. Not thread-safe.
 */
public final class PreviewWindow {

	private static final int GAP = 4;
	/** Shares of the noisy pixels that are black and white. */
	private static final double BLACK = 0.005;
	private static final double WHITE = 0.995;

	private final String title;
	private final int width;
	private final int height;
	private float[] noisy;
	private ImagePlus imp;

	/**
	 * @param title what the window is called
	 * @param width width of the piece in pixels
	 * @param height its height
	 * @param noisy its pixels, row by row, in the units of the image
	 * @throws IllegalArgumentException if there are not width times height pixels
	 */
	public PreviewWindow(final String title, final int width, final int height, final float[] noisy) {
		this.title = title;
		this.width = width;
		this.height = height;
		this.noisy = noisy.clone();
		check(noisy);
	}

	/**
	 * Takes another piece of the same size, for another network. It is shown with the next update.
	 *
	 * @param pixels its noisy pixels
	 * @throws IllegalArgumentException if there are not width times height pixels
	 */
	public void setNoisy(final float[] pixels) {
		check(pixels);
		noisy = pixels.clone();
		if (imp != null) setRange();
	}

	/** Closes the window, if there is one. */
	public void close() {
		if (imp != null) imp.close();
	}

	private void check(final float[] pixels) {
		if (pixels.length == 0 || pixels.length != (long) width * height) throw new IllegalArgumentException("There are " + pixels.length +
			" pixels, but must be " + width + " x " + height + ".");
	}

	/** Whether an update will be seen, so that it is worth being computed. */
	public boolean isOpen() {
		return ImageWindows.canShow() && (imp == null || imp.getWindow() != null && !imp.getWindow().isClosed());
	}

	/**
	 * Shows what the network makes of the piece now. The window is opened with the first.
	 *
	 * @param when what the network has learned until now, such as "epoch 3"
	 * @param denoised pixels of the piece, in the units of the image
	 * @throws IllegalArgumentException if there are not width times height pixels
	 */
	public void update(final String when, final float[] denoised) {
		check(denoised);
		if (!isOpen()) return;
		final boolean first = imp == null;
		if (first) {
			imp = new ImagePlus(title, new FloatProcessor(2 * width + GAP, height, blank()));
			setRange();
		}
		draw((float[]) imp.getProcessor().getPixels(), denoised);
		// Shown above the pixels.
		imp.setProp("Slice_Label", "noisy, and denoised after " + when);
		if (first) imp.show();
		else {
			imp.updateAndDraw();
			imp.getWindow().repaint();
		}
		imp.changes = false;
	}

	private float[] blank() {
		final float[] pixels = new float[(2 * width + GAP) * height];
		Arrays.fill(pixels, Float.NaN);
		return pixels;
	}

	private void setRange() {
		final double[] range = range();
		imp.setDisplayRange(range[0], range[1]);
	}

	private void draw(final float[] pixels, final float[] denoised) {
		final int row = 2 * width + GAP;
		for (int y = 0; y < height; y++) {
			System.arraycopy(noisy, y * width, pixels, y * row, width);
			System.arraycopy(denoised, y * width, pixels, y * row + width + GAP, width);
		}
	}

	/** Black and white, from the noisy pixels, so that both sides are shown alike and do not flicker. */
	private double[] range() {
		final float[] sorted = new float[noisy.length];
		int n = 0;
		for (final float pixel : noisy)
			if (Float.isFinite(pixel)) sorted[n++] = pixel;
		if (n == 0) return new double[] { 0, 1 };
		Arrays.sort(sorted, 0, n);
		final double min = sorted[(int) Math.round(BLACK * (n - 1))];
		final double max = sorted[(int) Math.round(WHITE * (n - 1))];
		return new double[] { min, max > min ? max : Math.nextUp((float) min) };
	}

	/** The window; null before the first update, and where none can be shown. */
	Window window() {
		return imp == null ? null : imp.getWindow();
	}

	/** The image that is shown, null before the first update. */
	ImagePlus image() {
		return imp;
	}
}
