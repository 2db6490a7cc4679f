package sc.fiji.n2n.djl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import ai.djl.ndarray.NDArray;
import sc.fiji.n2n.config.NetworkOptions;

/**
 * A small U-Net (Ronneberger et al. 2015) with one 3x3 convolution a level, average pooling, nearest
 * upsampling and leaky ReLU. Skip connections join the levels below the first; at full size, where
 * convolutions are dear, the image itself is joined instead, and once more before the last layer, which
 * lets the network predict the noise or the scene, whichever is easier.
 * <p>
 * In volumes, kernels reach into the neighbouring slices where that is cheap: in the first layer and below full size. That
 * was as good as reaching everywhere in a prototype, at two thirds of the time.
 */
final class SmallUNet extends ShapedNetwork {

	private final int depth;

	/** @param options depth: how often the image is halved; width: channels of all levels */
	SmallUNet(final NetworkOptions options) {
		super(options);
		depth = options.depth();
		final int width = options.width();
		hidden(width, 1, 0);
		for (int level = 1; level <= depth; level++)
			hidden(width, width, level);
		for (int level = depth - 1; level > 0; level--)
			hidden(width, 2 * width, level);
		flat(width, width + 1, 0);
		last(width + 1, 1);
	}

	@Override
	public Initialization initialization() {
		return Initialization.PYTORCH;
	}

	@Override
	int multiple() {
		return 1 << depth;
	}

	@Override
	Span required(final Span target) {
		return required(target, 0).expand(1);
	}

	/** What the decoder reads of the encoder at a level, before its convolution at full size and after it below. */
	private Span required(final Span result, final int level) {
		final Span joined = result.expand(1);
		final Span below = level + 1 == depth ? joined.halve() : required(joined.halve(), level + 1);
		return below.expand(1).enlarge().union(joined);
	}

	@Override
	NDArray forward(final NDArray images, final List<Layer> layers) {
		final Iterator<Layer> next = layers.iterator();
		final Deque<NDArray> skips = new ArrayDeque<>();
		skips.push(images);
		NDArray x = activate(next.next().apply(images));
		for (int level = 1; level <= depth; level++) {
			try (NDArray half = Layers.mean(x)) {
				if (level > 1) skips.push(x);
				else x.close();
				x = activate(next.next().apply(half));
			}
		}
		for (int level = depth - 1; level > 0; level--)
			x = joined(x, skips.pop(), next.next());
		try (NDArray below = x; NDArray enlarged = Layers.enlarge(below); NDArray full = activate(next.next().apply(enlarged, images))) {
			return next.next().apply(full, images);
		}
	}

	private NDArray joined(final NDArray below, final NDArray skip, final Layer layer) {
		try (below; skip; NDArray joined = Layers.join(Layers.enlarge(below), skip)) {
			return activate(layer.apply(joined));
		}
	}
}
