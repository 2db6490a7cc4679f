package sc.fiji.n2n.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.text.TextWindow;
import sc.fiji.n2n.batch.NoiseReport;
import sc.fiji.n2n.batch.NoiseRow;
import sc.fiji.n2n.diagnosis.NoiseCurve.Point;
import sc.fiji.n2n.diagnosis.NoiseDiagnosis;
import sc.fiji.n2n.image.ImageWindows;
import sc.fiji.n2n.image.NoisePlots;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

/** The windows of a noise check: table, plots and text. */
final class NoiseWindows {

	private static final int WIDTH = 900;
	private static final int HEIGHT = 560;
	private static final int COLUMNS = 120;
	private static final int DIGITS = 3;

	private NoiseWindows() {}

	/**
	 * Shows them. In a macro there is the table alone, because the next line expects the current image to be what it was.
	 *
	 * @param report what to show
	 */
	static void show(final NoiseReport report) {
		if (!ImageWindows.inMacro() && !Interpreter.isBatchMode()) {
			plots(report).show();
			new TextWindow(report.title(), text(report.lines()), WIDTH, HEIGHT);
		}
		WideTable.show(table(report.rows()), "Table: " + report.title());
	}

	private static NoisePlots plots(final NoiseReport report) {
		final NoisePlots plots = new NoisePlots(report.title());
		for (int i = 0; i < report.diagnoses().size(); i++) {
			final NoiseDiagnosis measured = report.diagnoses().get(i);
			final String name = report.channels().get(i);
			if (measured.curve() != null) {
				final List<Point> points = measured.curve().points();
				plots.addCurve(name, points.stream().mapToDouble(Point::mean).toArray(), points.stream().mapToDouble(Point::variance).toArray(), points.stream()
					.mapToDouble(Point::error).toArray(), measured.curve().gain(), measured.curve().constant());
			}
			final NoiseAutocorrelation r = measured.correlation();
			if (r.measurable()) plots.addCorrelation(name, withZero(r.alongX()), withZero(r.alongY()));
		}
		return plots;
	}

	/** A pixel shares all of its noise with itself. */
	private static double[] withZero(final double[] lags) {
		return DoubleStream.concat(DoubleStream.of(1), Arrays.stream(lags)).toArray();
	}

	private static ResultsTable table(final List<NoiseRow> rows) {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(DIGITS);
		for (final NoiseRow row : rows) {
			table.addRow();
			table.addValue("Channel", row.channel());
			table.addValue("Measurement", row.measurement().name());
			// What could not be measured is "-", and NaN for macros.
			final double value = row.measurement().rounded();
			if (Double.isFinite(value)) table.addValue("Value", value);
			else table.addValue("Value", "-");
			table.addValue("Unit", row.measurement().unit().isEmpty() ? "-" : row.measurement().unit());
			table.addValue("Verdict", row.verdict());
			table.addValue("Meaning", row.measurement().sentence());
		}
		return table;
	}

	/** Lines that fit into the window; the macro line, which is to be copied, stays whole. */
	private static String text(final List<String> lines) {
		final StringBuilder text = new StringBuilder();
		for (final String line : lines)
			text.append(line.startsWith("run(") ? line + "\n" : line.replaceAll("(.{1," + COLUMNS + "})( |$)", "$1\n"));
		return text.toString();
	}
}
