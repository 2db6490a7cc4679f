package sc.fiji.n2n.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * An entry of a TIFF directory.
 *
 * @param tag what it is, such as 256 for the width
 * @param type type of its values, such as 4 for LONG
 * @param count number of values
 * @param value the values in the byte order of the file
 */
record TiffTag(int tag, int type, long count, byte[] value) {

	static final int IMAGE_DESCRIPTION = 270;
	static final int STRIP_OFFSETS = 273;
	static final int STRIP_BYTE_COUNTS = 279;
	static final int IMAGEJ_COUNTS = 50838;
	static final int IMAGEJ_METADATA = 50839;

	private static final int ASCII = 2;
	private static final int LONG = 4;
	private static final int LONG8 = 16;

	/** A number of 4 bytes, or in BigTIFF of 8. */
	static TiffTag number(final int tag, final long value, final boolean big, final ByteOrder order) {
		final ByteBuffer bytes = ByteBuffer.allocate(big ? Long.BYTES : Integer.BYTES).order(order);
		if (big) bytes.putLong(value);
		else bytes.putInt((int) value);
		return new TiffTag(tag, big ? LONG8 : LONG, 1, bytes.array());
	}

	/** A text, to whose bytes the 0 at the end is added. */
	static TiffTag text(final int tag, final byte[] text) {
		final byte[] value = new byte[text.length + 1];
		System.arraycopy(text, 0, value, 0, text.length);
		return new TiffTag(tag, ASCII, value.length, value);
	}

	/** Size of one value of a type in bytes. */
	static int size(final int type) {
		return switch (type) {
			case 3 -> Short.BYTES;
			case LONG -> Integer.BYTES;
			case 5, LONG8 -> Long.BYTES;
			default -> 1;
		};
	}
}
