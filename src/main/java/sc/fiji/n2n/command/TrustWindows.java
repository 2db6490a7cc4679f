package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageRoi;
import ij.gui.Overlay;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import sc.fiji.n2n.batch.ExaminedPlane;
import sc.fiji.n2n.batch.TrustFile;
import sc.fiji.n2n.batch.TrustResult;
import sc.fiji.n2n.batch.TrustRow;
import sc.fiji.n2n.image.ImageWindows;
import sc.fiji.n2n.image.TrustPictures;

/** Shows a trust report: as a table and images where there are windows, as lines in the log where there are none, and always as a file. */
final class TrustWindows {

	private TrustWindows() {}

	/**
	 * Shows it, and writes it.
	 *
	 * @param report the report
	 * @param file where it is written
	 * @param calibration of the image
	 * @param headless whether there is no window
	 * @param tell takes lines for the user
	 * @throws IOException with path and reason, if the file cannot be written
	 */
	static void show(final TrustResult report, final Path file, final Calibration calibration, final boolean headless, final Consumer<String> tell)
		throws IOException
	{
		TrustFile.write(report, file);
		if (headless) {
			tell.accept(report.title());
			report.rows().forEach(row -> tell.accept(row.text()));
		}
		else {
			WideTable.show(table(report), report.title());
			images(report, calibration);
		}
		tell.accept(report.imageTitle() + ": trust report: " + report.summary() + "; " + file);
	}

	private static ResultsTable table(final TrustResult report) {
		final ResultsTable table = new ResultsTable();
		table.setPrecision(4);
		for (final TrustRow row : report.rows()) {
			table.addRow();
			table.addValue("Channel", row.channel());
			table.addValue("Slice", row.slice());
			table.addValue("Check", row.check().name());
			if (Double.isNaN(row.check().value())) table.addValue("Value", "-");
			else table.addValue("Value", row.check().value());
			table.addValue("Text", row.check().text());
			table.addValue("Verdict", row.check().verdict().toString());
			table.addValue("Reason", row.check().reason());
		}
		return table;
	}

	private static void images(final TrustResult report, final Calibration calibration) {
		final String of = " of " + report.imageTitle();
		final List<ExaminedPlane> planes = report.planes();
		ImageWindows.showBeside(stack("Residual" + of, planes, plane -> TrustPictures.processor(plane.findings().residual()), calibration, true));
		final List<ExaminedPlane> spreads = planes.stream().filter(plane -> plane.spread() != null).toList();
		if (!spreads.isEmpty()) ImageWindows.showBeside(stack("Expected error" + of, spreads, plane -> TrustPictures.processor(plane.spread().spread()), calibration,
			false));
		final ImagePlus marked = stack("Changes" + of + " (orange: loss, blue: invention)", planes, plane -> TrustPictures.processor(plane.denoised()), calibration,
			false);
		final Overlay overlay = new Overlay();
		for (int i = 0; i < planes.size(); i++) {
			final ImageRoi marks = new ImageRoi(0, 0, TrustPictures.marks(TrustPictures.processor(planes.get(i).findings().changes())));
			marks.setZeroTransparent(true);
			if (planes.size() > 1) marks.setPosition(i + 1);
			overlay.add(marks);
		}
		marked.setOverlay(overlay);
		ImageWindows.showBeside(marked);
	}

	private static ImagePlus stack(final String title, final List<ExaminedPlane> planes, final Function<ExaminedPlane, FloatProcessor> pixels,
		final Calibration calibration, final boolean symmetric)
	{
		final FloatProcessor first = pixels.apply(planes.get(0));
		final ImageStack stack = new ImageStack(first.getWidth(), first.getHeight());
		for (final ExaminedPlane plane : planes)
			stack.addSlice("channel " + plane.channel() + ", slice " + plane.slice(), (ImageProcessor) pixels.apply(plane));
		final double[] range = symmetric ? TrustPictures.symmetric(first) : TrustPictures.range(first);
		final ImagePlus image = new ImagePlus(title, stack);
		image.setCalibration(calibration);
		image.setDisplayRange(range[0], range[1]);
		return image;
	}
}
