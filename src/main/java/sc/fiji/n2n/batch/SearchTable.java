package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.n2n.io.AtomicFile;
import sc.fiji.n2n.search.SearchSetting;
import sc.fiji.n2n.search.SearchState;
import sc.fiji.n2n.search.Trial;

/**
 * The table of a search: a row for each trial that has learned, the winner first, the others by their loss.
 *
 * @param rows numbers and words in the order of {@link #COLUMNS}; NaN where there is no number
 */
public record SearchTable(List<List<Object>> rows) {

	/** The columns. */
	public static final List<String> COLUMNS = List.of("Rank", "Note", "Validation_loss", "Loss_round_1", "Rounds", "Steps", "Seconds", "Learning_rate", "Width", "Depth",
		"Slope", "Batch_norm", "Batch", "Weights", "Trial");

	static final String EXTENSION = ".search.csv";
	static final String HEADER = String.join(",", COLUMNS).toLowerCase(Locale.ROOT);

	/** The table of a search of which a trial has learned. */
	public static SearchTable of(final SearchState state) {
		final List<List<Object>> rows = new ArrayList<>();
		for (final Trial trial : state.ranking()) {
			final SearchSetting s = trial.setting();
			rows.add(List.of(rows.size() + 1, note(trial, state), trial.loss(), trial.lossAfter(1), trial.rounds(), trial.steps(), Math.round(trial.seconds() * 10) / 10.0, s
				.learningRate(), s.width(), s.depth(), s.slope(), s.batchNorm() ? "yes" : "no", s.batch(), trial.weights(), trial.number()));
		}
		return new SearchTable(rows);
	}

	private static String note(final Trial trial, final SearchState state) {
		final List<String> notes = new ArrayList<>();
		if (state.isBest(trial)) notes.add("best");
		if (trial.number() == state.base().number()) notes.add("preset small");
		if (trial.repeats()) notes.add("preset small with another seed");
		return notes.isEmpty() ? "-" : String.join("; ", notes);
	}

	/** Writes the rows with commas between. */
	void write(final Path file) throws IOException {
		final String text = HEADER + "\n" + rows.stream().map(row -> row.stream().map(Object::toString).collect(Collectors.joining(",")) + "\n").collect(Collectors
			.joining());
		final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		AtomicFile.write(file, ".csv", bytes.length, temporary -> Files.write(temporary, bytes));
	}
}
