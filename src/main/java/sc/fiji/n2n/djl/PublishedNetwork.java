package sc.fiji.n2n.djl;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;

/**
 * The network of Zero-Shot Noise2Noise (Mansour and Heckel, CVPR 2023, section 3.2): two 3x3
 * convolutions and one 1x1, 48 channels, leaky ReLU 0.2; 21,313 weights.
 */
final class PublishedNetwork implements Network {

	private static final int WIDTH = 48;
	private static final float SLOPE = 0.2f;

	/** A pixel depends on no pixel farther than this. */
	static final int HALO = 2;

	@Override
	public List<Shape> layers() {
		return List.of(new Shape(WIDTH, 1, 3, 3), new Shape(WIDTH, WIDTH, 3, 3), new Shape(1, WIDTH, 1, 1));
	}

	@Override
	public NDArray noise(final NDArray images, final NDList weights) {
		NDArray x = images;
		for (int layer = 0; layer < 2; layer++)
			x = Layers.activate(Layers.convolve(x, weights, layer), SLOPE);
		return Layers.convolve(x, weights, 2);
	}
}
