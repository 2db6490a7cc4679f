package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Magnetic resonance images of which a part of k-space is measured: zero-filled, trained on pairs, trained on clean images. */
final class KspaceSection implements Section {

	private static final Path BRAIN = Path.of("sample-data", "brain.zip");
	private static final int PAIRS = 10;
	private static final int EPOCHS = 40;

	@Override
	public String name() {
		return "kspace";
	}

	@Override
	public String title() {
		return "Undersampled k-space";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final KspaceBenchmarks brain = new KspaceBenchmarks(setting.engine(), BRAIN);
		for (final double kept : setting.trial() ? new double[] { 0.1 } : new double[] { 0.1, 0.25 })
			for (int s = 1; s <= setting.seeds(); s++) {
				final int seed = s;
				rows.add(Row.of("kept", kept, "seed", seed), () -> setting.trial() ? brain.measure(kept, 1, 1, seed) : brain.measure(kept, PAIRS, EPOCHS, seed));
			}
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final Table table = new Table(name(), List.of("frequencies kept", "zero-filled, dB", "trained on pairs, dB", "trained on clean, dB", "pairs, nothing put back, dB",
			"seconds"));
		for (final String kept : rows.stream().map(row -> row.get("kept")).distinct().toList()) {
			final List<Row> own = rows.stream().filter(row -> row.get("kept").equals(kept)).toList();
			table.row(List.of(kept, spread(own, "zero-filled"), spread(own, "pairs"), spread(own, "clean"), spread(own, "not put back"), Table.number(Table.mean(own,
				"seconds"), 0)));
		}
		return "Slices of a brain (128x96, 24 slices, MIT; sample-data), sampled twice by *Undersample k-space...*, " + PAIRS + " pairs a slice. Two networks with the " +
			"preset `small`, the same samplings, seeds and " + EPOCHS + " epochs, one trained on the other sampling of each pair, one on the clean slice; the measured " +
			"frequencies are put back in training and application. Scored on the four slices in the middle, which no network saw, with one slice to each side left " +
			"out: mean PSNR over the range of the volume. Few slices of one head: it compares targets, and says nothing about other heads.\n\n" + table;
	}

	private static String spread(final List<Row> rows, final String name) {
		return Table.spread(Table.column(rows, name), 2);
	}
}
