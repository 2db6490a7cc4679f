package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** JSON of unknown origin: read in bounded memory, and without guessing what a wrong value might mean. */
final class ZarrJson {

	/** Far more than the metadata of an image; a file of brackets alone takes a hundred times its size in memory. */
	private static final int MAX_BYTES = 2 << 20;
	/** Longest piece of a file that a message repeats. */
	private static final int MAX_QUOTE = 60;
	private static final Gson PRETTY = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

	private ZarrJson() {}

	/**
	 * Reads a file.
	 *
	 * @param file a file that exists
	 * @return the object in it
	 * @throws IOException with the reason and the name of the file, if it cannot be read or is not a JSON object
	 */
	static JsonObject read(final Path file) throws IOException {
		final String name = file.getFileName().toString();
		final byte[] bytes = ZarrFiles.read(file, MAX_BYTES);
		try {
			final JsonElement root = JsonParser.parseString(new String(bytes, StandardCharsets.UTF_8));
			if (root.isJsonObject()) return root.getAsJsonObject();
		}
		catch (final JsonParseException e) {
			throw new IOException(name + " is not valid JSON, perhaps not complete; copy it again", e);
		}
		throw new IOException(name + " is not a JSON object, {...}");
	}

	/** Writes a file, in ASCII. */
	static void write(final JsonObject object, final Path file) throws IOException {
		final StringBuilder ascii = new StringBuilder();
		// Python's zarr 2 refuses all else, and JSON has such characters in texts only.
		PRETTY.toJson(object).chars().forEach(c -> ascii.append(c < 0x80 ? String.valueOf((char) c) : String.format("\\u%04x", c)));
		ZarrFiles.write(file, ascii.toString().getBytes(StandardCharsets.US_ASCII));
	}

	/** A field, or null where it is missing or null. */
	static JsonElement get(final JsonObject object, final String name) {
		final JsonElement value = object.get(name);
		return value == null || value.isJsonNull() ? null : value;
	}

	/** A field that is an object, or null where it is missing. */
	static JsonObject object(final JsonObject parent, final String name) throws IOException {
		final JsonElement value = get(parent, name);
		if (value != null && !value.isJsonObject()) throw wrong(name, value, "an object, {...}");
		return value == null ? null : value.getAsJsonObject();
	}

	/** A field that is a list; empty where it is missing. */
	static JsonArray array(final JsonObject parent, final String name) throws IOException {
		final JsonElement value = get(parent, name);
		if (value != null && !value.isJsonArray()) throw wrong(name, value, "a list, [...]");
		return value == null ? new JsonArray() : value.getAsJsonArray();
	}

	/** An element of a list of objects. */
	static JsonObject object(final JsonArray list, final int index, final String name) throws IOException {
		final JsonElement value = list.get(index);
		if (!value.isJsonObject()) throw wrong(name + "[" + index + "]", value, "an object, {...}");
		return value.getAsJsonObject();
	}

	/** A field that is a text, or the standard where it is missing. */
	static String text(final JsonObject parent, final String name, final String standard) throws IOException {
		final JsonElement value = get(parent, name);
		if (value == null) return standard;
		if (!value.isJsonPrimitive()) throw wrong(name, value, "a text");
		return value.getAsString();
	}

	/** A finite number. */
	static double number(final JsonElement value, final String name) throws IOException {
		if (value != null && value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
			final double number = value.getAsDouble();
			if (Double.isFinite(number)) return number;
		}
		throw wrong(name, value, "a number");
	}

	/** A whole number in a range. */
	static int whole(final JsonElement value, final String name, final int min, final int max) throws IOException {
		// Not read as an int: Gson would cut off digits, and count out the zeros of 1e999999999.
		final double number = number(value, name);
		if (number != Math.rint(number) || number < min || number > max) throw wrong(name, value, "a whole number from " + min + " to " + max);
		return (int) number;
	}

	/** Whole numbers of 1 or more. */
	static int[] sizes(final JsonObject parent, final String name) throws IOException {
		final JsonArray list = array(parent, name);
		final int[] sizes = new int[list.size()];
		for (int i = 0; i < sizes.length; i++)
			sizes[i] = whole(list.get(i), name + "[" + i + "]", 1, Integer.MAX_VALUE);
		return sizes;
	}

	static IOException wrong(final String name, final JsonElement value, final String wanted) {
		return new IOException(name + " is " + (value == null ? "missing" : quote(value.toString())) + ", but must be " + wanted);
	}

	/** A piece of a file, made fit to be shown. */
	static String quote(final String piece) {
		final String printable = piece.replaceAll("\\P{Print}", "?");
		return printable.length() <= MAX_QUOTE ? printable : printable.substring(0, MAX_QUOTE) + "...";
	}
}
