package sc.fiji.n2n.image;

import java.awt.Color;
import java.util.List;
import java.util.Optional;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.io.FileInfo;
import ij.process.LUT;
import sc.fiji.n2n.image.OmeImage.Channel;

/** Gives an OME-TIFF that ImageJ opened what its OME-XML says, which ImageJ does not read: dimensions, order, sizes, channels. */
final class OmeTiff {

	private OmeTiff() {}

	/**
	 * Arranges an image.
	 *
	 * @param imp the image as ImageJ opened it
	 * @param info the first directory of its file
	 * @return the image; as it is if the file has no OME-XML, or one that is of several images or files or does not fit
	 */
	static ImagePlus arrange(final ImagePlus imp, final FileInfo info) {
		if (info.description == null || !info.description.stripLeading().startsWith("<")) return imp;
		final Optional<OmeImage> read = OmeXmlReader.read(info.description, imp.getStackSize());
		if (read.isEmpty() || read.get().width() != imp.getWidth() || read.get().height() != imp.getHeight()) return imp;
		final OmeImage image = read.get();
		if (imp.hasImageStack()) reorder(imp, image, info);
		OmeMetadata.calibrate(image, imp.getCalibration());
		imp.setDimensions(image.channels(), image.slices(), image.frames());
		imp.setOpenAsHyperStack(image.planes() > 1);
		return image.channels() > 1 && !ImageChannels.isRgb(imp) ? colour(imp, image) : imp;
	}

	/** Into ImageJ's order, with the names of the channels as labels. */
	private static void reorder(final ImagePlus imp, final OmeImage image, final FileInfo info) {
		final ImageStack stack = imp.getImageStack();
		final List<Integer> order = image.order();
		if (stack instanceof VirtualStack virtual) {
			virtual.setIndexes(order.stream().mapToInt(Integer::intValue).toArray());
			// It is the first of those that the stack reads from.
			info.sliceLabels = new String[order.size()];
			for (int i = 0; i < order.size(); i++)
				info.sliceLabels[i] = name(image, i);
			return;
		}
		final ImageStack ordered = new ImageStack(stack.getWidth(), stack.getHeight(), stack.getColorModel());
		for (int i = 0; i < order.size(); i++)
			ordered.addSlice(name(image, i), stack.getPixels(order.get(i) + 1));
		imp.setStack(ordered);
	}

	private static String name(final OmeImage image, final int plane) {
		if (image.channelList().isEmpty()) return null;
		final String name = image.channelList().get(plane % image.channels()).name();
		return name.isEmpty() ? null : name;
	}

	private static ImagePlus colour(final ImagePlus imp, final OmeImage image) {
		final CompositeImage composite = new CompositeImage(imp, IJ.COMPOSITE);
		for (int c = 1; c <= image.channelList().size(); c++) {
			final Channel channel = image.channelList().get(c - 1);
			if (channel.colour() == null) continue;
			final LUT old = composite.getChannelLut(c);
			final LUT lut = LUT.createLutFromColor(new Color(channel.colour()));
			lut.min = old.min;
			lut.max = old.max;
			composite.setChannelLut(lut, c);
		}
		return composite;
	}
}
