package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.image.ColorModel;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.Overlay;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;

/**
 * All that an image has besides pixels, as it was when this was made: the user may close the image, or change it,
 * while it is being denoised.
 */
final class ImageMetadata {

	/** Properties that hold the pixels of the image they belong to. */
	private static final Set<String> OF_PIXELS = Set.of("FHT", Plot.PROPERTY_KEY);

	private final String title;
	private final int[] dimensions;
	private final boolean hyperStack;
	private final int position;
	private final Calibration calibration;
	private final Properties properties = new Properties();
	private final String[] imageProperties;
	private final Roi roi;
	private final Overlay overlay;
	private final boolean overlayHidden;
	private final int compositeMode;
	private final LUT[] channelLuts;
	private final boolean[] activeChannels;
	private final ColorModel lut;
	private double min;
	private double max;

	/** @param splitRgb whether the components of an RGB image become channels */
	ImageMetadata(final ImagePlus source, final boolean splitRgb) {
		final boolean rgb = ImageChannels.isRgb(source);
		title = source.getTitle();
		dimensions = dimensions(source, splitRgb);
		hyperStack = source.isHyperStack() || source.getOpenAsHyperStack();
		position = splitRgb ? (source.getCurrentSlice() - 1) * ImageChannels.RGB.size() + 1 : source.getCurrentSlice();
		calibration = source.getCalibration().copy();
		if (source.getProperties() != null) source.getProperties().forEach((key, value) -> {
			if (!OF_PIXELS.contains(key)) properties.put(key, value);
		});
		imageProperties = source.getPropertiesAsArray();
		roi = source.getRoi() == null ? null : (Roi) source.getRoi().clone();
		overlay = source.getOverlay() == null ? null : source.getOverlay().duplicate();
		overlayHidden = source.getHideOverlay();

		final CompositeImage composite = source.isComposite() ? (CompositeImage) source : null;
		compositeMode = composite != null ? composite.getMode() : splitRgb ? IJ.COMPOSITE : -1;
		channelLuts = composite != null ? composite.getLuts() : splitRgb ? rgbLuts() : null;
		activeChannels = composite != null ? composite.getActiveChannels().clone() : null;
		lut = rgb ? null : source.getProcessor().getColorModel();
		min = rgb ? 0 : source.getProcessor().getMin();
		max = rgb ? 0 : source.getProcessor().getMax();
	}

	/**
	 * Channels, slices and frames.
	 *
	 * @param source the image
	 * @param splitRgb whether the components of an RGB image become channels
	 */
	static int[] dimensions(final ImagePlus source, final boolean splitRgb) {
		final int stacked = source.getNChannels();
		return splitRgb ? new int[] { ImageChannels.RGB.size(), stacked * source.getNSlices(), source.getNFrames() } : new int[] { stacked, source
			.getNSlices(), source.getNFrames() };
	}

	private static LUT[] rgbLuts() {
		final LUT[] luts = { LUT.createLutFromColor(Color.red), LUT.createLutFromColor(Color.green), LUT.createLutFromColor(Color.blue) };
		for (final LUT component : luts) {
			component.min = 0;
			component.max = 255;
		}
		return luts;
	}

	String title() {
		return title;
	}

	/**
	 * Shows other intensities than the source does.
	 *
	 * @param tops for each channel the value that is shown brightest; 0 is shown darkest
	 */
	void show(final double[] tops) {
		min = 0;
		max = Arrays.stream(tops).max().orElseThrow();
		if (channelLuts != null) for (int c = 0; c < channelLuts.length; c++) {
			channelLuts[c].min = 0;
			channelLuts[c].max = tops[c];
		}
	}

	/**
	 * Makes an image of new pixels; to be called once, because it hands over what it holds.
	 *
	 * @param newTitle title of the image
	 * @param stack its pixels, with labels
	 * @param values applied to the display ranges, or null if they stay
	 * @param info what to add to the Info
	 * @return the image, not shown
	 */
	ImagePlus dress(final String newTitle, final ImageStack stack, final DoubleUnaryOperator values, final String info) {
		// ImageJ treats one image alone, whose label is in its properties, differently from a stack of one.
		final boolean alone = stack.size() == 1 && stack.getSliceLabel(1) == null;
		ImagePlus imp = alone ? new ImagePlus(newTitle, stack.getProcessor(1)) : new ImagePlus(newTitle, stack);
		imp.setDimensions(dimensions[0], dimensions[1], dimensions[2]);
		if (channelLuts != null) imp = new CompositeImage(imp, compositeMode);
		imp.setOpenAsHyperStack(hyperStack);
		imp.setCalibration(calibration);
		for (final Map.Entry<Object, Object> property : properties.entrySet())
			imp.setProperty((String) property.getKey(), property.getValue());
		imp.setProperties(imageProperties);
		final String old = imp.getInfoProperty();
		imp.setProperty("Info", old == null ? info : old + (old.endsWith("\n") ? "" : "\n") + info);
		final int[] place = imp.convertIndexToPosition(position);
		imp.setPositionWithoutUpdate(place[0], place[1], place[2]);
		colour(imp, values);
		if (roi != null) imp.setRoi(roi, false);
		if (overlay != null) imp.setOverlay(overlay);
		imp.setHideOverlay(overlayHidden);
		imp.changes = true;
		return imp;
	}

	private void colour(final ImagePlus imp, final DoubleUnaryOperator values) {
		if (imp instanceof CompositeImage composite) {
			for (final LUT channel : channelLuts) {
				final double[] range = range(channel.min, channel.max, values);
				channel.min = range[0];
				channel.max = range[1];
			}
			composite.setLuts(channelLuts);
			if (activeChannels != null) System.arraycopy(activeChannels, 0, composite.getActiveChannels(), 0, activeChannels.length);
			// The processor of the current channel has a range of its own, which ImageJ saves and shows.
			final LUT current = channelLuts[composite.getChannel() - 1];
			if (compositeMode != IJ.GRAYSCALE) composite.getProcessor().setLut(current);
			composite.getProcessor().setMinAndMax(current.min, current.max);
		}
		else if (lut != null) {
			final ImageProcessor ip = imp.getProcessor();
			final double[] range = range(min, max, values);
			ip.setColorModel(lut);
			if (ip.getMin() != range[0] || ip.getMax() != range[1]) ip.setMinAndMax(range[0], range[1]);
		}
	}

	private static double[] range(final double min, final double max, final DoubleUnaryOperator values) {
		if (values == null) return new double[] { min, max };
		final double from = values.applyAsDouble(min);
		final double to = values.applyAsDouble(max);
		return new double[] { Math.min(from, to), Math.max(from, to) };
	}
}
