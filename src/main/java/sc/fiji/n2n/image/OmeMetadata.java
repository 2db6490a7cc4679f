package sc.fiji.n2n.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.LUT;
import sc.fiji.n2n.image.OmeImage.Channel;
import sc.fiji.n2n.image.OmeImage.Quantity;

/** Between what OME-XML says of an image and what ImageJ knows of it. */
final class OmeMetadata {

	private static final int WHITE = 0xffffff;

	private OmeMetadata() {}

	/**
	 * What OME-XML can say of an image.
	 *
	 * @param imp the image
	 */
	static OmeImage of(final ImagePlus imp) {
		final Calibration calibration = imp.getCalibration();
		return new OmeImage(imp.getTitle(), imp.getWidth(), imp.getHeight(), imp.getNChannels(), imp.getNSlices(), imp.getNFrames(), length(
			calibration, calibration.pixelWidth, calibration.getXUnit()), length(calibration, calibration.pixelHeight, calibration.getYUnit()), length(
				calibration, calibration.pixelDepth, calibration.getZUnit()), OmeUnits.time(calibration.frameInterval, calibration.getTimeUnit()),
			channels(imp), IntStream.range(0, imp.getStackSize()).boxed().toList());
	}

	private static Quantity length(final Calibration calibration, final double value, final String unit) {
		return calibration.scaled() ? OmeUnits.length(value, unit) : null;
	}

	private static List<Channel> channels(final ImagePlus imp) {
		final List<Channel> channels = new ArrayList<>();
		final LUT[] luts = imp instanceof CompositeImage composite ? composite.getLuts() : new LUT[0];
		for (int c = 0; c < imp.getNChannels(); c++) {
			final String name = imp.getNChannels() == 1 || ImageChannels.isRgb(imp) ? "" : ImageChannels.name(imp, c);
			channels.add(new Channel(name.equals("C" + (c + 1)) ? "" : name, c < luts.length ? luts[c].getRGB(255) & WHITE : null));
		}
		return channels;
	}

	/**
	 * Gives the calibration of an image the sizes that OME-XML tells.
	 *
	 * @param image what it tells
	 * @param calibration changed
	 */
	static void calibrate(final OmeImage image, final Calibration calibration) {
		if (image.pixelWidth() != null) {
			calibration.pixelWidth = image.pixelWidth().value();
			calibration.pixelHeight = calibration.pixelWidth;
			calibration.setUnit(OmeUnits.toImageJ(image.pixelWidth().unit()));
		}
		if (image.pixelHeight() != null) {
			calibration.pixelHeight = image.pixelHeight().value();
			calibration.setYUnit(OmeUnits.toImageJ(image.pixelHeight().unit()));
		}
		if (image.pixelDepth() != null) {
			calibration.pixelDepth = image.pixelDepth().value();
			calibration.setZUnit(OmeUnits.toImageJ(image.pixelDepth().unit()));
		}
		if (image.interval() != null) {
			calibration.frameInterval = image.interval().value();
			calibration.setTimeUnit(OmeUnits.toImageJ(image.interval().unit()));
		}
	}
}
