package sc.fiji.n2n.image;

import java.awt.image.ColorModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.LUT;
import sc.fiji.n2n.zarr.OmeChannel;

/** How the channels of an open image are shown, as OME-Zarr keeps it. */
final class OmeChannels {

	private static final int WHITE = 0xffffff;
	private static final int BRIGHTEST = 255;

	private OmeChannels() {}

	/**
	 * The channels of an image; those of an RGB image are its components.
	 *
	 * @param imp the image
	 * @param calibrated whether display ranges are those of calibrated values, instead of those that ImageJ stores
	 */
	static List<OmeChannel> of(final ImagePlus imp, final boolean calibrated) {
		final List<OmeChannel> channels = new ArrayList<>();
		if (ImageChannels.isRgb(imp)) {
			for (int c = 0; c < ImageChannels.RGB.size(); c++)
				channels.add(new OmeChannel(ImageChannels.RGB.get(c), 0xff << 16 - 8 * c, 0, 255, true));
			return channels;
		}
		final DoubleUnaryOperator values = calibrated ? ValueCalibration.of(imp) : null;
		final CompositeImage composite = imp instanceof CompositeImage known ? known : null;
		for (int c = 0; c < imp.getNChannels(); c++) {
			final LUT lut = composite == null ? null : composite.getChannelLut(c + 1);
			final double min = lut == null ? imp.getProcessor().getMin() : lut.min;
			final double max = lut == null ? imp.getProcessor().getMax() : lut.max;
			final boolean active = composite == null || c >= composite.getActiveChannels().length || composite.getActiveChannels()[c];
			channels.add(channel(label(imp, c), colour(lut == null ? imp.getProcessor().getColorModel() : lut), value(min, values), value(max, values),
				active));
		}
		return channels;
	}

	private static double value(final double stored, final DoubleUnaryOperator values) {
		return values == null ? stored : values.applyAsDouble(stored);
	}

	/** An image of one value has a range of none, which other programs cannot show. */
	private static OmeChannel channel(final String label, final int rgb, final double from, final double to, final boolean active) {
		final double start = Double.isFinite(from) && Double.isFinite(to) ? Math.min(from, to) : 0;
		final double end = Double.isFinite(from) && Double.isFinite(to) ? Math.max(from, to) : 1;
		return new OmeChannel(label, rgb, start, end > start ? end : start + 1, active);
	}

	/** The colour of the brightest pixels; an inverted LUT has none there. */
	private static int colour(final ColorModel lut) {
		final int rgb = lut.getRGB(BRIGHTEST) & WHITE;
		return rgb == 0 ? WHITE : rgb;
	}

	/** A label that all planes of a channel have is its name. */
	private static String label(final ImagePlus imp, final int channel) {
		if (imp.hasImageStack() && ImageChannels.planes(imp) > 1) {
			final ImageStack stack = imp.getImageStack();
			final String first = stack.getSliceLabel(channel + 1);
			final String last = stack.getSliceLabel(stack.size() - imp.getNChannels() + channel + 1);
			if (first != null && !first.isBlank() && first.equals(last)) return first.lines().findFirst().orElse(first);
		}
		return ImageChannels.name(imp, channel);
	}
}
