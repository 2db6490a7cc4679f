package sc.fiji.n2n.model;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import sc.fiji.n2n.config.Architecture;

/** The presets that come with the plugin, and those that users write. */
public final class Presets {

	/** Names of the presets that come with the plugin, the first for most. */
	public static final List<String> NAMES = List.of("small", "realtime", "published", "red30");

	private static final int MAX_BYTES = 1 << 20;

	private Presets() {}

	/**
	 * Reads a preset. Of a user's file, all fields but the architecture may be missing: they are then as in the preset of
	 * that architecture that comes with the plugin.
	 *
	 * @param nameOrPath one of {@link #NAMES}, upper or lower case, or the path of a JSON file with the fields of {@link Preset}
	 * @return the preset
	 * @throws IllegalArgumentException if there is no such preset, or the file cannot be read or used; the message names the
	 *           file, the field and its limit
	 */
	public static Preset read(final String nameOrPath) {
		final String wanted = nameOrPath == null ? "" : nameOrPath.trim();
		final String name = wanted.toLowerCase(Locale.ROOT);
		if (NAMES.contains(name)) return builtIn(name);
		final Path file = existing(wanted);
		if (file == null) throw new IllegalArgumentException("There is no preset \"" + nameOrPath + "\", and no file of that name. Choose one of: " +
			String.join(", ", NAMES) + ", or give the path of a preset file (.json).");
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] json = in.readNBytes(MAX_BYTES + 1);
			if (json.length > MAX_BYTES) throw new JsonParseException("it has more than " + MAX_BYTES + " bytes.");
			return parse(json, null);
		}
		catch (final IOException e) {
			throw new IllegalArgumentException("Cannot read the preset file " + file + ": " + reason(file, e), e);
		}
		catch (final RuntimeException e) {
			throw new IllegalArgumentException("Cannot use the preset file " + file + ": " + StrictJson.reason(e), e);
		}
	}

	/** The content of a preset file, which {@link #read} reads. */
	public static byte[] encode(final Preset preset) {
		return (StrictJson.gson().setPrettyPrinting().create().toJson(preset) + "\n").getBytes(StandardCharsets.UTF_8);
	}

	private static Path existing(final String path) {
		try {
			return !path.isEmpty() && Files.exists(Path.of(path)) ? Path.of(path) : null;
		}
		catch (final InvalidPathException e) {
			return null;
		}
	}

	private static String reason(final Path file, final IOException e) {
		if (Files.isDirectory(file)) return "it is a folder. Give the path of a file.";
		if (e instanceof AccessDeniedException) return "you may not read it.";
		return String.valueOf(e.getMessage());
	}

	private static Preset builtIn(final String name) {
		try (InputStream in = Presets.class.getResourceAsStream("/sc/fiji/n2n/presets/" + name + ".json")) {
			return parse(in.readAllBytes(), new JsonObject());
		}
		catch (final IOException | RuntimeException e) {
			throw new IllegalStateException("The preset " + name + " of the plugin cannot be read. Install the plugin again.", e);
		}
	}

	/**
	 * @param json the content of the file
	 * @param defaultsOrNull what stands in for missing fields, or null for those of the architecture
	 */
	private static Preset parse(final byte[] json, final JsonObject defaultsOrNull) {
		final Gson gson = StrictJson.gson().create();
		final JsonObject object = StrictJson.object(new String(json, StandardCharsets.UTF_8));
		final List<String> fields = Arrays.stream(Preset.class.getRecordComponents()).map(RecordComponent::getName).toList();
		for (final String field : object.keySet())
			if (!fields.contains(field)) throw new JsonParseException("there is no field \"" + StrictJson.quote(field) + "\". The fields are: " +
				String.join(", ", fields) + ".");
		if (!object.has("architecture")) throw new JsonParseException("it lacks the field architecture, which is one of: " + List.of(Architecture
			.values()).toString().replaceAll("[\\[\\]]", "") + ".");
		final Architecture architecture = gson.getAdapter(Architecture.class).fromJsonTree(object.get("architecture"));
		StrictJson.complete(object, Preset.class, "", defaultsOrNull == null ? gson.toJsonTree(standard(architecture)).getAsJsonObject()
			: defaultsOrNull);
		return gson.getAdapter(Preset.class).fromJsonTree(object);
	}

	private static Preset standard(final Architecture architecture) {
		return builtIn(switch (architecture) {
			case SMALL_UNET -> "small";
			case UNET -> "published";
			case RED -> "red30";
		});
	}
}
