package sc.fiji.n2n.denoise;

/** Brings denoised planes back to the units of the image. */
final class FinishedPlane {

	private FinishedPlane() {}

	/** Whether a plane has nothing to denoise: its finite pixels have all the same value, or there are none. */
	static boolean isConstant(final float[] pixels) {
		float first = Float.NaN;
		for (final float pixel : pixels) {
			if (!Float.isFinite(pixel)) continue;
			if (Float.isNaN(first)) first = pixel;
			if (pixel != first) return false;
		}
		return true;
	}

	/**
	 * Brings a spread to the units of the image, in place.
	 *
	 * @param noisy the pixels as they were read
	 * @param spread standard deviations of normalized results; NaN afterwards where the pixel is not finite
	 * @param normalization between both
	 */
	static void finishSpread(final float[] noisy, final float[] spread, final Normalization normalization) {
		for (int i = 0; i < spread.length; i++)
			spread[i] = Float.isFinite(noisy[i]) ? (float) (spread[i] * normalization.scale()) : Float.NaN;
	}

	/**
	 * Finishes a plane in place.
	 *
	 * @param noisy the pixels as they were read
	 * @param denoised what the model made of them, normalized; takes the result, in the units of the image
	 * @param normalization between both
	 * @param how what is done
	 */
	static void finish(final float[] noisy, final float[] denoised, final Normalization normalization, final PlaneFinish how) {
		normalization.invert(denoised);
		if (how == PlaneFinish.GAPS_FILLED) return;
		double lost = 0;
		long count = 0;
		for (int i = 0; i < noisy.length; i++)
			if (Float.isFinite(noisy[i])) {
				lost += noisy[i] - (double) denoised[i];
				count++;
			}
		final float shift = how == PlaneFinish.MEAN_KEPT ? (float) (lost / count) : 0;
		for (int i = 0; i < noisy.length; i++)
			denoised[i] = Float.isFinite(noisy[i]) ? denoised[i] + shift : noisy[i];
	}
}
