package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How pixels of Bio-Formats become pixels of ImageJ. Signed integers of 8 and 16 bits become unsigned ones, as ImageJ has them:
 * plus 128 or 32768, which a calibration takes off again. Integers of 32 bits and doubles become floats.
 *
 * @param type Bio-Formats' name of the type of a sample
 * @param samples samples of a pixel, such as 3 for RGB
 * @param rgb whether the samples are a colour, else one at a time is taken
 * @param interleaved whether the samples of a pixel follow each other, else all first samples come first
 * @param order order of the bytes of a sample
 */
record BioFormatsPixels(String type, int samples, boolean rgb, boolean interleaved, ByteOrder order) {

	/**
	 * Bits of a pixel in ImageJ.
	 *
	 * @return 8, 16, 24 for RGB, or 32
	 * @throws IOException if ImageJ has nothing for such pixels
	 */
	int bitDepth() throws IOException {
		return switch (type) {
			case "int8", "uint8", "bit" -> rgb ? 24 : 8;
			case "int16", "uint16" -> 16;
			case "int32", "uint32", "float", "double" -> 32;
			default -> throw new IOException("its pixels are of the type " + type + ", which ImageJ does not have");
		};
	}

	/** Bytes of a pixel in the file, all samples together. */
	int bytes() {
		return samples * switch (type) {
			case "int8", "uint8", "bit" -> 1;
			case "int16", "uint16" -> 2;
			case "double" -> 8;
			default -> 4;
		};
	}

	/**
	 * Makes an array of ImageJ's.
	 *
	 * @param count number of pixels
	 * @return a {@code byte[]}, {@code short[]}, {@code int[]} for RGB, or {@code float[]}
	 * @throws IOException if ImageJ has nothing for such pixels
	 */
	Object array(final int count) throws IOException {
		return switch (bitDepth()) {
			case 8 -> new byte[count];
			case 16 -> new short[count];
			case 24 -> new int[count];
			default -> new float[count];
		};
	}

	/**
	 * Converts pixels.
	 *
	 * @param bytes as read from the file
	 * @param count number of pixels
	 * @param sample which sample of each, from 0; 0 for RGB
	 * @param target an {@link #array}
	 * @param offset where the first pixel goes
	 */
	void convert(final byte[] bytes, final int count, final int sample, final Object target, final int offset) {
		final ByteBuffer source = ByteBuffer.wrap(bytes).order(order);
		final boolean signed = type.startsWith("int");
		for (int i = 0; i < count; i++) {
			final int at = index(i, count, sample);
			if (target instanceof byte[] out) out[offset + i] = (byte) (bytes[at] ^ (signed ? 0x80 : 0));
			else if (target instanceof short[] out) out[offset + i] = (short) (source.getShort(2 * at) ^ (signed ? 0x8000 : 0));
			else if (target instanceof int[] out) out[offset + i] = 0xff000000 | (bytes[at] & 0xff) << 16 |
				(bytes[index(i, count, 1)] & 0xff) << 8 | bytes[index(i, count, 2)] & 0xff;
			else ((float[]) target)[offset + i] = switch (type) {
				case "int32" -> source.getInt(4 * at);
				case "uint32" -> source.getInt(4 * at) & 0xffffffffL;
				case "double" -> (float) source.getDouble(8 * at);
				default -> source.getFloat(4 * at);
			};
		}
	}

	private int index(final int pixel, final int count, final int sample) {
		return interleaved ? pixel * samples + sample : sample * count + pixel;
	}
}
