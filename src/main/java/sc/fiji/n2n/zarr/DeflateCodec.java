package sc.fiji.n2n.zarr;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * The JDK's own compression.
 *
 * @param gzip whether chunks are gzip files instead of zlib streams
 */
record DeflateCodec(boolean gzip) implements Codec {

	/** The fastest: noise hardly gets smaller with more effort. */
	private static final int LEVEL = Deflater.BEST_SPEED;
	/** Deflate makes nothing smaller than this. */
	private static final long MAX_RATIO = 1032;

	@Override
	public byte[] encode(final byte[] raw) throws IOException {
		final ByteArrayOutputStream stored = new ByteArrayOutputStream(raw.length / 2 + 64);
		final Deflater deflater = new Deflater(LEVEL);
		try (OutputStream out = gzip ? new FastGzip(stored) : new DeflaterOutputStream(stored, deflater)) {
			out.write(raw);
		}
		finally {
			deflater.end();
		}
		return stored.toByteArray();
	}

	/** The JDK's has no parameter for the level. */
	private static final class FastGzip extends GZIPOutputStream {

		FastGzip(final OutputStream out) throws IOException {
			super(out);
			def.setLevel(LEVEL);
		}
	}

	@Override
	public byte[] decode(final byte[] stored, final int length) throws IOException {
		if (stored.length * MAX_RATIO < length) throw new IOException("its " + stored.length + " bytes cannot be the " + length + " of a chunk");
		try (InputStream in = open(stored)) {
			final byte[] raw = in.readNBytes(length);
			if (raw.length == length && in.read() < 0) return raw;
		}
		throw new IOException("it does not have the " + length + " bytes of a chunk");
	}

	private InputStream open(final byte[] stored) throws IOException {
		final InputStream bytes = new ByteArrayInputStream(stored);
		return gzip ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes);
	}

	@Override
	public JsonElement json() {
		final JsonObject json = new JsonObject();
		json.addProperty("id", gzip ? "gzip" : "zlib");
		json.addProperty("level", LEVEL);
		return json;
	}
}
