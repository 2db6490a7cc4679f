package sc.fiji.n2n.djl;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDList.Encoding;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.djl.SafeTensorsHeader.Tensor;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.WeightsFormat;

/**
 * Writes and reads what networks have learned as safetensors. Layer i has the tensors "layer.i.weight", "layer.i.bias" and, with
 * batch normalization, "layer.i.scale", "layer.i.running_mean" and "layer.i.running_var"; the optimizer has
 * "optimizer.means", "optimizer.variances" and "optimizer.updates".
 */
final class SafeTensors implements WeightsFormat {

	private static final String MEANS = "optimizer.means";
	private static final String VARIANCES = "optimizer.variances";
	private static final String UPDATES = "optimizer.updates";
	private static final String FLOAT = "F32";
	private static final String INTEGER = "I32";

	private final NDManager manager;

	/** @param manager parent of what is needed while a file is written or read */
	SafeTensors(final NDManager manager) {
		this.manager = manager;
	}

	/** A part of the weights or of the statistics, in their order. */
	private record Part(String name, long[] shape, boolean statistic) {

		/** The values of this part, from where they come next. */
		FloatBuffer next(final FloatBuffer weights, final FloatBuffer statistics) {
			final FloatBuffer all = statistic ? statistics : weights;
			final int size = Math.toIntExact(new Shape(shape).size());
			final FloatBuffer part = all.slice(all.position(), size);
			all.position(all.position() + size);
			return part;
		}
	}

	private static List<Part> parts(final Network network) {
		final List<Part> parts = new ArrayList<>();
		for (int i = 0; i < network.layers().size(); i++) {
			final LayerShape layer = network.layers().get(i);
			final String name = "layer." + i + ".";
			final long[] filters = { layer.filters() };
			parts.add(new Part(name + "weight", layer.kernel().getShape(), false));
			parts.add(new Part(name + "bias", filters, false));
			if (!layer.normalized()) continue;
			parts.add(new Part(name + "scale", filters, false));
			parts.add(new Part(name + "running_mean", filters, true));
			parts.add(new Part(name + "running_var", filters, true));
		}
		return parts;
	}

	@Override
	public byte[] encode(final NetworkOptions options, final LearnerState state) {
		final Network network = ShapedNetwork.of(options);
		Weights.check(network, state);
		final FloatBuffer weights = FloatBuffer.wrap(state.weights());
		final FloatBuffer statistics = FloatBuffer.wrap(state.statistics());
		try (NDManager own = manager.newSubManager(Device.cpu())) {
			final NDList tensors = new NDList();
			for (final Part part : parts(network))
				tensors.add(named(part.name, own.create(part.next(weights, statistics), new Shape(part.shape))));
			if (state.means().length > 0) {
				tensors.add(named(MEANS, own.create(state.means())));
				tensors.add(named(VARIANCES, own.create(state.variances())));
				tensors.add(named(UPDATES, own.create(new int[] { state.updates() })));
			}
			return tensors.encode(Encoding.SAFETENSORS);
		}
	}

	private static NDArray named(final String name, final NDArray array) {
		array.setName(name);
		return array;
	}

	@Override
	public LearnerState decode(final NetworkOptions options, final byte[] file) {
		final Network network = ShapedNetwork.of(options);
		final List<Part> parts = parts(network);
		final Map<String, Tensor> needed = new LinkedHashMap<>();
		for (final Part part : parts)
			needed.put(part.name, Tensor.of(FLOAT, part.shape));
		final Tensor moment = Tensor.of(FLOAT, network.weights());
		final boolean optimizer = SafeTensorsHeader.check(file, needed, Map.of(MEANS, moment, VARIANCES, moment, UPDATES, Tensor.of(INTEGER, 1)));
		final float[] weights = new float[network.weights()];
		final float[] statistics = new float[network.statistics()];
		final FloatBuffer toWeights = FloatBuffer.wrap(weights);
		final FloatBuffer toStatistics = FloatBuffer.wrap(statistics);
		try (NDManager own = manager.newSubManager(Device.cpu())) {
			final NDList tensors = NDList.decode(own, file);
			for (final Part part : parts)
				part.next(toWeights, toStatistics).put(finite(tensors, part.name));
			if (!optimizer) return new LearnerState(weights, statistics, new float[0], new float[0], 0);
			return new LearnerState(weights, statistics, finite(tensors, MEANS), finite(tensors, VARIANCES), tensors.get(UPDATES).toIntArray()[0]);
		}
	}

	private static float[] finite(final NDList tensors, final String name) {
		final float[] values = tensors.get(name).toFloatArray();
		final boolean squares = name.equals(VARIANCES) || name.endsWith("running_var");
		for (final float value : values)
			if (!Float.isFinite(value) || squares && value < 0) throw SafeTensorsHeader.wrong("its tensor \"" + name + "\" holds the value " + value);
		return values;
	}

	@Override
	public long maxBytes(final NetworkOptions options) {
		final Network network = ShapedNetwork.of(options);
		return Long.BYTES + SafeTensorsHeader.MAX_BYTES + Float.BYTES * (3L * network.weights() + network.statistics() + 1);
	}
}
