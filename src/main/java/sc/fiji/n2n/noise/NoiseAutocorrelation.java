package sc.fiji.n2n.noise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import net.imglib2.view.Views;

/**
 * How much the noise of an image is correlated between pixels 1 to 8 apart,
 * and the sub-lattice on which a denoiser that needs independent noise should
 * therefore work.
 * <p>
 * Measured from one noisy image, without repeats, on its flattest windows (see
 * {@link FlatWindows}). Along x it is the autocorrelation of the second
 * differences along y, and the reverse: that ignores shading and coarse
 * texture, and needs no correction for noise that is separable in x and y.
 * Fine texture that leaves no flat place reads as up to 0.25 under white noise,
 * more where it is far stronger than the noise, and can hide part of a
 * correlation; elsewhere white noise reads within about 0.05 of 0 and
 * correlated noise about 5 % low.
 * <p>
 * Immutable.
 */
public final class NoiseAutocorrelation {

	/** The distance up to which noise is described, in pixels. */
	public static final int MAX_LAG = 4;

	/** The longest distance measured, in pixels. */
	public static final int FAR_LAG = 8;

	/** The largest stride that {@link #stride()} returns. */
	public static final int MAX_STRIDE = 4;

	/**
	 * Correlation from which on neighbours count as sharing their noise. Around
	 * it either lattice may denoise better: the sub-lattice where noise is strong
	 * and the scene smooth, the full one where detail is fine, as on a texture
	 * that makes correlated noise read low. Clearly below, at 0.25, the full
	 * lattice is seldom worse; at 0.5 it mostly is, by far.
	 */
	private static final double CORRELATED = 0.3;

	/**
	 * Correlation that may be left in a sub-lattice. Less than {@link #CORRELATED}:
	 * where pixels are left out at all, a network that still meets correlated
	 * noise keeps it (AR(1) noise of 0.5: stride 3 is 0.7 dB above stride 2 in
	 * the mean of three images).
	 */
	private static final double LEFT = 0.2;

	/** A correlation that keeps this part of itself over 3 px is a stripe. */
	private static final double PLATEAU = 2.0 / 3;

	/** Planes of a stack that are looked at. */
	private static final int MAX_PLANES = 5;

	private final double[] x;
	private final double[] y;

	private NoiseAutocorrelation(final double[] x, final double[] y) {
		this.x = x;
		this.y = y;
	}

	/**
	 * Measures an image. The work is bounded: at most 5 planes, evenly spread,
	 * and of a plane larger than 1024 x 1024 at most 64 evenly spread tiles are
	 * read. Over planes the median is taken. Pixels that are NaN or infinite,
	 * windows without any variation, and windows mostly at the smallest or
	 * largest value of their plane are left out.
	 *
	 * @param planes an image with the axes x, y or x, y, plane (a slice, a time,
	 *          a channel); any real type, any minimum
	 * @return the measurement; not {@link #measurable()} if the image is too
	 *         small (both sides should have 32 pixels), constant or clipped
	 * @throws IllegalArgumentException if the image has neither 2 nor 3
	 *           dimensions
	 */
	public static NoiseAutocorrelation measure(
		final RandomAccessibleInterval<? extends RealType<?>> planes)
	{
		final int n = planes.numDimensions();
		if (n != 2 && n != 3) throw new IllegalArgumentException(
			"Expected 2 or 3 dimensions, not " + n);
		final List<double[][]> measured = new ArrayList<>();
		final long depth = n == 2 ? 1 : planes.dimension(2);
		final int count = (int) Math.min(MAX_PLANES, depth);
		for (int i = 0; i < count; i++) {
			final double[][] xy = n == 2 ? measurePlane(planes) : measurePlane(Views
				.hyperSlice(planes, 2, planes.min(2) + (2 * i + 1) * depth / (2L *
					count)));
			if (xy != null) measured.add(xy);
		}
		return new NoiseAutocorrelation(median(measured, 0), median(measured, 1));
	}

	/**
	 * The autocorrelation along x.
	 *
	 * @param lag distance in pixels, 1 to {@link #FAR_LAG}
	 * @return a value from -1 to 1, give or take sampling error: 0 for white
	 *         noise; NaN if not {@link #measurable()}
	 * @throws IllegalArgumentException if the lag is out of range
	 */
	public double x(final int lag) {
		return x[index(lag)];
	}

	/**
	 * The autocorrelation along y.
	 *
	 * @param lag distance in pixels, 1 to {@link #FAR_LAG}
	 * @return as for {@link #x(int)}
	 * @throws IllegalArgumentException if the lag is out of range
	 */
	public double y(final int lag) {
		return y[index(lag)];
	}

	/**
	 * The autocorrelation along x at all lags.
	 *
	 * @return a copy: lags 1 to {@link #FAR_LAG}; NaN if not {@link #measurable()}
	 */
	public double[] alongX() {
		return x.clone();
	}

	/**
	 * The autocorrelation along y at all lags.
	 *
	 * @return as for {@link #alongX()}
	 */
	public double[] alongY() {
		return y.clone();
	}

	/**
	 * The larger of the autocorrelations along x and y.
	 *
	 * @param lag distance in pixels, 1 to {@link #FAR_LAG}
	 * @return as for {@link #x(int)}
	 * @throws IllegalArgumentException if the lag is out of range
	 */
	public double at(final int lag) {
		return Math.max(x(lag), y(lag));
	}

	/**
	 * Whether there was enough flat, unclipped image to measure the noise in.
	 *
	 * @return false if all values are NaN and the stride is 1 for want of better
	 */
	public boolean measurable() {
		return !Double.isNaN(x[0]);
	}

	/**
	 * The sub-lattice to work on: every pixel where neighbours are correlated by
	 * less than 0.3 along both axes; else the smallest distance at which less
	 * than a fifth is left, at most {@link #MAX_STRIDE}. A correlation that hardly falls from 1 px to 4 px is
	 * stripes or regular structure, which no sub-lattice removes, and its axis is
	 * left out.
	 *
	 * @return 1 (every pixel, also if not {@link #measurable()}) to
	 *         {@link #MAX_STRIDE}
	 */
	public int stride() {
		return Math.max(stride(x), stride(y));
	}

	/**
	 * The measurement in words.
	 *
	 * @return such as "noise autocorrelation 0.52 at 1 px, 0.03 at 2 px", with x
	 *         and y apart where they differ
	 */
	public String describe() {
		if (!measurable()) return "noise autocorrelation not measurable";
		if (Math.abs(x(1) - y(1)) < 0.15) return "noise autocorrelation " +
			words(at(1), at(2));
		return "noise autocorrelation along x " + words(x(1), x(2)) +
			"; along y " + words(y(1), y(2));
	}

	@Override
	public String toString() {
		return describe();
	}

	private static int index(final int lag) {
		if (lag < 1 || lag > FAR_LAG) throw new IllegalArgumentException(
			"Expected a lag of 1 to " + FAR_LAG + ", not " + lag);
		return lag - 1;
	}

	private static double[][] measurePlane(
		final RandomAccessibleInterval<? extends RealType<?>> plane)
	{
		return new FlatWindows(new SampledTiles(plane)).autocorrelation();
	}

	private static double[] median(final List<double[][]> measured,
		final int axis)
	{
		final double[] out = new double[FAR_LAG];
		for (int lag = 0; lag < FAR_LAG; lag++) {
			final int i = lag;
			final double[] sorted = measured.stream().mapToDouble(m -> m[axis][i])
				.sorted().toArray();
			final int n = sorted.length;
			out[lag] = n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) /
				2;
		}
		return out;
	}

	private static int stride(final double[] axis) {
		final double first = axis[0];
		if (axis[MAX_LAG - 1] >= PLATEAU * first) return 1;
		if (!(first >= CORRELATED)) return 1;
		for (int stride = 2; stride < MAX_STRIDE; stride++)
			if (axis[stride - 1] < LEFT) return stride;
		return MAX_STRIDE;
	}

	private static String words(final double first, final double second) {
		// Adding 0.0 turns a rounded -0.0 into 0.0
		return String.format(Locale.ROOT, "%.2f at 1 px, %.2f at 2 px", Math.round(
			first * 100) / 100.0 + 0.0, Math.round(second * 100) / 100.0 + 0.0);
	}
}
