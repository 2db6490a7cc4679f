package sc.fiji.n2n.tile;

/** The eight ways to turn and flip a patch. */
public final class Turns {

	/** How many there are. */
	public static final int COUNT = 8;

	private Turns() {}

	/**
	 * Where a pixel of a patch goes.
	 *
	 * @param turn number of the turn, 0 (stay) to 7: bit 0 flips x, bit 1 flips y, bit 2 then swaps x and y
	 * @param x column, 0 to width - 1
	 * @param y row, 0 to height - 1
	 * @param width width of the patch before the turn
	 * @param height height of the patch before the turn
	 * @return index of the pixel in the turned patch, x running fastest
	 */
	public static int index(final int turn, final int x, final int y, final int width, final int height) {
		final int u = (turn & 1) == 0 ? x : width - 1 - x;
		final int v = (turn & 2) == 0 ? y : height - 1 - y;
		return (turn & 4) == 0 ? v * width + u : u * height + v;
	}
}
