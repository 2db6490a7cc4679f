package sc.fiji.n2n.image;

/**
 * Puts values into pixels of a type: rounded to the nearest (halves go up), clamped to what the type can hold. Methods
 * that do so return the sum of the pixels.
 */
final class PixelRounding {

	private static final int MAX_BYTE = 0xff;
	private static final int MAX_SHORT = 0xffff;

	private PixelRounding() {}

	/** To unsigned 8-bit, 0 to 255; NaN becomes 0. */
	static double toBytes(final float[] values, final byte[] pixels) {
		double sum = 0;
		for (int i = 0; i < pixels.length; i++) {
			final int value = rounded(values[i], MAX_BYTE);
			pixels[i] = (byte) value;
			sum += value;
		}
		return sum;
	}

	/** To unsigned 16-bit, 0 to 65535; NaN becomes 0. */
	static double toShorts(final float[] values, final short[] pixels) {
		double sum = 0;
		for (int i = 0; i < pixels.length; i++) {
			final int value = rounded(values[i], MAX_SHORT);
			pixels[i] = (short) value;
			sum += value;
		}
		return sum;
	}

	/**
	 * To one component of RGB pixels, 0 to 255; the other components stay.
	 *
	 * @param component 0 red, 1 green, 2 blue
	 */
	static double toComponent(final float[] values, final int[] pixels, final int component) {
		final int shift = 16 - 8 * component;
		final int others = ~(MAX_BYTE << shift);
		double sum = 0;
		for (int i = 0; i < pixels.length; i++) {
			final int value = rounded(values[i], MAX_BYTE);
			pixels[i] = pixels[i] & others | value << shift;
			sum += value;
		}
		return sum;
	}

	/**
	 * How many values are beyond what the type can hold, once they are rounded.
	 *
	 * @param max the largest pixel; the smallest is 0
	 */
	static long clamped(final float[] values, final int max) {
		long count = 0;
		for (final float value : values)
			if (Math.round(value) < 0 || Math.round(value) > max) count++;
		return count;
	}

	private static int rounded(final float value, final int max) {
		return Math.max(0, Math.min(max, Math.round(value)));
	}
}
