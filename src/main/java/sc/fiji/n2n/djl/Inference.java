package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** Applies a network that predicts the noise to one block of pixels. */
final class Inference {

	private Inference() {}

	/**
	 * Subtracts the predicted noise.
	 *
	 * @param weights weights without gradient
	 * @param block pixels, x running fastest
	 * @param size width and height
	 * @return the denoised pixels
	 */
	static float[] denoise(final Network network, final Weights weights, final NDManager manager, final float[] block, final long[] size) {
		try (NDManager step = manager.newSubManager()) {
			final NDArray image = step.create(block, new Shape(1, 1, size[1], size[0]));
			return image.sub(network.noise(image, weights.layers(step))).toFloatArray();
		}
	}
}
