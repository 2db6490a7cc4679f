package sc.fiji.n2n.djl;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;

/**
 * The header of a safetensors file: 8 bytes with the length of a JSON text, then that text, which names the tensors. Checked
 * here before anything is taken for true, because whoever reads a tensor takes as much memory as the header asks for.
 */
final class SafeTensorsHeader {

	/** More than the header of the largest network has. */
	static final int MAX_BYTES = 1 << 20;
	private static final int MAX_AXES = 5;

	private SafeTensorsHeader() {}

	/**
	 * A tensor.
	 *
	 * @param type type of its numbers
	 * @param shape size along each axis, the last running fastest
	 */
	record Tensor(String type, List<Long> shape) {

		/** A tensor of 4-byte numbers. */
		static Tensor of(final String type, final long... shape) {
			return new Tensor(type, Arrays.stream(shape).boxed().toList());
		}

		private long bytes() {
			return 4 * shape.stream().mapToLong(Long::longValue).reduce(1, (a, b) -> a * b);
		}
	}

	private record Entry(String name, Tensor tensor, long begin, long end) {}

	/**
	 * Checks that a file holds certain tensors, one after the other, and nothing else.
	 *
	 * @param file the bytes of the file
	 * @param needed the tensors that it must have, by name
	 * @param optional tensors that it may have, all or none
	 * @return whether it has the optional ones
	 * @throws IllegalArgumentException if it does not; the message says what is wrong
	 */
	static boolean check(final byte[] file, final Map<String, Tensor> needed, final Map<String, Tensor> optional) {
		if (file.length < Long.BYTES) throw wrong("it has only " + file.length + " bytes");
		final long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
		if (length < 2 || length > MAX_BYTES) throw wrong("its header would have " + length + " bytes");
		if (length > file.length - Long.BYTES) throw wrong("it ends within its header");
		final List<Entry> entries = read(file, (int) length);
		final Set<String> names = new HashSet<>();
		for (final Entry entry : entries) {
			final Tensor expected = needed.getOrDefault(entry.name, optional.get(entry.name));
			if (expected == null) throw wrong("it has a tensor \"" + entry.name + "\", which this network has not");
			if (!names.add(entry.name)) throw wrong("it has the tensor \"" + entry.name + "\" twice");
			if (!expected.equals(entry.tensor)) throw wrong("its tensor \"" + entry.name + "\" is " + entry.tensor.type + " " + entry.tensor.shape +
				", but must be " + expected.type + " " + expected.shape);
		}
		final boolean more = optional.keySet().stream().anyMatch(names::contains);
		if (!names.containsAll(needed.keySet()) || more && !names.containsAll(optional.keySet())) throw wrong("tensors are missing");
		checkPlaces(entries, file.length - Long.BYTES - length);
		return more;
	}

	private static void checkPlaces(final List<Entry> entries, final long bytes) {
		entries.sort(Comparator.comparingLong(Entry::begin));
		long end = 0;
		for (final Entry entry : entries) {
			if (entry.begin != end || entry.end != end + entry.tensor.bytes()) throw wrong("its tensor \"" + entry.name + "\" is not where it must be");
			end = entry.end;
		}
		if (end != bytes) throw wrong("it has " + bytes + " bytes of weights, but must have " + end);
	}

	private static List<Entry> read(final byte[] file, final int length) {
		final ByteArrayInputStream text = new ByteArrayInputStream(file, Long.BYTES, length);
		try (JsonReader json = new JsonReader(new InputStreamReader(text, StandardCharsets.UTF_8))) {
			final List<Entry> entries = new ArrayList<>();
			json.beginObject();
			while (json.hasNext())
				entries.add(entry(json.nextName(), json));
			json.endObject();
			if (json.peek() != JsonToken.END_DOCUMENT) throw new IllegalStateException("more after the end");
			return entries;
		}
		catch (final IOException | IllegalStateException | NumberFormatException e) {
			throw new IllegalArgumentException(wrong("its header cannot be read").getMessage(), e);
		}
	}

	private static Entry entry(final String name, final JsonReader json) throws IOException {
		String type = "";
		List<Long> shape = List.of();
		List<Long> places = List.of();
		json.beginObject();
		while (json.hasNext())
			switch (json.nextName()) {
				case "dtype" -> type = json.nextString();
				case "shape" -> shape = numbers(json);
				case "data_offsets" -> places = numbers(json);
				default -> throw new IllegalStateException("unknown entry");
			}
		json.endObject();
		if (places.size() != 2) throw new IllegalStateException("a tensor without place");
		return new Entry(name, new Tensor(type, shape), places.get(0), places.get(1));
	}

	private static List<Long> numbers(final JsonReader json) throws IOException {
		final List<Long> numbers = new ArrayList<>();
		json.beginArray();
		while (json.hasNext()) {
			if (numbers.size() == MAX_AXES) throw new IllegalStateException("too many axes");
			numbers.add(json.nextLong());
		}
		json.endArray();
		return numbers;
	}

	/** The error of a file that is not what it should be. */
	static IllegalArgumentException wrong(final String reason) {
		return new IllegalArgumentException("This is not a complete weights file of this network: " + reason +
			". Take another copy of the file, or train again.");
	}
}
