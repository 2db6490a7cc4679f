package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * A batch of pairs of patches, (N, 1, [depth,] height, width) each. With masks, which belong to a whole image, only the input is extended
 * to a size that the network can pool.
 *
 * @param input the network's inputs
 * @param target its targets
 * @param weight 0 where a pixel does not count, else how much it counts; null where all count alike
 * @param mask by what each frequency of the input is multiplied to be the measured one, 0 where none was measured, 0 cycles first; null where the
 *          images are no samplings of k-space
 * @param counting sum of the weights
 */
record PatchArrays(NDArray input, NDArray target, NDArray weight, NDArray mask, double counting) {

	/**
	 * Shape of images of one channel. The first axis of a size runs fastest, the last axis of a shape does.
	 *
	 * @param count number of images
	 * @param size size along each axis, (x, y) or (x, y, z)
	 */
	static Shape shape(final int count, final long... size) {
		final long[] shape = new long[size.length + 2];
		shape[0] = count;
		shape[1] = 1;
		for (int d = 0; d < size.length; d++)
			shape[shape.length - 1 - d] = size[d];
		return new Shape(shape);
	}
}
