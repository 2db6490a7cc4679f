package sc.fiji.n2n.image;

/** Puts values into pixels of a type: rounded to the nearest (halves go up), clamped to what the type can hold. */
final class PixelRounding {

	private static final int MAX_BYTE = 0xff;
	private static final int MAX_SHORT = 0xffff;

	private PixelRounding() {}

	/** To unsigned 8-bit, 0 to 255; NaN becomes 0. */
	static void toBytes(final float[] values, final byte[] pixels) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (byte) rounded(values[i], MAX_BYTE);
	}

	/** To unsigned 16-bit, 0 to 65535; NaN becomes 0. */
	static void toShorts(final float[] values, final short[] pixels) {
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (short) rounded(values[i], MAX_SHORT);
	}

	/**
	 * To one component of RGB pixels, 0 to 255; the other components stay.
	 *
	 * @param component 0 red, 1 green, 2 blue
	 */
	static void toComponent(final float[] values, final int[] pixels, final int component) {
		final int shift = 16 - 8 * component;
		final int others = ~(MAX_BYTE << shift);
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = pixels[i] & others | rounded(values[i], MAX_BYTE) << shift;
	}

	private static int rounded(final float value, final int max) {
		return Math.max(0, Math.min(max, Math.round(value)));
	}
}
