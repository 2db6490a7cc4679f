package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.djl.ndarray.NDArray;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import sc.fiji.n2n.config.NetworkOptions;

/** A network of the shape that options ask for: one code for planes and volumes. */
abstract class ShapedNetwork implements Network {

	private final NetworkOptions options;
	private final List<LayerShape> layers = new ArrayList<>();

	ShapedNetwork(final NetworkOptions options) {
		this.options = options;
	}

	/** The network that the options name. */
	static ShapedNetwork of(final NetworkOptions options) {
		return switch (options.architecture()) {
			case SMALL_UNET -> new SmallUNet(options);
			case UNET -> new UNet(options);
			case RED -> new Red(options);
		};
	}

	/** Adds a hidden layer of 3x3 (x3) kernels. */
	final void hidden(final int filters, final int channels, final int level) {
		layers.add(LayerShape.of(options.rank(), filters, channels, 3, level, options.batchNorm()));
	}

	/** Adds a hidden layer of 3x3 kernels, in volumes slice by slice. */
	final void flat(final int filters, final int channels, final int level) {
		if (options.rank() == 2) hidden(filters, channels, level);
		else layers.add(LayerShape.flat(filters, channels, 3, level, options.batchNorm()));
	}

	/** Adds the last layer, which makes one channel. */
	final void last(final int channels, final int side) {
		layers.add(LayerShape.of(options.rank(), 1, channels, side, 0, false));
	}

	@Override
	public final List<LayerShape> layers() {
		return Collections.unmodifiableList(layers);
	}

	/** Blocks must have sides along x and y that are multiples of this. */
	abstract int multiple();

	/** The pixels that a target depends on, along x or y. */
	abstract Span required(Span target);

	/** The slices that a target depends on: layer follows layer, and none joins slices. */
	final Span requiredAlongZ(final Span target) {
		return target.expand(layers.stream().mapToInt(LayerShape::reachAlongZ).sum());
	}

	/** What the layers make of the images; keeps them. */
	abstract NDArray forward(NDArray images, List<Layer> layers);

	@Override
	public final NDArray denoise(final NDArray images, final List<Layer> weights) {
		final NDArray result = forward(images, weights);
		return options.residual() ? images.sub(result) : result;
	}

	/** Activation of a hidden layer. Frees x. */
	final NDArray activate(final NDArray x) {
		return Layers.activate(x, (float) options.slope());
	}

	/** What the target depends on, rounded so that the cells that the network pools are those of the whole image. */
	@Override
	public final Interval requiredSourceInterval(final Interval target, final Interval image) {
		final long[] min = image.minAsLongArray();
		final long[] max = image.minAsLongArray();
		for (int d = 0; d < min.length; d++) {
			final Span span = new Span(target.min(d) - image.min(d), target.max(d) - image.min(d));
			final Span required = d == 2 ? requiredAlongZ(span) : required(span).align(multiple());
			min[d] += required.min();
			max[d] += required.max();
		}
		return new FinalInterval(min, max);
	}
}
