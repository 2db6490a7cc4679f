package sc.fiji.n2n.denoise;

import java.util.concurrent.CancellationException;

import net.imglib2.Interval;
import sc.fiji.n2n.tile.Turns;

/**
 * The mean of what a model makes of turned and flipped versions of a block (x, y) or (x, y, z), whose slices are all turned
 * alike.
 */
public final class TurnAveragedModel implements PatchModel {

	private final PatchModel model;
	private final Progress progress;
	private final int[] turns;

	/**
	 * @param model the model; it is closed with this one
	 * @param progress asked before each turn whether to stop, because a large block takes long
	 * @param turns the turns to average over, as {@link Turns} counts them
	 */
	public TurnAveragedModel(final PatchModel model, final Progress progress, final int... turns) {
		this.model = model;
		this.progress = progress;
		this.turns = turns.clone();
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return model.requiredSourceInterval(target, image);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		final int width = (int) size[0];
		final int height = (int) size[1];
		final int area = width * height;
		final float[] turned = new float[block.length];
		final float[] mean = new float[block.length];
		for (final int turn : turns) {
			if (progress.isCanceled()) throw new CancellationException("Canceled.");
			final int[] places = new int[area];
			for (int y = 0, i = 0; y < height; y++)
				for (int x = 0; x < width; x++, i++)
					places[i] = Turns.index(turn, x, y, width, height);
			for (int i = 0; i < block.length; i++)
				turned[i - i % area + places[i % area]] = block[i];
			final long[] turnedSize = size.clone();
			if ((turn & 4) != 0) {
				turnedSize[0] = height;
				turnedSize[1] = width;
			}
			final float[] result = model.denoise(turned, turnedSize);
			for (int i = 0; i < block.length; i++)
				mean[i] += result[i - i % area + places[i % area]] / turns.length;
		}
		return mean;
	}

	@Override
	public long bytesPerPixel() {
		return model.bytesPerPixel();
	}

	@Override
	public long freeBytes() {
		return model.freeBytes();
	}

	@Override
	public void close() {
		model.close();
	}
}
