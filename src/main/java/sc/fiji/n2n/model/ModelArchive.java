package sc.fiji.n2n.model;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipException;

import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.io.AtomicFile;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.TrainingState;
import sc.fiji.n2n.train.WeightsFormat;

/**
 * Models in files, one a model, with the ending ".n2n": a zip of a description, the weights, and, while the training goes on,
 * what it needs to go on. Nothing in it can run, and reading writes no file. The format is described in docs/models.md.
 */
public final class ModelArchive {

	private static final String DESCRIPTION = "model.json";
	private static final String WEIGHTS = "weights.safetensors";
	private static final String STATE = "state.json";
	private static final String STATE_WEIGHTS = "state.safetensors";
	/** Most bytes of a JSON file. */
	private static final int MAX_JSON_BYTES = 8 << 20;

	private ModelArchive() {}

	/** Reads something of an open file. */
	@FunctionalInterface
	private interface Reading<T> {

		T from(ModelZip zip) throws IOException;
	}

	/**
	 * Writes a model or a checkpoint, in place of a file of the same name.
	 *
	 * @param file the file; its folder is made where it is missing
	 * @param description what to say of the network; the checksum of the weights is filled in, and in a checkpoint the curve and
	 *          the best epoch
	 * @param weights what the network has learned; its optimizer is left out. In a checkpoint those of its best epoch
	 * @param checkpointOrNull where the training is, or null for a training that has ended
	 * @param format how weights are written
	 * @throws IOException with path and reason, if the file could not be written; an older file is then as it was
	 * @throws IllegalArgumentException if the weights are not those of the checkpoint's best epoch
	 */
	public static void write(final Path file, final ModelDescription description, final LearnerState weights,
		final TrainingState checkpointOrNull, final WeightsFormat format) throws IOException
	{
		if (checkpointOrNull != null && checkpointOrNull.best() != null && !Arrays.equals(checkpointOrNull.best().weights(), weights.weights()))
			throw new IllegalArgumentException("The weights are not those of the checkpoint's best epoch.");
		final NetworkOptions network = description.options().network();
		final byte[] encoded = format.encode(network, weights.weightsOnly());
		final Map<String, byte[]> entries = new LinkedHashMap<>();
		final byte[] json = ModelJson.encode(completed(description, sha256(encoded), checkpointOrNull));
		if (json.length > MAX_JSON_BYTES) throw new IOException("Cannot write " + file + ": the description of the model has " + json.length +
			" bytes, but " + MAX_JSON_BYTES + " are possible. Shorten it, for example its thumbnail.");
		entries.put(DESCRIPTION, json);
		entries.put(WEIGHTS, encoded);
		if (checkpointOrNull != null) {
			final byte[] current = format.encode(network, checkpointOrNull.current());
			entries.put(STATE, ModelJson.encode(state(checkpointOrNull, sha256(current))));
			entries.put(STATE_WEIGHTS, current);
		}
		AtomicFile.write(file, ".n2n", encoded.length, temporary -> ModelZip.write(temporary, entries));
	}

	private static ModelJson.State state(final TrainingState t, final String sha256) {
		return new ModelJson.State(t.step(), t.rampStart(), t.rampSteps(), t.restarts(), t.seconds(), t.lossAtStart(), sha256);
	}

	private static ModelDescription completed(final ModelDescription d, final String sha256, final TrainingState checkpointOrNull) {
		final int bestEpoch = checkpointOrNull == null ? d.bestEpoch() : checkpointOrNull.bestEpoch();
		final List<ModelDescription.Epoch> curve = checkpointOrNull == null ? d.curve() : LossCurve.epochs(checkpointOrNull.curve());
		return new ModelDescription(ModelDescription.FORMAT_VERSION, d.name(), d.created(), d.options(), d.offset(), d.scale(), d.data(), d
			.findings(), LossCurve.thinned(curve, bestEpoch), bestEpoch, d.result(), d.software(), d.thumbnail(), sha256);
	}

	/**
	 * Reads a model or a checkpoint.
	 *
	 * @param file the file
	 * @param format how weights are read
	 * @return all that it holds
	 * @throws IOException with path, reason and a way out, if it is not a complete and undamaged model that this version knows
	 */
	public static ModelContent read(final Path file, final WeightsFormat format) throws IOException {
		return read(file, zip -> {
			final ModelDescription description = ModelJson.description(zip.read(DESCRIPTION, MAX_JSON_BYTES));
			final NetworkOptions network = description.options().network();
			final LearnerState weights = weights(zip, WEIGHTS, description.weightsSha256(), network, format);
			if (!zip.has(STATE)) return new ModelContent(description, weights, null);
			final ModelJson.State state = ModelJson.state(zip.read(STATE, MAX_JSON_BYTES));
			final LearnerState current = weights(zip, STATE_WEIGHTS, state.stateSha256(), network, format);
			return new ModelContent(description, weights, new TrainingState(state.step(), state.rampStart(), state.rampSteps(), state.restarts(), state.seconds(), state.lossAtStart(),
				LossCurve.points(description.curve()), description.bestEpoch(), weights, current));
		});
	}

	/**
	 * Reads what a model file says of its network, without the weights.
	 *
	 * @param file the file
	 * @return its description
	 * @throws IOException with path, reason and a way out, if it is not a model file that this version knows
	 */
	public static ModelDescription readDescription(final Path file) throws IOException {
		return read(file, zip -> ModelJson.description(zip.read(DESCRIPTION, MAX_JSON_BYTES)));
	}

	private static LearnerState weights(final ModelZip zip, final String name, final String sha256, final NetworkOptions network,
		final WeightsFormat format) throws IOException
	{
		final byte[] bytes = zip.read(name, format.maxBytes(network));
		if (!sha256(bytes).equalsIgnoreCase(sha256)) throw new IOException("its " + name + " is not the one that it was written with. " +
			ModelZip.WAY_OUT);
		try {
			return format.decode(network, bytes);
		}
		catch (final IllegalArgumentException e) {
			throw new IOException("its " + name + " cannot be used: " + e.getMessage() + " " + ModelZip.WAY_OUT, e);
		}
	}

	private static <T> T read(final Path file, final Reading<T> reading) throws IOException {
		try (ModelZip zip = ModelZip.open(file, List.of(DESCRIPTION, WEIGHTS), List.of(STATE, STATE_WEIGHTS))) {
			return reading.from(zip);
		}
		catch (final AccessDeniedException e) {
			throw new IOException("Cannot read the model " + file + ": you may not read this file. Ask its owner for a copy.", e);
		}
		catch (final ZipException e) {
			throw new IOException("Cannot read the model " + file + ": it is damaged (" + e.getMessage() + "). " + ModelZip.WAY_OUT, e);
		}
		catch (final IOException e) {
			throw new IOException("Cannot read the model " + file + ": " + (e.getMessage() == null ? "it is damaged." : e.getMessage()), e);
		}
	}

	private static String sha256(final byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (final NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every Java has SHA-256.", e);
		}
	}
}
