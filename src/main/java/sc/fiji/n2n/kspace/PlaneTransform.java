package sc.fiji.n2n.kspace;

/** The discrete Fourier transform of planes of one size, which need not be powers of two: masks belong to the frequencies of just that size. */
public final class PlaneTransform {

	private final LineTransform rows;
	private final LineTransform columns;

	/**
	 * @param width width of the planes, 1 or more
	 * @param height height of the planes, 1 or more
	 */
	public PlaneTransform(final int width, final int height) {
		rows = new LineTransform(width);
		columns = width == height ? rows : new LineTransform(height);
	}

	/**
	 * Transforms a plane in place. Frequencies from half of a side on are the negative ones.
	 *
	 * @param re real part, x running fastest
	 * @param im imaginary part
	 */
	public void forward(final double[] re, final double[] im) {
		final int w = rows.length();
		final int h = columns.length();
		final double[][] row = new double[2][w];
		for (int y = 0; y < h; y++) {
			System.arraycopy(re, y * w, row[0], 0, w);
			System.arraycopy(im, y * w, row[1], 0, w);
			rows.forward(row);
			System.arraycopy(row[0], 0, re, y * w, w);
			System.arraycopy(row[1], 0, im, y * w, w);
		}
		final double[][] column = new double[2][h];
		for (int x = 0; x < w; x++) {
			for (int y = 0; y < h; y++) {
				column[0][y] = re[y * w + x];
				column[1][y] = im[y * w + x];
			}
			columns.forward(column);
			for (int y = 0; y < h; y++) {
				re[y * w + x] = column[0][y];
				im[y * w + x] = column[1][y];
			}
		}
	}

	/** Undoes {@link #forward}, in place. */
	public void inverse(final double[] re, final double[] im) {
		// The transform with real and imaginary part swapped is the inverse, but for the factor.
		forward(im, re);
		for (int i = 0; i < re.length; i++) {
			re[i] /= re.length;
			im[i] /= im.length;
		}
	}
}
