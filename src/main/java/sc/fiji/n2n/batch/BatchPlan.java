package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ResultFile;

/** Which file becomes which. Made before anything is read, so that a mistake shows at once. */
public final class BatchPlan {

	/**
	 * One file to denoise.
	 *
	 * @param input the noisy file
	 * @param output where the result goes if the file holds one image
	 * @param format format of the result
	 * @param series number of the image of the file to denoise, from 1; 0 for all
	 * @param named whether the user gave the name of the result
	 * @param name the input in few words, for messages
	 */
	public record Job(Path input, Path output, FileFormat format, int series, boolean named, String name) {

		/**
		 * The result of an image of the file.
		 *
		 * @param number number of the image, from 1
		 * @param count how many images the file has
		 */
		ResultFile result(final int number, final int count) {
			final boolean alone = count == 1 || named && series > 0;
			return new ResultFile(alone ? output : OutputNames.ofSeries(output, number), format);
		}

		/** Whether the result is there, as far as that can be told without opening the file. */
		boolean isDone() {
			return Files.exists(output) || series > 0 && Files.exists(result(series, Integer.MAX_VALUE).path());
		}
	}

	private final List<Job> jobs;

	private BatchPlan(final List<Job> jobs) {
		this.jobs = List.copyOf(jobs);
	}

	/**
	 * Plans a batch.
	 *
	 * @param input a file, a folder (with its sub-folders) or a pattern such as {@code /data/*.tif}
	 * @param output a folder, or, for one input file, a file that ends in .tif or .ome.zarr
	 * @param format format of the results; {@code TIFF} where the name of a single result decides
	 * @param series number of the image to denoise of files that hold several, from 1; 0 for all
	 * @return the plan
	 * @throws IllegalArgumentException if there is nothing to do, or if a result would replace an input or
	 *           be taken for one the next time; in words for the user
	 * @throws IOException if a folder cannot be read
	 */
	public static BatchPlan of(final String input, final String output, final FileFormat format, final int series) throws IOException {
		if (series < 0) throw new IllegalArgumentException("series is " + series + ", but must be 0 (all images of a file) or the number of an image.");
		final InputFiles inputs = InputFiles.of(input);
		final String words = output == null ? "" : output.trim();
		if (words.isEmpty()) throw new IllegalArgumentException("There is no output. Give a folder, or a file that ends in .tif or .ome.zarr.");
		final Path target = Path.of(words);
		final List<Path> files = inputs.find(real(target));
		final boolean toFile = isFile(target);
		final FileFormat written = toFile ? ResultFile.of(target, format).format() : format;
		if (toFile) checkOne(target, files.size());
		final List<Path> names = OutputNames.of(files, format.extension());
		final List<Path> outputs = toFile ? List.of(target) : names.stream().map(target::resolve).toList();
		final List<Job> jobs = new ArrayList<>();
		for (int i = 0; i < files.size(); i++)
			jobs.add(new Job(inputs.base().resolve(files.get(i)), outputs.get(i), written, series, toFile, files.get(i).toString()));
		checkInputsAreKept(jobs);
		if (!toFile) checkResultsAreNoInputs(target, inputs, names);
		return new BatchPlan(jobs);
	}

	/**
	 * Checks that maps of the spread have room beside the results.
	 *
	 * @throws IllegalArgumentException if one would overwrite an input, a result or a file that is there, in words for the user
	 * @throws IOException if a folder cannot be read
	 */
	public void checkSpreads() throws IOException {
		final Set<Path> taken = new HashSet<>();
		for (final Job job : jobs) {
			taken.add(real(job.input()));
			taken.add(real(job.output()));
		}
		for (final Job job : jobs) {
			if (job.isDone()) continue;
			final Path spread = job.result(Math.max(1, job.series()), job.series() > 0 ? Integer.MAX_VALUE : 1).spread().path();
			if (Files.exists(spread)) throw new IllegalArgumentException("The spread map of " + job.name() + " would overwrite " + spread +
				". Move or delete that file, or give another output.");
			if (taken.contains(real(spread))) throw new IllegalArgumentException("The spread map of " + job.name() + " would have the name " + spread +
				", which another input or result has. Rename that input, or choose spread no.");
		}
	}

	/** What is to be done, in order. */
	public List<Job> jobs() {
		return jobs;
	}

	private static boolean isFile(final Path target) {
		if (Files.isDirectory(target)) return ImageFiles.isImageFolder(target);
		return Files.exists(target) || ResultFile.isName(target) || ImageFiles.isImage(target) || ImageFiles.isImageFolder(target);
	}

	private static void checkOne(final Path target, final int count) {
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
			if (inputs.selects(result, ImageFiles.isImageFolder(result))) throw new IllegalArgumentException("The result " + result +
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
