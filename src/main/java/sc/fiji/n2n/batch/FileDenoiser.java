package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import ij.ImagePlus;
import sc.fiji.n2n.batch.BatchPlan.Job;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFile;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ResultFile;
import sc.fiji.n2n.io.PendingFile.BusyException;

/** Denoises files one after the other, each image of them on its own. One that fails does not stop the others. */
public final class FileDenoiser {

	private final ImageTask task;
	private final Consumer<String> log;

	/**
	 * @param task denoises one image
	 * @param log takes one line for each result
	 */
	public FileDenoiser(final ImageTask task, final Consumer<String> log) {
		this.task = Objects.requireNonNull(task, "task");
		this.log = Objects.requireNonNull(log, "log");
	}

	/**
	 * Denoises files. Those whose result is there are skipped, so that a batch can be resumed, and so are those that another run
	 * is writing.
	 *
	 * @param plan which files
	 * @param progress told how far the batch is
	 * @return how it went; each image of a file counts
	 * @throws CancellationException if the batch is to stop; finished results stay, and no half result is left
	 */
	public BatchSummary run(final BatchPlan plan, final Progress progress) {
		final int count = plan.jobs().size();
		final BatchTally tally = new BatchTally(log);
		for (int i = 0; i < count; i++) {
			final Job job = plan.jobs().get(i);
			final String name = (i + 1) + " of " + count + ", " + job.name();
			final Progress part = progress.part((double) i / count, (i + 1.0) / count);
			part.step(name, 0);
			if (job.isDone()) skip(tally, name, job.output());
			else attempt(tally, job, name, "", () -> denoise(tally, job, name, part));
		}
		return tally.summary();
	}

	private static void skip(final BatchTally tally, final String name, final Path result) {
		tally.skipped(name, result + " is already there. Delete it to denoise again.");
	}

	/** What may fail. */
	@FunctionalInterface
	private interface Attempt {

		void run() throws IOException;
	}

	private static void attempt(final BatchTally tally, final Job job, final String name, final String which, final Attempt attempt) {
		try {
			attempt.run();
		}
		catch (final BusyException e) {
			tally.skipped(name, e.getMessage());
		}
		catch (final IOException | RuntimeException | OutOfMemoryError e) {
			if (e instanceof CancellationException canceled) throw canceled;
			tally.failed(name, job.input(), which + reason(e));
		}
	}

	private void denoise(final BatchTally tally, final Job job, final String name, final Progress progress) throws IOException {
		checkReadable(job.input());
		// Before the work, not after it.
		checkWritable(job.output());
		progress.named(name).step("Opening", 0);
		try (ImageFile file = ImageFiles.openFile(job.input())) {
			final int count = file.seriesCount();
			if (job.series() > count) throw new IOException("It has " + count + (count == 1 ? " image" : " images") + ", no series " + job.series() + ".");
			for (int i = 0; i < count; i++) {
				if (job.series() > 0 && job.series() != i + 1) continue;
				final int series = i;
				final ResultFile target = job.result(series + 1, count);
				final String which = count == 1 ? "" : "series " + (series + 1) + ": ";
				final String shown = count == 1 ? name : name + ", series " + (series + 1) + " of " + count;
				final Progress part = job.series() > 0 ? progress : progress.part((double) series / count, (series + 1.0) / count);
				if (Files.exists(target.path())) skip(tally, shown, target.path());
				else attempt(tally, job, shown, which, () -> {
					denoise(file, series, target, part.named(shown));
					tally.saved(shown, target.path());
				});
			}
		}
	}

	private void denoise(final ImageFile file, final int series, final ResultFile target, final Progress progress) throws IOException {
		final ImagePlus image = file.open(series);
		try {
			task.apply(image, target, progress);
		}
		finally {
			image.flush();
		}
	}

	private static void checkReadable(final Path input) throws IOException {
		if (Files.exists(input) && !Files.isReadable(input)) throw new IOException(
			"It cannot be read: ask for the permission to read it.");
	}

	private static void checkWritable(final Path output) throws IOException {
		Path folder = output.toAbsolutePath().getParent();
		while (folder != null && !Files.exists(folder))
			folder = folder.getParent();
		if (folder != null && !Files.isDirectory(folder)) throw new IOException("The result cannot be saved, because " + folder +
			" is a file, not a folder. Give another output folder.");
		if (folder != null && !Files.isWritable(folder)) throw new IOException("The result cannot be saved, because the folder " +
			folder + " is read-only. Give another output folder.");
	}

	private static String reason(final Throwable problem) {
		if (problem instanceof OutOfMemoryError) return "There is not enough memory. Give ImageJ more (Edit > Options > Memory & Threads), " +
			"or denoise a smaller part of the image.";
		return problem.getMessage() == null ? problem.toString() : problem.getMessage();
	}
}
