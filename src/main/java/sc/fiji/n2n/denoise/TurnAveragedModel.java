package sc.fiji.n2n.denoise;

import net.imglib2.Interval;
import sc.fiji.n2n.tile.Turns;

/**
 * The mean of what a model makes of turned and flipped versions of a block (x, y) or (x, y, z), whose slices are all turned
 * alike.
 */
public final class TurnAveragedModel implements PatchModel {

	private final PatchModel model;
	private final int[] turns;

	/**
	 * @param model the model; it is closed with this one
	 * @param turns the turns to average over, as {@link Turns} counts them
	 */
	public TurnAveragedModel(final PatchModel model, final int... turns) {
		this.model = model;
		this.turns = turns.clone();
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return model.requiredSourceInterval(target, image);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		return denoise(block, size, Progress.NONE);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size, final Progress progress) {
		return denoise(block, size, null, progress);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size, final float[] spread, final Progress progress) {
		if (spread != null && turns.length < 2) throw new UnsupportedOperationException("One pass has no spread.");
		final PixelSpread passes = spread == null ? null : new PixelSpread(block.length, turns.length);
		final int width = (int) size[0];
		final int height = (int) size[1];
		final int area = width * height;
		final float[] turned = new float[block.length];
		final float[] mean = new float[block.length];
		for (int pass = 0; pass < turns.length; pass++) {
			final int turn = turns[pass];
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
			final float[] result = model.denoise(turned, turnedSize, progress);
			for (int i = 0; i < block.length; i++) {
				final float value = result[i - i % area + places[i % area]];
				mean[i] += value / turns.length;
				if (passes != null) passes.add(pass, i, value);
			}
		}
		if (passes != null) passes.deviations(spread);
		return mean;
	}

	@Override
	public long bytesPerPixel() {
		return model.bytesPerPixel();
	}

	@Override
	public int parallelism() {
		return model.parallelism();
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
