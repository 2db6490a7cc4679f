package sc.fiji.n2n.djl;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/**
 * The loss of Zero-Shot Noise2Noise (Mansour and Heckel, CVPR 2023, equations 4 to 6) on one block of
 * an image, summed so that blocks add up to the loss of the image.
 */
final class PublishedLoss {

	private static final Shape TWO = new Shape(2, 2);
	/** The means of the two diagonals of a 2x2 cell. */
	private static final float[] DIAGONALS = { 0, 0.5f, 0.5f, 0, 0.5f, 0, 0, 0.5f };

	private final Network network;

	PublishedLoss(final Network network) {
		this.network = network;
	}

	/**
	 * The two images of half the size, D1(y) and D2(y).
	 *
	 * @param image (1, 1, height, width), both even
	 * @return (2, 1, height / 2, width / 2)
	 */
	static NDArray downsampled(final NDArray image) {
		final NDManager step = image.getManager();
		final NDArray pair = Conv2d.conv2d(image, step.create(DIAGONALS, new Shape(2, 1, 2, 2)), null, TWO).singletonOrThrow();
		return pair.reshape(2, 1, pair.getShape().get(2), pair.getShape().get(3));
	}

	/**
	 * The residual loss and the consistency loss, summed over the cells of a core.
	 *
	 * @param block the pixels (1, 1, height, width), both even
	 * @param weight weight of each cell (1, 1, height / 2, width / 2): 0 leaves it out
	 * @param core the cells that count: rows and columns of the downsampled images
	 * @param weights the network's layers with their weights
	 * @return (residual, consistency), not yet divided by the number of cells
	 */
	NDList sums(final NDArray block, final NDArray weight, final NDIndex core, final List<Layer> weights) {
		final NDArray half = downsampled(block);
		final NDArray denoisedHalf = network.denoise(half, weights);
		final NDArray halfDenoised = downsampled(network.denoise(block, weights));
		final NDArray residual = denoisedHalf.sub(half.flip(0)).square();
		final NDArray consistency = denoisedHalf.sub(halfDenoised).square();
		final NDArray counted = weight.get(core);
		return new NDList(residual.get(core).mul(counted).sum().div(2), consistency.get(core).mul(counted).sum().div(2));
	}
}
