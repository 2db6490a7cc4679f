package sc.fiji.n2n.denoise;

/**
 * Gives back what a network took away beyond the noise. A network that learned from neighbouring pixels
 * smooths what differs from pixel to pixel, also where that is structure. Where the residual (noisy minus
 * denoised) is stronger than the noise at that intensity, the surplus must be structure, and that share
 * of the residual is added again; the same rule as Wiener's, on the residual.
 * <p>
 * Needs noise that is independent from pixel to pixel. Works on one image (x, y).
 */
final class DetailRecovery {

	private static final String DOING = "Recovering detail";
	private static final int RADIUS = 4;
	private static final int SIDE = 2 * RADIUS + 1;
	/** A window's variance must exceed that of the noise by three of its standard errors. */
	private static final double THRESHOLD = 1 + 3 * Math.sqrt(2) / SIDE;
	/** A pixel counts as at most four standard deviations: hot pixels are not structure. */
	private static final double OUTLIER = 16;

	private DetailRecovery() {}

	/**
	 * Corrects a denoised image in place.
	 *
	 * @param noisy the noisy image, x running fastest, all finite
	 * @param denoised what the network made of it; takes the result
	 * @param width width of the image
	 * @param height height of the image
	 * @param progress asked whether to stop, a few times
	 * @return the share of the residual's pixels given back, 0 to 1
	 */
	static double apply(final float[] noisy, final float[] denoised, final int width, final int height, final Progress progress) {
		progress.step(DOING, 0);
		final float[] surplus = new float[noisy.length];
		for (int i = 0; i < noisy.length; i++)
			surplus[i] = square(noisy[i] - denoised[i]);
		progress.stopIfCanceled();
		BoxMean.apply(surplus, width, height, RADIUS);
		progress.stopIfCanceled();
		final NoiseLevel noise = NoiseLevel.fit(denoised, surplus);
		if (noise == null) return 0;
		progress.step(DOING, 0.4);
		for (int i = 0; i < noisy.length; i++)
			surplus[i] = (float) Math.min(square(noisy[i] - denoised[i]), OUTLIER * noise.variance(denoised[i]));
		progress.stopIfCanceled();
		BoxMean.apply(surplus, width, height, RADIUS);
		for (int i = 0; i < noisy.length; i++) {
			final double explained = noise.variance(denoised[i]) / surplus[i];
			surplus[i] = (float) (explained * THRESHOLD < 1 ? 1 - explained : 0);
		}
		progress.stopIfCanceled();
		BoxMean.apply(surplus, width, height, RADIUS);
		progress.step(DOING, 0.8);
		double share = 0;
		for (int i = 0; i < noisy.length; i++) {
			denoised[i] += surplus[i] * (noisy[i] - denoised[i]);
			share += surplus[i];
		}
		return share / noisy.length;
	}

	private static float square(final float value) {
		return value * value;
	}
}
