package sc.fiji.n2n.image;

/** Planes of half the width and height, each pixel of which is the mean of 2 x 2; those at an odd end have fewer. */
final class PlaneMean {

	private PlaneMean() {}

	/**
	 * Halves a plane. Means of whole numbers are rounded to the nearest, halves up.
	 *
	 * @param from a {@code byte[]} (unsigned), {@code short[]} or {@code float[]}, x running fastest
	 * @param to an array of the same type for the means
	 * @param width width of the plane
	 * @param height its height
	 * @param signed whether shorts are signed
	 */
	static void halve(final Object from, final Object to, final int width, final int height, final boolean signed) {
		final int half = (width + 1) / 2;
		for (int y = 0; y < height; y += 2)
			for (int x = 0; x < width; x += 2) {
				final int right = Math.min(x + 2, width);
				final int bottom = Math.min(y + 2, height);
				final int count = (right - x) * (bottom - y);
				final int target = y / 2 * half + x / 2;
				if (from instanceof float[] floats) {
					double sum = 0;
					for (int v = y; v < bottom; v++)
						for (int u = x; u < right; u++)
							sum += floats[v * width + u];
					((float[]) to)[target] = (float) (sum / count);
				}
				else {
					int sum = 0;
					for (int v = y; v < bottom; v++)
						for (int u = x; u < right; u++)
							sum += whole(from, v * width + u, signed);
					final int mean = Math.floorDiv(2 * sum + count, 2 * count);
					if (to instanceof byte[] bytes) bytes[target] = (byte) mean;
					else ((short[]) to)[target] = (short) mean;
				}
			}
	}

	private static int whole(final Object plane, final int index, final boolean signed) {
		if (plane instanceof byte[] bytes) return bytes[index] & 0xff;
		final short value = ((short[]) plane)[index];
		return signed ? value : value & 0xffff;
	}
}
