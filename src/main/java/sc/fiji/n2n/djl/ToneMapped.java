package sc.fiji.n2n.djl;

import java.util.List;

import ai.djl.ndarray.NDArray;
import net.imglib2.Interval;

/**
 * A network that is shown its input tone-mapped, (v / (1 + v))^(1/2.2) for v above 0 and 0 below, so that a few very bright
 * pixels do not drown the others (Lehtinen et al., Noise2Noise, ICML 2018, section 3.3). Its result is not tone-mapped.
 *
 * @param network the network
 */
record ToneMapped(Network network) implements Network {

	private static final float GAMMA = 2.2f;

	@Override
	public List<LayerShape> layers() {
		return network.layers();
	}

	@Override
	public Initialization initialization() {
		return network.initialization();
	}

	@Override
	public NDArray denoise(final NDArray images, final List<Layer> layers) {
		try (NDArray shown = map(images)) {
			return network.denoise(shown, layers);
		}
	}

	/** Tone-maps images. */
	static NDArray map(final NDArray images) {
		try (NDArray positive = images.maximum(0); NDArray more = positive.add(1); NDArray share = positive.div(more)) {
			return share.pow(1 / GAMMA);
		}
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return network.requiredSourceInterval(target, image);
	}

	@Override
	public double kept() {
		return network.kept();
	}
}
