package sc.fiji.n2n.image;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import javax.imageio.ImageIO;

import ij.gui.Plot;
import sc.fiji.n2n.io.AtomicFile;

/** A plot of the validation losses of many trials against the seconds that they learned. */
public final class SearchPlot {

	/** What a curve is of. The later ones lie on top. */
	public enum Kind {
		/** A setting that was drawn. */
		OTHER(new Color(0xB0B0B0), 1, "other settings"),
		/** The settings to compare with, with another seed. */
		REPEAT(new Color(0x56B4E9), 2, "preset small, another seed"),
		/** The settings to compare with. */
		BASE(new Color(0x0072B2), 2, "preset small"),
		/** The best. */
		WINNER(new Color(0xD55E00), 4, "best");

		private final Color color;
		private final int width;
		private final String name;

		Kind(final Color color, final int width, final String name) {
			this.color = color;
			this.width = width;
			this.name = name;
		}
	}

	private static final int WIDTH = 640;
	private static final int HEIGHT = 400;
	/** Room around the curves, as a factor. */
	private static final double MARGIN = 1.05;
	/** Losses above so many times the lowest are cut off, or those of networks that learned nothing would take all the room. */
	private static final double MAX_RISE = 4;

	private final String title;
	private final List<Curve> curves = new ArrayList<>();

	private record Curve(double[] seconds, double[] losses, Kind kind) {}

	/** @param name what was searched for */
	public SearchPlot(final String name) {
		title = "Search for " + name;
	}

	/**
	 * Adds a curve.
	 *
	 * @param seconds seconds of learning
	 * @param losses validation losses; what is not above 0 leaves a gap
	 * @param kind what it is of
	 */
	public void add(final double[] seconds, final double[] losses, final Kind kind) {
		curves.add(new Curve(seconds.clone(), Arrays.stream(losses).map(loss -> loss > 0 && loss < Double.POSITIVE_INFINITY ? loss : Double.NaN).toArray(), kind));
	}

	/** Shows the plot in a window of its own; the image that was the current one stays so. Does nothing where windows cannot be shown. */
	public void show() {
		if (ImageWindows.canShow()) ImageWindows.showBeside(plot().getImagePlus());
	}

	/**
	 * Writes a picture of the plot.
	 *
	 * @param file the file, a PNG
	 * @throws IOException if it cannot be written
	 */
	public void write(final Path file) throws IOException {
		final Plot plot = plot();
		AtomicFile.write(file, ".png", 1, temporary -> ImageIO.write(plot.getProcessor().getBufferedImage(), "png", temporary.toFile()));
	}

	private Plot plot() {
		final Plot plot = new Plot(title, "Seconds of learning", "Validation loss");
		plot.setSize(WIDTH, HEIGHT);
		plot.setAxisYLog(true);
		final List<Curve> drawn = curves.stream().sorted(Comparator.comparing(Curve::kind)).toList();
		final StringBuilder legend = new StringBuilder();
		Kind before = null;
		for (final Curve curve : drawn) {
			plot.setColor(curve.kind().color, curve.kind().color);
			plot.setLineWidth(curve.kind().width);
			plot.addPoints(curve.seconds(), curve.losses(), curve.seconds().length == 1 ? Plot.BOX : Plot.LINE);
			// A line of a kind stands for all of it; without a name, a curve is not in the legend.
			legend.append(curve.kind() == before ? "" : curve.kind().name).append('\n');
			before = curve.kind();
		}
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		plot.addLegend(legend.toString());
		setLimits(plot);
		return plot;
	}

	private void setLimits(final Plot plot) {
		final double[] losses = curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.losses())).filter(loss -> !Double.isNaN(loss)).sorted().toArray();
		final double[] seconds = curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.seconds())).sorted().toArray();
		if (losses.length == 0 || seconds.length == 0) return;
		plot.setLimits(0, seconds[seconds.length - 1] * MARGIN, losses[0] / MARGIN, Math.min(losses[losses.length - 1], losses[0] * MAX_RISE) * MARGIN);
	}
}
