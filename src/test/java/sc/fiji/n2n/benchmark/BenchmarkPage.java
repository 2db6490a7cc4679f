package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Makes docs/benchmarks.md, its pictures and docs/benchmarks.csv of the rows that the sections left. */
final class BenchmarkPage {

	/** Cores that others may keep busy on average while a row is measured. */
	private static final double MAX_OTHERS = 0.3;

	private static final String INTRODUCTION = """
		<!-- Written by mvn -q -Pbenchmark verify. Do not edit: it is overwritten. -->
		# Benchmarks

		This page, its plots and [its rows](benchmarks.csv) are written by a program, from what it measured on one machine:

		`mvn -q -Pbenchmark verify`

		It takes about an hour, and goes on where it was interrupted. One section again: `mvn -q -Pbenchmark verify -Dbenchmark="section quality"`. What else can be given is in [contributing](contributing.md#benchmarks). Measurements that were made by hand, each with its command: [measurements](measurements.md).

		Figures are mean ± standard deviation over 3 seeds of noise and network, unless said; single ones stand alone. Compare seconds with each other, not with those of another computer. *Peak RSS* is the most memory that the process had resident while the row was measured, Java and PyTorch together; within one process it holds what earlier rows left. Each row can be linked to, as `benchmarks.md#quality-gaussian-25-auto-normal`.

		""";

	private final List<Section> sections;

	/** @param sections the sections, in their order */
	BenchmarkPage(final List<Section> sections) {
		this.sections = sections;
	}

	/**
	 * Writes the page.
	 *
	 * @param rows folder of the CSV files of the sections
	 * @param docs folder of the page
	 */
	void write(final Path rows, final Path docs) throws IOException {
		final StringBuilder page = new StringBuilder(INTRODUCTION);
		final List<Row> all = new ArrayList<>();
		final Plots plots = new Plots(docs.resolve("images/benchmarks"), "images/benchmarks");
		for (final Section section : sections) {
			final List<Row> own = Csv.read(rows.resolve(section.name() + ".csv"));
			page.append("## ").append(section.title()).append("\n\n");
			if (own.isEmpty()) page.append("Not run.\n\n");
			else page.append(section.text(own, plots).strip()).append("\n\n").append(circumstances(own)).append("\n\n");
			own.forEach(row -> all.add(Row.of("section", section.name()).and(row)));
		}
		Files.createDirectories(docs);
		Files.writeString(docs.resolve("benchmarks.md"), page.toString().strip() + "\n", StandardCharsets.UTF_8);
		Csv.write(docs.resolve("benchmarks.csv"), all);
	}

	/** Where and when rows were measured, and what may make them wrong. */
	private static String circumstances(final List<Row> rows) {
		final Set<String> commits = different(rows, "commit");
		final StringBuilder text = new StringBuilder("Measured ").append(String.join(", ", different(rows, "date"))).append(" on ").append(String.join("; and on ",
			different(rows, "machine"))).append("; commit ").append(String.join(", ", commits)).append(".");
		if (commits.size() > 1) text.append(" **The rows are of different commits.**");
		if (commits.stream().anyMatch(commit -> commit.endsWith("+"))) text.append(" The + means that sources were changed after the commit.");
		final long disturbed = rows.stream().filter(BenchmarkPage::isDisturbed).count();
		if (disturbed > 0) text.append(" **").append(disturbed).append(" of ").append(rows.size()).append(
			" rows were measured while the machine did other work too: their seconds are too long.**");
		return text.toString();
	}

	/** Where it is not known what others took, the load before the row tells. */
	private static boolean isDisturbed(final Row row) {
		if (!row.get("others").isEmpty()) return row.number("others") > MAX_OTHERS;
		return row.number("load") > Double.parseDouble(row.get("machine").replaceAll("\\D.*", ""));
	}

	private static Set<String> different(final List<Row> rows, final String name) {
		return rows.stream().map(row -> row.get(name)).collect(Collectors.toCollection(TreeSet::new));
	}
}
