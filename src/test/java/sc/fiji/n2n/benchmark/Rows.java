package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.io.AtomicFile;

/** The rows of a section in a CSV file, which is complete after each row: an interrupted run goes on where it stopped. */
final class Rows {

	/** Measures what a row says. */
	interface Measurement {

		Row measure() throws Exception;
	}

	private final Path file;
	private final Machine machine;
	private final List<Row> rows;

	/**
	 * @param file the CSV file; rows that are in it stay
	 * @param machine what is said of the machine with each row
	 */
	Rows(final Path file, final Machine machine) throws IOException {
		this.file = file;
		this.machine = machine;
		rows = new ArrayList<>(Csv.read(file));
	}

	/** All rows so far. */
	List<Row> all() {
		return List.copyOf(rows);
	}

	/**
	 * Adds a row, if there is none yet of the same.
	 *
	 * @param what what is measured
	 * @param measurement measures it
	 */
	void add(final Row what, final Measurement measurement) throws Exception {
		if (rows.stream().anyMatch(row -> row.has(what))) return;
		System.gc();
		final Machine.Watch watch = machine.watch();
		final Row measured = measurement.measure();
		final Row row = what.and(measured).and(watch.row());
		rows.add(row);
		AtomicFile.write(file, ".csv", 1, temporary -> Csv.write(temporary, rows));
		Benchmarks.print("%s: %s", file.getFileName().toString().replace(".csv", ""), String.join(", ", what.and(measured).cells().values()));
	}
}
