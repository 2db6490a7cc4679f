package sc.fiji.n2n.noise;

import org.apache.commons.math3.transform.DftNormalization;
import org.apache.commons.math3.transform.FastFourierTransformer;
import org.apache.commons.math3.transform.TransformType;

/** The Fourier transform of a plane, and the window that lets it fade out towards its border. */
public final class FourierTransform {

	private FourierTransform() {}

	/**
	 * Transforms a plane in place. Frequencies from half of a side on are the negative ones.
	 *
	 * @param re real part, x running fastest
	 * @param im imaginary part
	 * @param w width, a power of two
	 * @param h height, a power of two
	 */
	public static void forward(final double[] re, final double[] im, final int w, final int h) {
		transform(re, im, w, h, TransformType.FORWARD);
	}

	/** Undoes {@link #forward}, in place. */
	public static void inverse(final double[] re, final double[] im, final int w, final int h) {
		transform(re, im, w, h, TransformType.INVERSE);
	}

	/**
	 * The Hann window.
	 *
	 * @param i place along an axis, from 0
	 * @param n length of the axis
	 * @return 0 at the border to 1 in the middle
	 */
	public static double hann(final int i, final int n) {
		return 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / n);
	}

	private static void transform(final double[] re, final double[] im, final int w, final int h, final TransformType type) {
		final double[][] row = new double[2][w];
		for (int y = 0; y < h; y++) {
			System.arraycopy(re, y * w, row[0], 0, w);
			System.arraycopy(im, y * w, row[1], 0, w);
			FastFourierTransformer.transformInPlace(row, DftNormalization.STANDARD, type);
			System.arraycopy(row[0], 0, re, y * w, w);
			System.arraycopy(row[1], 0, im, y * w, w);
		}
		final double[][] column = new double[2][h];
		for (int x = 0; x < w; x++) {
			for (int y = 0; y < h; y++) {
				column[0][y] = re[y * w + x];
				column[1][y] = im[y * w + x];
			}
			FastFourierTransformer.transformInPlace(column, DftNormalization.STANDARD, type);
			for (int y = 0; y < h; y++) {
				re[y * w + x] = column[0][y];
				im[y * w + x] = column[1][y];
			}
		}
	}
}
