package sc.fiji.n2n.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import sc.fiji.n2n.batch.BatchSummary.Failure;

/** Counts what became of each result of a batch, and tells it in a line. */
final class BatchTally {

	private final Consumer<String> log;
	private final List<Failure> failures = new ArrayList<>();
	private int denoised;
	private int skipped;

	/** @param log takes one line for each result */
	BatchTally(final Consumer<String> log) {
		this.log = log;
	}

	/** A result was saved. */
	void saved(final String name, final Path result) {
		log.accept(name + ": saved " + result);
		denoised++;
	}

	/** A result was left out, for a reason in words for the user. */
	void skipped(final String name, final String reason) {
		log.accept(name + ": skipped, " + reason);
		skipped++;
	}

	/** A result could not be made, for a reason in words for the user. */
	void failed(final String name, final Path input, final String reason) {
		log.accept(name + ": failed. " + reason);
		failures.add(new Failure(input, reason));
	}

	/** What was counted. */
	BatchSummary summary() {
		return new BatchSummary(denoised, skipped, failures);
	}
}
