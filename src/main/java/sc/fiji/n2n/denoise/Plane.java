package sc.fiji.n2n.denoise;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.tile.Gaps;

/**
 * One plane of a stack in memory, normalized. Pixels that are not finite are filled with their nearest
 * finite neighbour while the plane is denoised, and come back afterwards.
 */
final class Plane {

	private final float[] pixels;
	private final float[] source;
	private final float[] result;
	private final Normalization normalization;
	private final int width;
	private final int height;

	private Plane(final float[] pixels, final Normalization normalization, final int width, final int height) {
		this.pixels = pixels;
		this.normalization = normalization;
		this.width = width;
		this.height = height;
		result = new float[pixels.length];
		source = Gaps.in(pixels) ? Gaps.filled(pixels, width, height) : pixels.clone();
		normalization.apply(source);
	}

	/** Reads the plane at an index of a stack (x, y, plane). */
	static Plane read(final RandomAccessibleInterval<FloatType> planes, final long index, final Normalization normalization) {
		final int width = Math.toIntExact(planes.dimension(0));
		final int height = Math.toIntExact(planes.dimension(1));
		return new Plane(pixels(planes, index), normalization, width, height);
	}

	/** The pixels of the plane at an index of a stack, x running fastest. */
	static float[] pixels(final RandomAccessibleInterval<FloatType> planes, final long index) {
		final int[] size = { Math.toIntExact(planes.dimension(0)), Math.toIntExact(planes.dimension(1)), 1 };
		final float[] pixels = new float[Math.multiplyExact(size[0], size[1])];
		PrimitiveBlocks.of(planes, OnFallback.ACCEPT).copy(new long[] { planes.min(0), planes.min(1), planes.min(2) + index }, pixels, size);
		return pixels;
	}

	/** Whether any pixel is finite: else there is nothing to denoise. */
	boolean hasFinitePixel() {
		return Float.isFinite(source[0]);
	}

	/** The plane as it was read (x, y). */
	RandomAccessibleInterval<FloatType> original() {
		return ArrayImgs.floats(pixels, width, height);
	}

	/** The plane to be denoised (x, y), normalized, all pixels finite. */
	RandomAccessibleInterval<FloatType> source() {
		return ArrayImgs.floats(source, width, height);
	}

	/** Where the denoised pixels go (x, y), normalized. */
	RandomAccessibleInterval<FloatType> target() {
		return ArrayImgs.floats(result, width, height);
	}

	/**
	 * The denoised plane (x, y) in its own units: pixels that were not finite are as they were, and the
	 * others have the mean that they had, so that intensities can still be summed and compared.
	 */
	RandomAccessibleInterval<FloatType> finish() {
		normalization.invert(result);
		double lost = 0;
		long count = 0;
		for (int i = 0; i < pixels.length; i++)
			if (Float.isFinite(pixels[i])) {
				lost += pixels[i] - (double) result[i];
				count++;
			}
		final float shift = (float) (lost / count);
		for (int i = 0; i < pixels.length; i++)
			result[i] = Float.isFinite(pixels[i]) ? result[i] + shift : pixels[i];
		return target();
	}
}
