package sc.fiji.n2n.trust;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.tile.Turns;

/** A plane turned and flipped, and turned back. */
public final class TurnedPlane {

	private TurnedPlane() {}

	/**
	 * Turns a plane.
	 *
	 * @param plane the plane (x, y)
	 * @param turn number of the turn, as {@link Turns} counts them
	 * @return a copy; of swapped sides if the turn swaps x and y
	 */
	public static RandomAccessibleInterval<FloatType> of(final RandomAccessibleInterval<FloatType> plane, final int turn) {
		final int width = (int) plane.dimension(0), height = (int) plane.dimension(1);
		final float[] turned = new float[width * height];
		int i = 0;
		for (final FloatType value : Views.flatIterable(plane)) {
			turned[Turns.index(turn, i % width, i / width, width, height)] = value.get();
			i++;
		}
		return (turn & 4) == 0 ? ArrayImgs.floats(turned, width, height) : ArrayImgs.floats(turned, height, width);
	}

	/**
	 * Turns a plane back.
	 *
	 * @param turned what was turned, or made of it
	 * @param turn the turn it has
	 * @return a copy as it was before
	 */
	public static RandomAccessibleInterval<FloatType> back(final RandomAccessibleInterval<FloatType> turned, final int turn) {
		final boolean swapped = (turn & 4) != 0;
		final int width = (int) turned.dimension(swapped ? 1 : 0), height = (int) turned.dimension(swapped ? 0 : 1);
		final float[] values = new float[width * height];
		int n = 0;
		for (final FloatType value : Views.flatIterable(turned))
			values[n++] = value.get();
		final float[] plane = new float[values.length];
		for (int i = 0; i < plane.length; i++)
			plane[i] = values[Turns.index(turn, i % width, i / width, width, height)];
		return ArrayImgs.floats(plane, width, height);
	}
}
