package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.util.Arrays;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/**
 * What is known of an array: the content of {@code .zarray}. Values lie in C order: the last axis runs fastest.
 *
 * @param shape pixels along each axis, 1 or more
 * @param chunks pixels of a chunk along each axis; chunks at the end are as large, and their rest is not looked at
 * @param type type of the values
 * @param codec how chunks are compressed
 * @param fill the value of pixels whose chunk is not stored
 * @param separator between the numbers of a chunk in the name of its file: '.' or '/'
 */
public record ZarrMetadata(int[] shape, int[] chunks, ZarrType type, Codec codec, double fill, char separator) {

	/** Largest chunk in bytes: a chunk is held in memory as a whole. */
	private static final long MAX_CHUNK = 1L << 30;

	/**
	 * Reads the content of {@code .zarray}.
	 *
	 * @param json the content
	 * @return what it says
	 * @throws IOException with the reason, if the array cannot be read here
	 */
	static ZarrMetadata parse(final JsonObject json) throws IOException {
		ZarrJson.whole(json.get("zarr_format"), "zarr_format", 2, 2);
		final String order = ZarrJson.text(json, "order", "C");
		if (!order.equals("C")) throw new IOException("its pixels are in order \"" + ZarrJson.quote(order) + "\", but only \"C\" is known");
		if (!ZarrJson.array(json, "filters").isEmpty()) throw new IOException("its pixels have passed filters, which are not known: " +
			ZarrJson.quote(json.get("filters").toString()));
		final JsonElement dtype = ZarrJson.get(json, "dtype");
		if (dtype == null || !dtype.isJsonPrimitive()) throw ZarrJson.wrong("dtype", dtype, "a type of pixels such as \"<u2\"");
		final ZarrType type = ZarrType.parse(dtype.getAsString());
		final int[] shape = ZarrJson.sizes(json, "shape");
		final int[] chunks = ZarrJson.sizes(json, "chunks");
		if (shape.length == 0 || shape.length != chunks.length) throw new IOException("shape " + Arrays.toString(shape) + " and chunks " +
			Arrays.toString(chunks) + " must have one number for each axis");
		checkChunk(chunks, type.bytes());
		return new ZarrMetadata(shape, chunks, type, Codec.parse(ZarrJson.object(json, "compressor"), type.bytes()), fill(json, type), separator(
			json));
	}

	private static void checkChunk(final int[] chunks, final int bytes) throws IOException {
		long size = bytes;
		for (final int side : chunks) {
			size *= side;
			if (size > MAX_CHUNK) throw new IOException("its chunks of " + Arrays.toString(chunks) + " pixels are larger than " + (MAX_CHUNK >> 20) +
				" MB; save it in smaller ones");
		}
	}

	private static double fill(final JsonObject json, final ZarrType type) throws IOException {
		final JsonElement value = ZarrJson.get(json, "fill_value");
		if (value == null) return 0;
		if (type.kind() == 'f' && value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) switch (value.getAsString()) {
			case "NaN":
				return Double.NaN;
			case "Infinity":
				return Double.POSITIVE_INFINITY;
			case "-Infinity":
				return Double.NEGATIVE_INFINITY;
			default:
		}
		final double fill = ZarrJson.number(value, "fill_value");
		if (type.kind() != 'f' && fill != Math.rint(fill) || fill < type.min() || fill > type.max()) throw ZarrJson.wrong("fill_value", value,
			"a value of the type " + type.dtype());
		return fill;
	}

	private static char separator(final JsonObject json) throws IOException {
		final String separator = ZarrJson.text(json, "dimension_separator", ".");
		if (separator.equals(".") || separator.equals("/")) return separator.charAt(0);
		throw ZarrJson.wrong("dimension_separator", json.get("dimension_separator"), "\".\" or \"/\"");
	}

	/** The content of {@code .zarray}. */
	JsonObject json() {
		final Gson gson = new Gson();
		final JsonObject json = new JsonObject();
		json.addProperty("zarr_format", 2);
		json.add("shape", gson.toJsonTree(shape));
		json.add("chunks", gson.toJsonTree(chunks));
		json.addProperty("dtype", type.dtype());
		json.add("compressor", codec.json());
		if (type.kind() != 'f') json.addProperty("fill_value", (long) fill);
		else if (Double.isFinite(fill)) json.addProperty("fill_value", fill);
		else json.addProperty("fill_value", String.valueOf(fill));
		json.addProperty("order", "C");
		json.add("filters", null);
		json.addProperty("dimension_separator", String.valueOf(separator));
		return json;
	}

	/** Values of a chunk. */
	public int chunkLength() {
		return Arrays.stream(chunks).reduce(1, Math::multiplyExact);
	}

	/** The name of the file of a chunk. */
	String chunkName(final int... chunk) {
		final StringBuilder name = new StringBuilder();
		for (int i = 0; i < chunk.length; i++)
			name.append(i == 0 ? "" : separator).append(chunk[i]);
		return name.toString();
	}
}
