package sc.fiji.n2n.tile;

/** Fills pixels that are not finite, so that a network can be given the others. */
public final class Gaps {

	private Gaps() {}

	/** Whether any value is not finite. */
	public static boolean in(final float[] values) {
		for (final float v : values)
			if (!Float.isFinite(v)) return true;
		return false;
	}

	/**
	 * Gives each pixel that is not finite the value of a finite neighbour: along its row, or, where the
	 * row has none, from the rows beside it, or from the planes beside it.
	 *
	 * @param pixels an image, the first axis running fastest; not changed
	 * @param size its size along each axis
	 * @return the filled image; all pixels are finite if any was
	 */
	public static float[] filled(final float[] pixels, final int... size) {
		final float[] filled = pixels.clone();
		int step = 1;
		for (final int length : size) {
			for (int first = 0; first < filled.length; first++) {
				// The first pixel of each line along this axis.
				if (first / step % length != 0) continue;
				carry(filled, first, step, length);
				carry(filled, first + (length - 1) * step, -step, length);
			}
			step *= length;
		}
		return filled;
	}

	private static void carry(final float[] pixels, final int from, final int step, final int count) {
		for (int i = 1, at = from + step; i < count; i++, at += step)
			if (!Float.isFinite(pixels[at])) pixels[at] = pixels[at - step];
	}
}
