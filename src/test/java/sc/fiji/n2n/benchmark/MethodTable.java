package sc.fiji.n2n.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Methods beside each other on the same images: a table of their PSNR, similarity, seconds and memory, and a plot of quality against seconds. */
final class MethodTable {

	private static final String NOISY = "noisy";

	private final List<Row> rows;
	private final List<String> images;
	private final List<String> methods;

	/** @param rows rows of one kind of noise, with "image", "method", "psnr", "ssim", "seconds" and "rss_mb" */
	MethodTable(final List<Row> rows) {
		this.rows = rows;
		images = rows.stream().map(row -> row.get("image")).distinct().toList();
		methods = rows.stream().map(row -> row.get("method")).distinct().toList();
	}

	/** The table, with the anchors of its rows. */
	String table(final String prefix) {
		final boolean similarity = rows.stream().anyMatch(row -> !row.get("ssim").isEmpty());
		final List<String> headings = new ArrayList<>(List.of("method"));
		if (images.size() == 1) headings.add("PSNR, dB");
		else {
			images.forEach(image -> headings.add(image + ", dB"));
			headings.add("mean, dB");
		}
		if (similarity) headings.add("SSIM");
		headings.addAll(List.of("seconds", "peak RSS, MB"));
		final Table table = new Table(prefix, headings);
		for (final String method : methods) {
			final List<String> cells = new ArrayList<>(List.of(method));
			for (final String image : images)
				cells.add(Table.spread(Table.column(rows(method, image), "psnr"), 2));
			if (images.size() > 1) cells.add(Table.number(mean(method, "psnr"), 2));
			if (similarity) cells.add(Table.number(mean(method, "ssim"), 3));
			final double seconds = mean(method, "seconds");
			cells.add(Table.number(seconds, seconds < 0.1 ? 4 : 2));
			cells.add(Table.number(rows(method).stream().mapToDouble(row -> row.number("rss_mb")).filter(Double::isFinite).max().orElse(Double.NaN), 0));
			table.row(cells);
		}
		return table.toString();
	}

	/** The mean over the images of the mean over the seeds of each; NaN where an image is missing or has none. */
	double mean(final String method, final String column) {
		return images.stream().mapToDouble(image -> Table.mean(rows(method, image), column)).average().orElse(Double.NaN);
	}

	/** Curves of the mean PSNR against seconds: methods whose names begin alike are one curve. */
	List<Plots.Curve> curves() {
		final List<Plots.Curve> curves = new ArrayList<>();
		for (final String first : methods.stream().filter(method -> !method.equals(NOISY)).map(MethodTable::family).distinct().toList()) {
			final List<String> family = methods.stream().filter(method -> family(method).equals(first)).filter(method -> Double.isFinite(mean(method, "psnr")))
				.toList();
			if (!family.isEmpty()) curves.add(new Plots.Curve(name(first, family), family.stream().mapToDouble(method -> mean(method, "seconds")).toArray(), family
				.stream().mapToDouble(method -> mean(method, "psnr")).toArray()));
		}
		return curves;
	}

	/** Mean PSNR of the noisy images. */
	double noisy() {
		return mean(NOISY, "psnr");
	}

	/** Without the effort. */
	private static String family(final String method) {
		return method.replaceAll(" (quick|normal|thorough)$", "");
	}

	private static String name(final String family, final List<String> methods) {
		final List<String> efforts = methods.stream().map(method -> method.substring(family.length()).strip()).filter(effort -> !effort.isEmpty()).toList();
		return Stream.concat(Stream.of(family), Stream.of(String.join(", ", efforts))).filter(word -> !word.isEmpty()).reduce((a, b) -> a + ": " + b).orElseThrow();
	}

	private List<Row> rows(final String method) {
		return rows.stream().filter(row -> row.get("method").equals(method)).toList();
	}

	private List<Row> rows(final String method, final String image) {
		return rows(method).stream().filter(row -> row.get("image").equals(image)).toList();
	}
}
