package sc.fiji.n2n.benchmark;

import java.util.List;

import sc.fiji.n2n.djl.EngineThreads;

/** Seconds of the published method in PyTorch, from Python, and of auto here, in turns. */
final class ReferencesSection implements Section {

	private static final int TIMED = 25;
	private static final int STEPS = 2000;

	@Override
	public String name() {
		return "references";
	}

	@Override
	public String title() {
		return "PyTorch references";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		if (setting.reference() == null) {
			Benchmarks.print("references: not run, because -Dreference names no script");
			return;
		}
		final NoisyImage image = NoiseClass.gaussian(25).apply(Scene.load("camera").middle(setting.trial() ? 128 : 512), 1);
		final int steps = setting.trial() ? 2 : TIMED;
		for (int turn = 1; turn <= setting.seeds(); turn++)
			for (int threads = 1; threads <= Math.min(2, Runtime.getRuntime().availableProcessors()); threads++) {
				final int number = threads;
				rows.add(Row.of("threads", threads, "turn", turn), () -> {
					final String line = Benchmarks.reference(setting.reference(), image.scene(), image.noisy(), steps, number);
					final double whole = Double.parseDouble(line.replaceAll("(?s).*\"seconds\": ([0-9.]+).*", "$1")) / steps * STEPS;
					try (EngineThreads own = new EngineThreads(number)) {
						final double seconds = new MethodRun(setting, new LimitedTrainer(setting.engine(), number)).run("auto normal", image, 1).number("seconds");
						return Row.of("reference_seconds", whole, "seconds", seconds, "ratio", whole / seconds);
					}
				});
			}
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) {
		final Table table = new Table(name(), List.of("threads", "published method in PyTorch, s", "auto, normal effort, s", "ratio"));
		for (final String threads : rows.stream().map(row -> row.get("threads")).distinct().toList()) {
			final List<Row> own = rows.stream().filter(row -> row.get("threads").equals(threads)).toList();
			table.row(List.of(threads, Table.spread(Table.column(own, "reference_seconds"), 0), Table.spread(Table.column(own, "seconds"), 2), Table.spread(Table.column(
				own, "ratio"), 0)));
		}
		return "512x512 (camera, sigma 25). The published method in PyTorch, from Python: " + TIMED + " of its " + STEPS +
			" steps were timed and extrapolated, in turns with ours; mean ± standard deviation of the turns.\n\n" + table;
	}
}
