package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.special.Gamma;

/**
 * How strong the noise is at each intensity: variance = gain * mean + constant, the model of photon counting and camera noise (Foi
 * et al., IEEE TIP 2008, equation 2). Fitted to windows that may hold structure of the scene: where there is noise alone, the
 * variances of windows follow a gamma distribution, and structure only adds to them; so the windows below a limit tell the noise
 * if the mean of the gamma distribution below the same limit is known.
 *
 * @param gain slope, in grey levels: of light, grey levels a photon
 * @param gainError standard error of the gain
 * @param constant variance at the intensity 0
 * @param centre intensity at which the errors of the gain and of the variance are independent
 * @param centreError standard error of the variance there
 * @param points what the line was fitted to, by intensity
 * @param mean mean intensity of all windows
 * @param low intensity of the darkest windows
 * @param high intensity above which one in a hundred windows lies
 * @param dark share of the windows that are as dark as the darkest, but for their noise
 */
public record NoiseCurve(double gain, double gainError, double constant, double centre, double centreError, List<Point> points, double mean, double low,
	double high, double dark)
{

	private static final int MAX_BINS = 20;
	private static final int MIN_PER_BIN = 25;
	private static final int ROUNDS = 30;
	private static final int PASSES = 3;
	/** Standard deviations by which the means of dark windows may differ: the low quantile itself is more than two below their mean. */
	private static final double DARK = 5;
	/** Standard errors from which on a point counts less. */
	private static final double HUBER = 1.345;

	/**
	 * Windows of about equal intensity.
	 *
	 * @param mean their mean
	 * @param variance variance of the noise
	 * @param error its standard error
	 * @param clean share of the windows that show noise alone
	 */
	public record Point(double mean, double variance, double error, double clean) {}

	/**
	 * Fits the model.
	 *
	 * @param windows the windows
	 * @param freedom degrees of freedom of the variance of each, where the noise is Gaussian
	 * @return the fit; null if there are too few windows, or there is no noise
	 */
	static NoiseCurve fit(final List<Window> windows, final double freedom) {
		final List<Window> sorted = windows.stream().sorted(Comparator.comparingDouble(Window::mean)).toList();
		NoiseCurve curve = null;
		for (int pass = 0; pass < PASSES; pass++) {
			final List<Point> points = new ArrayList<>();
			final int bins = Math.min(MAX_BINS, sorted.size() / MIN_PER_BIN);
			for (int bin = 0; bin < bins; bin++) {
				final Point point = point(sorted.subList((int) ((long) sorted.size() * bin / bins), (int) ((long) sorted.size() * (bin + 1) / bins)), freedom, curve);
				if (point != null) points.add(point);
			}
			if (points.isEmpty()) return null;
			curve = line(points, sorted);
		}
		return curve;
	}

	/**
	 * The variance of the noise in windows of about the same intensity.
	 *
	 * @param curve an earlier fit, or null: it tells how the noise differs within the bin, and how far it is from Gaussian
	 */
	private static Point point(final List<Window> windows, final double freedom, final NoiseCurve curve) {
		final double mean = windows.stream().mapToDouble(Window::mean).average().orElseThrow();
		final double[] variances = windows.stream().mapToDouble(w -> curve == null ? w.variance() : w.variance() * curve.variance(mean) / curve.variance(w
			.mean())).sorted().toArray();
		// Few photons make the variances of windows differ more: by the kurtosis of Poisson noise, gain^2 / variance.
		final double kurtosis = curve == null ? 0 : Math.max(0, curve.gain) * curve.gain * curve.gain * Math.max(0, mean - curve.low) / Math.pow(curve
			.variance(mean), 2);
		final double shape = 1 / (2 / freedom + kurtosis / Window.PIXELS);
		final double limit = 1 + 0.5 / Math.sqrt(shape);
		final double below = Gamma.regularizedGammaP(shape, limit * shape);
		final double meanBelow = Gamma.regularizedGammaP(shape + 1, limit * shape) / below;
		double noise = quantile(variances, 0.1) / new GammaDistribution(shape, 1 / shape).inverseCumulativeProbability(0.1);
		int count = 0;
		for (int round = 0; round < ROUNDS; round++) {
			final double cut = limit * noise;
			count = 0;
			double sum = 0;
			while (count < variances.length && variances[count] <= cut)
				sum += variances[count++];
			if (count == 0) return null;
			noise = sum / count / meanBelow;
		}
		if (!(noise > 0)) return null;
		return new Point(mean, noise, 1.5 * noise / Math.sqrt(shape * count / below), Math.min(1, count / below / variances.length));
	}

	/** Least squares with weights from the line itself and from how far points are from it (Huber's). */
	private static NoiseCurve line(final List<Point> points, final List<Window> sorted) {
		final double mean = sorted.stream().mapToDouble(Window::mean).average().orElseThrow();
		double gain = 0, constant = quantile(points.stream().mapToDouble(Point::variance).sorted().toArray(), 0.5), error = 0, errorAtMean = 0, centre = mean;
		final double least = 0.02 * constant;
		final double[] weights = new double[points.size()];
		Arrays.fill(weights, 1);
		for (int round = 0; round < ROUNDS; round++) {
			double n = 0, x = 0, y = 0, xx = 0, xy = 0;
			for (int i = 0; i < weights.length; i++) {
				final Point p = points.get(i);
				final double w = weights[i] / Math.pow(p.error() / p.variance() * Math.max(least, gain * p.mean() + constant), 2);
				final double at = p.mean() - mean;
				n += w;
				x += w * at;
				y += w * p.variance();
				xx += w * at * at;
				xy += w * at * p.variance();
			}
			final double determinant = n * xx - x * x;
			final boolean flat = !(determinant > 1e-9 * n * xx);
			gain = flat ? 0 : (n * xy - x * y) / determinant;
			centre = mean + x / n;
			constant = y / n - gain * centre;
			final double[] residuals = new double[weights.length];
			for (int i = 0; i < weights.length; i++) {
				final Point p = points.get(i);
				residuals[i] = Math.abs(p.variance() - gain * p.mean() - constant) / (p.error() / p.variance() * Math.max(least, gain * p.mean() + constant));
			}
			final double scale = Math.max(1, quantile(Arrays.stream(residuals).sorted().toArray(), 0.5) / 0.6745);
			for (int i = 0; i < weights.length; i++)
				weights[i] = 1 / Math.max(1, residuals[i] / scale / HUBER);
			error = flat ? Double.POSITIVE_INFINITY : scale * Math.sqrt(n / determinant);
			errorAtMean = scale / Math.sqrt(n);
		}
		final int last = sorted.size() - 1;
		final double darkest = sorted.get((int) (0.01 * last)).mean();
		// Means of windows of the same intensity differ by their noise.
		final double alike = darkest + DARK * Math.sqrt(Math.max(gain * darkest + constant, least) / Window.PIXELS);
		final List<Window> dark = sorted.stream().filter(w -> w.mean() <= alike).toList();
		return new NoiseCurve(gain, error, constant, centre, errorAtMean, points, mean, dark.get(dark.size() / 2).mean(), sorted.get((int) (0.99 * last)).mean(),
			dark.size() / (double) sorted.size());
	}

	/** Keeps a copy of the points. */
	public NoiseCurve {
		points = List.copyOf(points);
	}

	/** Variance of the noise at an intensity; not below the least that was measured by far. */
	public double variance(final double intensity) {
		return Math.max(gain * intensity + constant, 0.5 * points.stream().mapToDouble(Point::variance).min().orElseThrow());
	}

	/** Standard error of the line at an intensity. */
	double error(final double intensity) {
		return gainError == Double.POSITIVE_INFINITY ? centreError : Math.hypot(centreError, gainError * (intensity - centre));
	}

	private static double quantile(final double[] sorted, final double share) {
		return sorted[(int) Math.round(share * (sorted.length - 1))];
	}
}
