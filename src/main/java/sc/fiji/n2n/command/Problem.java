package sc.fiji.n2n.command;

import java.io.IOException;

/** What went wrong, in words for the user. */
final class Problem {

	private Problem() {}

	/** Whether the words are written for the user, so that nobody needs to see where it happened. */
	static boolean isExplained(final Throwable problem) {
		return problem instanceof IllegalArgumentException || problem instanceof IllegalStateException || problem instanceof IOException ||
			problem instanceof OutOfMemoryError;
	}

	/** The words. */
	static String words(final Throwable problem) {
		if (problem instanceof OutOfMemoryError)
			return "There is not enough memory. Give ImageJ more (Edit > Options > Memory & Threads), or denoise a smaller part.";
		if (isExplained(problem)) return problem.getMessage() == null ? problem.toString() : problem.getMessage();
		return "Something unexpected went wrong: " + problem + "\nPlease report it with the log on https://forum.image.sc.";
	}
}
