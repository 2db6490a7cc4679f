package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import sc.fiji.n2n.train.LearnerState;

/**
 * The weights of a network, held in one flat array: one gradient, one optimizer update and one norm
 * instead of one for each layer, which halves the overhead of small training steps. Layer after layer: kernel, bias and,
 * where it is normalized, scale. The running means and variances of normalized layers are held in a second one.
 */
final class Weights implements AutoCloseable {

	private final NDArray flat;
	private final NDArray statistics;
	private final List<LayerShape> shapes;

	private Weights(final NDArray flat, final NDArray statistics, final List<LayerShape> shapes) {
		this.flat = flat;
		this.statistics = statistics;
		this.shapes = shapes;
	}

	/**
	 * Weights to start training from.
	 *
	 * @param manager owns the weights
	 * @param network the network they are for
	 * @param uniform draws from 0 (inclusive) to 1
	 */
	static Weights random(final NDManager manager, final Network network, final DoubleSupplier uniform) {
		final Initialization initialization = network.initialization();
		final float[] values = new float[network.weights()];
		final float[] statistics = new float[network.statistics()];
		int i = 0;
		int s = 0;
		for (final LayerShape layer : network.layers()) {
			final double bound = initialization.gain() / Math.sqrt(layer.fanIn());
			final boolean biases = initialization.biases() && !layer.normalized();
			for (final int end = i + (int) (layer.kernel().size() + (biases ? layer.filters() : 0)); i < end; i++)
				values[i] = (float) (uniform.getAsDouble() * 2 * bound - bound);
			if (!biases) i += layer.filters();
			if (!layer.normalized()) continue;
			Arrays.fill(values, i, i += layer.filters(), 1);
			s += layer.filters();
			Arrays.fill(statistics, s, s += layer.filters(), 1);
		}
		return of(manager, network, values, statistics);
	}

	/**
	 * Weights that have been learned before.
	 *
	 * @param manager owns the weights
	 * @param network the network they are for
	 * @param state what it has learned
	 * @throws IllegalArgumentException if the state is of another network
	 */
	static Weights of(final NDManager manager, final Network network, final LearnerState state) {
		check(network, state);
		return of(manager, network, state.weights(), state.statistics());
	}

	private static Weights of(final NDManager manager, final Network network, final float[] values, final float[] statistics) {
		return new Weights(manager.create(values), statistics.length == 0 ? null : manager.create(statistics), network.layers());
	}

	/** @throws IllegalArgumentException if a state is of another network */
	static void check(final Network network, final LearnerState state) {
		check("weights", state.weights().length, network.weights());
		check("running means and variances", state.statistics().length, network.statistics());
		final boolean optimizer = state.means().length + state.variances().length + state.updates() != 0;
		check("means of the optimizer", state.means().length, optimizer ? network.weights() : 0);
		check("variances of the optimizer", state.variances().length, optimizer ? network.weights() : 0);
	}

	private static void check(final String what, final int given, final int needed) {
		if (given != needed) throw new IllegalArgumentException("There are " + given + " " + what + ", but this network has " + needed +
			": they are of another network. Use the model with the network that it was trained with.");
	}

	/** The same weights with other values, as flat as {@link #flat()}. */
	Weights with(final NDArray values) {
		return new Weights(values, statistics, shapes);
	}

	/**
	 * A copy without gradient.
	 *
	 * @param manager owns the copy
	 */
	Weights copy(final NDManager manager) {
		try (NDArray frozen = flat.stopGradient()) {
			return new Weights(copy(frozen, manager), statistics == null ? null : copy(statistics, manager), shapes);
		}
	}

	private static NDArray copy(final NDArray array, final NDManager manager) {
		final NDArray copy = array.duplicate();
		copy.attach(manager);
		return copy;
	}

	/** All weights, one after the other. */
	NDArray flat() {
		return flat;
	}

	/** Running mean and variance of each normalized layer, as they are now; empty where there is none. */
	float[] statistics() {
		return statistics == null ? new float[0] : statistics.toFloatArray();
	}

	/**
	 * The weights as each layer needs them, as views.
	 *
	 * @param step owns the views
	 * @param training whether batch normalization uses the statistics of the batch, and updates the running ones
	 */
	List<Layer> layers(final NDManager step, final boolean training) {
		final Iterator<NDArray> pieces = split(flat, step, LayerShape::weights);
		final Iterator<NDArray> running = statistics == null ? Collections.emptyIterator() : split(statistics, step, LayerShape::statistics);
		final List<Layer> layers = new ArrayList<>(shapes.size());
		for (final LayerShape shape : shapes) {
			final NDArray kernel = pieces.next().reshape(shape.kernel());
			final NDArray bias = pieces.next();
			layers.add(shape.normalized() ? new Layer(kernel, bias, pieces.next(), running.next(), running.next(), training) : Layer.plain(kernel, bias));
		}
		return layers;
	}

	private Iterator<NDArray> split(final NDArray array, final NDManager step, final Function<LayerShape, long[]> sizes) {
		final long[] ends = shapes.stream().map(sizes).flatMapToLong(Arrays::stream).toArray();
		Arrays.parallelPrefix(ends, Long::sum);
		final NDList pieces = array.split(Arrays.copyOf(ends, ends.length - 1));
		pieces.attach(step);
		return pieces.iterator();
	}

	@Override
	public void close() {
		flat.close();
		if (statistics != null) statistics.close();
	}
}
