package sc.fiji.n2n.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.io.AtomicFile;
import sc.fiji.n2n.search.CurvePoint;
import sc.fiji.n2n.search.SearchSetting;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.Trial;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.WeightsFormat;

/**
 * An unfinished search on the disk: {@code name.search.json} lists the trials, and a folder {@code name.search} beside it holds the
 * weights of those that go on, each in a file of its own, which is written before the list names it. Whenever the search is ended, the
 * list and what it names are complete.
 */
public final class SearchArchive {

	/** How the name of the list ends. */
	public static final String EXTENSION = ".search.json";

	private static final int VERSION = 1;
	private static final int MAX_BYTES = 64 << 20;
	private static final String WAY_OUT = "Delete it, and search again.";
	private static final String WEIGHTS = "trial-*.safetensors";

	private final Path list;
	private final Path folder;
	private final WeightsFormat format;
	/** What was written or read here: others of these names are left over from a search that was killed. */
	private final Set<Path> known = new HashSet<>();

	/** The list. */
	private record Content(int formatVersion, SearchOptions options, int pairs, int round, double share, List<Integer> running, List<Row> trials) {}

	/** A trial without its weights. */
	private record Row(int number, SearchSetting setting, boolean repeats, int steps, double seconds, List<Double> losses, int weights, List<CurvePoint> curve) {

		static Row of(final Trial t) {
			return new Row(t.number(), t.setting(), t.repeats(), t.steps(), t.seconds(), t.losses(), t.weights(), t.curve());
		}

		Trial trial() {
			return new Trial(number, setting, repeats, steps, seconds, losses, weights, curve, null);
		}
	}

	/**
	 * @param list the list, whose name ends in {@link #EXTENSION}
	 * @param format how weights are written
	 */
	public SearchArchive(final Path list, final WeightsFormat format) {
		this.list = list.toAbsolutePath();
		this.format = format;
		final String name = list.getFileName().toString();
		if (!name.endsWith(EXTENSION)) throw new IllegalArgumentException("The search " + list + " must end in " + EXTENSION + ".");
		folder = this.list.resolveSibling(name.substring(0, name.length() - ".json".length()));
	}

	/**
	 * Writes where a search stands.
	 *
	 * @param state the state
	 * @throws IOException with path and reason, if it could not be written; what was there is then as it was
	 */
	public void write(final SearchState state) throws IOException {
		final Set<Path> named = new HashSet<>();
		for (final Trial trial : state.trials()) {
			if (trial.learned() == null) continue;
			final Path file = fileOf(trial);
			named.add(file);
			if (!known.add(file)) continue;
			final byte[] weights = format.encode(networkOf(trial, state.options()), trial.learned());
			AtomicFile.write(file, ".safetensors", weights.length, temporary -> Files.write(temporary, weights));
		}
		final Content content = new Content(VERSION, state.options(), state.pairs(), state.round(), state.share(), state.running(), state.trials().stream().map(
			Row::of).toList());
		final byte[] json = StrictJson.gson().create().toJson(content).getBytes(StandardCharsets.UTF_8);
		AtomicFile.write(list, ".json", json.length, temporary -> Files.write(temporary, json));
		deleteWeightsBut(named);
	}

	/** The file changes its name with each round, so that none is changed that a list names. */
	private Path fileOf(final Trial trial) {
		return folder.resolve("trial-" + trial.number() + "-round-" + trial.rounds() + ".safetensors");
	}

	private static NetworkOptions networkOf(final Trial trial, final SearchOptions options) {
		return trial.setting().applyTo(options.base()).network();
	}

	private void deleteWeightsBut(final Set<Path> named) throws IOException {
		final List<Path> files = new ArrayList<>();
		try (DirectoryStream<Path> there = Files.newDirectoryStream(folder, WEIGHTS)) {
			there.forEach(files::add);
		}
		catch (final NoSuchFileException e) {
			return;
		}
		for (final Path file : files)
			if (!named.contains(file)) Files.deleteIfExists(file);
		known.retainAll(named);
	}

	/**
	 * Reads where a search stands.
	 *
	 * @return the state
	 * @throws IOException with path, reason and a way out, if it is not complete and undamaged
	 */
	public SearchState read() throws IOException {
		try {
			final SearchState state = state(bytes(list, MAX_BYTES));
			final List<Trial> trials = new ArrayList<>();
			for (final Trial trial : state.trials())
				trials.add(state.running().contains(trial.number()) && trial.rounds() > 0 ? trial.with(weights(trial, state.options())) : trial);
			return state.with(trials);
		}
		catch (final RuntimeException e) {
			throw new IOException("Cannot read the search " + list + ": " + StrictJson.reason(e) + " " + WAY_OUT, e);
		}
	}

	private SearchState state(final byte[] json) {
		final JsonObject object = StrictJson.object(new String(json, StandardCharsets.UTF_8));
		StrictJson.complete(object, Content.class, "", new JsonObject());
		if (!object.get("trials").isJsonArray()) throw new JsonParseException("trials is not a JSON list, [...].");
		for (final JsonElement trial : object.getAsJsonArray("trials")) {
			if (!trial.isJsonObject()) throw new JsonParseException("trials has an entry that is not a JSON object, {...}.");
			StrictJson.complete(trial.getAsJsonObject(), Row.class, "trials.", new JsonObject());
		}
		final Gson gson = StrictJson.gson().create();
		final Content c = gson.getAdapter(Content.class).fromJsonTree(object);
		if (c.formatVersion() != VERSION) throw new JsonParseException("its format is " + c.formatVersion() + ", but this version of the plugin reads " +
			VERSION + ".");
		return new SearchState(c.options(), c.pairs(), c.round(), c.share(), c.running(), c.trials().stream().map(Row::trial).toList());
	}

	private LearnerState weights(final Trial trial, final SearchOptions options) throws IOException {
		final NetworkOptions network = networkOf(trial, options);
		final LearnerState learned = format.decode(network, bytes(fileOf(trial), format.maxBytes(network)));
		known.add(fileOf(trial));
		return learned;
	}

	private static byte[] bytes(final Path file, final long limit) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			return ModelZip.readAtMost(in, file.getFileName().toString(), limit);
		}
		catch (final NoSuchFileException e) {
			throw new IOException("The file " + file + " of the search is not there. " + WAY_OUT, e);
		}
	}

	/**
	 * Deletes the search, and nothing else.
	 *
	 * @throws IOException if that cannot be done
	 */
	public void delete() throws IOException {
		Files.deleteIfExists(list);
		deleteWeightsBut(Set.of());
		if (!Files.isDirectory(folder)) return;
		try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
			if (left.iterator().hasNext()) return;
		}
		Files.deleteIfExists(folder);
	}
}
