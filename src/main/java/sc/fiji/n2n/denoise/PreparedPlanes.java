package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.FloatArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.ConstantUtils;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.tile.CellCache;
import sc.fiji.n2n.tile.Gaps;
import sc.fiji.n2n.tile.SubLattices;

/**
 * The planes of a stack as a network takes them: normalized, all pixels finite, split into sub-lattices. Each is read when it
 * is needed, and the last ones are remembered.
 */
final class PreparedPlanes {

	private final PlaneStack stack;
	private final Normalization normalization;
	private final boolean fromNeighbours;
	private final Stride stride;
	private final CellCache planes;
	private final List<RandomAccessibleInterval<FloatType>> lattices = new ArrayList<>();

	/**
	 * @param stack the stack
	 * @param normalization from its units to those of the network
	 * @param fromNeighbours whether pixels that are not finite are filled with a finite neighbour of the same plane, or else with
	 *          the offset, as in training
	 * @param stride steps of the sub-lattices
	 * @param maxBytes memory for the planes that are remembered
	 */
	PreparedPlanes(final PlaneStack stack, final Normalization normalization, final boolean fromNeighbours, final Stride stride, final long maxBytes) {
		this.stack = stack;
		this.normalization = normalization;
		this.fromNeighbours = fromNeighbours;
		this.stride = stride;
		final long width = stack.channel().dimension(0);
		final long height = stack.channel().dimension(1);
		planes = new CellCache(width * height * Float.BYTES, maxBytes, this::split);
		for (final RandomAccessibleInterval<FloatType> shape : SubLattices.of(ConstantUtils.constantRandomAccessibleInterval(new FloatType(),
			new FinalInterval(width, height)), stride.x(), stride.y()))
			lattices.add(lattice(lattices.size(), (int) shape.dimension(0), (int) shape.dimension(1)));
	}

	/** The sub-lattices (x, y, z or t), in the order of {@link SubLattices}; one if the stride is 1. */
	List<RandomAccessibleInterval<FloatType>> lattices() {
		return lattices;
	}

	/** A plane of a sub-lattice, x running fastest; to be read only. */
	float[] plane(final int lattice, final long index) {
		return ((float[][]) planes.get(index))[lattice];
	}

	private RandomAccessibleInterval<FloatType> lattice(final int lattice, final int width, final int height) {
		final int[] size = { width, height, 1 };
		return new LazyCellImg<>(new CellGrid(new long[] { width, height, stack.size() }, size), new FloatType(), index -> new Cell<>(size, new long[] { 0,
			0, index }, new FloatArray(plane(lattice, index))));
	}

	/** Reads a plane and splits it. */
	private float[][] split(final long index) {
		final int width = (int) stack.channel().dimension(0);
		final int height = (int) stack.channel().dimension(1);
		final float[] pixels = pixels(stack, index);
		final float[] filled = fromNeighbours && Gaps.in(pixels) ? Gaps.filled(pixels, width, height) : pixels;
		normalization.apply(filled);
		for (int i = 0; i < filled.length; i++)
			if (!Float.isFinite(filled[i])) filled[i] = 0;
		if (stride.equals(Stride.NEIGHBOURS)) return new float[][] { filled };
		return SubLattices.of(ArrayImgs.floats(filled, width, height), stride.x(), stride.y()).stream().map(PreparedPlanes::copy).toArray(float[][]::new);
	}

	/** The pixels of a plane of a stack as they are, x running fastest. */
	static float[] pixels(final PlaneStack stack, final long index) {
		final int[] size = { (int) stack.channel().dimension(0), (int) stack.channel().dimension(1), 1 };
		if ((long) size[0] * size[1] > Integer.MAX_VALUE - 8) throw new IllegalArgumentException("A plane has " + size[0] + " x " + size[1] +
			" pixels, but at most 2 billion can be denoised at once. Crop it first.");
		final float[] pixels = new float[size[0] * size[1]];
		PrimitiveBlocks.of(stack.channel(), OnFallback.ACCEPT).copy(new long[] { 0, 0, stack.plane(index) }, pixels, size);
		return pixels;
	}

	private static float[] copy(final RandomAccessibleInterval<FloatType> lattice) {
		final float[] pixels = new float[(int) Intervals.numElements(lattice)];
		PrimitiveBlocks.of(lattice, OnFallback.ACCEPT).copy(lattice, pixels);
		return pixels;
	}
}
