package sc.fiji.n2n.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

import javax.imageio.ImageIO;

import ij.gui.Plot;

/**
 * The pictures of the page: curves against a logarithmic axis, with ImageJ's own plots.
 *
 * @param folder takes the PNG files; made where it is missing
 * @param link the folder, as the page sees it
 */
record Plots(Path folder, String link) {

	/** Colours that people who cannot tell red from green can tell apart (Okabe and Ito). */
	private static final List<Color> COLORS = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00),
		new Color(0x56B4E9), Color.black);
	private static final List<Integer> SHAPES = List.of(Plot.CIRCLE, Plot.BOX, Plot.TRIANGLE, Plot.DIAMOND, Plot.X, Plot.CROSS, Plot.CIRCLE);
	private static final int FONT_SIZE = 16;
	/** Room around the points: a factor along a logarithmic axis, a share of the range along the other. */
	private static final double ROOM_X = 1.6;
	private static final double ROOM_Y = 0.08;

	/**
	 * Points that belong together.
	 *
	 * @param name what the legend says
	 * @param x along the logarithmic axis, more than 0
	 * @param y along the other
	 */
	record Curve(String name, double[] x, double[] y) {}

	/**
	 * Draws a picture.
	 *
	 * @param name of the file, without ending
	 * @param title what a reader who does not see it is told
	 * @param xLabel what the logarithmic axis is
	 * @param yLabel what the other is
	 * @param curves the points; those that are not finite are left out
	 * @param level a height to compare with, drawn across; NaN for none: the other axis is then logarithmic too
	 * @param levelName what the legend says of it
	 * @return Markdown that shows it
	 */
	String draw(final String name, final String title, final String xLabel, final String yLabel, final List<Curve> curves, final double level,
		final String levelName) throws IOException
	{
		final Plot plot = new Plot(title, xLabel, yLabel);
		plot.setSize(760, 480);
		plot.setFont(Font.PLAIN, FONT_SIZE);
		plot.setAxisLabelFont(Font.PLAIN, FONT_SIZE);
		plot.setAxisXLog(true);
		final List<String> legend = new ArrayList<>();
		for (int i = 0; i < curves.size(); i++) {
			final Curve curve = curves.get(i);
			plot.setColor(COLORS.get(i % COLORS.size()), COLORS.get(i % COLORS.size()));
			plot.setLineWidth(3);
			// Points and the line between them are two things to a plot; the legend names the points.
			plot.addPoints(curve.x, curve.y, SHAPES.get(i % SHAPES.size()));
			legend.add(curve.name);
			if (curve.x.length < 2) continue;
			plot.setLineWidth(1);
			plot.addPoints(curve.x, curve.y, Plot.LINE);
			legend.add("");
		}
		final double[] x = finite(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x)).toArray());
		final double[] y = finite(DoubleStream.concat(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y)), DoubleStream.of(
			level)).toArray());
		final double left = x[0] / ROOM_X, right = x[x.length - 1] * ROOM_X, room = Math.max(1e-3, y[y.length - 1] - y[0]) * ROOM_Y;
		if (Double.isFinite(level)) {
			plot.setColor(Color.gray);
			plot.setLineWidth(1);
			plot.addPoints(new double[] { left, right }, new double[] { level, level }, Plot.LINE);
			legend.add(levelName);
		}
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		final boolean bothLog = Double.isNaN(level);
		plot.setAxisYLog(bothLog);
		plot.setLimits(left, right, bothLog ? y[0] / ROOM_X : y[0] - room, bothLog ? y[y.length - 1] * ROOM_X : y[y.length - 1] + room);
		// Curves rise from the left to the right; ImageJ's own choice of a place hides points.
		plot.addLegend(String.join("\n", legend), bothLog ? "top-left" : "bottom-right");
		Files.createDirectories(folder);
		ImageIO.write(plot.getProcessor().getBufferedImage(), "png", folder.resolve(name + ".png").toFile());
		return "![" + title + "](" + link + "/" + name + ".png)\n";
	}

	private static double[] finite(final double[] values) {
		return Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
	}
}
