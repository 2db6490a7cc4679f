package sc.fiji.n2n.denoise;

/** What is done to each plane of a sub-lattice after a network has denoised it. */
@FunctionalInterface
interface LatticeStep {

	/**
	 * Changes a denoised plane in place.
	 *
	 * @param noisy the noisy plane, normalized, x running fastest, all finite; not to be changed
	 * @param denoised what the network made of it; takes the result
	 * @param width its width
	 * @param height its height
	 * @param progress asked whether to stop
	 */
	void apply(float[] noisy, float[] denoised, int width, int height, Progress progress);
}
