package sc.fiji.n2n.batch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

import sc.fiji.n2n.config.TrainingOptions;

/**
 * What to train, and where to keep it. Immutable, and checked when built.
 *
 * @param options how to train
 * @param match whether gain and offset of the second images are fitted to the first
 * @param model the file to write, which ends in .n2n
 * @param startOrNull a model to train further or a checkpoint to go on from; null to begin anew
 * @param teacherOrNull a model whose results are the targets; null for none
 */
public record TrainingRequest(TrainingOptions options, boolean match, Path model, Path startOrNull, Path teacherOrNull) {

	private static final String EXTENSION = ".n2n";

	/** @throws IllegalArgumentException if a file does not suit, in words for the user */
	public TrainingRequest {
		Objects.requireNonNull(options, "options");
		Objects.requireNonNull(model, "model");
		model = model.toAbsolutePath().normalize();
		if (!isModel(model)) throw new IllegalArgumentException("The model " + model + " must end in " + EXTENSION + ", such as " + model
			.resolveSibling("cells" + EXTENSION) + ".");
		if (Files.isDirectory(model)) throw new IllegalArgumentException("The model " + model +
			" is a folder. Give the name of a file that ends in " + EXTENSION + ".");
		checkFolder("model", model);
		if (startOrNull != null) {
			startOrNull = startOrNull.toAbsolutePath().normalize();
			check("start", startOrNull, "a model or a checkpoint");
		}
		if (teacherOrNull != null) {
			teacherOrNull = teacherOrNull.toAbsolutePath().normalize();
			check("teacher", teacherOrNull, "a model");
		}
	}

	/** Without a teacher. */
	public TrainingRequest(final TrainingOptions options, final boolean match, final Path model, final Path startOrNull) {
		this(options, match, model, startOrNull, null);
	}

	/**
	 * Reads what the user wrote.
	 *
	 * @param options how to train
	 * @param match whether gain and offset of the second images are fitted to the first
	 * @param model path of the file to write
	 * @param start path of a model or checkpoint; empty to begin anew
	 * @param teacher path of a model whose results are the targets; empty for none
	 * @return the request
	 * @throws IllegalArgumentException if a file does not suit, in words for the user
	 */
	public static TrainingRequest of(final TrainingOptions options, final boolean match, final String model, final String start,
		final String teacher)
	{
		final String file = model == null ? "" : model.trim();
		if (file.isEmpty()) throw new IllegalArgumentException("There is no model. Give the name of the file to write, which ends in " + EXTENSION +
			", such as cells" + EXTENSION + ".");
		return new TrainingRequest(options, match, path("model", file), pathOrNull("start", start), pathOrNull("teacher", teacher));
	}

	private static Path pathOrNull(final String parameter, final String words) {
		return words == null || words.isBlank() ? null : path(parameter, words.trim());
	}

	private static Path path(final String parameter, final String words) {
		try {
			return Path.of(words);
		}
		catch (final InvalidPathException e) {
			throw new IllegalArgumentException("The " + parameter + " \"" + words + "\" is not the name of a file: " + e.getReason() + ".", e);
		}
	}

	private static boolean isModel(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString();
		// In lower case, because other parts look for the ending as it is written here.
		return name.endsWith(EXTENSION) && name.length() > EXTENSION.length();
	}

	/** Before the training, not after it. The folder is made with the first file. */
	static void checkFolder(final String what, final Path file) {
		Path folder = file.getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		if (folder != null && !Files.isDirectory(folder)) throw new IllegalArgumentException("The " + what + " cannot be saved as " + file + ", because " +
			folder + " is a file, not a folder.");
		if (folder != null && !Files.isWritable(folder)) throw new IllegalArgumentException("The " + what + " cannot be saved as " + file +
			", because the folder " + folder + " is read-only. Give another folder.");
	}

	private static void check(final String parameter, final Path file, final String kind) {
		final String wayOut = " Give " + kind + ", whose name ends in " + EXTENSION + ", or leave it empty.";
		if (!Files.exists(file)) throw new IllegalArgumentException("There is no file " + file + " as " + parameter + "." + wayOut);
		if (Files.isDirectory(file)) throw new IllegalArgumentException("The " + parameter + " " + file + " is a folder." + wayOut);
		if (!file.toString().toLowerCase(Locale.ROOT).endsWith(EXTENSION)) throw new IllegalArgumentException("The " + parameter + " " + file + " is not " + kind +
			"." + wayOut);
	}
}
