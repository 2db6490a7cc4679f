package sc.fiji.n2n.pairs;

import java.util.List;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.denoise.BoxMean;
import sc.fiji.n2n.denoise.NoiseLevel;
import sc.fiji.n2n.noise.AlikeNoise;
import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.pairs.PairSample.Window;

/**
 * The noise of one image of a pair, from the differences of pairs, in which the scene is not: how strong it is at each intensity, and
 * how neighbouring pixels share it. Immutable.
 *
 * @param level variance at each intensity, in the units of the first images
 * @param kind noise of variance 1 that is correlated like it
 */
public record PairNoise(NoiseLevel level, AlikeNoise kind) {

	/** Radius of the windows in which the variance is measured. */
	private static final int RADIUS = 8;

	/**
	 * Measures pairs.
	 *
	 * @param windows the pairs, in the units of the first images; those with gaps are left out
	 * @return the noise; null where there is none, or no pair without gaps
	 */
	static PairNoise of(final List<Window> windows) {
		final List<Window> whole = windows.stream().filter(PairNoise::isWhole).toList();
		final int pixels = whole.stream().mapToInt(window -> window.a().length).sum();
		if (pixels == 0) return null;
		final float[] intensities = new float[pixels];
		final float[] variances = new float[pixels];
		int n = 0;
		Window largest = whole.get(0);
		for (final Window window : whole) {
			final float[] mean = new float[window.a().length];
			final float[] variance = new float[mean.length];
			for (int i = 0; i < mean.length; i++) {
				mean[i] = (window.a()[i] + window.b()[i]) / 2;
				final float difference = window.a()[i] - window.b()[i];
				variance[i] = difference * difference / 2;
			}
			BoxMean.apply(mean, window.width(), window.height(), RADIUS);
			BoxMean.apply(variance, window.width(), window.height(), RADIUS);
			System.arraycopy(mean, 0, intensities, n, mean.length);
			System.arraycopy(variance, 0, variances, n, mean.length);
			n += mean.length;
			if (mean.length > largest.a().length) largest = window;
		}
		final NoiseLevel level = NoiseLevel.fit(intensities, variances);
		return level == null ? null : new PairNoise(level, kind(largest));
	}

	private static AlikeNoise kind(final Window window) {
		final float[] difference = new float[window.a().length];
		for (int i = 0; i < difference.length; i++)
			difference[i] = window.a()[i] - window.b()[i];
		final NoiseAutocorrelation correlation = NoiseAutocorrelation.measure(ArrayImgs.floats(difference, window.width(), window.height()));
		return correlation.stride() > 1 ? AlikeNoise.of(correlation.alongX(), correlation.alongY()) : AlikeNoise.white();
	}

	private static boolean isWhole(final Window window) {
		for (int i = 0; i < window.a().length; i++)
			if (!Float.isFinite(window.a()[i]) || !Float.isFinite(window.b()[i])) return false;
		return true;
	}

	/**
	 * Adds more noise of this kind to an image.
	 *
	 * @param pixels the image (x, y) or (x, y, z), x running fastest, in the units of the first images; pixels that are not finite stay
	 * @param width its width
	 * @param height its height
	 * @param factor how many times as strong its noise becomes, 1 or more
	 * @param seed the same seed adds the same
	 */
	void addTo(final float[] pixels, final int width, final int height, final double factor, final long seed) {
		final double more = factor * factor - 1;
		for (int z = 0; z < pixels.length; z += width * height) {
			final float[] noise = kind.draw(width, height, seed + z);
			for (int i = 0; i < noise.length; i++)
				pixels[z + i] += (float) (noise[i] * Math.sqrt(more * level.variance(pixels[z + i])));
		}
	}
}
