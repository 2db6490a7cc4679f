package sc.fiji.n2n.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * How a batch went.
 *
 * @param denoised how many files were denoised
 * @param skipped how many files were left out because their result is there
 * @param failures the files that could not be denoised
 */
public record BatchSummary(int denoised, int skipped, List<Failure> failures) {

	/**
	 * A file that could not be denoised.
	 *
	 * @param file the input
	 * @param reason why, in words for the user
	 */
	public record Failure(Path file, String reason) {

		/** One line with the file, once, and the reason. */
		String text() {
			return reason.contains(file.toString()) ? reason : file + ": " + reason;
		}
	}

	/** Keeps a copy of the failures. */
	public BatchSummary {
		failures = List.copyOf(failures);
	}

	/** Whether a file could not be denoised. */
	public boolean hasFailures() {
		return !failures.isEmpty();
	}

	/** One line of numbers, then one for each file that failed. */
	public String text() {
		final StringBuilder text = new StringBuilder(files(denoised) + " denoised, " + skipped + " skipped, " + failures.size() + " failed.");
		for (final Failure failure : failures)
			text.append("\n").append(failure.text());
		return text.toString();
	}

	private static String files(final int count) {
		return count == 1 ? "1 file" : count + " files";
	}
}
