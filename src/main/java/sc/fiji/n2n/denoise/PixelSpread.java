package sc.fiji.n2n.denoise;

/**
 * Standard deviation of several results at each pixel, without keeping the results. They are a sample of the results that there could
 * be, hence the sum of squares is divided by one less than their number (Bessel's correction).
 */
public final class PixelSpread {

	private final float[] first;
	private final float[] sums;
	private final float[] squares;
	private final int results;

	/**
	 * @param pixels number of pixels of a result
	 * @param results number of results
	 * @throws IllegalArgumentException if there are fewer than two results
	 */
	public PixelSpread(final int pixels, final int results) {
		if (results < 2) throw new IllegalArgumentException("A spread needs two results or more, not " + results + ".");
		this.results = results;
		first = new float[pixels];
		sums = new float[pixels];
		squares = new float[pixels];
	}

	/**
	 * Takes a pixel of a result.
	 *
	 * @param result number of the result, from 0; the first is given before the others
	 * @param pixel index of the pixel
	 * @param value its value
	 */
	public void add(final int result, final int pixel, final float value) {
		if (result == 0) {
			first[pixel] = value;
			return;
		}
		// Differences from the first are as small as the spread: nothing is lost to rounding where values are large.
		final float difference = value - first[pixel];
		sums[pixel] += difference;
		squares[pixel] += difference * difference;
	}

	/**
	 * The standard deviations.
	 *
	 * @param to takes one for each pixel, in the unit of the results; exactly 0 where all agree, NaN where one is not finite
	 */
	public void deviations(final float[] to) {
		for (int i = 0; i < to.length; i++)
			to[i] = (float) Math.sqrt(Math.max(0, (squares[i] - (double) sums[i] * sums[i] / results) / (results - 1)));
	}
}
