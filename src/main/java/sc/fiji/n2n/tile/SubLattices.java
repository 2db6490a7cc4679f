package sc.fiji.n2n.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.view.Views;

/**
 * Splits an image into the sub-lattices of every s-th pixel along x and every t-th along y (pixel-shuffle). Pixels
 * that are neighbours in a sub-lattice are s or t pixels apart in the image, where the noise of many
 * cameras and scanners is no longer correlated.
 */
public final class SubLattices {

	private SubLattices() {}

	/**
	 * The sub-lattices of an image as views: writing to them writes to the image.
	 *
	 * @param image an image whose first two axes are x and y
	 * @param strideX distance along x of neighbouring pixels of a sub-lattice, in pixels of the image
	 * @param strideY the same along y
	 * @return strideX * strideY views with their minimum at the origin; fewer where the image has fewer pixels
	 * @param <T> pixel type
	 */
	public static <T> List<RandomAccessibleInterval<T>> of(final RandomAccessibleInterval<T> image, final int strideX,
		final int strideY)
	 {
		if (strideX == 1 && strideY == 1) return List.of(Views.zeroMin(image));
		final List<RandomAccessibleInterval<T>> lattices = new ArrayList<>();
		final long[] steps = new long[image.numDimensions()];
		Arrays.fill(steps, 1);
		steps[0] = strideX;
		steps[1] = strideY;
		for (long y = 0; y < Math.min(strideY, image.dimension(1)); y++)
			for (long x = 0; x < Math.min(strideX, image.dimension(0)); x++) {
				final long[] min = image.minAsLongArray();
				min[0] += x;
				min[1] += y;
				lattices.add(Views.subsample(Views.zeroMin(Views.interval(image, new FinalInterval(min, image.maxAsLongArray()))), steps));
			}
		return lattices;
	}
}
