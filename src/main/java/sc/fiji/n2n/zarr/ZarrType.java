package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;

/**
 * The type of the values of an array.
 *
 * @param kind 'u' for unsigned whole numbers, 'i' for signed ones, 'f' for real ones
 * @param bytes bytes of a value: 1, 2, 4 or 8
 * @param order order of the bytes of a value
 */
public record ZarrType(char kind, int bytes, ByteOrder order) {

	private static final Set<String> KNOWN = Set.of("u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8");

	/**
	 * Reads the name of a type.
	 *
	 * @param name as NumPy writes it, such as {@code <u2}
	 * @return the type
	 * @throws IOException if values of this type cannot be read
	 */
	static ZarrType parse(final String name) throws IOException {
		final boolean known = name.length() == 3 && KNOWN.contains(name.substring(1)) && "<>|".indexOf(name.charAt(0)) >= 0 &&
			(name.charAt(0) != '|' || name.charAt(2) == '1');
		if (!known) throw new IOException("its pixels are of type \"" + ZarrJson.quote(name) +
			"\", but must be whole numbers of 8, 16 or 32 bits, or real ones of 32 or 64 bits");
		return new ZarrType(name.charAt(1), name.charAt(2) - '0', name.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
	}

	/**
	 * A type in the byte order that most computers use.
	 *
	 * @param kind 'u', 'i' or 'f'
	 * @param bytes bytes of a value
	 * @return the type
	 */
	public static ZarrType littleEndian(final char kind, final int bytes) {
		return new ZarrType(kind, bytes, ByteOrder.LITTLE_ENDIAN);
	}

	/** The name of this type, as NumPy writes it. */
	String dtype() {
		return (bytes == 1 ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<") + kind + bytes;
	}

	/** The smallest value. */
	double min() {
		return kind == 'f' ? Double.NEGATIVE_INFINITY : kind == 'u' ? 0 : -Math.pow(2, 8 * bytes - 1);
	}

	/** The largest value. */
	double max() {
		return kind == 'f' ? Double.POSITIVE_INFINITY : Math.pow(2, 8 * bytes - (kind == 'u' ? 0 : 1)) - 1;
	}

	/** Values from their bytes: {@code byte[]}, {@code short[]}, {@code int[]}, {@code float[]} or {@code double[]}. */
	Object values(final byte[] raw) {
		final ByteBuffer buffer = ByteBuffer.wrap(raw).order(order);
		final int length = raw.length / bytes;
		switch (bytes) {
			case 1:
				return raw;
			case 2:
				final short[] shorts = new short[length];
				buffer.asShortBuffer().get(shorts);
				return shorts;
			case 8:
				final double[] doubles = new double[length];
				buffer.asDoubleBuffer().get(doubles);
				return doubles;
			default:
				if (kind != 'f') {
					final int[] ints = new int[length];
					buffer.asIntBuffer().get(ints);
					return ints;
				}
				final float[] floats = new float[length];
				buffer.asFloatBuffer().get(floats);
				return floats;
		}
	}

	/** Bytes of values, in an array as {@link #values} gives it. */
	byte[] raw(final Object values) {
		if (values instanceof byte[] same) return same;
		if (values instanceof short[] shorts) {
			final ByteBuffer buffer = buffer(shorts.length);
			buffer.asShortBuffer().put(shorts);
			return buffer.array();
		}
		if (values instanceof int[] ints) {
			final ByteBuffer buffer = buffer(ints.length);
			buffer.asIntBuffer().put(ints);
			return buffer.array();
		}
		if (values instanceof float[] floats) {
			final ByteBuffer buffer = buffer(floats.length);
			buffer.asFloatBuffer().put(floats);
			return buffer.array();
		}
		final double[] doubles = (double[]) values;
		final ByteBuffer buffer = buffer(doubles.length);
		buffer.asDoubleBuffer().put(doubles);
		return buffer.array();
	}

	private ByteBuffer buffer(final int length) {
		return ByteBuffer.allocate(length * bytes).order(order);
	}
}
