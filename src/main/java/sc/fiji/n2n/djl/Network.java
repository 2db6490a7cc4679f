package sc.fiji.n2n.djl;

import java.util.List;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import net.imglib2.Interval;

/** A convolutional network that predicts the noise of images. Holds no weights: they are given to it. */
interface Network {

	/** Shapes of the weights of each layer, (filters, channels, height, width). */
	List<Shape> layers();

	/**
	 * Predicts the noise.
	 *
	 * @param images (N, 1, height, width)
	 * @param weights of each layer the kernel and the bias, in the order of {@link #layers}
	 * @return the noise, (N, 1, height, width)
	 */
	NDArray noise(NDArray images, NDList weights);

	/** The pixels that a target depends on; see {@link sc.fiji.n2n.denoise.PatchModel#requiredSourceInterval}. */
	Interval requiredSourceInterval(Interval target, Interval image);
}
