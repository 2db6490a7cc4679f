package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.List;

/** A part of docs/benchmarks.md: measures its rows, and makes its text of them alone. */
interface Section {

	/** Its name on the command line, that of its CSV file and the beginning of its anchors. */
	String name();

	/** Its headline. */
	String title();

	/** Measures the rows that are missing. */
	void measure(Rows rows, Setting setting) throws Exception;

	/**
	 * Its text, in Markdown, without the headline.
	 *
	 * @param rows its rows, at least one
	 * @param plots takes its pictures
	 */
	String text(List<Row> rows, Plots plots) throws IOException;
}
