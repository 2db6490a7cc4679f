package sc.fiji.n2n.denoise;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.tile.Borders;
import sc.fiji.n2n.tile.TileGrid;

/**
 * Applies a model to an image tile by tile, several at once where the model says that it helps. The model is given all pixels that a tile depends on, so
 * that the result is that of the whole image at once, and memory does not grow with the image. Where memory runs out, tiles
 * are halved.
 */
public final class Denoiser {

	private static final String DOING = "Denoising";

	private final PatchModel model;
	private final long[] tileSize;
	private final Consumer<String> notes;
	private final Workers workers;

	/**
	 * @param model the model
	 * @param tileSize size of the tiles along each axis, multiples of what the model needs its blocks to be
	 */
	public Denoiser(final PatchModel model, final long... tileSize) {
		this(model, tileSize, note -> {});
	}

	/**
	 * @param model the model
	 * @param tileSize size of the tiles along each axis, multiples of what the model needs its blocks to be
	 * @param notes takes a sentence each time that tiles are halved
	 */
	public Denoiser(final PatchModel model, final long[] tileSize, final Consumer<String> notes) {
		this(model, tileSize, notes, new Workers(model.parallelism()));
	}

	/** @param workers denoise the tiles; for an image after the other */
	Denoiser(final PatchModel model, final long[] tileSize, final Consumer<String> notes, final Workers workers) {
		this.model = model;
		this.workers = workers;
		this.tileSize = tileSize.clone();
		this.notes = notes;
	}

	/**
	 * Denoises an image, or a part of it.
	 *
	 * @param source the image, with as many axes as tiles have, normalized, all pixels finite
	 * @param target takes the result: of the size of the source, or an interval within it
	 * @param progress told of each tile
	 * @throws OutOfDeviceMemory if memory does not suffice for the smallest tile
	 * @throws java.util.concurrent.CancellationException if the run is to stop; the target is then half written
	 */
	public void denoise(final RandomAccessibleInterval<FloatType> source, final RandomAccessibleInterval<FloatType> target,
		final Progress progress)
	{
		denoise(source, target, null, progress);
	}

	/**
	 * As above, and says how far the passes of the model differ.
	 *
	 * @param spread takes the standard deviation of the passes at each pixel: an interval like the target; null if it is not wanted
	 */
	void denoise(final RandomAccessibleInterval<FloatType> source, final RandomAccessibleInterval<FloatType> target,
		final RandomAccessibleInterval<FloatType> spread, final Progress progress)
	{
		final PrimitiveBlocks<FloatType> blocks = Borders.mirrored(source);
		final Queue tiles = new Queue(TileGrid.cut(target, tileSize), Intervals.numElements(target));
		workers.run(worker -> {
			for (Interval tile = tiles.next(worker); tile != null; tile = tiles.next(worker))
				try {
					denoise(blocks, source, target, spread, tile, worker);
					tiles.done(tile);
				}
				catch (final OutOfDeviceMemory e) {
					tiles.halve(tile, e);
				}
		}, progress);
		progress.step(DOING, 1);
	}

	private void denoise(final PrimitiveBlocks<FloatType> blocks, final Interval image, final RandomAccessibleInterval<FloatType> target,
		final RandomAccessibleInterval<FloatType> spread, final Interval tile, final Progress progress)
	{
		final Interval required = model.requiredSourceInterval(tile, image);
		final long[] size = required.dimensionsAsLongArray();
		final float[] block = new float[Math.toIntExact(Intervals.numElements(required))];
		// Planes of a volume are read when they are first needed, by one thread at a time.
		synchronized (blocks) {
			blocks.copy(required, block);
		}
		final float[] deviations = spread == null ? null : new float[block.length];
		copy(model.denoise(block, size, deviations, progress), required, target, tile);
		if (spread != null) copy(deviations, required, spread, tile);
	}

	private static void copy(final float[] block, final Interval place, final RandomAccessibleInterval<FloatType> target, final Interval tile) {
		final RandomAccessibleInterval<FloatType> result = Views.translate(ArrayImgs.floats(block, place.dimensionsAsLongArray()), place.minAsLongArray());
		LoopBuilder.setImages(Views.interval(result, tile), Views.interval(target, tile)).forEachPixel((from, to) -> to.set(from));
	}

	/** The tiles that are not yet denoised. */
	private final class Queue {

		private final Deque<Interval> tiles;
		private final double pixels;
		private long done;

		Queue(final List<Interval> tiles, final long pixels) {
			this.tiles = new ArrayDeque<>(tiles);
			this.pixels = pixels;
		}

		/** Null if there is none left. */
		synchronized Interval next(final Progress progress) {
			if (!tiles.isEmpty()) progress.step(DOING, done / pixels);
			return tiles.poll();
		}

		synchronized void done(final Interval tile) {
			done += Intervals.numElements(tile);
		}

		/** Cuts the tile that was too large, and those that follow. */
		synchronized void halve(final Interval tile, final OutOfDeviceMemory problem) {
			final long[] size = tile.dimensionsAsLongArray();
			final int axis = TileSize.longest(size);
			if (axis < 0) throw problem;
			final String before = words(size);
			size[axis] = TileSize.half(size[axis], axis);
			notes.accept("Memory ran out at tiles of " + before + " pixels; tiles of " + words(size) + " were used from there on.");
			tiles.push(tile);
			final List<Interval> larger = List.copyOf(tiles);
			tiles.clear();
			larger.forEach(each -> tiles.addAll(TileGrid.cut(each, size)));
		}
	}

	private static String words(final long[] size) {
		return Arrays.stream(size).mapToObj(Long::toString).collect(Collectors.joining(" x "));
	}
}
