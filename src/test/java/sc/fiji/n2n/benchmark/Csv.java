package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows as comma-separated values, with all columns that any of them has. */
final class Csv {

	private Csv() {}

	/** Reads the rows of a file; none if it is not there. */
	static List<Row> read(final Path file) throws IOException {
		final List<Row> rows = new ArrayList<>();
		if (!Files.exists(file)) return rows;
		final List<String> lines = Files.readAllLines(file);
		final List<String> names = cells(lines.get(0));
		for (final String line : lines.subList(1, lines.size())) {
			final List<String> cells = cells(line);
			final Map<String, String> row = new LinkedHashMap<>();
			for (int i = 0; i < names.size(); i++)
				if (!cells.get(i).isEmpty()) row.put(names.get(i), cells.get(i));
			rows.add(new Row(row));
		}
		return rows;
	}

	/** Writes rows. */
	static void write(final Path file, final List<Row> rows) throws IOException {
		final Set<String> names = new LinkedHashSet<>();
		rows.forEach(row -> names.addAll(row.cells().keySet()));
		final List<String> lines = new ArrayList<>(List.of(line(names)));
		rows.forEach(row -> lines.add(line(names.stream().map(row::get).toList())));
		Files.write(file, lines);
	}

	private static String line(final Collection<String> cells) {
		return String.join(",", cells.stream().map(cell -> cell.matches("[^,\"]*") ? cell : '"' + cell.replace("\"", "\"\"") + '"').toList());
	}

	private static List<String> cells(final String line) {
		final List<String> cells = new ArrayList<>();
		final StringBuilder cell = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < line.length(); i++) {
			final char c = line.charAt(i);
			if (c == '"') {
				// Two of them within quotes are one.
				if (!quoted && i > 0 && line.charAt(i - 1) == '"') cell.append(c);
				quoted = !quoted;
			}
			else if (c == ',' && !quoted) {
				cells.add(cell.toString());
				cell.setLength(0);
			}
			else cell.append(c);
		}
		cells.add(cell.toString());
		return cells;
	}
}
