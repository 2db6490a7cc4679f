package sc.fiji.n2n.race;

import java.util.List;
import java.util.Locale;

/**
 * Estimates errors from two noisy images y and r of one scene with independent noise: mean (f(y) - r)^2 less the variance of the
 * noise of r, which is half the mean of (y - r)^2. Nothing is assumed of the noise but that it is as strong in both.
 */
public final class SecondShot implements Referee {

	private final float[] image;
	private final float[] second;
	private final boolean[] counted;
	private final double variance;
	private final double correlated;
	private final int count;

	/**
	 * @param image the noisy image, all finite
	 * @param second the other shot of the scene
	 * @param counted the pixels that count, at least one
	 * @param noise the noise of the image, for how it is correlated
	 * @throws IllegalArgumentException if both are the same, in words for the user
	 */
	public SecondShot(final float[] image, final float[] second, final boolean[] counted, final PlaneOfNoise noise) {
		this.image = image.clone();
		this.second = second.clone();
		this.counted = counted.clone();
		correlated = noise.correlated();
		double sum = 0;
		int n = 0;
		for (int i = 0; i < image.length; i++) {
			if (!counted[i]) continue;
			sum += square(image[i] - (double) second[i]);
			n++;
		}
		count = n;
		variance = sum / n / 2;
		if (!(variance > 0)) throw new IllegalArgumentException(
			"The repeat has the same pixels as the image, but must be another shot of the same scene, with noise of its own.");
	}

	/** Standard deviation of the noise, from the difference of the shots. */
	public double deviation() {
		return Math.sqrt(variance);
	}

	@Override
	public List<float[]> inputs() {
		return List.of(image);
	}

	@Override
	public Score score(final List<float[]> results) {
		double squares = 0;
		for (int i = 0; i < image.length; i++)
			if (counted[i]) squares += square(results.get(0)[i] - (double) second[i]);
		return new Score(squares / count - variance, variance * Math.sqrt(2 * correlated / count), variance);
	}

	@Override
	public double uncertainty(final List<float[]> first, final List<float[]> other) {
		double sum = 0;
		for (int i = 0; i < image.length; i++)
			if (counted[i]) sum += square(first.get(0)[i] - (double) other.get(0)[i]);
		return 2 * Math.sqrt(correlated * variance * sum) / count;
	}

	@Override
	public String basis() {
		return String.format(Locale.ROOT, "a second shot of the scene: noise of a standard deviation of %.4g", deviation());
	}

	private static double square(final double value) {
		return value * value;
	}
}
