package sc.fiji.n2n.batch;

import ij.ImagePlus;
import ij.measure.Calibration;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/**
 * One channel of an image, to be denoised on its own.
 *
 * @param planes its pixels (x, y, plane), as they are stored, plane = z + t * slices; to be read only
 * @param slices number of slices of each frame
 * @param pixelType "8-bit", "16-bit", "32-bit" or "RGB"
 * @param pixelSize size of a pixel along x; 0 where it is not known
 * @param pixelDepth distance of slices, in the same unit; 0 where it is not known
 * @param unit unit of the size of a pixel
 * @param mask which frequencies of the planes were measured, where they are samplings of k-space; else null
 */
public record Channel(RandomAccessibleInterval<FloatType> planes, int slices, String pixelType, double pixelSize,
	double pixelDepth, String unit, RandomAccessibleInterval<FloatType> mask)
{

	/** Slices up to this times as far apart as pixels are as good as pixels. */
	private static final double ISOTROPIC = 1.3;

	/**
	 * A channel with the pixel type and the calibration of an image.
	 *
	 * @param image the image
	 * @param planes the pixels
	 * @param slices number of slices of each frame
	 */
	static Channel of(final ImagePlus image, final RandomAccessibleInterval<FloatType> planes, final int slices) {
		final Calibration calibration = image.getCalibration();
		final boolean known = calibration.scaled();
		return new Channel(planes, slices, image.getType() == ImagePlus.COLOR_RGB ? "RGB" : image.getBitDepth() + "-bit", known ? calibration.pixelWidth : 0,
			known ? calibration.pixelDepth : 0, calibration.getUnit(), null);
	}

	/** Other planes, each on its own, of the same type and calibration. */
	Channel with(final RandomAccessibleInterval<FloatType> others) {
		return new Channel(others, 1, pixelType, pixelSize, pixelDepth, unit, null);
	}

	/** The same with masks. */
	Channel withMask(final RandomAccessibleInterval<FloatType> masks) {
		return new Channel(planes, slices, pixelType, pixelSize, pixelDepth, unit, masks);
	}

	/** Whether slices are known to be as close to each other as pixels are, or closer. */
	public boolean isIsotropic() {
		return pixelSize > 0 && pixelDepth > 0 && pixelDepth <= ISOTROPIC * pixelSize;
	}
}
