package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.n2n.image.ImageFiles;

/** Which file becomes which. Made before anything is read, so that a mistake shows at once. */
public final class BatchPlan {

	/**
	 * One file to denoise.
	 *
	 * @param input the noisy file
	 * @param output where the result goes
	 * @param name the input in few words, for messages
	 */
	public record Job(Path input, Path output, String name) {}

	private final List<Job> jobs;

	private BatchPlan(final List<Job> jobs) {
		this.jobs = List.copyOf(jobs);
	}

	/**
	 * Plans a batch.
	 *
	 * @param input a file, a folder (with its sub-folders) or a pattern such as {@code /data/*.tif}
	 * @param output a folder, or, for one input file, a file that ends in .tif
	 * @return the plan
	 * @throws IllegalArgumentException if there is nothing to do, or if a result would replace an input or
	 *           be taken for one the next time; in words for the user
	 * @throws IOException if a folder cannot be read
	 */
	public static BatchPlan of(final String input, final String output) throws IOException {
		final InputFiles inputs = InputFiles.of(input);
		final String words = output == null ? "" : output.trim();
		if (words.isEmpty()) throw new IllegalArgumentException("There is no output. Give a folder, or a file that ends in .tif.");
		final Path target = Path.of(words);
		final List<Path> files = inputs.find(real(target));
		final boolean toFile = isFile(target);
		if (toFile) checkFile(target, files.size());
		final List<Path> names = OutputNames.of(files);
		final List<Path> outputs = toFile ? List.of(target) : names.stream().map(target::resolve).toList();
		final List<Job> jobs = new ArrayList<>();
		for (int i = 0; i < files.size(); i++)
			jobs.add(new Job(inputs.base().resolve(files.get(i)), outputs.get(i), files.get(i).toString()));
		checkInputsAreKept(jobs);
		if (!toFile) checkResultsAreNoInputs(target, inputs, names);
		return new BatchPlan(jobs);
	}

	/** What is to be done, in order. */
	public List<Job> jobs() {
		return jobs;
	}

	private static boolean isFile(final Path target) {
		if (Files.isDirectory(target)) return false;
		return Files.exists(target) || OutputNames.isTiff(target) || ImageFiles.isImage(target);
	}

	private static void checkFile(final Path target, final int count) {
		if (!OutputNames.isTiff(target)) throw new IllegalArgumentException("The output " + target +
			" is a file that does not end in .tif. Results are saved as TIFF: let the name end in .tif, or give a folder.");
		if (count > 1) throw new IllegalArgumentException("The output " + target + " is one file, but there are " + count +
			" input files. Give a folder as output.");
	}

	private static void checkInputsAreKept(final List<Job> jobs) throws IOException {
		final Set<Path> inputs = new HashSet<>();
		for (final Job job : jobs)
			inputs.add(real(job.input()));
		for (final Job job : jobs)
			if (inputs.contains(real(job.output()))) throw new IllegalArgumentException("The result of " + job.name() +
				" would overwrite the input " + job.output() + ". Give another output.");
	}

	/** Results in the folder of their inputs must not be inputs themselves: the next run would denoise them again. */
	private static void checkResultsAreNoInputs(final Path target, final InputFiles inputs, final List<Path> results) throws IOException {
		if (inputs.isSingle() || !Files.exists(target) || !Files.isSameFile(target, inputs.base())) return;
		for (final Path result : results)
			if (inputs.selects(result)) throw new IllegalArgumentException("The result " + result +
				" would be taken for an input the next time. Give another output folder.");
	}

	/** The absolute path without links, as far as the path exists. */
	private static Path real(final Path path) throws IOException {
		final Path absolute = path.toAbsolutePath().normalize();
		for (Path existing = absolute; existing != null; existing = existing.getParent())
			if (Files.exists(existing)) return existing.toRealPath().resolve(existing.relativize(absolute)).normalize();
		return absolute;
	}
}
