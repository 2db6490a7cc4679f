package sc.fiji.n2n.benchmark;

import java.util.Collection;
import java.util.List;

import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The hot pieces in Java alone, by JMH. */
final class JmhSection implements Section {

	private static final List<String> PIECES = List.of("copyMirroredBlock", "normalizeAndBack", "averageTwoTurns", "meanOfWindows", "drawPair");

	@Override
	public String name() {
		return "jmh";
	}

	@Override
	public String title() {
		return "Hot pieces in Java";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		for (final String piece : PIECES)
			rows.add(Row.of("piece", piece), () -> run(piece, setting.trial() ? 1 : 5));
	}

	private static Row run(final String piece, final int iterations) throws Exception {
		final Collection<RunResult> results = new Runner(new OptionsBuilder().include(HotPieces.class.getName() + "\\." + piece + "$").forks(1).warmupIterations(
			iterations).warmupTime(TimeValue.seconds(1)).measurementIterations(iterations).measurementTime(TimeValue.seconds(1)).verbosity(VerboseMode.SILENT)
			.build()).run();
		final Result<?> result = results.iterator().next().getPrimaryResult();
		final int pixels = piece.equals("drawPair") ? HotPieces.PATCH : HotPieces.PIXELS;
		return Row.of("ns", result.getScore(), "error_ns", result.getScoreError(), "ns_per_pixel", result.getScore() / pixels, "pixels", pixels);
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) {
		final Table table = new Table(name(), List.of("piece", "pixels", "microseconds", "± (99.9 %)", "nanoseconds a pixel", "million pixels a second"));
		for (final Row row : rows)
			table.row(List.of(row.get("piece"), Table.number(row.number("pixels"), 0), Table.number(row.number("ns") / 1000, 1), Table.number(row.number("error_ns") /
				1000, 1), Table.number(row.number("ns_per_pixel"), 2), Table.number(1000 / row.number("ns_per_pixel"), 0)));
		return """
			Measured by JMH, 5 seconds each after 5 of warming up, one thread. `copyMirroredBlock`: a 512x512 block that reaches beyond two borders; `normalizeAndBack`: both ways; `averageTwoTurns`: turning there and back and the mean, twice, around a network that does nothing; `meanOfWindows`: windows of 17x17; `drawPair`: a pair of patches of 32x32, as each step of a training draws four.

			""" + table;
	}
}
