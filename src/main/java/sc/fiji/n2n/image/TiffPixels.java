package sc.fiji.n2n.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Reads and writes planes as they lie in a TIFF: x runs fastest, a pixel of RGB has three bytes. */
final class TiffPixels {

	/** Written in pieces, because the system copies each piece once more. A multiple of 3 and of 4. */
	private static final int PIECE = 3 << 18;

	private final StackShape shape;
	private final ByteBuffer buffer;

	/**
	 * @param shape what the planes are
	 * @param order byte order of the file
	 */
	TiffPixels(final StackShape shape, final ByteOrder order) {
		this.shape = shape;
		buffer = ByteBuffer.allocateDirect((int) Math.min(PIECE, shape.planeBytes())).order(order);
	}

	/**
	 * Writes a plane.
	 *
	 * @param channel the file
	 * @param at where the plane begins
	 * @param plane a {@code byte[]}, {@code short[]}, {@code float[]} or {@code int[]}
	 */
	void write(final FileChannel channel, final long at, final Object plane) throws IOException {
		final int bytes = shape.bitDepth() / Byte.SIZE;
		final int pixels = shape.width() * shape.height();
		long place = at;
		for (int from = 0; from < pixels;) {
			final int count = Math.min(buffer.capacity() / bytes, pixels - from);
			buffer.clear();
			fill(plane, from, count);
			buffer.position(0).limit(count * bytes);
			while (buffer.hasRemaining())
				place += channel.write(buffer, place);
			from += count;
		}
	}

	private void fill(final Object plane, final int from, final int count) {
		if (plane instanceof byte[] bytes) buffer.put(bytes, from, count);
		else if (plane instanceof short[] shorts) buffer.asShortBuffer().put(shorts, from, count);
		else if (plane instanceof float[] floats) buffer.asFloatBuffer().put(floats, from, count);
		else for (int i = from; i < from + count; i++) {
			final int colour = ((int[]) plane)[i];
			buffer.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
		}
	}

	/**
	 * Reads a plane back.
	 *
	 * @param channel the file
	 * @param at where the plane begins
	 * @return an array of the caller's own
	 */
	Object read(final FileChannel channel, final long at) throws IOException {
		final int bytes = shape.bitDepth() / Byte.SIZE;
		final int pixels = shape.width() * shape.height();
		final Object plane = shape.blank();
		long place = at;
		for (int from = 0; from < pixels;) {
			final int count = Math.min(buffer.capacity() / bytes, pixels - from);
			buffer.clear().limit(count * bytes);
			while (buffer.hasRemaining()) {
				final int read = channel.read(buffer, place);
				if (read < 0) throw new EOFException("the file has become shorter");
				place += read;
			}
			buffer.flip();
			empty(plane, from, count);
			from += count;
		}
		return plane;
	}

	private void empty(final Object plane, final int from, final int count) {
		if (plane instanceof byte[] bytes) buffer.get(bytes, from, count);
		else if (plane instanceof short[] shorts) buffer.asShortBuffer().get(shorts, from, count);
		else if (plane instanceof float[] floats) buffer.asFloatBuffer().get(floats, from, count);
		else for (int i = from; i < from + count; i++)
			((int[]) plane)[i] = 0xff000000 | (buffer.get() & 0xff) << 16 | (buffer.get() & 0xff) << 8 | buffer.get() & 0xff;
	}
}
