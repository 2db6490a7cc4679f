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
	 * row has none, from the rows beside it.
	 *
	 * @param pixels an image, x running fastest; not changed
	 * @param width its width
	 * @param height its height
	 * @return the filled image; all pixels are finite if any was
	 */
	public static float[] filled(final float[] pixels, final int width, final int height) {
		final float[] filled = pixels.clone();
		for (int y = 0; y < height; y++) {
			carry(filled, y * width, 1, width);
			carry(filled, y * width + width - 1, -1, width);
		}
		for (int x = 0; x < width; x++) {
			carry(filled, x, width, height);
			carry(filled, x + (height - 1) * width, -width, height);
		}
		return filled;
	}

	private static void carry(final float[] pixels, final int from, final int step, final int count) {
		for (int i = 1, at = from + step; i < count; i++, at += step)
			if (!Float.isFinite(pixels[at])) pixels[at] = pixels[at - step];
	}
}
