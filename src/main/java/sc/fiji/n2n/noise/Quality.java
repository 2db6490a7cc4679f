package sc.fiji.n2n.noise;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.RealType;

/** Measures how near an image is to a reference. */
public final class Quality {

	private Quality() {}

	/**
	 * Peak signal-to-noise ratio: 10 log10(peak^2 / mean squared difference).
	 *
	 * @param image the image
	 * @param reference what it should be, of the same size, in the same units
	 * @param peak the largest possible value, or the range of the reference
	 * @return decibels; infinite for equal images
	 * @throws IllegalArgumentException if the sizes differ
	 */
	public static double psnr(final RandomAccessibleInterval<? extends RealType<?>> image,
		final RandomAccessibleInterval<? extends RealType<?>> reference, final double peak)
	{
		final double[] sum = new double[1];
		LoopBuilder.setImages(image, reference).forEachPixel((a, b) -> {
			final double difference = a.getRealDouble() - b.getRealDouble();
			sum[0] += difference * difference;
		});
		return psnr(sum[0] / image.size(), peak);
	}

	/**
	 * Peak signal-to-noise ratio of a difference that is known.
	 *
	 * @param meanSquare mean squared difference
	 * @param peak the largest possible value, or the range of the reference
	 * @return decibels; infinite for no difference
	 */
	static double psnr(final double meanSquare, final double peak) {
		return 10 * Math.log10(peak * peak / meanSquare);
	}
}
