package sc.fiji.n2n.djl;

import java.util.Arrays;
import java.util.List;

import ai.djl.ndarray.NDArray;
import net.imglib2.Interval;

/** A convolutional network that denoises images. Holds no weights: they are given to it. */
interface Network {

	/** Shapes of its layers. */
	List<LayerShape> layers();

	/** How its weights are drawn before training. */
	Initialization initialization();

	/**
	 * Denoises.
	 *
	 * @param images (N, 1, [depth,] height, width), of sides that {@link #requiredSourceInterval} gives; kept
	 * @param layers the layers with their weights, in the order of {@link #layers()}
	 * @return the denoised images, of the same shape
	 */
	NDArray denoise(NDArray images, List<Layer> layers);

	/** The pixels that a target depends on; see {@link sc.fiji.n2n.denoise.PatchModel#requiredSourceInterval}. */
	Interval requiredSourceInterval(Interval target, Interval image);

	/** Number of weights. */
	default int weights() {
		return (int) layers().stream().map(LayerShape::weights).flatMapToLong(Arrays::stream).sum();
	}

	/** Number of running means and variances of its batch normalizations. */
	default int statistics() {
		return (int) layers().stream().map(LayerShape::statistics).flatMapToLong(Arrays::stream).sum();
	}

	/** Values for each pixel that are kept for later layers: of a U-Net, at most all below full size. */
	default double kept() {
		return layers().stream().filter(layer -> layer.level() > 0).mapToDouble(layer -> layer.filters() * Math.pow(4, -layer.level())).sum();
	}

	/** Multiplications that one pixel takes. */
	default double multiplications() {
		return layers().stream().mapToDouble(LayerShape::multiplications).sum();
	}
}
