package sc.fiji.n2n.model;

import java.io.IOException;
import java.util.function.Function;

import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import sc.fiji.n2n.config.Choices;

/** How the types of options stand in JSON. Gson's own adapters cut off what does not fit a type, and take words for numbers. */
final class JsonTypes {

	private JsonTypes() {}

	/** A whole number in the range of its type. */
	static final class Whole<T extends Number> extends TypeAdapter<T> {

		private final Function<String, T> parser;

		/** @param parser throws a {@link NumberFormatException} for what is out of range */
		Whole(final Function<String, T> parser) {
			this.parser = parser;
		}

		@Override
		public void write(final JsonWriter out, final T value) throws IOException {
			out.value(value);
		}

		@Override
		public T read(final JsonReader in) throws IOException {
			final String path = in.getPath();
			if (in.peek() != JsonToken.NUMBER) throw wrong(in, path, "a whole number");
			final String value = in.nextString();
			try {
				return parser.apply(value);
			}
			catch (final NumberFormatException e) {
				throw wrong(path, value, "a whole number, and not that large");
			}
		}
	}

	/** A double value; null and NaN are the same, because JSON has no NaN. */
	static final class Real extends TypeAdapter<Double> {

		@Override
		public void write(final JsonWriter out, final Double value) throws IOException {
			if (Double.isFinite(value)) out.value(value);
			else out.nullValue();
		}

		@Override
		public Double read(final JsonReader in) throws IOException {
			final String path = in.getPath();
			if (in.peek() == JsonToken.NULL) {
				in.nextNull();
				return Double.NaN;
			}
			if (in.peek() != JsonToken.NUMBER) throw wrong(in, path, "a number");
			final String value = in.nextString();
			final double number = Double.parseDouble(value);
			if (!Double.isFinite(number)) throw wrong(path, value, "a number between -1e308 and 1e308");
			return number;
		}
	}

	/** true or false. */
	static final class YesNo extends TypeAdapter<Boolean> {

		@Override
		public void write(final JsonWriter out, final Boolean value) throws IOException {
			out.value(value);
		}

		@Override
		public Boolean read(final JsonReader in) throws IOException {
			final String path = in.getPath();
			if (in.peek() != JsonToken.BOOLEAN) throw wrong(in, path, "true or false, without quotation marks");
			return in.nextBoolean();
		}
	}

	/** A choice, by its word. */
	static final class Choice<E extends Enum<E>> extends TypeAdapter<E> {

		private final String name;
		private final E[] choices;

		Choice(final String name, final E[] choices) {
			this.name = name;
			this.choices = choices;
		}

		@Override
		public void write(final JsonWriter out, final E value) throws IOException {
			out.value(value.toString());
		}

		@Override
		public E read(final JsonReader in) throws IOException {
			if (in.peek() != JsonToken.STRING) throw wrong(in, name, "a word in quotation marks");
			return Choices.parse(name, StrictJson.quote(in.nextString()), choices);
		}
	}

	private static JsonParseException wrong(final JsonReader in, final String path, final String wanted) throws IOException {
		return switch (in.peek()) {
			case STRING -> wrong(path, '"' + in.nextString() + '"', wanted);
			case NUMBER, BOOLEAN -> wrong(path, in.peek() == JsonToken.NUMBER ? in.nextString() : String.valueOf(in.nextBoolean()), wanted);
			default -> wrong(path, in.peek() == JsonToken.NULL ? "empty" : "a list or an object", wanted);
		};
	}

	private static JsonParseException wrong(final String path, final String value, final String wanted) {
		return new JsonParseException(StrictJson.quote(path.replaceFirst("^\\$\\.", "")) + " is " + StrictJson.quote(value) + ", but must be " +
			wanted + ".");
	}
}
