package sc.fiji.n2n.denoise;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.tile.SubLattices;

/**
 * Applies a model to a stack: plane by plane, or slab by slab of a volume or movie, whose slabs are as thick as memory allows.
 * The result is that of the whole stack at once, and memory does not grow with the stack.
 */
final class StackDenoiser {

	/** Share of the free Java memory that slabs and the planes around them may take. */
	private static final int SHARE = 3;
	/** Times that a plane of a slab is in memory: prepared, and denoised. */
	private static final int COPIES = 2;

	private final PatchModel model;
	private final int rank;
	private final Normalization normalization;
	private final PlaneFinish finish;
	private final Stride stride;
	private final LatticeStep afterwards;
	private final Consumer<String> notes;
	private final Workers workers;

	/**
	 * @param model the model; stays the caller's
	 * @param rank 2 if it takes planes (x, y), 3 if it takes volumes (x, y, z or t)
	 * @param normalization from the units of the channel to those of the model
	 * @param finish what is done to each plane at the end
	 * @param stride steps of the sub-lattices that the model is applied to
	 * @param afterwards what is done to each plane of a sub-lattice before that; null for nothing
	 * @param notes takes a sentence where memory ran out
	 */
	StackDenoiser(final PatchModel model, final int rank, final Normalization normalization, final PlaneFinish finish, final Stride stride,
		final LatticeStep afterwards, final Consumer<String> notes)
	{
		this.model = model;
		this.rank = rank;
		this.normalization = normalization;
		this.finish = finish;
		this.stride = stride;
		this.afterwards = afterwards;
		this.notes = notes;
		workers = new Workers(model.parallelism());
	}

	/**
	 * Denoises a stack.
	 *
	 * @param stack the stack; read as needed, never written
	 * @param out takes each denoised plane, numbered as in the channel
	 * @param progress told of each tile
	 * @return number of planes that stayed as they were, because there was nothing to denoise
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	long denoise(final PlaneStack stack, final PlaneWriter out, final Progress progress) {
		return denoise(stack, out, null, progress);
	}

	/** @param spread takes how far the passes of the model differ, plane by plane as the result; null if it is not wanted */
	long denoise(final PlaneStack stack, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
		return denoise(stack, freeMemory() / SHARE, out, spread, progress);
	}

	/** @param maxBytes memory for slabs and the planes around them, roughly; two planes at least are in memory whatever it is */
	long denoise(final PlaneStack stack, final long maxBytes, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
		final long plane = stack.channel().dimension(0) * stack.channel().dimension(1) * Float.BYTES;
		final long around = rank == 2 ? 0 : 2 * reachAlongZ(stack);
		final long depth = rank == 2 ? 1 : Math.max(1, Math.min(stack.size(), (maxBytes / plane - around) / (spread == null ? COPIES : COPIES + 1)));
		final PreparedPlanes source = new PreparedPlanes(stack, normalization, finish != PlaneFinish.GAPS_FILLED, stride, Math.min(maxBytes, (depth + around) *
			plane));
		long unchanged = 0;
		for (long from = 0; from < stack.size(); from += depth) {
			final long to = Math.min(from + depth, stack.size());
			unchanged += denoise(stack, source, from, to, out, spread, progress.part((double) from / stack.size(), (double) to / stack.size()));
		}
		return unchanged;
	}

	/** Denoises one plane of a stack, as it is among the others. */
	void denoisePlane(final PlaneStack stack, final long index, final PlaneWriter out, final Progress progress) {
		denoise(stack, new PreparedPlanes(stack, normalization, finish != PlaneFinish.GAPS_FILLED, stride, freeMemory() / SHARE), index, index + 1, out,
			null, progress);
	}

	private long denoise(final PlaneStack stack, final PreparedPlanes source, final long from, final long to, final PlaneWriter out,
		final PlaneWriter spread, final Progress progress)
	{
		final int width = (int) stack.channel().dimension(0);
		final int height = (int) stack.channel().dimension(1);
		final float[][] noisy = new float[(int) (to - from)][];
		boolean any = false;
		progress.step("Denoising", 0);
		// Planes of a slab are read again at the end instead of kept, except one alone.
		for (int i = 0; i < noisy.length && !any; i++)
			any = !FinishedPlane.isConstant(noisy[i] = PreparedPlanes.pixels(stack, from + i));
		if (noisy.length > 1) Arrays.fill(noisy, null);
		final float[][] denoised = new float[noisy.length][any ? width * height : 0];
		final float[][] spreads = spread == null ? null : new float[noisy.length][any ? width * height : 0];
		if (any) apply(source, from, denoised, spreads, width, height, progress);
		long unchanged = 0;
		for (int i = 0; i < noisy.length; i++) {
			final float[] before = noisy[i] != null ? noisy[i] : PreparedPlanes.pixels(stack, from + i);
			final boolean constant = FinishedPlane.isConstant(before);
			if (constant) unchanged++;
			else FinishedPlane.finish(before, denoised[i], normalization, finish);
			out.write(stack.plane(from + i), ArrayImgs.floats(constant ? before : denoised[i], width, height));
			denoised[i] = null;
			if (spread == null) continue;
			if (constant) spreads[i] = new float[before.length];
			FinishedPlane.finishSpread(before, spreads[i], normalization);
			spread.write(stack.plane(from + i), ArrayImgs.floats(spreads[i], width, height));
			spreads[i] = null;
		}
		return unchanged;
	}

	/** Denoises the planes of a slab, in normalized units; the spreads are null if they are not wanted. */
	private void apply(final PreparedPlanes source, final long from, final float[][] slab, final float[][] spreads, final int width, final int height,
		final Progress progress)
	{
		final List<RandomAccessibleInterval<FloatType>> sources = source.lattices();
		final boolean whole = stride.equals(Stride.NEIGHBOURS);
		for (int k = 0; k < sources.size(); k++) {
			final Progress part = progress.part((double) k / sources.size(), (k + 1.0) / sources.size());
			final RandomAccessibleInterval<FloatType> noisy = sources.get(k);
			final long[] size = { noisy.dimension(0), noisy.dimension(1), slab.length };
			final float[][] denoised = whole ? slab : new float[slab.length][(int) (size[0] * size[1])];
			final float[][] spread = whole || spreads == null ? spreads : new float[slab.length][(int) (size[0] * size[1])];
			if (rank == 2) denoise(ArrayImgs.floats(source.plane(k, from), size[0], size[1]), plane(denoised, size), plane(spread, size), part.part(0, 0.9));
			else denoise(noisy, planes(denoised, size, from), planes(spread, size, from), part.part(0, 0.9));
			for (int i = 0; i < slab.length; i++) {
				if (afterwards != null) afterwards.apply(source.plane(k, from + i), denoised[i], (int) size[0], (int) size[1], part.part(0.9, 1));
				if (whole) continue;
				interleave(denoised[i], size, k, slab[i], width, height);
				if (spread != null) interleave(spread[i], size, k, spreads[i], width, height);
			}
			part.step("Denoising", 1);
		}
	}

	/** Puts the pixels of a sub-lattice to their places in the plane. */
	private void interleave(final float[] lattice, final long[] size, final int k, final float[] plane, final int width, final int height) {
		LoopBuilder.setImages(ArrayImgs.floats(lattice, size[0], size[1]), SubLattices.of(ArrayImgs.floats(plane, width, height), stride.x(), stride.y()).get(k)).forEachPixel((
			value, pixel) -> pixel.set(value));
	}

	private void denoise(final RandomAccessibleInterval<FloatType> source, final RandomAccessibleInterval<FloatType> target,
		final RandomAccessibleInterval<FloatType> spread, final Progress progress)
	{
		new Denoiser(model, TileSize.of(model, target, source), notes, workers).denoise(source, target, spread, progress);
	}

	/** The one plane; null of none. */
	private static RandomAccessibleInterval<FloatType> plane(final float[][] arrays, final long[] size) {
		return arrays == null ? null : ArrayImgs.floats(arrays[0], size[0], size[1]);
	}

	/** The planes of a slab from a plane on; null of none. */
	private static RandomAccessibleInterval<FloatType> planes(final float[][] arrays, final long[] size, final long from) {
		return arrays == null ? null : Views.translate(Views.stack(Arrays.stream(arrays).map(plane -> (RandomAccessibleInterval<FloatType>) ArrayImgs
			.floats(plane, size[0], size[1])).toList()), 0, 0, from);
	}

	private long reachAlongZ(final PlaneStack stack) {
		return -model.requiredSourceInterval(new FinalInterval(1, 1, 1), stack.pixels()).min(2);
	}

	private static long freeMemory() {
		final Runtime java = Runtime.getRuntime();
		return java.maxMemory() - java.totalMemory() + java.freeMemory();
	}
}
