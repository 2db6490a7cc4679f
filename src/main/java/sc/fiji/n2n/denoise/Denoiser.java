package sc.fiji.n2n.denoise;

import java.util.List;

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
 * Applies a model to an image tile by tile. The model is given all pixels that a tile depends on, so
 * that the result is that of the whole image at once, and memory does not grow with the image.
 */
public final class Denoiser {

	private final PatchModel model;
	private final long[] tileSize;

	/**
	 * @param model the model
	 * @param tileSize size of the tiles along each axis, multiples of what the model needs its blocks to be
	 */
	public Denoiser(final PatchModel model, final long... tileSize) {
		this.model = model;
		this.tileSize = tileSize.clone();
	}

	/**
	 * Denoises an image.
	 *
	 * @param source the image, with as many axes as tiles have, normalized, all pixels finite
	 * @param target takes the result, of the same size
	 * @param progress told of each tile
	 * @throws java.util.concurrent.CancellationException if the run is to stop; the target is then half written
	 */
	public void denoise(final RandomAccessibleInterval<FloatType> source, final RandomAccessibleInterval<FloatType> target,
		final Progress progress)
	{
		final PrimitiveBlocks<FloatType> blocks = Borders.mirrored(source);
		final List<Interval> tiles = TileGrid.cut(source, tileSize);
		for (int i = 0; i < tiles.size(); i++) {
			progress.step("Denoising", (double) i / tiles.size());
			final Interval tile = tiles.get(i);
			final Interval required = model.requiredSourceInterval(tile, source);
			final long[] size = required.dimensionsAsLongArray();
			final float[] block = new float[Math.toIntExact(Intervals.numElements(required))];
			blocks.copy(required, block);
			final float[] denoised = model.denoise(block, size);
			final RandomAccessibleInterval<FloatType> result = Views.translate(ArrayImgs.floats(denoised, size), required.minAsLongArray());
			LoopBuilder.setImages(Views.interval(result, tile), Views.interval(target, tile)).forEachPixel((from, to) -> to.set(from));
		}
		progress.step("Denoising", 1);
	}
}
