package sc.fiji.n2n.denoise;

import net.imglib2.Interval;

/** A trained network that denoises blocks of normalized pixels. Owns native memory: close it. */
public interface PatchModel extends AutoCloseable {

	/**
	 * The pixels that must be given to denoise some pixels exactly as if the whole image were given.
	 *
	 * @param target the pixels to denoise
	 * @param image the whole image; the required interval may reach beyond it, where the caller
	 *          mirrors the image
	 * @return the required interval, of a size that {@link #denoise} takes
	 */
	Interval requiredSourceInterval(Interval target, Interval image);

	/**
	 * Denoises a block.
	 *
	 * @param block normalized finite pixels, the first axis running fastest; not changed
	 * @param size size of the block along each axis, that of a required source interval
	 * @return the denoised pixels, as many; those that were not in the target are of no use
	 * @throws OutOfDeviceMemory if the block is too large for the memory of the device
	 */
	float[] denoise(float[] block, long[] size);

	/**
	 * Denoises a block, and asks whether to stop: before, and where it can, in between, because a large block takes long.
	 *
	 * @param block as above
	 * @param size as above
	 * @param progress asked whether to stop
	 * @return as above
	 * @throws OutOfDeviceMemory as above
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	default float[] denoise(final float[] block, final long[] size, final Progress progress) {
		progress.stopIfCanceled();
		return denoise(block, size);
	}

	/**
	 * Denoises a block, and says how far the passes differ whose mean the result is.
	 *
	 * @param block as above
	 * @param size as above
	 * @param spread takes the standard deviation of the passes at each pixel; null if it is not wanted
	 * @param progress asked whether to stop
	 * @return as above, the same pixels with and without the spread
	 * @throws UnsupportedOperationException if a spread is wanted of a model of one pass
	 * @throws OutOfDeviceMemory as above
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	default float[] denoise(final float[] block, final long[] size, final float[] spread, final Progress progress) {
		if (spread != null) throw new UnsupportedOperationException("One pass has no spread.");
		return denoise(block, size, progress);
	}

	/**
	 * Memory that denoising takes for each pixel of a block, in bytes, roughly.
	 *
	 * @return 1 or more
	 */
	default long bytesPerPixel() {
		return 1;
	}

	/**
	 * Number of blocks to denoise at once, each by a thread of its own: more than one only of a model that allows it.
	 *
	 * @return 1 or more
	 */
	default int parallelism() {
		return 1;
	}

	/** Free memory of the device, in bytes; as much as can be counted where it is not known. */
	default long freeBytes() {
		return Long.MAX_VALUE;
	}

	/** Frees the native memory. */
	@Override
	void close();
}
