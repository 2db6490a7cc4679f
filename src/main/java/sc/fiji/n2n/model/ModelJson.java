package sc.fiji.n2n.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;
import sc.fiji.n2n.model.ModelDescription.Epoch;

/** The JSON files of a model. Fields that this version does not know are passed over, for a later one may add some. */
final class ModelJson {

	/** What is to stand in for a field that is missing; all others must be there. */
	private static final String OPTIONAL = """
		{"created": "", "findings": [], "curve": [], "bestEpoch": 0, "result": "", "software": {}, "thumbnail": "",
		 "options": {"augment": 1, "cleanWeight": 1},
		 "data": {"source": "not known", "scenes": 0, "shots": 0, "mode": "slices", "pixelType": "not known", "pixelSize": 0, "unit": "pixel",
		          "low": null, "high": null, "noise": null, "kind": "images"}}
		""";
	private static final String OPTIONAL_OF_EPOCH = """
		{"training": null, "validation": null, "learningRate": null, "patchesPerSecond": null}
		""";

	private ModelJson() {}

	/**
	 * Where a training was; the rest of its state is in the other files of the model.
	 *
	 * @param step steps done, 0 or more
	 * @param rampStart step at which the learning rate began to ramp down, -1 where it did not yet
	 * @param rampSteps steps of the ramp
	 * @param restarts how often training went on with a third of the learning rate
	 * @param seconds seconds so far
	 * @param lossAtStart validation loss before the first step
	 * @param stateSha256 SHA-256 of state.safetensors, in hex
	 */
	record State(int step, int rampStart, int rampSteps, int restarts, double seconds, double lossAtStart, String stateSha256) {

		/** @throws IllegalArgumentException if a number is out of range */
		State {
			if (step < 0) throw new IllegalArgumentException("step is " + step + ", but must be 0 or more.");
			if (rampStart < -1) throw new IllegalArgumentException("rampStart is " + rampStart + ", but must be -1 or more.");
			if (rampSteps < 0) throw new IllegalArgumentException("rampSteps is " + rampSteps + ", but must be 0 or more.");
			if (restarts < 0) throw new IllegalArgumentException("restarts is " + restarts + ", but must be 0 or more.");
			if (!Double.isFinite(lossAtStart)) throw new IllegalArgumentException("lossAtStart is " + lossAtStart + ", but must be finite.");
			if (!(seconds >= 0 && Double.isFinite(seconds))) throw new IllegalArgumentException("seconds is " + seconds + ", but must be 0 or more.");
		}
	}

	/** The bytes of model.json. */
	static byte[] encode(final ModelDescription description) {
		final Gson gson = StrictJson.gson().setPrettyPrinting().registerTypeAdapter(Epoch.class, new EpochLine()).create();
		return gson.toJson(description).getBytes(StandardCharsets.UTF_8);
	}

	/** The bytes of state.json. */
	static byte[] encode(final State state) {
		return StrictJson.gson().setPrettyPrinting().create().toJson(state).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Reads a model.json.
	 *
	 * @throws IOException with the reason and the way out
	 */
	static ModelDescription description(final byte[] json) throws IOException {
		try {
			final JsonObject object = StrictJson.object(new String(json, StandardCharsets.UTF_8));
			checkVersion(object);
			StrictJson.complete(object, ModelDescription.class, "", StrictJson.object(OPTIONAL));
			if (!object.get("curve").isJsonArray()) throw new JsonParseException("curve is not a JSON list, [...].");
			final JsonObject defaults = StrictJson.object(OPTIONAL_OF_EPOCH);
			for (final JsonElement epoch : object.getAsJsonArray("curve")) {
				if (!epoch.isJsonObject()) throw new JsonParseException("curve has an entry that is not a JSON object, {...}.");
				StrictJson.complete(epoch.getAsJsonObject(), Epoch.class, "curve.", defaults);
			}
			return StrictJson.gson().create().getAdapter(ModelDescription.class).fromJsonTree(object);
		}
		catch (final RuntimeException e) {
			throw problem("model.json", e);
		}
	}

	/**
	 * Reads a state.json.
	 *
	 * @throws IOException with the reason and the way out
	 */
	static State state(final byte[] json) throws IOException {
		try {
			final JsonObject object = StrictJson.object(new String(json, StandardCharsets.UTF_8));
			StrictJson.complete(object, State.class, "", new JsonObject());
			return StrictJson.gson().create().getAdapter(State.class).fromJsonTree(object);
		}
		catch (final RuntimeException e) {
			throw problem("state.json", e);
		}
	}

	/** Before all else, because a newer format may have other fields. */
	private static void checkVersion(final JsonObject object) throws IOException {
		if (!object.has("formatVersion")) throw new JsonParseException("it lacks the field formatVersion.");
		final JsonObject only = new JsonObject();
		only.add("formatVersion", object.get("formatVersion"));
		final int version = StrictJson.gson().create().getAdapter(Version.class).fromJsonTree(only).formatVersion();
		if (version > ModelDescription.FORMAT_VERSION) throw new IOException("it was made by a newer version of the plugin (its format is " +
			version + ", this plugin reads up to " + ModelDescription.FORMAT_VERSION + "). Update Noise2Noise for Fiji.");
	}

	private record Version(int formatVersion) {}

	private static IOException problem(final String entry, final RuntimeException e) {
		return new IOException("its " + entry + " cannot be used: " + StrictJson.reason(e) + " " + ModelZip.WAY_OUT, e);
	}

	/** An epoch on one line, so that the rest stays in sight. */
	private static final class EpochLine extends TypeAdapter<Epoch> {

		private final Gson gson = StrictJson.gson().create();

		@Override
		public void write(final JsonWriter out, final Epoch epoch) throws IOException {
			out.jsonValue(gson.toJson(epoch));
		}

		@Override
		public Epoch read(final JsonReader in) throws IOException {
			return gson.getAdapter(Epoch.class).read(in);
		}
	}
}
