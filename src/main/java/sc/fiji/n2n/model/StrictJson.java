package sc.fiji.n2n.model;

import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.RecordComponent;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.stream.JsonReader;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.StackMode;

/** JSON of unknown origin: read in bounded memory, into records, without guessing what a wrong value might mean. */
final class StrictJson {

	private static final int MAX_DEPTH = 16;
	private static final int MAX_VALUES = 1_000_000;
	/** Longest piece of a file that a message repeats. */
	private static final int MAX_QUOTE = 60;

	private StrictJson() {}

	/** Numbers only where numbers are meant, choices by their words, double values that are not finite left out. */
	static GsonBuilder gson() {
		return new GsonBuilder().disableHtmlEscaping()
			.registerTypeAdapter(int.class, new JsonTypes.Whole<>(Integer::valueOf))
			.registerTypeAdapter(long.class, new JsonTypes.Whole<>(Long::valueOf))
			.registerTypeAdapter(double.class, new JsonTypes.Real())
			// Gson writes the components of records as objects.
			.registerTypeAdapter(Double.class, new JsonTypes.Real())
			.registerTypeAdapter(boolean.class, new JsonTypes.YesNo())
			.registerTypeAdapter(Architecture.class, new JsonTypes.Choice<>("architecture", Architecture.values()))
			.registerTypeAdapter(Loss.class, new JsonTypes.Choice<>("loss", Loss.values()))
			.registerTypeAdapter(DataKind.class, new JsonTypes.Choice<>("kind", DataKind.values()))
			.registerTypeAdapter(StackMode.class, new JsonTypes.Choice<>("mode", StackMode.values()))
			.registerTypeAdapter(ComputeDevice.class, new JsonTypes.Choice<>("device", ComputeDevice.values()));
	}

	/**
	 * Reads an object.
	 *
	 * @param text JSON
	 * @return the object
	 * @throws JsonParseException if it is not JSON to the letter, not an object, or nested or divided beyond reason
	 */
	static JsonObject object(final String text) {
		final JsonReader in = new JsonReader(new StringReader(text));
		try {
			checkTokens(in);
		}
		catch (final IOException | IllegalStateException | NumberFormatException e) {
			throw new JsonParseException("it is not valid JSON near " + quote(in.toString().replace("JsonReader at ", "")) + ".");
		}
		final JsonElement root = JsonParser.parseString(text);
		if (!root.isJsonObject()) throw new JsonParseException("it is not a JSON object, {...}.");
		return root.getAsJsonObject();
	}

	/** Gson's own parser takes what it gets: a file of brackets alone would fill the memory with objects. */
	private static void checkTokens(final JsonReader in) throws IOException {
		int depth = 0;
		int values = 0;
		do {
			switch (in.peek()) {
				case BEGIN_ARRAY -> {
					in.beginArray();
					depth++;
				}
				case BEGIN_OBJECT -> {
					in.beginObject();
					depth++;
				}
				case END_ARRAY -> {
					in.endArray();
					depth--;
				}
				case END_OBJECT -> {
					in.endObject();
					depth--;
				}
				case NAME -> in.nextName();
				// Not skipped: that would pass over wrong escapes.
				case STRING -> in.nextString();
				default -> in.skipValue();
			}
			if (depth > MAX_DEPTH) throw new JsonParseException("it is nested deeper than " + MAX_DEPTH + " levels.");
			if (++values > MAX_VALUES) throw new JsonParseException("it has more than " + MAX_VALUES + " values.");
		}
		while (depth > 0);
		// Throws where something follows.
		in.peek();
	}

	/**
	 * Adds what may be missing, so that all components of a record are there. A value null is a missing one.
	 *
	 * @param object to be completed, with the records inside it
	 * @param type the record that it is to become
	 * @param path what comes before the names of its fields, for messages
	 * @param defaults values of the fields that may be missing
	 * @throws JsonParseException if a field is missing that must not be
	 */
	static void complete(final JsonObject object, final Class<?> type, final String path, final JsonObject defaults) {
		for (final RecordComponent component : type.getRecordComponents()) {
			final String name = component.getName();
			final JsonElement standard = defaults.get(name);
			if (!object.has(name) || object.get(name).isJsonNull()) {
				if (standard == null) throw new JsonParseException("it lacks the field " + path + name + ".");
				object.add(name, standard.deepCopy());
			}
			if (!component.getType().isRecord()) continue;
			if (!object.get(name).isJsonObject()) throw new JsonParseException(path + name + " is not a JSON object, {...}.");
			complete(object.getAsJsonObject(name), component.getType(), path + name + ".",
				standard == null ? new JsonObject() : standard.getAsJsonObject());
		}
	}

	/** What went wrong, in words; Gson wraps what the constructors of records throw. */
	static String reason(final RuntimeException e) {
		Throwable cause = e;
		while (cause.getCause() instanceof RuntimeException inner)
			cause = inner;
		if (cause instanceof NullPointerException) return "an entry of it is empty.";
		return cause.getMessage() == null ? cause.getClass().getSimpleName() + "." : cause.getMessage();
	}

	/** A piece of a file, made fit to be shown. */
	static String quote(final String piece) {
		final String printable = piece.replaceAll("\\P{Print}", "?");
		return printable.length() <= MAX_QUOTE ? printable : printable.substring(0, MAX_QUOTE) + "...";
	}
}
