package sc.fiji.n2n.zarr;

import java.io.IOException;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;

/** How the bytes of a chunk are stored. Safe for use by many threads. */
public interface Codec {

	/**
	 * Compresses a chunk.
	 *
	 * @param raw its bytes
	 * @return the bytes to store
	 * @throws IOException with the reason, if this computer cannot
	 */
	byte[] encode(byte[] raw) throws IOException;

	/**
	 * Restores a chunk.
	 *
	 * @param stored the bytes of its file
	 * @param length how many bytes the chunk has; no more are allocated, whatever the file says
	 * @return the bytes of the chunk
	 * @throws IOException with the reason, if the file is damaged or this computer cannot
	 */
	byte[] decode(byte[] stored, int length) throws IOException;

	/** What stands in the metadata under "compressor". */
	JsonElement json();

	/** No compression. */
	static Codec none() {
		return new Codec() {

			@Override
			public byte[] encode(final byte[] raw) {
				return raw;
			}

			@Override
			public byte[] decode(final byte[] stored, final int length) throws IOException {
				if (stored.length != length) throw new IOException("it has " + stored.length + " bytes instead of " + length);
				return stored;
			}

			@Override
			public JsonElement json() {
				return JsonNull.INSTANCE;
			}
		};
	}

	/**
	 * Blosc with LZ4, the fastest to write and to read.
	 *
	 * @param typeSize bytes of a value
	 */
	static Codec blosc(final int typeSize) {
		return new BloscCodec(typeSize);
	}

	/**
	 * Finds the codec of an array.
	 *
	 * @param compressor what stands in the metadata under "compressor", or null for none
	 * @param typeSize bytes of a value
	 * @throws IOException if there is no such codec here
	 */
	static Codec parse(final JsonObject compressor, final int typeSize) throws IOException {
		if (compressor == null) return none();
		final String id = ZarrJson.text(compressor, "id", "");
		return switch (id) {
			case "zlib" -> new DeflateCodec(false);
			case "gzip" -> new DeflateCodec(true);
			case "blosc" -> new BloscCodec(typeSize);
			case "zstd" -> new ZstdCodec();
			default -> throw new IOException("its pixels are compressed with \"" + ZarrJson.quote(id) +
				"\", but only blosc, zstd, zlib, gzip and no compression are known");
		};
	}
}
