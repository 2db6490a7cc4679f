package sc.fiji.n2n.image;

import java.util.function.DoubleUnaryOperator;

import ij.ImagePlus;
import ij.measure.Calibration;

/**
 * The calibration function of an image, from stored to calibrated values. ImageJ keeps no such function for 32-bit
 * images: a 32-bit result holds the calibrated values themselves, like those of Image &gt; Type &gt; 32-bit.
 */
final class ValueCalibration {

	private ValueCalibration() {}

	/**
	 * The function of an image.
	 *
	 * @param imp the image
	 * @return the function, or null if its stored values are its values
	 */
	static DoubleUnaryOperator of(final ImagePlus imp) {
		final Calibration calibration = imp.getCalibration().copy();
		if (!calibration.calibrated() || imp.getType() != ImagePlus.GRAY8 && imp.getType() != ImagePlus.GRAY16) return null;
		final double[] c = calibration.getCoefficients();
		if (calibration.getFunction() == Calibration.STRAIGHT_LINE && !calibration.zeroClip() && c != null) {
			final double offset = c[0];
			final double slope = c[1];
			return value -> offset + slope * value;
		}
		final float[] table = calibration.getCTable();
		return table == null ? null : value -> interpolate(table, value);
	}

	/** Denoised values lie between those that the table is for. */
	private static double interpolate(final float[] table, final double value) {
		final double inside = Math.max(0, Math.min(table.length - 1, value));
		final int below = (int) inside;
		final int above = Math.min(below + 1, table.length - 1);
		return table[below] + (inside - below) * (table[above] - table[below]);
	}
}
