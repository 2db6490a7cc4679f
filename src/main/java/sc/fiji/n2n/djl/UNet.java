package sc.fiji.n2n.djl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import ai.djl.ndarray.NDArray;
import sc.fiji.n2n.config.NetworkOptions;

/**
 * The U-Net of Noise2Noise (Lehtinen et al., ICML 2018, appendix, table 2), for one channel: 988,609 weights at five
 * poolings and 48 channels. Two convolutions at full size before the first pooling, one a level below, two a level on the
 * way up, with twice the channels; the last two hidden layers have 4/3 and 2/3 of the channels (64 and 32 of 48).
 */
final class UNet extends ShapedNetwork {

	private final int depth;
	private final double slope;

	/** @param options depth: how often the image is halved; width: channels on the way down */
	UNet(final NetworkOptions options) {
		super(options);
		depth = options.depth();
		slope = options.slope();
		final int width = options.width();
		hidden(width, 1, 0);
		for (int level = 0; level < depth; level++)
			hidden(width, width, level);
		hidden(width, width, depth);
		int below = width;
		for (int level = depth - 1; level > 0; level--) {
			hidden(2 * width, below + width, level);
			hidden(2 * width, 2 * width, level);
			below = 2 * width;
		}
		final int first = Math.round(width * 4 / 3f);
		final int second = Math.round(width * 2 / 3f);
		hidden(first, below + 1, 0);
		hidden(second, first, 0);
		last(second, 3);
	}

	@Override
	public Initialization initialization() {
		return Initialization.he(slope);
	}

	@Override
	int multiple() {
		return 1 << depth;
	}

	@Override
	Span required(final Span target) {
		final Span joined = target.expand(3);
		return pooled(joined.halve(), 1).enlarge().expand(2).union(joined);
	}

	/** What is read of the pooled image of a level for a result of the decoder at that level. */
	private Span pooled(final Span result, final int level) {
		if (level == depth) return result.expand(1);
		final Span joined = result.expand(2);
		return pooled(joined.halve(), level + 1).enlarge().expand(1).union(joined);
	}

	@Override
	NDArray forward(final NDArray images, final List<Layer> layers) {
		final Iterator<Layer> next = layers.iterator();
		final Deque<NDArray> skips = new ArrayDeque<>();
		skips.push(images);
		NDArray x = activate(next.next().apply(images));
		for (int level = 1; level <= depth; level++) {
			// The same as pooling after the activation, which takes a quarter of the time here.
			final NDArray half = activate(Layers.max(next.next().apply(x)));
			if (level > 1) skips.push(x);
			else x.close();
			x = half;
		}
		x = convolve(x, next.next());
		while (!skips.isEmpty()) {
			final NDArray skip = skips.pop();
			final NDArray joined = Layers.join(enlarge(x), skip);
			if (skip != images) skip.close();
			x = convolve(convolve(joined, next.next()), next.next());
		}
		try (NDArray before = x) {
			return next.next().apply(before);
		}
	}

	private NDArray convolve(final NDArray x, final Layer layer) {
		try (x) {
			return activate(layer.apply(x));
		}
	}

	private static NDArray enlarge(final NDArray x) {
		try (x) {
			return Layers.enlarge(x);
		}
	}
}
