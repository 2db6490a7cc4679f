package sc.fiji.n2n.command;

import java.util.List;

import ij.measure.ResultsTable;
import sc.fiji.n2n.batch.ComparisonRow;

/** The table of a comparison, with columns of numbers that macros read. */
final class ComparisonTable {

	private static final int DIGITS = 4;

	private ComparisonTable() {}

	/**
	 * Shows it.
	 *
	 * @param title title of the window
	 * @param rows what was measured
	 */
	static void show(final String title, final List<ComparisonRow> rows) {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(DIGITS);
		for (final ComparisonRow row : rows) {
			table.addRow();
			table.addValue("Channel", row.channel());
			table.addValue("Slice", row.slice());
			add(table, "PSNR", row.psnr());
			add(table, "SSIM", row.ssim());
			add(table, "NRMSE", row.nrmse());
			add(table, "FRC_pixels", row.resolution());
			add(table, "FRC_calibrated", row.calibratedResolution());
			table.addValue("Unit", row.unit().isEmpty() ? "-" : row.unit());
		}
		table.show(title);
	}

	/** What could not be measured is "-", and NaN for macros. */
	private static void add(final ResultsTable table, final String column, final double value) {
		if (Double.isNaN(value)) table.addValue(column, "-");
		else table.addValue(column, value);
	}
}
