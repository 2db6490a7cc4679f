package sc.fiji.n2n.race;

import java.util.List;
import java.util.Objects;

/**
 * Estimates errors from one noisy image y by the coupled bootstrap (Oliveira, Lei and Tibshirani, arXiv 2111.09447). Noise like that of the image is
 * added once, y+ = y + sqrt(a) n, and taken off once, y- = y - n / sqrt(a); the noise of y+ and y- is then independent, so that the mean of
 * (f(y+) - y-)^2 less the known variance of y- is the error of the method f on y+, whatever f is: a network that learns from the image, too.
 * <p>
 * Of this sum, what has the mean 0 whatever the method does is left out, so that little is left to chance: n is held against f(y+) - f(y)
 * instead of f(y+). The error of a method at the noise of y+ is divided by 1 + a, to be one at the noise of y.
 */
public final class AddedNoise implements Referee {

	/** Share a of the variance of the noise that is added. */
	private static final double SHARE = 0.1;
	/** Standard deviation of the variance of the noise as it is measured on one image, relative to it. */
	private static final double LEVEL_ERROR = 0.1;

	private final PlaneOfNoise noise;
	private final boolean[] counted;
	private final float[] image;
	private final float[] added;
	private final float[] noisier;
	private final double variance;
	private final int count;

	/**
	 * @param image the noisy image, all finite
	 * @param counted the pixels that count, at least one
	 * @param noise its noise
	 * @param seed seed of what is added
	 */
	public AddedNoise(final float[] image, final boolean[] counted, final PlaneOfNoise noise, final long seed) {
		this.image = image.clone();
		this.counted = counted.clone();
		this.noise = Objects.requireNonNull(noise, "noise");
		added = noise.draw(seed);
		noisier = image.clone();
		double sum = 0;
		int n = 0;
		for (int i = 0; i < image.length; i++) {
			noisier[i] += (float) (Math.sqrt(SHARE) * added[i]);
			if (!counted[i]) continue;
			sum += noise.variance(i);
			n++;
		}
		count = n;
		variance = sum / n;
	}

	@Override
	public List<float[]> inputs() {
		return List.of(image, noisier);
	}

	@Override
	public Score score(final List<float[]> results) {
		double squares = 0;
		for (int i = 0; i < image.length; i++)
			if (counted[i]) squares += square(results.get(1)[i] - (double) image[i]);
		final double removed = 1 - 2 * kept(results);
		final double error = (squares / count - removed * variance) / (1 + SHARE);
		final double chance = Math.sqrt(2 * noise.correlated() / count);
		return new Score(error, variance * Math.hypot(removed * LEVEL_ERROR, chance), variance);
	}

	/** Share of the noise that stays in the result of a method. */
	private double kept(final List<float[]> results) {
		double through = 0;
		for (int i = 0; i < image.length; i++)
			if (counted[i]) through += added[i] * (results.get(1)[i] - (double) results.get(0)[i]);
		return through / Math.sqrt(SHARE) / count / variance;
	}

	@Override
	public double uncertainty(final List<float[]> first, final List<float[]> second) {
		double ofImage = 0;
		double ofAdded = 0;
		for (int i = 0; i < image.length; i++) {
			if (!counted[i]) continue;
			final double d = first.get(0)[i] - (double) second.get(0)[i];
			final double e = first.get(1)[i] - (double) second.get(1)[i];
			ofImage += noise.variance(i) * square(e);
			ofAdded += noise.variance(i) * square(e - d) / SHARE;
		}
		final double chance = 4 * noise.correlated() * (ofImage + ofAdded) / square(count);
		final double level = 2 * LEVEL_ERROR * variance * (kept(first) - kept(second));
		return Math.sqrt(chance + square(level));
	}

	@Override
	public String basis() {
		return "one image, to which noise like its own was added: " + noise;
	}

	private static double square(final double value) {
		return value * value;
	}
}
