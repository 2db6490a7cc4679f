package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;

/**
 * Puts the frequencies that were measured in the input of a network into its output, in place of its own, before it is compared
 * with a target: nothing is to be learned about what is known (Lehtinen et al., Noise2Noise, ICML 2018, section 3.4).
 */
final class Reinsertion {

	private static final long[] AXES = { 2, 3 };

	private Reinsertion() {}

	/**
	 * The output with the measured frequencies. Gradients pass.
	 *
	 * @param result the network's result, as large as the input, which may be larger than the masks: extended to be pooled
	 * @param patches the input and the masks of a batch
	 * @return images of the size of the masks; the result itself where there are no masks
	 */
	static NDArray apply(final NDArray result, final PatchArrays patches) {
		final NDArray mask = patches.mask();
		if (mask == null) return result;
		final NDArray own = cropped(result, mask.getShape());
		final NDArray measured = spectrum(cropped(patches.input(), mask.getShape())).mul(mask);
		// Where nothing was measured, there is no difference.
		final NDArray difference = measured.sub(spectrum(own).mul(mask.sign()));
		return own.add(difference.ifft2(sides(mask), AXES).real().get(new NDIndex("..., 0")));
	}

	private static NDArray spectrum(final NDArray images) {
		return images.fft2(sides(images), AXES);
	}

	private static long[] sides(final NDArray images) {
		return new long[] { images.getShape().get(2), images.getShape().get(3) };
	}

	private static NDArray cropped(final NDArray images, final Shape to) {
		return images.getShape().equals(to) ? images : images.get(new NDIndex(":, :, :" + to.get(2) + ", :" + to.get(3)));
	}
}
