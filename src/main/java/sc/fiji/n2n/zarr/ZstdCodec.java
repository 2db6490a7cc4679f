package sc.fiji.n2n.zarr;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdInputStream;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** Zstandard. */
record ZstdCodec() implements Codec {

	private static final int LEVEL = 1;
	/** A block of a few bytes gives 128 KB at most. */
	private static final long MAX_RATIO = 1 << 16;

	@Override
	public byte[] encode(final byte[] raw) throws IOException {
		try {
			return Zstd.compress(raw, LEVEL);
		}
		catch (final RuntimeException e) {
			throw new IOException("Zstandard cannot compress it: " + e.getMessage(), e);
		}
		catch (final LinkageError e) {
			throw missing(e);
		}
	}

	@Override
	public byte[] decode(final byte[] stored, final int length) throws IOException {
		if (stored.length * MAX_RATIO < length) throw new IOException("its " + stored.length + " bytes cannot be the " + length + " of a chunk");
		// As a stream, because not every writer says how long the content is.
		try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
			final byte[] raw = in.readNBytes(length);
			if (raw.length == length && in.read() < 0) return raw;
		}
		catch (final LinkageError e) {
			throw missing(e);
		}
		throw new IOException("it does not have the " + length + " bytes of a chunk");
	}

	private static IOException missing(final LinkageError e) {
		return new IOException("the library of Zstandard does not run on this computer (" + System.getProperty("os.name") + ", " +
			System.getProperty("os.arch") + ")", e);
	}

	@Override
	public JsonElement json() {
		final JsonObject json = new JsonObject();
		json.addProperty("id", "zstd");
		json.addProperty("level", LEVEL);
		return json;
	}
}
