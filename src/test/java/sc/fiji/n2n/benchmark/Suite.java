package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import sc.fiji.n2n.djl.DjlTrainer;

/** The sections of docs/benchmarks.md. */
final class Suite {

	private static final List<Section> SECTIONS = List.of(new QualitySection(), new PublishedSection(), new StridesSection(), new RepeatsSection(),
		new ScaleSection(), new ReferencesSection(), new LimitSection(), new JmhSection(), new MinutesSection(), new SearchSection(),
		new KspaceSection());

	private final boolean trial = Boolean.getBoolean("benchmark.trial");
	private final Path rows = Path.of("target", trial ? "benchmarks-trial" : "benchmarks");
	private final Path docs = trial ? rows.resolve("docs") : Path.of("docs");
	private final DjlTrainer engine;

	Suite(final DjlTrainer engine) {
		this.engine = engine;
	}

	/** All sections; rows that are there stay, unless the system property benchmark.fresh is true. */
	void all() throws Exception {
		if (Boolean.getBoolean("benchmark.fresh")) for (final Section section : SECTIONS)
			Files.deleteIfExists(file(section));
		for (final Section section : SECTIONS)
			measure(section);
	}

	/** One section again. */
	void section(final String name) throws Exception {
		final Section section = SECTIONS.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(
			"There is no section " + name + ". Name one of: " + String.join(", ", SECTIONS.stream().map(Section::name).toList()) + "."));
		Files.deleteIfExists(file(section));
		measure(section);
	}

	/** The page alone, of the rows that are there. */
	void page() throws IOException {
		new BenchmarkPage(SECTIONS).write(rows, docs);
	}

	private void measure(final Section section) throws Exception {
		final Setting setting = new Setting(engine, Files.createDirectories(rows.resolve("files")), given("benchmark.data"), given("reference"), trial);
		section.measure(new Rows(file(section), Machine.here(engine.engine())), setting);
		page();
	}

	private Path file(final Section section) {
		return rows.resolve(section.name() + ".csv");
	}

	private static Path given(final String property) {
		final String value = System.getProperty(property, "");
		if (value.isBlank()) return null;
		final Path path = Path.of(value);
		if (!Files.exists(path)) throw new IllegalArgumentException("-D" + property + " is " + value + ", but there is no such file or folder.");
		return path;
	}
}
