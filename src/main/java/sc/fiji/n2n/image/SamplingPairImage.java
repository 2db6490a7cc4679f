package sc.fiji.n2n.image;

import java.util.List;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.LUT;

/**
 * An image of two samplings of the same scene with their masks, in the channels "sampling A", "sampling B", "mask A" and "mask B", so that
 * it can be saved, and used where images are. 32-bit, with the calibration of the source.
 */
public final class SamplingPairImage {

	/** The channels, by what their slices are called. */
	public static final List<String> CHANNELS = List.of("sampling A", "sampling B", "mask A", "mask B");

	private final String title;
	private final Calibration calibration;
	private final String info;
	private final int slices;
	private final int frames;
	private final ImageStack stack;
	private final double[] range = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };

	/**
	 * @param source the image that is sampled; may be closed in the meantime
	 * @param framesOfEach frames of the result for each of the source
	 */
	public SamplingPairImage(final ImagePlus source, final int framesOfEach) {
		title = source.getTitle();
		calibration = source.getCalibration().copy();
		// The values are calibrated already.
		calibration.setFunction(Calibration.NONE, null, calibration.getValueUnit());
		info = source.getInfoProperty();
		slices = source.getNSlices();
		frames = source.getNFrames() * framesOfEach;
		stack = ImageStack.create(source.getWidth(), source.getHeight(), CHANNELS.size() * slices * frames, 32);
	}

	/**
	 * Takes the planes of a slice.
	 *
	 * @param slice the slice, from 0
	 * @param frame the frame, from 0
	 * @param behind what their labels have behind the name of the channel
	 * @param planes the pixels of each channel
	 */
	public void set(final int slice, final int frame, final String behind, final List<float[]> planes) {
		for (int c = 0; c < planes.size(); c++) {
			final int index = (frame * slices + slice) * CHANNELS.size() + c + 1;
			stack.setPixels(planes.get(c), index);
			stack.setSliceLabel(CHANNELS.get(c) + behind, index);
			if (c < 2) for (final float value : planes.get(c)) {
				range[0] = Math.min(range[0], value);
				range[1] = Math.max(range[1], value);
			}
		}
	}

	/**
	 * The image, once all planes were taken.
	 *
	 * @param howItWasMade added to the Info of the image
	 * @return the image, not shown, named like the source with " sampled" behind; shown one channel at a time, masks from 0 to 1
	 */
	public ImagePlus finish(final String howItWasMade) {
		final ImagePlus image = new ImagePlus(title + " sampled", stack);
		image.setDimensions(CHANNELS.size(), slices, frames);
		image.setCalibration(calibration);
		image.setProperty("Info", (info == null ? "" : info + (info.endsWith("\n") ? "" : "\n")) + howItWasMade);
		final CompositeImage composite = new CompositeImage(image, IJ.GRAYSCALE);
		final LUT[] luts = composite.getLuts();
		for (int c = 0; c < luts.length; c++) {
			luts[c] = (LUT) luts[c].clone();
			luts[c].min = c < 2 ? range[0] : 0;
			luts[c].max = c < 2 ? range[1] : 1;
		}
		composite.setLuts(luts);
		composite.getProcessor().setMinAndMax(range[0], range[1]);
		composite.setOpenAsHyperStack(true);
		composite.changes = true;
		return composite;
	}
}
