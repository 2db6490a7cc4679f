package sc.fiji.n2n.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * Examines a denoised plane without knowing the truth. What was taken off, the residual, should be like the noise as it is measured
 * on the noisy plane alone: as strong, as little correlated, and without a mean at any intensity or place.
 * <p>
 * The limits are shares of the noise that can be measured safely: on synthetic scenes and with an ideal result, none is passed.
 * </p>
 */
public final class PlaneExamination {

	/** Share of the pixels that should be examined. */
	private static final double FEW_PIXELS = 0.5;
	/** Shift of the mean in standard deviations of the noise. */
	private static final double MEAN_LOOK = 0.02, MEAN_FAIL = 0.1;
	/** Bias at an intensity, in standard deviations of the noise: beyond chance. */
	private static final double BIAS_LOOK = 0.2, BIAS_FAIL = 0.6;
	/** Variance of the residual over that of the noise; the noise of a single image is measured to about a fifth. */
	private static final double WEAK_LOOK = 0.6, WEAK_FAIL = 0.05, STRONG_LOOK = 1.5, STRONG_FAIL = 2.5;
	/** Autocorrelation of the residual beyond that of the noise, which is the share of the removed that is structure. */
	private static final double STRUCTURE_LOOK = 0.1, STRUCTURE_FAIL = 0.25;
	/** Share of marked pixels. */
	private static final double CHANGED_LOOK = 0.002, CHANGED_FAIL = 0.02;
	/** Change of the mean of a region, in standard errors of the noise. */
	private static final double REGION_LOOK = 4, REGION_FAIL = 8;
	/** A single place that is marked so strongly is none of chance, also where the noise was measured a fifth too low. */
	private static final double STRONG_PLACE = 8;

	private final PixelPairs pixels;
	private final PlaneNoise noise;
	private final List<Region> regions;
	private final Progress progress;
	private final List<TrustCheck> checks = new ArrayList<>();

	private PlaneExamination(final PixelPairs pixels, final List<Region> regions, final Progress progress) {
		this.pixels = pixels;
		this.regions = regions;
		this.progress = progress;
		noise = pixels.count == 0 ? null : PlaneNoise.of(pixels, progress);
	}

	/**
	 * Examines a plane.
	 *
	 * @param noisy the plane before denoising (x, y), in any linear unit; what is not finite is left out, and so are saturated pixels and
	 *          places without any variation
	 * @param denoised the same plane afterwards, in the same unit
	 * @return the checks and what they were read from
	 * @throws IllegalArgumentException if the planes have not two axes, or differ in size
	 */
	public static PlaneFindings of(final RandomAccessibleInterval<FloatType> noisy, final RandomAccessibleInterval<FloatType> denoised) {
		return of(noisy, denoised, List.of(), Progress.NONE);
	}

	/**
	 * Examines a plane, and the mean and sum of regions of it.
	 *
	 * @param noisy the plane before denoising, as above
	 * @param denoised the same plane afterwards
	 * @param regions the regions
	 * @param progress asked in between whether to stop
	 * @return the checks, one for each region among them, and what they were read from
	 * @throws IllegalArgumentException if the planes have not two axes, or differ in size
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public static PlaneFindings of(final RandomAccessibleInterval<FloatType> noisy, final RandomAccessibleInterval<FloatType> denoised,
		final List<Region> regions, final Progress progress)
	{
		if (noisy.numDimensions() != 2 || denoised.numDimensions() != 2 || !Intervals.equalDimensions(noisy, denoised)) throw new IllegalArgumentException(
			"Two planes of the same size are needed, not " + Arrays.toString(noisy.dimensionsAsLongArray()) + " and " + Arrays.toString(denoised
				.dimensionsAsLongArray()) + " pixels.");
		return new PlaneExamination(new PixelPairs(noisy, denoised, progress), regions, progress).findings();
	}

	private PlaneFindings findings() {
		examined();
		if (noise == null) {
			checks.add(new TrustCheck("Noise", Double.NaN, "-", Verdict.LOOK, "The noise could not be measured: the plane is too small, constant or without " +
				"noise. Nothing was checked."));
			return new PlaneFindings(checks, residual(), plane(new float[pixels.used.length]), List.of(), none(), none());
		}
		final List<IntensityBin> bins = IntensityBins.of(pixels, noise, progress);
		final double[][] noiseCorrelation = { Arrays.copyOf(noise.correlation().alongX(), NoiseAutocorrelation.MAX_LAG), Arrays.copyOf(noise.correlation()
			.alongY(), NoiseAutocorrelation.MAX_LAG) };
		final double[][] residualCorrelation = ResidualAutocorrelation.of(pixels, noise, progress);
		progress.stopIfCanceled();
		final double meanResidual = mean();
		regions.forEach(this::region);
		bias(bins);
		strength(bins);
		structure(noiseCorrelation, residualCorrelation);
		final LocalChanges changes = new LocalChanges(pixels, noise, meanResidual, progress);
		progress.stopIfCanceled();
		changed("Possible loss", changes.lost, changes.strongestLoss, "the image shows something that the result does not show, or shows weaker");
		changed("Possible invention", changes.invented, changes.strongestInvention, "the result shows something that the image does not show, or shows weaker");
		return new PlaneFindings(checks, residual(), plane(changes.strength), bins, noiseCorrelation, residualCorrelation);
	}

	private void examined() {
		final double share = (double) pixels.count / pixels.used.length;
		final List<String> leftOut = new ArrayList<>();
		if (pixels.missing > 0) leftOut.add(pixels.missing + " without a value");
		if (pixels.lost > 0) leftOut.add(pixels.lost + " without a value in the result only");
		if (pixels.constant > 0) leftOut.add(pixels.constant + " in places without any variation");
		if (pixels.saturated > 0) leftOut.add(pixels.saturated + " saturated or beside saturated ones");
		final Verdict verdict = pixels.lost > 0 ? Verdict.FAIL : share < FEW_PIXELS ? Verdict.LOOK : Verdict.PASS;
		checks.add(new TrustCheck("Pixels examined", 100 * share, text("%.1f %%", 100 * share), verdict, leftOut.isEmpty() ? "None was left out." : "Left out: " +
			String.join(", ", leftOut) + "."));
	}

	/** Sums over examined pixels: before and after denoising, and of the variance of the noise. */
	private record Sums(double before, double after, double variance, int pixels) {}

	private Sums sums(final IntPredicate contains) {
		double before = 0, after = 0, variance = 0;
		int n = 0;
		for (int i = 0; i < pixels.used.length; i++) {
			if (!pixels.used[i] || !contains.test(i)) continue;
			before += pixels.noisy[i];
			after += pixels.denoised[i];
			variance += noise.level().variance(pixels.denoised[i]);
			n++;
		}
		return new Sums(before, after, variance, n);
	}

	/** Returns the mean of what was taken off. */
	private double mean() {
		final Sums sums = sums(i -> true);
		final double before = sums.before, after = sums.after, variance = sums.variance;
		final double shift = (after - before) / pixels.count;
		final double deviation = Math.sqrt(variance / pixels.count);
		final double change = 100 * (after - before) / Math.abs(before);
		final double relative = Math.abs(shift) / deviation;
		final Verdict verdict = Verdict.above(relative, MEAN_LOOK, MEAN_FAIL);
		checks.add(new TrustCheck("Mean and sum", change, text("%+.3f %%", change), verdict, text("The mean of the pixels went from %s to %s, the sum from %s to " +
			"%s: by %s of the noise of a pixel.", number(before / pixels.count), number(after / pixels.count), number(before), number(after), share(relative)) +
			(verdict == Verdict.PASS ? "" : " Sums and means of the result are not those of the image.")));
		return -shift;
	}

	/** The mean of a region is as exact as its noise allows; the result may differ from the image by no more. */
	private void region(final Region region) {
		progress.stopIfCanceled();
		final Sums sums = sums(region.contains());
		final double before = sums.before, after = sums.after, variance = sums.variance;
		final int n = sums.pixels;
		final String name = "Mean and sum of " + region.name();
		if (n == 0) {
			checks.add(new TrustCheck(name, Double.NaN, "-", Verdict.LOOK, "None of its pixels was examined."));
			return;
		}
		final double error = Math.sqrt(variance / n / noise.independent(n));
		final double change = 100 * (after - before) / Math.abs(before);
		final double errors = Math.abs(after - before) / n / error;
		checks.add(new TrustCheck(name, change, text("%+.3f %%", change), Verdict.above(errors, REGION_LOOK, REGION_FAIL), text(
			"%d pixels: the mean went from %s to %s, the sum from %s to %s: by %.1f standard errors of the noise, which are %s for the mean and %s for the sum.", n,
			number(before / n), number(after / n), number(before), number(after), errors, number(error), number(error * n))));
	}

	private void bias(final List<IntensityBin> bins) {
		final IntensityBin worst = bins.stream().max(Comparator.comparingDouble(IntensityBin::bias)).orElse(null);
		if (worst == null) {
			checks.add(new TrustCheck("Bias by intensity", Double.NaN, "-", Verdict.LOOK, "There are too few pixels to tell."));
			return;
		}
		final double bias = worst.bias();
		final Verdict verdict = Verdict.above(bias, BIAS_LOOK, BIAS_FAIL);
		final String where = text("Pixels of about %s are on average %s too %s, %s of their noise", number(worst.intensity()), number(Math.abs(worst.mean())), worst
			.mean() > 0 ? "dark" : "bright", share(Math.abs(worst.mean()) / worst.noise()));
		checks.add(new TrustCheck("Bias by intensity", bias, text("%.2f of the noise", bias), verdict, verdict == Verdict.PASS
			? "At no intensity is the result on average brighter or darker than the image, but for what is small against the noise."
			: where + ", which chance does not explain. Do not measure intensities there."));
	}

	private void strength(final List<IntensityBin> bins) {
		double all = 0;
		int count = 0;
		IntensityBin strongest = null;
		for (final IntensityBin bin : bins) {
			all += bin.strength() * bin.pixels();
			count += bin.pixels();
			if (strongest == null || bin.strength() > strongest.strength()) strongest = bin;
		}
		if (strongest == null) return;
		final double share = all / count;
		final Verdict weak = share < WEAK_FAIL ? Verdict.FAIL : share < WEAK_LOOK ? Verdict.LOOK : Verdict.PASS;
		checks.add(new TrustCheck("Noise removed", 100 * share, text("%.0f %%", 100 * share), weak, "This share of the variance of the noise was taken off." +
			(weak == Verdict.PASS ? "" : " Much of the noise is still there, or the image has so much fine structure that the noise could not be told from it.")));
		final double most = strongest.strength();
		checks.add(new TrustCheck("Removed by intensity", most, text("%.2f times the noise", most), Verdict.above(most, STRONG_LOOK, STRONG_FAIL), most <= STRONG_LOOK
			? "At no intensity was much more taken off than there is noise." : text("Where the result is about %s, what was taken off has %.1f times the variance " +
				"of the noise: structure went with it.", number(strongest.intensity()), most)));
	}

	private void structure(final double[][] expected, final double[][] found) {
		double most = Double.NEGATIVE_INFINITY;
		String where = "";
		for (int axis = 0; axis < 2; axis++)
			for (int lag = 0; lag < expected[axis].length; lag++) {
				final double excess = found[axis][lag] - (Double.isNaN(expected[axis][lag]) ? 0 : expected[axis][lag]);
				if (!(excess > most)) continue;
				most = excess;
				where = text("%.2f at %d px along %s, that of the noise %s", found[axis][lag], lag + 1, axis == 0 ? "x" : "y", Double.isNaN(expected[axis][lag])
					? "is not known and taken as 0" : text("is %.2f", expected[axis][lag]));
			}
		if (most == Double.NEGATIVE_INFINITY) {
			checks.add(new TrustCheck("Structure in the residual", Double.NaN, "-", Verdict.LOOK, "Nothing was taken off."));
			return;
		}
		final Verdict verdict = Verdict.above(most, STRUCTURE_LOOK, STRUCTURE_FAIL);
		checks.add(new TrustCheck("Structure in the residual", most, text("%+.2f", most), verdict, "The autocorrelation of what was taken off is " + where + "." +
			(verdict == Verdict.PASS ? " It looks like noise." : " What was taken off shows structure of the image.")));
	}

	private void changed(final String name, final double share, final double strongest, final String meaning) {
		final double beyond = Math.max(0, share - LocalChanges.BY_CHANCE);
		final Verdict byShare = Verdict.above(beyond, CHANGED_LOOK, CHANGED_FAIL);
		final Verdict verdict = byShare.or(strongest > STRONG_PLACE ? Verdict.LOOK : Verdict.PASS);
		final String found = share == 0 ? "Nowhere can it be seen that " + meaning : text(
			"At %.3f %% of the pixels (by chance: up to %.3f %%; the clearest at %.1f standard errors) ", 100 * share, 100 * LocalChanges.BY_CHANCE, strongest) + meaning;
		checks.add(new TrustCheck(name, 100 * share, text("%.3f %% of the pixels", 100 * share), verdict, found + text(
			". Over 5 x 5 pixels, changes below %.1f of the noise of a pixel cannot be seen.", LocalChanges.visible(noise, 2))));
	}

	private RandomAccessibleInterval<FloatType> residual() {
		final float[] residual = new float[pixels.used.length];
		for (int i = 0; i < residual.length; i++)
			residual[i] = pixels.used[i] ? pixels.residual(i) : Float.NaN;
		return plane(residual);
	}

	private RandomAccessibleInterval<FloatType> plane(final float[] values) {
		return ArrayImgs.floats(values, pixels.width, pixels.height);
	}

	private static double[][] none() {
		final double[][] none = new double[2][NoiseAutocorrelation.MAX_LAG];
		for (final double[] axis : none)
			Arrays.fill(axis, Double.NaN);
		return none;
	}

	private static String share(final double value) {
		return text(value < 0.01 ? "less than 1 %%" : "%.0f %%", 100 * value);
	}

	private static String number(final double value) {
		return text("%.5g", value);
	}

	private static String text(final String format, final Object... values) {
		return String.format(Locale.ROOT, format, values);
	}
}
