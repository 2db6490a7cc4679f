package sc.fiji.n2n.batch;

import java.awt.Rectangle;

import ij.ImagePlus;
import ij.gui.Roi;
import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.image.ImageChannels;

/**
 * The part of one plane that is raced.
 *
 * @param bounds its place in the plane, in pixels
 * @param channel its channel, from 1
 * @param plane its plane of the channel, from 0
 */
record RaceRegion(Rectangle bounds, int channel, int plane) {

	/** Side of the region in the middle that is taken where none is selected. */
	private static final int USUAL_SIDE = 256;
	private static final int LEAST_SIDE = 32;
	private static final int LARGEST_SIDE = 1024;

	/**
	 * Finds it: the bounds of the selection, or the middle of the plane.
	 *
	 * @param image the image
	 * @param channel the channel, from 1, or 0 for the current one; of an RGB image, that is green
	 * @throws IllegalArgumentException if there is no such channel or the region is too small, in words for the user
	 */
	static RaceRegion of(final ImagePlus image, final int channel) {
		ImageChannels.checkNumber(image, channel, "for the current one");
		final boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
		final int number = channel > 0 ? channel : rgb ? 2 : image.getC();
		final int plane = rgb ? image.getCurrentSlice() - 1 : image.getZ() - 1 + (image.getT() - 1) * image.getNSlices();
		final Rectangle whole = new Rectangle(image.getWidth(), image.getHeight());
		final Roi roi = image.getRoi();
		final boolean selected = roi != null && roi.isArea();
		final Rectangle wanted = selected ? roi.getBounds().intersection(whole) : whole;
		final Rectangle bounds = middle(wanted, selected ? LARGEST_SIDE : USUAL_SIDE);
		if (bounds.width < LEAST_SIDE || bounds.height < LEAST_SIDE) throw new IllegalArgumentException((selected ? "The selection has " : "The image has ") + Math
			.max(0, bounds.width) + " x " + Math.max(0, bounds.height) + " pixels, but a race needs " + LEAST_SIDE + " x " + LEAST_SIDE + " at least. Select a larger region.");
		return new RaceRegion(bounds, number, plane);
	}

	private static Rectangle middle(final Rectangle r, final int most) {
		final int width = Math.min(r.width, most);
		final int height = Math.min(r.height, most);
		return new Rectangle(r.x + (r.width - width) / 2, r.y + (r.height - height) / 2, width, height);
	}

	/** A copy of its pixels as they are stored, x running fastest. */
	float[] pixels(final ImagePlus image) {
		final RandomAccessibleInterval<FloatType> cut = Views.zeroMin(Views.interval(Views.hyperSlice(ImageChannels.view(image, channel - 1), 2, plane),
			new FinalInterval(new long[] { bounds.x, bounds.y }, new long[] { bounds.x + bounds.width - 1L, bounds.y + bounds.height - 1L })));
		final float[] pixels = new float[bounds.width * bounds.height];
		PrimitiveBlocks.of(cut, OnFallback.ACCEPT).copy(cut.minAsLongArray(), pixels, new int[] { bounds.width, bounds.height });
		return pixels;
	}

	/** In words: size, place, channel and plane. */
	String describe(final ImagePlus image) {
		return bounds.width + " x " + bounds.height + " pixels at x " + bounds.x + ", y " + bounds.y + (ImageChannels.count(image) > 1 ? ", channel " + ImageChannels
			.name(image, channel - 1) : "") + (ImageChannels.planes(image) > 1 ? ", plane " + (plane + 1) : "");
	}
}
