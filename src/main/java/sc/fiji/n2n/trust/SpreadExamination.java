package sc.fiji.n2n.trust;

import java.util.List;
import java.util.Locale;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.PixelSpread;
import sc.fiji.n2n.denoise.Progress;

/**
 * The error to be expected: the spread of results of the same plane, turned, flipped and with other seeds, which are as good as each
 * other (test-time augmentation; Wang et al., Neurocomputing 2019). What one network invents, another seldom invents at the same
 * place. What all get wrong, because the noise misleads them alike, does not show: the spread is a lower limit.
 */
public final class SpreadExamination {

	/** A pixel spreads much beyond this share of its noise: errors are several times as large, so that there they are as large as the noise. */
	private static final double MUCH = 0.2;
	/** Share of pixels that spread much. */
	private static final double LOOK = 0.01, FAIL = 0.1;

	private SpreadExamination() {}

	/**
	 * Examines a plane.
	 *
	 * @param noisy the noisy plane (x, y)
	 * @param results two or more results of it, turned back, in the same units
	 * @return the check and the map
	 * @throws IllegalArgumentException if there are fewer than two results
	 */
	public static SpreadFindings of(final RandomAccessibleInterval<FloatType> noisy, final List<RandomAccessibleInterval<FloatType>> results) {
		final int width = Math.toIntExact(noisy.dimension(0)), height = Math.toIntExact(noisy.dimension(1));
		final float[] mean = new float[width * height];
		final PixelSpread passes = new PixelSpread(mean.length, results.size());
		for (int n = 0; n < results.size(); n++) {
			int i = 0;
			for (final FloatType value : Views.flatIterable(results.get(n))) {
				mean[i] += value.get() / results.size();
				passes.add(n, i++, value.get());
			}
		}
		final float[] spread = new float[mean.length];
		passes.deviations(spread);
		final PixelPairs pixels = new PixelPairs(noisy, ArrayImgs.floats(mean, width, height), Progress.NONE);
		return new SpreadFindings(check(pixels, spread, results.size()), ArrayImgs.floats(spread, width, height));
	}

	private static TrustCheck check(final PixelPairs pixels, final float[] spread, final int runs) {
		final String name = "Expected error (spread)";
		final PlaneNoise noise = pixels.count == 0 ? null : PlaneNoise.of(pixels, Progress.NONE);
		if (noise == null) return new TrustCheck(name, Double.NaN, "-", Verdict.LOOK, "The noise could not be measured, against which the spread is judged.");
		double squares = 0;
		int much = 0;
		for (int i = 0; i < spread.length; i++) {
			if (!pixels.used[i]) continue;
			final double relative = spread[i] / noise.deviation(pixels.denoised[i]);
			squares += relative * relative;
			if (relative > MUCH) much++;
		}
		final double rms = Math.sqrt(squares / pixels.count);
		final double share = (double) much / pixels.count;
		return new TrustCheck(name, rms, String.format(Locale.ROOT, "%.2f of the noise", rms), Verdict.above(share, LOOK, FAIL), String.format(Locale.ROOT,
			"%d results of %d x %d pixels, turned, flipped or with other seeds, differ by this much (root mean square); at %.2f %% of the pixels by more than a fifth of the noise. " +
				"It is a hint where errors are likelier, not how large they are: in tests with a known truth they were 3 to 21 times as large, because what misleads all results alike does not show.", runs, pixels.width, pixels.height, 100 * share));
	}
}
