package sc.fiji.n2n.kspace;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/**
 * The discrete Fourier transform of lines of any length. Commons Math knows powers of two; any other length is made of three of
 * those, as a convolution with a chirp (Bluestein, IEEE Trans. Audio Electroacoust. 18:451, 1970).
 */
final class LineTransform {

	private final int length;
	/** Length of the convolution; 0 where none is needed. */
	private final int padded;
	private final double[] cos;
	private final double[] sin;
	private double[][] chirp;

	/** @param length length of the lines, 1 or more */
	LineTransform(final int length) {
		this.length = length;
		padded = Integer.bitCount(length) == 1 ? 0 : Integer.highestOneBit(2 * length - 2) * 2;
		cos = new double[length];
		sin = new double[length];
		for (long i = 0; i < length; i++) {
			// The square modulo 2 n, because that of a large index would cost digits.
			final double angle = Math.PI * (i * i % (2L * length)) / length;
			cos[(int) i] = Math.cos(angle);
			sin[(int) i] = Math.sin(angle);
		}
		if (padded == 0) return;
		chirp = new double[2][padded];
		for (int i = 0; i < length; i++) {
			chirp[0][i] = cos[i];
			chirp[1][i] = sin[i];
			if (i > 0) {
				chirp[0][padded - i] = cos[i];
				chirp[1][padded - i] = sin[i];
			}
		}
		transform(chirp, TransformType.FORWARD);
	}

	int length() {
		return length;
	}

	/**
	 * Transforms a line in place.
	 *
	 * @param line real and imaginary part
	 */
	void forward(final double[][] line) {
		if (padded == 0) {
			if (length > 1) transform(line, TransformType.FORWARD);
			return;
		}
		final double[][] product = new double[2][padded];
		for (int i = 0; i < length; i++) {
			product[0][i] = line[0][i] * cos[i] + line[1][i] * sin[i];
			product[1][i] = line[1][i] * cos[i] - line[0][i] * sin[i];
		}
		transform(product, TransformType.FORWARD);
		for (int i = 0; i < padded; i++) {
			final double re = product[0][i];
			product[0][i] = re * chirp[0][i] - product[1][i] * chirp[1][i];
			product[1][i] = re * chirp[1][i] + product[1][i] * chirp[0][i];
		}
		transform(product, TransformType.INVERSE);
		for (int i = 0; i < length; i++) {
			line[0][i] = product[0][i] * cos[i] + product[1][i] * sin[i];
			line[1][i] = product[1][i] * cos[i] - product[0][i] * sin[i];
		}
	}

	private static void transform(final double[][] line, final TransformType type) {
		FastFourierTransformer.transformInPlace(line, DftNormalization.STANDARD, type);
	}
}
