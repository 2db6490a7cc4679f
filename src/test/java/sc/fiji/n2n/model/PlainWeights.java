package sc.fiji.n2n.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.WeightsFormat;

/** Weights as arrays of floats, each after its length: a format for tests that need no engine. */
final class PlainWeights implements WeightsFormat {

	static final int MAX_BYTES = 20_000;

	@Override
	public byte[] encode(final NetworkOptions network, final LearnerState state) {
		final float[][] arrays = { state.weights(), state.statistics(), state.means(), state.variances() };
		int bytes = Integer.BYTES;
		for (final float[] array : arrays)
			bytes += Integer.BYTES + array.length * Float.BYTES;
		final ByteBuffer buffer = ByteBuffer.allocate(bytes);
		for (final float[] array : arrays) {
			buffer.putInt(array.length);
			for (final float value : array)
				buffer.putFloat(value);
		}
		return buffer.putInt(state.updates()).array();
	}

	@Override
	public LearnerState decode(final NetworkOptions network, final byte[] file) {
		try {
			final ByteBuffer buffer = ByteBuffer.wrap(file);
			return new LearnerState(floats(buffer), floats(buffer), floats(buffer), floats(buffer), buffer.getInt());
		}
		catch (final BufferUnderflowException e) {
			throw new IllegalArgumentException("it is not complete.", e);
		}
	}

	private static float[] floats(final ByteBuffer buffer) {
		final int length = buffer.getInt();
		if (length < 0 || length > buffer.remaining() / Float.BYTES) throw new IllegalArgumentException("it promises " + length + " numbers.");
		final float[] values = new float[length];
		for (int i = 0; i < length; i++)
			values[i] = buffer.getFloat();
		return values;
	}

	@Override
	public long maxBytes(final NetworkOptions network) {
		return MAX_BYTES;
	}
}
