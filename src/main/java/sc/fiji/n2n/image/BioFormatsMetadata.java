package sc.fiji.n2n.image;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;

/** What Bio-Formats knows of an image besides pixels, as ImageJ has it. */
final class BioFormatsMetadata {

	private static final List<Color> RGB = List.of(Color.red, Color.green, Color.blue);

	private final BioFormatsReader reader;
	private final int series;
	private final BioFormatsStack stack;

	BioFormatsMetadata(final BioFormatsReader reader, final int series, final BioFormatsStack stack) {
		this.reader = reader;
		this.series = series;
		this.stack = stack;
	}

	/** Sizes of pixels in micron and the interval of frames in seconds, where they are known, and the values of signed integers. */
	Calibration calibration() throws IOException {
		final Calibration calibration = new Calibration();
		final double x = length("getPixelsPhysicalSizeX");
		final double y = length("getPixelsPhysicalSizeY");
		final double z = length("getPixelsPhysicalSizeZ");
		if (x > 0 || y > 0) {
			calibration.setUnit("micron");
			calibration.pixelWidth = x > 0 ? x : y;
			calibration.pixelHeight = y > 0 ? y : x;
			if (z > 0) calibration.pixelDepth = z;
		}
		final double interval = interval();
		if (interval > 0) {
			calibration.setTimeUnit("sec");
			calibration.frameInterval = interval;
		}
		if (stack.pixels().type().equals("int16")) calibration.setSigned16BitCalibration();
		if (stack.pixels().type().equals("int8")) calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] { -128, 1 }, "Gray Value");
		return calibration;
	}

	private double length(final String method) throws IOException {
		return reader.quantity("MICROMETER", method, series);
	}

	/** That of the file, or where it has none, the mean of the times of its frames. */
	private double interval() throws IOException {
		final double given = reader.quantity("SECOND", "getPixelsTimeIncrement", series);
		final int frames = stack.frames();
		if (given > 0 || frames < 2) return given;
		final int last = (int) reader.get(series, "getIndex", 0, 0, frames - 1);
		if (last >= (int) reader.metadata("getPlaneCount", series)) return Double.NaN;
		final int first = (int) reader.get(series, "getIndex", 0, 0, 0);
		return (reader.quantity("SECOND", "getPlaneDeltaT", series, last) - reader.quantity("SECOND", "getPlaneDeltaT", series, first)) /
			(frames - 1);
	}

	/** The name of the image within the file, or an empty string. */
	static String name(final BioFormatsReader reader, final int series) throws IOException {
		final Object name = reader.metadata("getImageName", series);
		return name == null ? "" : ((String) name).strip();
	}

	/** A name for each channel, empty if it has none. */
	List<String> names() throws IOException {
		final int samples = stack.pixels().samples();
		if (samples == RGB.size() && stack.channels() == samples) return ImageChannels.RGB;
		final List<String> names = new ArrayList<>();
		for (int c = 0; c < stack.channels(); c++) {
			final Object name = samples > 1 || c >= described() ? null : reader.metadata("getChannelName", series, c);
			names.add(name == null ? "" : ((String) name).strip());
		}
		return names;
	}

	private int described() throws IOException {
		return (int) reader.metadata("getChannelCount", series);
	}

	/** The colour of each channel, or null if none has any. */
	private List<Color> colours() throws IOException {
		final int samples = stack.pixels().samples();
		if (samples == RGB.size() && stack.channels() == samples) return RGB;
		final List<Color> colours = new ArrayList<>(Collections.nCopies(stack.channels(), Color.white));
		for (int c = 0; samples == 1 && c < Math.min(described(), colours.size()); c++) {
			final Object colour = reader.metadata("getChannelColor", series, c);
			if (colour == null) continue;
			final Color known = new Color((int) ByName.call(colour, "getRed"), (int) ByName.call(colour, "getGreen"),
				(int) ByName.call(colour, "getBlue"));
			// Files that know no colour say black, which would hide the channel.
			if (!known.equals(Color.black)) colours.set(c, known);
		}
		return colours.stream().allMatch(Color.white::equals) ? null : colours;
	}

	/**
	 * Shows several channels in their colours, or where they have none in grey.
	 *
	 * @param imp the image
	 * @return a composite of it, or the image itself if it has one channel
	 */
	ImagePlus colour(final ImagePlus imp) throws IOException {
		if (stack.channels() == 1) return imp;
		final List<Color> colours = colours();
		final CompositeImage composite = new CompositeImage(imp, mode(colours));
		final LUT[] luts = new LUT[stack.channels()];
		for (int c = 0; c < luts.length; c++) {
			luts[c] = LUT.createLutFromColor(colours == null ? Color.white : colours.get(c));
			// ImageJ gives all channels the range of the first.
			final ImageProcessor first = stack.getProcessor(c + 1);
			luts[c].min = first.getMin();
			luts[c].max = first.getMax();
		}
		composite.setLuts(luts);
		return composite;
	}

	private static int mode(final List<Color> colours) {
		if (colours == null) return CompositeImage.GRAYSCALE;
		return colours == RGB ? CompositeImage.COMPOSITE : CompositeImage.COLOR;
	}
}
