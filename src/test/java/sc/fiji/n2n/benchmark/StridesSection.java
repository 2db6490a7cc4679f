package sc.fiji.n2n.benchmark;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What the stride of the sub-lattices does to correlated noise, and which one auto takes. */
final class StridesSection implements Section {

	private static final double SIGMA = 25;
	private static final int SEED = 1;
	private static final String AUTO = "auto normal";
	private static final List<String> SCENES = List.of("camera", "brick", "cell");

	@Override
	public String name() {
		return "strides";
	}

	@Override
	public String title() {
		return "Strides and correlated noise";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final MethodRun run = new MethodRun(setting);
		for (final String name : setting.trial() ? setting.scenes() : SCENES) {
			final Scene scene = Scene.load(name).middle(setting.trial() ? 128 : 512);
			for (final CorrelatedKind kind : CorrelatedKind.all()) {
				// One seed of noise: twelve kinds, and up to seven strides of each, say enough.
				final NoisyImage image = NoisyImage.of(scene, kind.add(scene, SIGMA, SEED));
				rows.add(row(name, kind, "noisy"), () -> run.run("noisy", image, SEED));
				for (final var stride : kind.strides()) {
					final String method = "stride " + stride + " normal";
					rows.add(row(name, kind, method), () -> run.run(method, image, SEED));
				}
				rows.add(row(name, kind, AUTO), () -> run.run(AUTO, image, SEED));
			}
		}
	}

	private static Row row(final String image, final CorrelatedKind kind, final String method) {
		return Row.of("class", kind, "image", image, "method", method, "seed", SEED);
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) {
		final Table table = new Table(name(), List.of("noise, image", "noisy", "fixed strides, dB", "best", "auto, dB", "chosen", "auto less best", "seconds fixed",
			"seconds auto"));
		for (final String image : rows.stream().map(row -> row.get("image")).distinct().toList())
			for (final String kind : rows.stream().map(row -> row.get("class")).distinct().toList()) {
				final List<Row> own = rows.stream().filter(row -> row.get("image").equals(image) && row.get("class").equals(kind)).toList();
				if (!of(own, AUTO).isEmpty()) table.row(cells(kind + ", " + image, own));
			}
		return "Gaussian noise of sigma " + (int) SIGMA +
			", correlated along x and y or along x alone, by the autocorrelation at one pixel: *short* falls to 0 as soon as can be, *AR(1)* geometrically. *2x1*: a pixel is compared with those 2 pixels away along x and its neighbours along y. `auto` measures the correlation, tries strides shortly, those that come close to the best again as long as a run learns, and takes the one with the least estimated error; seconds are those of one image. One seed of noise and network.\n\n" +
			table;
	}

	private static List<String> cells(final String name, final List<Row> rows) {
		final List<String> fixed = rows.stream().map(row -> row.get("method")).filter(method -> method.startsWith("stride")).distinct().toList();
		final String best = fixed.stream().max(Comparator.comparingDouble(method -> Table.mean(of(rows, method), "psnr"))).orElseThrow();
		final List<Row> auto = of(rows, AUTO);
		return List.of(name, Table.number(Table.mean(of(rows, "noisy"), "psnr"), 2), fixed.stream().map(method -> stride(method) + ": " + Table.spread(Table.column(
			of(rows, method), "psnr"), 2)).collect(Collectors.joining("; ")), stride(best), Table.spread(Table.column(auto, "psnr"), 2), auto.stream().map(row -> row
				.get("stride")).distinct().collect(Collectors.joining(", ")), Table.number(Table.mean(auto, "psnr") - Table.mean(of(rows, best), "psnr"), 2), Table
					.number(Table.mean(of(rows, best), "seconds"), 1), Table.number(Table.mean(auto, "seconds"), 1));
	}

	private static List<Row> of(final List<Row> rows, final String method) {
		return rows.stream().filter(row -> row.get("method").equals(method)).toList();
	}

	private static String stride(final String method) {
		return method.split(" ")[1];
	}
}
