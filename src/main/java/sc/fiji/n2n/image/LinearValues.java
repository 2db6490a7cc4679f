package sc.fiji.n2n.image;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * The values of the pixels of an image as ImageJ shows them: offset + slope * stored. Signed 16-bit images and CT have such a function;
 * of others the stored values are the values.
 *
 * @param offset value of a stored 0
 * @param slope difference of values for a stored 1, not 0
 */
public record LinearValues(double offset, double slope) {

	/**
	 * The values of an image.
	 *
	 * @param imp the image
	 * @return its function
	 * @throws IllegalArgumentException if its calibration function is not a straight line; the message says what to do
	 */
	public static LinearValues of(final ImagePlus imp) {
		return of(imp, "noise of given strength cannot be stored in them");
	}

	/** @param consequence what cannot be done where it is not a straight line, in words for the user */
	static LinearValues of(final ImagePlus imp, final String consequence) {
		final Calibration calibration = imp.getCalibration();
		if (ValueCalibration.of(imp) == null) return new LinearValues(0, 1);
		final double[] c = calibration.getCoefficients();
		if (calibration.getFunction() != Calibration.STRAIGHT_LINE || calibration.zeroClip() || c == null || c[1] == 0)
			throw new IllegalArgumentException("The pixels of \"" + imp.getTitle() +
				"\" have a calibration function that is not a straight line, so that " + consequence + ". Convert the image with Image > Type > 32-bit first.");
		return new LinearValues(c[0], c[1]);
	}

	/** The value of a stored value. */
	public float value(final float stored) {
		return (float) (offset + slope * stored);
	}

	/** What is to be stored for a value. */
	public float stored(final float value) {
		return (float) ((value - offset) / slope);
	}
}
