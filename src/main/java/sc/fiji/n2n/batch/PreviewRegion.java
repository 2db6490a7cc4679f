package sc.fiji.n2n.batch;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.image.ImageChannels;

/**
 * A small part of what is shown of an image, to try settings on: the selection, or the middle, of the current slice. Of volumes and movies also
 * the neighbouring slices or frames, as many as the network sees.
 */
public final class PreviewRegion {

	/** Width and height where nothing is selected, in pixels. */
	static final int MIDDLE = 256;
	/** Largest width and height. */
	static final int MOST = 512;
	/** Smallest, if the image is as large: of less there is too little to learn from. */
	static final int LEAST = 64;
	/** Slices or frames to each side. */
	private static final int NEIGHBOURS = 6;

	private final ImagePlus noisy;
	private final int shown;
	private final Rectangle where;
	private final String title;
	private final boolean part;
	private final LUT colors;
	private final double min;
	private final double max;

	/**
	 * Copies the pixels.
	 *
	 * @param image an open image
	 * @param mode what the network sees at once
	 * @param channel the channel, from 1; 0 for the one that is shown. Of RGB images all three are taken
	 * @throws IllegalArgumentException if the image cannot be denoised or has no such channel, in words for the user
	 */
	public PreviewRegion(final ImagePlus image, final StackMode mode, final int channel) {
		ImageChannels.check(image);
		ImageChannels.checkNumber(image, channel, "to denoise all");
		final boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
		final int c = rgb || channel == 0 ? image.getC() : channel;
		where = rectangle(image);
		final boolean volume = mode == StackMode.VOLUME;
		final int at = volume ? image.getZ() : image.getT();
		final int first = mode == StackMode.SLICES ? at : Math.max(1, at - NEIGHBOURS);
		final int last = mode == StackMode.SLICES ? at : Math.min(volume ? image.getNSlices() : image.getNFrames(), at + NEIGHBOURS);
		final ImageStack planes = new ImageStack(where.width, where.height);
		for (int i = first; i <= last; i++)
			planes.addSlice(plane(image, volume ? image.getStackIndex(c, i, image.getT()) : image.getStackIndex(c, image.getZ(), i)));
		shown = at - first + 1;
		noisy = new ImagePlus(image.getTitle(), planes);
		noisy.setDimensions(1, volume ? planes.size() : 1, volume ? 1 : planes.size());
		final Calibration calibration = image.getCalibration().copy();
		noisy.setCalibration(calibration);
		colors = rgb ? null : image instanceof CompositeImage composite ? composite.getChannelLut(c) : image.getProcessor().getLut();
		min = image instanceof CompositeImage ? colors.min : image.getDisplayRangeMin();
		max = image instanceof CompositeImage ? colors.max : image.getDisplayRangeMax();
		title = "Preview of " + image.getTitle() + ": " + where.width + " x " + where.height + " pixels at " + where.x + ", " + where.y;
		part = image.getWidth() != where.width || image.getHeight() != where.height || planes.size() != ImageChannels.planes(image);
	}

	/** The middle of the selection or of the image, of a size that is quick to denoise. */
	private static Rectangle rectangle(final ImagePlus image) {
		final Rectangle whole = new Rectangle(image.getWidth(), image.getHeight());
		final Roi roi = image.getRoi();
		final Rectangle selected = roi != null && roi.isArea() ? roi.getBounds().intersection(whole) : new Rectangle();
		if (selected.isEmpty()) return around(whole, whole, MIDDLE, MIDDLE);
		return around(selected, whole, Math.max(LEAST, selected.width), Math.max(LEAST, selected.height));
	}

	private static Rectangle around(final Rectangle selected, final Rectangle whole, final int wantedWidth, final int wantedHeight) {
		final int width = Math.min(Math.min(wantedWidth, MOST), whole.width);
		final int height = Math.min(Math.min(wantedHeight, MOST), whole.height);
		return new Rectangle(inside(selected.x + (selected.width - width) / 2, whole.width - width), inside(selected.y + (selected.height - height) / 2,
			whole.height - height), width, height);
	}

	private static int inside(final int at, final int last) {
		return Math.max(0, Math.min(at, last));
	}

	private ImageProcessor plane(final ImagePlus image, final int index) {
		final ImageProcessor plane = image.getStack().getProcessor(index);
		plane.setRoi(where);
		return plane.crop();
	}

	/** The noisy pixels, with the pixel size of the image: the planes that the network sees at once. */
	public ImagePlus noisy() {
		return noisy;
	}

	/** What is shown, for the title of a window. */
	public String title() {
		return title;
	}

	/** Whether the image, or the channel, has more pixels than the region. */
	public boolean isPart() {
		return part;
	}

	/** The noisy pixels as they are seen in the window of the image: with its colours and its display range. */
	public BufferedImage before() {
		return picture(noisy);
	}

	/** The denoised planes in the same colours and display range. */
	public BufferedImage after(final ImagePlus denoised) {
		return picture(denoised);
	}

	private BufferedImage picture(final ImagePlus planes) {
		final ImageProcessor plane = planes.getStack().getProcessor(shown);
		if (colors != null) {
			plane.setLut(colors);
			plane.setMinAndMax(min, max);
		}
		return plane.getBufferedImage();
	}
}
