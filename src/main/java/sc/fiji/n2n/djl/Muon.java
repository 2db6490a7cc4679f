package sc.fiji.n2n.djl;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * Muon (K. Jordan et al., "Muon: an optimizer for hidden layers in neural networks", 2024) on the kernels, {@link Adam} on the rest.
 * The momentum of a kernel, as a matrix of filters by all else, is replaced by the nearest matrix with orthogonal rows, roughly, so that all directions
 * learn alike. A network of the fast method then needs half as many steps.
 * <p>
 * A kernel that reads several times as many channels as it has filters is cut along its channels into blocks as of kernels that read
 * as many. A few channels that are left over, and kernels that read fewer, are the rest. All blocks of one shape are computed at once.
 */
final class Muon implements AutoCloseable {

	private static final float MOMENTUM = 0.95f;
	/** Steps of the Newton-Schulz iteration: the publication's 5 were no better. */
	private static final int ITERATIONS = 3;
	/** Coefficients of its polynomial. */
	private static final float[] POLYNOMIAL = { 3.4445f, -4.7750f, 2.0315f };
	private static final float TINY = 1e-7f;
	/** Learning rate of the kernels over that of Adam. */
	private static final double KERNEL_RATE = 20 / 3.0;

	private final NDArray weights;
	private final double maxNorm;
	private final Adam adam;
	private final List<Blocks> groups = new ArrayList<>();
	/** 0 where a weight belongs to a block, else 1. */
	private final NDArray rest;
	/** For each weight: its place among the updates of all blocks, which a 0 ends that is for the rest. */
	private final NDArray places;
	private final NDArray zero;

	/** The blocks of one shape: where their weights are, and their momentum (blocks, rows, columns). */
	private record Blocks(NDArray indices, NDArray momentum) {}

	/**
	 * @param weights the weights, flat; they get a gradient
	 * @param shapes the layers that they are of, one after the other
	 * @param maxNorm largest norm of a gradient; larger ones are scaled to it
	 */
	Muon(final NDArray weights, final List<LayerShape> shapes, final double maxNorm) {
		this.weights = weights;
		this.maxNorm = maxNorm;
		adam = new Adam(weights, 0.9f, 0.99f, Double.POSITIVE_INFINITY);
		final NDManager manager = weights.getManager();
		final long[] placeOf = new long[(int) weights.size()];
		Arrays.fill(placeOf, -1);
		int place = 0;
		for (final List<int[]> blocks : blocks(shapes).values()) {
			final long[] indices = blocks.stream().flatMapToInt(block -> Arrays.stream(block, 1, block.length)).asLongStream().toArray();
			for (final long index : indices)
				placeOf[(int) index] = place++;
			final int rows = blocks.get(0)[0];
			groups.add(new Blocks(manager.create(indices), manager.zeros(new Shape(blocks.size(), rows, (blocks.get(0).length - 1) / rows))));
		}
		final float[] others = new float[placeOf.length];
		for (int i = 0; i < placeOf.length; i++)
			if (placeOf[i] < 0) {
				others[i] = 1;
				placeOf[i] = place;
			}
		rest = manager.create(others);
		places = manager.create(placeOf);
		zero = manager.zeros(new Shape(1));
	}

	/** For each shape of blocks, the blocks: number of rows, then the indices of the weights, row after row. */
	private static Map<List<Integer>, List<int[]>> blocks(final List<LayerShape> shapes) {
		final Map<List<Integer>, List<int[]>> groups = new LinkedHashMap<>();
		int start = 0;
		for (final LayerShape shape : shapes) {
			final int filters = (int) shape.filters();
			final int channels = (int) shape.kernel().get(1);
			final int row = (int) shape.fanIn();
			final boolean whole = channels % filters * 2 >= filters;
			final int columns = whole ? row : row / channels * filters;
			for (int block = 0; filters > 1 && block < (whole ? 1 : channels / filters); block++) {
				final int from = start + block * columns;
				groups.computeIfAbsent(List.of(filters, columns), key -> new ArrayList<>()).add(IntStream.concat(IntStream.of(filters), IntStream.range(0,
					filters * columns).map(i -> from + i / columns * row + i % columns)).toArray());
			}
			start += Arrays.stream(shape.weights()).sum();
		}
		return groups;
	}

	/**
	 * Goes on from where another one was.
	 *
	 * @param means running means of the gradient, one a weight
	 * @param variances running means of its square, where Adam updates
	 * @param updates number of updates so far
	 */
	void restore(final float[] means, final float[] variances, final int updates) {
		try (NDArray all = weights.getManager().create(means); NDArray others = all.mul(rest)) {
			for (final Blocks blocks : groups)
				try (NDArray flat = all.gather(blocks.indices(), 0); NDArray shaped = flat.reshape(blocks.momentum().getShape())) {
					shaped.copyTo(blocks.momentum());
				}
			adam.restore(others.toFloatArray(), variances, updates);
		}
	}

	/** Running means of the gradient, one a weight. */
	float[] means() {
		final float[] means = adam.means();
		for (final Blocks blocks : groups) {
			final long[] indices = blocks.indices().toLongArray();
			final float[] momentum = blocks.momentum().toFloatArray();
			for (int i = 0; i < indices.length; i++)
				means[(int) indices[i]] = momentum[i];
		}
		return means;
	}

	/** Running means of the squared gradient: 0 for the kernels, which need none. */
	float[] variances() {
		return adam.variances();
	}

	/** Number of updates so far. */
	int updates() {
		return adam.updates();
	}

	/**
	 * Updates the weights by their gradient, and sets the gradient to 0.
	 *
	 * @param learningRate learning rate of this update, of Adam; that of the kernels is 20/3 as high
	 */
	void update(final double learningRate) {
		try (NDManager step = weights.getManager().newSubManager()) {
			final NDArray gradient = weights.getGradient();
			gradient.attach(step);
			final NDArray clipped = gradient.mul(Adam.scale(gradient, maxNorm));
			final NDList updates = new NDList();
			for (final Blocks blocks : groups)
				updates.add(direction(blocks, clipped).flatten());
			zero.tempAttach(step);
			updates.add(zero);
			final NDArray update = NDArrays.concat(updates).gather(places, 0);
			adam.update(clipped.mul(rest), learningRate);
			weights.getNDArrayInternal().sgdUpdate(new NDList(weights, update), new NDList(weights), (float) (learningRate * KERNEL_RATE), 0, 1, -1, 0, false);
		}
	}

	/** Nesterov's momentum, up to a factor, which {@link #orthogonal} ignores. */
	private static NDArray direction(final Blocks blocks, final NDArray gradient) {
		final NDArray fresh = gradient.gather(blocks.indices(), 0).reshape(blocks.momentum().getShape()).muli(1 - MOMENTUM);
		blocks.momentum().muli(MOMENTUM).addi(fresh);
		return orthogonal(fresh.divi(MOMENTUM).addi(blocks.momentum()));
	}

	/** Newton-Schulz iteration on each of many matrices (matrices, rows, columns): their singular values become about 1. */
	private static NDArray orthogonal(final NDArray matrices) {
		NDArray x = matrices.div(matrices.square().sum(new int[] { 1, 2 }, true).sqrt().add(TINY));
		for (int i = 0; i < ITERATIONS; i++) {
			final NDArray squares = x.matMul(x.transpose(0, 2, 1));
			final NDArray factor = squares.matMul(squares).muli(POLYNOMIAL[2]).addi(squares.muli(POLYNOMIAL[1]));
			x = x.mul(POLYNOMIAL[0]).addi(factor.matMul(x));
		}
		return x;
	}

	@Override
	public void close() {
		adam.close();
		rest.close();
		places.close();
		zero.close();
		for (final Blocks blocks : groups) {
			blocks.indices().close();
			blocks.momentum().close();
		}
	}
}
