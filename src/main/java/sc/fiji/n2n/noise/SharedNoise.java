package sc.fiji.n2n.noise;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.RealType;
import sc.fiji.n2n.noise.SampledTiles.Tile;

/**
 * How much of their noise two images of one scene share, such as the fixed pattern of a camera: the correlation of what
 * remains of both in the flattest windows (see {@link FlatWindows}) after differencing twice along x and along y.
 * <p>
 * Fine structure of the scene is shared as well. It is told from noise by measuring twice, at the finest scale and on means
 * of 2 x 2 pixels: the ratio of what is shared to what is not is the same on both for white noise, and larger on the means
 * for structure, whose spectrum falls.
 *
 * @param correlation correlation at the finest scale, -1 to 1: 0 where the noise is independent; NaN where nothing can be measured
 * @param error standard error of the correlation
 * @param coarse correlation of the means of 2 x 2 pixels
 */
public record SharedNoise(double correlation, double error, double coarse) {

	/** From this ratio of the ratios on, it is structure. */
	private static final double FALLING = 2;
	/** Pixels of a window that count as one: differences of neighbouring pixels are not independent. */
	private static final double PIXELS_PER_SAMPLE = 3.8;

	/**
	 * Measures two images.
	 *
	 * @param a one image (x, y)
	 * @param b the other, of the same size
	 * @return the measurement
	 */
	public static SharedNoise measure(final RandomAccessibleInterval<? extends RealType<?>> a,
		final RandomAccessibleInterval<? extends RealType<?>> b)
	{
		final SampledTiles first = new SampledTiles(a);
		final List<Tile> second = new SampledTiles(b).tiles();
		final double[] fine = new double[3];
		final double[] coarse = new double[3];
		int windows = 0;
		for (final FlatWindows.Window window : new FlatWindows(first).windows()) {
			final Tile other = second.get(indexOf(first.tiles(), window.tile()));
			final double[] atFine = products(window, other, 1);
			final double[] atCoarse = products(window, other, 2);
			// A NaN in the other image, or just beside the window
			if (!Double.isFinite(atFine[0] + atFine[1] + atFine[2] + atCoarse[0] + atCoarse[1] + atCoarse[2])) continue;
			windows++;
			for (int i = 0; i < 3; i++) {
				fine[i] += atFine[i];
				coarse[i] += atCoarse[i];
			}
		}
		final double samples = windows * FlatWindows.SIZE * FlatWindows.SIZE / PIXELS_PER_SAMPLE;
		return new SharedNoise(correlation(fine), 1 / Math.sqrt(samples), correlation(coarse));
	}

	/** Whether there was enough flat image with noise in both. */
	public boolean measurable() {
		return !Double.isNaN(correlation) && !Double.isNaN(coarse);
	}

	/** Whether what is shared looks like structure of the scene, so that shared noise cannot be told. */
	public boolean isStructure() {
		return odds(coarse) > FALLING * odds(correlation);
	}

	/** What is shared, relative to what is not. */
	private static double odds(final double correlation) {
		return Math.max(0, correlation) / Math.max(1e-6, 1 - correlation);
	}

	/** Tiles are records of arrays: the same one, not an equal one. */
	private static int indexOf(final List<Tile> tiles, final Tile tile) {
		int i = 0;
		while (tiles.get(i) != tile)
			i++;
		return i;
	}

	/** Sums over a window: products of the differences of both images, their squares in one, and in the other. */
	private static double[] products(final FlatWindows.Window window, final Tile other, final int scale) {
		final double[] sums = new double[3];
		final int w = window.tile().width();
		for (int y = window.y(); y < window.y() + FlatWindows.SIZE; y++)
			for (int x = window.x(); x < window.x() + FlatWindows.SIZE; x++) {
				final double a = difference(window.tile().pixels(), w, x, y, scale);
				final double b = difference(other.pixels(), w, x, y, scale);
				sums[0] += a * b;
				sums[1] += a * a;
				sums[2] += b * b;
			}
		return sums;
	}

	/** Second difference along x of the second difference along y, of sums of scale x scale pixels. */
	private static double difference(final double[] pixels, final int w, final int x, final int y, final int scale) {
		double sum = 0;
		for (int v = -scale; v < 2 * scale; v++) {
			double row = 0;
			for (int u = -scale; u < 2 * scale; u++) {
				final double value = pixels[(y + v) * w + x + u];
				row += u < 0 || u >= scale ? value : -2 * value;
			}
			sum += v < 0 || v >= scale ? row : -2 * row;
		}
		return sum;
	}

	private static double correlation(final double[] sums) {
		return sums[1] > 0 && sums[2] > 0 ? sums[0] / Math.sqrt(sums[1] * sums[2]) : Double.NaN;
	}
}
