package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A part of a plane, in memory.
 *
 * @param pixels its pixels, x running fastest; what is not finite is NaN
 * @param width pixels of a row
 * @param height rows
 * @param x where it begins in the plane
 * @param y where it begins in the plane
 * @param plane index of the plane
 */
record Block(float[] pixels, int width, int height, long x, long y, long plane) {

	/** Longest side of a block. */
	static final int SIDE = 1024;
	/** Blocks that are looked at. */
	private static final int MAX_BLOCKS = 5;

	/**
	 * A bounded sample of a channel: the same place in up to five planes, or up to five places of a single large plane.
	 *
	 * @param planes the channel (x, y, plane), from 0
	 * @return one block or more
	 */
	static List<Block> sample(final RandomAccessibleInterval<FloatType> planes) {
		final long width = planes.dimension(0), height = planes.dimension(1), depth = planes.dimension(2);
		final List<Block> blocks = new ArrayList<>();
		if (depth > 1 || width <= SIDE && height <= SIDE) {
			final int count = (int) Math.min(MAX_BLOCKS, depth);
			for (int i = 0; i < count; i++)
				blocks.add(read(planes, Math.max(0, width - SIDE) / 2, Math.max(0, height - SIDE) / 2, (2 * i + 1) * depth / (2L * count)));
			return blocks;
		}
		final long columns = (width + SIDE - 1) / SIDE, cells = columns * ((height + SIDE - 1) / SIDE);
		final long count = Math.min(MAX_BLOCKS, cells);
		for (long i = 0; i < count; i++) {
			final long cell = (2 * i + 1) * cells / (2 * count);
			// The last block of a row or column ends with the plane.
			blocks.add(read(planes, Math.min(cell % columns * SIDE, Math.max(0, width - SIDE)), Math.min(cell / columns * SIDE, Math.max(0, height - SIDE)), 0));
		}
		return blocks;
	}

	/**
	 * Reads the same place in another plane.
	 *
	 * @param planes the channel
	 * @param other index of the plane
	 */
	Block in(final RandomAccessibleInterval<FloatType> planes, final long other) {
		return read(planes, x, y, other);
	}

	private static Block read(final RandomAccessibleInterval<FloatType> planes, final long x, final long y, final long plane) {
		final int width = (int) Math.min(SIDE, planes.dimension(0)), height = (int) Math.min(SIDE, planes.dimension(1));
		final float[] pixels = new float[width * height];
		PrimitiveBlocks.of(planes, OnFallback.ACCEPT).copy(new long[] { x, y, plane }, pixels, new int[] { width, height, 1 });
		for (int i = 0; i < pixels.length; i++)
			if (!Float.isFinite(pixels[i])) pixels[i] = Float.NaN;
		return new Block(pixels, width, height, x, y, plane);
	}
}
