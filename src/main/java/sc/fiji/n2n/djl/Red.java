package sc.fiji.n2n.djl;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

import ai.djl.ndarray.NDArray;
import sc.fiji.n2n.config.NetworkOptions;

/**
 * RED (Mao et al., NIPS 2016, figure 1 and equation 1): convolutions of 3x3, then as many deconvolutions, which at a stride
 * of 1 are convolutions too. The result of every second layer is added to that of its mirrored layer before the activation.
 * The network does not pool, so that blocks may have any size.
 */
final class Red extends ShapedNetwork {

	private final int depth;
	private final double slope;

	/** @param options depth: convolutions before the middle, as many follow; width: channels of all layers */
	Red(final NetworkOptions options) {
		super(options);
		depth = options.depth();
		slope = options.slope();
		hidden(options.width(), 1, 0);
		for (int layer = 2; layer < 2 * depth; layer++)
			hidden(options.width(), options.width(), 0);
		last(options.width(), 3);
	}

	@Override
	public Initialization initialization() {
		return Initialization.he(slope);
	}

	@Override
	int multiple() {
		return 1;
	}

	/** The result of every second layer waits for its mirrored one. */
	@Override
	public double kept() {
		return depth / 2.0 * layers().get(0).filters();
	}

	@Override
	Span required(final Span target) {
		return target.expand(2L * depth);
	}

	@Override
	NDArray forward(final NDArray images, final List<Layer> layers) {
		final Iterator<Layer> next = layers.iterator();
		final Deque<NDArray> skips = new ArrayDeque<>();
		NDArray x = activate(next.next().apply(images));
		for (int layer = 2; layer < 2 * depth; layer++) {
			final NDArray before = x;
			NDArray sum = next.next().apply(before);
			if (skips.peek() != before) before.close();
			if (layer > depth && (2 * depth - layer) % 2 == 0) {
				try (NDArray skip = skips.pop()) {
					sum = Layers.add(sum, skip);
				}
			}
			x = activate(sum);
			if (layer < depth && layer % 2 == 0) skips.push(x);
		}
		try (NDArray before = x) {
			return next.next().apply(before);
		}
	}
}
