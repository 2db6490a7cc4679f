package sc.fiji.n2n.denoise;

import net.imglib2.Interval;
import sc.fiji.n2n.tile.Turns;

/** The mean of what a model makes of turned and flipped versions of a block (x, y). */
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
		final int width = (int) size[0];
		final int height = (int) size[1];
		final float[] turned = new float[block.length];
		final float[] mean = new float[block.length];
		for (final int turn : turns) {
			for (int y = 0, i = 0; y < height; y++)
				for (int x = 0; x < width; x++, i++)
					turned[Turns.index(turn, x, y, width, height)] = block[i];
			final boolean swapped = (turn & 4) != 0;
			final float[] result = model.denoise(turned, swapped ? new long[] { height, width } : size);
			for (int y = 0, i = 0; y < height; y++)
				for (int x = 0; x < width; x++, i++)
					mean[i] += result[Turns.index(turn, x, y, width, height)] / turns.length;
		}
		return mean;
	}

	@Override
	public void close() {
		model.close();
	}
}
