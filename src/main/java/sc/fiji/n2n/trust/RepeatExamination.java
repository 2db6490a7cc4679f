package sc.fiji.n2n.trust;

import java.util.List;
import java.util.Locale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.FourierRingCorrelation;

/**
 * Holds a denoised plane against a second noisy shot of the same. The network has not seen that shot, so that it cannot invent what
 * agrees with it, and the noise of the shot adds to the squared difference a known amount: half of that between the two shots.
 */
public final class RepeatExamination {

	/** Loss of the mean correlation, over the frequencies at which the shots agree. */
	private static final double FRC_LOOK = 0.02, FRC_FAIL = 0.1;
	/** Error of the result over that of the noisy image. */
	private static final double ERROR_LOOK = 0.7, ERROR_FAIL = 1;
	/** Share of the noise by which the means of the two shots may differ. */
	private static final double OTHER_EXPOSURE = 0.1;

	private RepeatExamination() {}

	/**
	 * Examines a plane.
	 *
	 * @param noisy the plane before denoising (x, y)
	 * @param denoised the same plane afterwards
	 * @param repeat another shot of the same, with noise of its own of the same strength
	 * @param progress asked in between whether to stop
	 * @return the checks and the curves
	 * @throws IllegalArgumentException if the planes differ in size
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public static RepeatFindings of(final RandomAccessibleInterval<FloatType> noisy, final RandomAccessibleInterval<FloatType> denoised,
		final RandomAccessibleInterval<FloatType> repeat, final Progress progress)
	{
		if (!Intervals.equalDimensions(noisy, denoised) || !Intervals.equalDimensions(noisy, repeat)) throw new IllegalArgumentException(
			"The image, the result and the repeat differ in size.");
		final double[] x = values(noisy), y = values(denoised), r = values(repeat);
		final FourierRingCorrelation before = new FourierRingCorrelation((int) noisy.dimension(0), (int) noisy.dimension(1));
		final FourierRingCorrelation after = new FourierRingCorrelation((int) noisy.dimension(0), (int) noisy.dimension(1));
		progress.stopIfCanceled();
		before.add(x, r);
		progress.stopIfCanceled();
		after.add(y, r);
		progress.stopIfCanceled();
		return new RepeatFindings(List.of(error(x, y, r), correlation(before, after)), before.curve(), after.curve());
	}

	private static TrustCheck error(final double[] x, final double[] y, final double[] r) {
		double between = 0, left = 0, shift = 0;
		int n = 0;
		for (int i = 0; i < x.length; i++) {
			if (!Double.isFinite(x[i]) || !Double.isFinite(y[i]) || !Double.isFinite(r[i])) continue;
			between += (x[i] - r[i]) * (x[i] - r[i]);
			left += (y[i] - r[i]) * (y[i] - r[i]);
			shift += x[i] - r[i];
			n++;
		}
		final String name = "Error by the repeat";
		final double noise = between / n / 2;
		if (!(noise > 0)) return new TrustCheck(name, Double.NaN, "-", Verdict.LOOK, "The repeat is the image itself, or has no pixel in common with it. Give another shot.");
		final double share = (left / n - noise) / noise;
		final boolean other = Math.abs(shift / n) > OTHER_EXPOSURE * Math.sqrt(noise);
		final Verdict verdict = Verdict.above(share, ERROR_LOOK, ERROR_FAIL).or(other ? Verdict.LOOK : Verdict.PASS);
		return new TrustCheck(name, share, text("%.3f of the noise", share), verdict, (share > 0 ? text(
			"The mean squared error is %.3f times that of the noisy image: %.1f dB less.", share, -10 * Math.log10(share)) : "The mean squared error is too small to be measured.") +
			(other ? text(" But the two shots differ in brightness by %.1f of their noise: one is bleached, moved or exposed otherwise, and the error is too large or too small.",
				Math.abs(shift / n) / Math.sqrt(noise)) : ""));
	}

	private static TrustCheck correlation(final FourierRingCorrelation before, final FourierRingCorrelation after) {
		final double[] a = before.curve(), b = after.curve();
		double change = 0;
		int n = 0;
		for (int ring = 1; ring < a.length; ring++) {
			if (!(a[ring] >= FourierRingCorrelation.THRESHOLD) || Double.isNaN(b[ring])) continue;
			change += b[ring] - a[ring];
			n++;
		}
		final String name = "Agreement with the repeat (FRC)";
		if (n == 0) return new TrustCheck(name, Double.NaN, "-", Verdict.LOOK, "The two shots agree at no frequency, the image is too small, or pixels are missing.");
		final double mean = change / n;
		return new TrustCheck(name, mean, text("%+.3f", mean), Verdict.above(-mean, FRC_LOOK, FRC_FAIL), text(
			"By this much the correlation with the repeat changed, on average over the frequencies at which the shots agree. Resolution by the limit 1/7: %s before, %s after.",
			pixels(before.resolution()), pixels(after.resolution())));
	}

	private static String pixels(final double resolution) {
		return Double.isNaN(resolution) ? "not measurable" : text("%.2f pixels", resolution);
	}

	private static double[] values(final RandomAccessibleInterval<FloatType> plane) {
		final double[] values = new double[Math.toIntExact(plane.dimension(0) * plane.dimension(1))];
		int i = 0;
		for (final FloatType value : Views.flatIterable(plane))
			values[i++] = value.get();
		return values;
	}

	private static String text(final String format, final Object... values) {
		return String.format(Locale.ROOT, format, values);
	}
}
