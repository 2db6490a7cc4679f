package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import ij.ImagePlus;
import sc.fiji.n2n.batch.BatchPlan.Job;
import sc.fiji.n2n.batch.BatchSummary.Failure;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;

/** Denoises files one after the other. A file that fails does not stop the others. */
public final class FileDenoiser {

	private final ImageTask task;
	private final Consumer<String> log;

	/**
	 * @param task denoises one image
	 * @param log takes one line for each file
	 */
	public FileDenoiser(final ImageTask task, final Consumer<String> log) {
		this.task = Objects.requireNonNull(task, "task");
		this.log = Objects.requireNonNull(log, "log");
	}

	/**
	 * Denoises files. Files whose result is there are skipped, so that a batch can be resumed.
	 *
	 * @param plan which files
	 * @param progress told how far the batch is
	 * @return how it went
	 * @throws CancellationException if the batch is to stop; finished results stay, and no half result is left
	 */
	public BatchSummary run(final BatchPlan plan, final Progress progress) {
		final int count = plan.jobs().size();
		int denoised = 0;
		int skipped = 0;
		final List<Failure> failures = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Job job = plan.jobs().get(i);
			final String name = (i + 1) + " of " + count + ", " + job.name();
			progress.step(name, (double) i / count);
			if (Files.exists(job.output())) {
				log.accept(name + ": skipped, " + job.output() + " is already there. Delete it to denoise again.");
				skipped++;
				continue;
			}
			try {
				denoise(job, new NamedProgress(name, progress.part((double) i / count, (i + 1.0) / count)));
				log.accept(name + ": saved " + job.output());
				denoised++;
			}
			catch (final IOException | RuntimeException | OutOfMemoryError e) {
				if (e instanceof CancellationException canceled) throw canceled;
				failures.add(new Failure(job.input(), reason(e)));
				log.accept(name + ": failed. " + reason(e));
			}
		}
		return new BatchSummary(denoised, skipped, failures);
	}

	private void denoise(final Job job, final Progress progress) throws IOException {
		checkReadable(job.input());
		// Before the work, not after it.
		checkWritable(job.output());
		progress.step("Opening", 0);
		final ImagePlus image = ImageFiles.open(job.input());
		try {
			final ImagePlus result = task.apply(image, progress);
			try {
				progress.step("Saving", 1);
				ImageFiles.saveTiff(result, job.output());
			}
			finally {
				result.flush();
			}
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

	/** Puts the name of the file in front. */
	private record NamedProgress(String name, Progress progress) implements Progress {

		@Override
		public void update(final String doing, final double fraction) {
			progress.update(name + ": " + doing, fraction);
		}

		@Override
		public boolean isCanceled() {
			return progress.isCanceled();
		}
	}
}
