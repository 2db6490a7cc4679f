package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.scalableminds.bloscjava.Blosc;
import com.scalableminds.bloscjava.Blosc.Compressor;
import com.scalableminds.bloscjava.Blosc.Shuffle;

/**
 * Blosc. It reads whatever Blosc wrote, and writes LZ4 behind a shuffle of bytes.
 *
 * @param typeSize bytes of a value
 */
record BloscCodec(int typeSize) implements Codec {

	private static final int LEVEL = 5;
	/** Version, flags, size of a type, then the sizes of the chunk, of a block and of all that is stored. */
	private static final int HEADER = 16;
	private static final int RAW_SIZE = 4;
	private static final int STORED_SIZE = 12;

	@Override
	public byte[] encode(final byte[] raw) throws IOException {
		try {
			return Blosc.compress(raw, typeSize, Compressor.LZ4, LEVEL, Shuffle.BYTE_SHUFFLE, 0);
		}
		catch (final RuntimeException e) {
			throw new IOException("Blosc cannot compress it: " + e.getMessage(), e);
		}
		catch (final LinkageError e) {
			throw missing(e);
		}
	}

	@Override
	public byte[] decode(final byte[] stored, final int length) throws IOException {
		// Blosc allocates what the header asks for.
		if (stored.length < HEADER) throw new IOException("it is not complete: it has " + stored.length + " bytes");
		final ByteBuffer header = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
		if (header.getInt(RAW_SIZE) != length) throw new IOException("it holds " + Integer.toUnsignedString(header.getInt(RAW_SIZE)) +
			" bytes instead of the " + length + " of a chunk");
		if (header.getInt(STORED_SIZE) != stored.length) throw new IOException("it has " + stored.length + " bytes instead of " +
			Integer.toUnsignedString(header.getInt(STORED_SIZE)));
		try {
			final byte[] raw = Blosc.decompress(stored);
			if (raw.length == length) return raw;
			throw new IOException("it has " + raw.length + " bytes instead of " + length);
		}
		catch (final RuntimeException e) {
			throw new IOException("Blosc cannot read it: " + e.getMessage(), e);
		}
		catch (final LinkageError e) {
			throw missing(e);
		}
	}

	private static IOException missing(final LinkageError e) {
		return new IOException("the library of Blosc does not run on this computer (" + System.getProperty("os.name") + ", " +
			System.getProperty("os.arch") + ")", e);
	}

	@Override
	public JsonElement json() {
		final JsonObject json = new JsonObject();
		json.addProperty("id", "blosc");
		json.addProperty("cname", "lz4");
		json.addProperty("clevel", LEVEL);
		json.addProperty("shuffle", 1);
		json.addProperty("blocksize", 0);
		return json;
	}
}
