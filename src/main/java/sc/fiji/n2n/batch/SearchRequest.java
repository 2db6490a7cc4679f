package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

import sc.fiji.n2n.config.SearchOptions;
import sc.fiji.n2n.model.SearchArchive;

/**
 * What to search, and where to keep it. Immutable, and checked when built.
 *
 * @param options what is searched
 * @param match whether gain and offset of the second images are fitted to the first
 * @param preset the preset file to write, which ends in .json
 * @param resume whether to go on with an interrupted search of this preset
 */
public record SearchRequest(SearchOptions options, boolean match, Path preset, boolean resume) {

	private static final String EXTENSION = ".json";

	/** @throws IllegalArgumentException if a file does not suit, in words for the user */
	public SearchRequest {
		Objects.requireNonNull(options, "options");
		preset = preset.toAbsolutePath().normalize();
		final String name = String.valueOf(preset.getFileName());
		if (!name.endsWith(EXTENSION) || name.length() == EXTENSION.length() || name.endsWith(SearchArchive.EXTENSION)) throw new IllegalArgumentException(
			"The preset " + preset + " must end in " + EXTENSION + " and not in " + SearchArchive.EXTENSION + ", such as " + preset.resolveSibling("cells" +
				EXTENSION) + ".");
		if (Files.isDirectory(preset)) throw new IllegalArgumentException("The preset " + preset + " is a folder. Give the name of a file that ends in " +
			EXTENSION + ".");
		if (Files.exists(preset)) throw new IllegalArgumentException("There is a preset " + preset + " already. Give another name, or delete it.");
		TrainingRequest.checkFolder("preset", preset);
		checkResults(preset);
		final Path list = beside(preset, SearchArchive.EXTENSION);
		if (Files.exists(list) && !resume) throw new IllegalArgumentException("An unfinished search for this preset is there: " + list +
			". Choose resume=yes to go on with it, or delete it.");
	}

	/**
	 * Reads what the user wrote.
	 *
	 * @param options what is searched
	 * @param match whether gain and offset of the second images are fitted to the first
	 * @param preset path of the file to write
	 * @param resume whether to go on with an interrupted search of this preset
	 * @return the request
	 * @throws IllegalArgumentException if a file does not suit, in words for the user
	 */
	public static SearchRequest of(final SearchOptions options, final boolean match, final String preset, final boolean resume) {
		final String file = preset == null ? "" : preset.trim();
		if (file.isEmpty()) throw new IllegalArgumentException("There is no preset. Give the name of the file to write, which ends in " + EXTENSION +
			", such as cells" + EXTENSION + ".");
		try {
			return new SearchRequest(options, match, Path.of(file), resume);
		}
		catch (final InvalidPathException e) {
			throw new IllegalArgumentException("The preset \"" + file + "\" is not the name of a file: " + e.getReason() + ".", e);
		}
	}

	/** Somebody's measurements or pictures may have these names. */
	private static void checkResults(final Path preset) {
		final Path table = beside(preset, SearchTable.EXTENSION);
		final Path plot = beside(preset, SearchRunner.PLOT);
		if (isTable(table)) return;
		for (final Path file : new Path[] { table, plot })
			if (Files.exists(file)) throw new IllegalArgumentException("The search writes " + file + ", but there is another file of that name. Give the preset " +
				"another name or folder.");
	}

	private static boolean isTable(final Path file) {
		try (Stream<String> lines = Files.lines(file)) {
			return lines.findFirst().orElse("").equals(SearchTable.HEADER);
		}
		catch (final IOException | RuntimeException e) {
			// Not there, or not a text.
			return false;
		}
	}

	/** A file beside a preset: {@code cells.json} has {@code cells.search.csv}. */
	static Path beside(final Path preset, final String extension) {
		final String name = preset.getFileName().toString();
		return preset.resolveSibling(name.substring(0, name.length() - EXTENSION.length()) + extension);
	}

	/** The list of the trials of an unfinished search. */
	Path list() {
		return beside(preset, SearchArchive.EXTENSION);
	}
}
