package sc.fiji.n2n.denoise;

import java.util.Arrays;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.tile.Gaps;

/**
 * Some neighbouring planes of a stack in memory, or just one, normalized. Pixels that are not finite are filled while
 * the planes are denoised, and come back afterwards unless the model is there to fill them.
 */
final class Volume {

	private final float[] pixels;
	private final float[] source;
	private final float[] result;
	private final Normalization normalization;
	private final int width;
	private final int height;
	private final int depth;

	private Volume(final float[] pixels, final Normalization normalization, final int width, final int height, final int depth,
		final boolean fromNeighbours)
	{
		this.pixels = pixels;
		this.normalization = normalization;
		this.width = width;
		this.height = height;
		this.depth = depth;
		result = new float[pixels.length];
		source = fromNeighbours && Gaps.in(pixels) ? Gaps.filled(pixels, width, height, depth) : pixels.clone();
		normalization.apply(source);
		if (!fromNeighbours) for (int i = 0; i < source.length; i++)
			if (!Float.isFinite(source[i])) source[i] = 0;
	}

	/**
	 * Reads planes.
	 *
	 * @param planes a stack (x, y, plane)
	 * @param first index of the first plane
	 * @param depth number of planes
	 * @param normalization between the units of the stack and those of the model
	 * @param fromNeighbours whether pixels that are not finite are filled with a finite neighbour, or else with the offset, as
	 *          in training
	 * @throws IllegalArgumentException if there are more pixels than an array can hold, in words for the user
	 */
	static Volume read(final RandomAccessibleInterval<FloatType> planes, final long first, final long depth, final Normalization normalization,
		final boolean fromNeighbours)
	{
		return new Volume(pixels(planes, first, depth), normalization, (int) planes.dimension(0), (int) planes.dimension(1), (int) depth, fromNeighbours);
	}

	/** The pixels of some planes of a stack, x running fastest. */
	static float[] pixels(final RandomAccessibleInterval<FloatType> planes, final long first, final long depth) {
		if (planes.dimension(0) * planes.dimension(1) > Integer.MAX_VALUE / depth) throw new IllegalArgumentException("The volume has " +
			planes.dimension(0) + " x " + planes.dimension(1) + " x " + depth + " pixels, but at most 2 billion can be denoised at once. Crop it first.");
		final int[] size = { (int) planes.dimension(0), (int) planes.dimension(1), (int) depth };
		final float[] pixels = new float[size[0] * size[1] * size[2]];
		PrimitiveBlocks.of(planes, OnFallback.ACCEPT).copy(new long[] { planes.min(0), planes.min(1), planes.min(2) + first }, pixels, size);
		return pixels;
	}

	/** Whether any pixel is finite: else there is nothing to denoise. */
	boolean hasFinitePixel() {
		return Float.isFinite(source[0]);
	}

	/** A plane as it was read (x, y). */
	RandomAccessibleInterval<FloatType> original(final int plane) {
		return plane(pixels, plane);
	}

	/** What is to be denoised, normalized, all pixels finite: (x, y) of rank 2, (x, y, z) of rank 3. */
	RandomAccessibleInterval<FloatType> source(final int rank) {
		return ArrayImgs.floats(source, size(rank));
	}

	/** Where the denoised pixels go, normalized, of the same size as the source. */
	RandomAccessibleInterval<FloatType> target(final int rank) {
		return ArrayImgs.floats(result, size(rank));
	}

	/** Brings the denoised pixels back to the units of the stack. */
	void finish(final PlaneFinish how) {
		normalization.invert(result);
		if (how == PlaneFinish.GAPS_FILLED) return;
		for (int plane = 0; plane < depth; plane++)
			finish(plane * width * height, (plane + 1) * width * height, how == PlaneFinish.MEAN_KEPT);
	}

	private void finish(final int from, final int to, final boolean keepMean) {
		double lost = 0;
		long count = 0;
		for (int i = from; i < to; i++)
			if (Float.isFinite(pixels[i])) {
				lost += pixels[i] - (double) result[i];
				count++;
			}
		final float shift = keepMean ? (float) (lost / count) : 0;
		for (int i = from; i < to; i++)
			result[i] = Float.isFinite(pixels[i]) ? result[i] + shift : pixels[i];
	}

	/** A denoised plane (x, y), once finished. */
	RandomAccessibleInterval<FloatType> result(final int plane) {
		return plane(result, plane);
	}

	/** Whether a plane has nothing to denoise: its finite pixels have all the same value, or there are none. */
	boolean isConstant(final int plane) {
		float first = Float.NaN;
		for (int i = plane * width * height; i < (plane + 1) * width * height; i++) {
			if (!Float.isFinite(pixels[i])) continue;
			if (Float.isNaN(first)) first = pixels[i];
			if (pixels[i] != first) return false;
		}
		return true;
	}

	private long[] size(final int rank) {
		return rank == 2 ? new long[] { width, height } : new long[] { width, height, depth };
	}

	private RandomAccessibleInterval<FloatType> plane(final float[] values, final int plane) {
		return ArrayImgs.floats(Arrays.copyOfRange(values, plane * width * height, (plane + 1) * width * height), width, height);
	}
}
