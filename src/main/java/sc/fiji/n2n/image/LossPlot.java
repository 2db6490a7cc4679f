package sc.fiji.n2n.image;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

import ij.gui.Plot;
import ij.gui.PlotWindow;

/**
 * A window with the loss of a training against its epochs. Does nothing where windows cannot be shown, and after the user
 * has closed it. Not thread-safe.
 */
public final class LossPlot {

	private static final Color TRAINING = new Color(0x0072B2);
	private static final Color VALIDATION = new Color(0xD55E00);
	/** Room above and below the curves, as a factor. */
	private static final double MARGIN = 1.1;

	private final String title;
	private final List<Point> points = new ArrayList<>();
	private int bestEpoch;
	private PlotWindow window;

	/** One epoch. */
	private record Point(int epoch, double training, double validation) {}

	/** @param name what is trained */
	public LossPlot(final String name) {
		title = "Training of " + name;
	}

	/** Whether a point that is added will be seen. */
	public boolean isOpen() {
		return ImageWindows.canShow() && (window == null || !window.isClosed());
	}

	/**
	 * Adds an epoch, and shows the curves. The window is opened with the first.
	 *
	 * @param epoch number of the epoch, from 1
	 * @param training training loss; what is not a number, or not above 0, leaves a gap
	 * @param validation validation loss
	 * @param best whether it is the best epoch so far
	 */
	public void add(final int epoch, final double training, final double validation, final boolean best) {
		points.add(new Point(epoch, positive(training), positive(validation)));
		if (best) bestEpoch = epoch;
		if (!isOpen()) return;
		if (window == null) window = plot().show();
		else window.drawPlot(plot());
	}

	/** The axis of the loss is logarithmic. */
	private static double positive(final double loss) {
		return loss > 0 && loss < Double.POSITIVE_INFINITY ? loss : Double.NaN;
	}

	/** The curves so far. */
	Plot plot() {
		final double[] epochs = points.stream().mapToDouble(Point::epoch).toArray();
		final double[] training = points.stream().mapToDouble(Point::training).toArray();
		final double[] validation = points.stream().mapToDouble(Point::validation).toArray();
		final Plot plot = new Plot(title, "Epoch", "Loss");
		plot.setAxisYLog(true);
		plot.setLineWidth(2);
		add(plot, TRAINING, epochs, training);
		add(plot, VALIDATION, epochs, validation);
		final StringBuilder legend = new StringBuilder("training\tvalidation");
		for (final Point point : points)
			if (point.epoch() == bestEpoch && !Double.isNaN(point.validation())) {
				plot.setColor(VALIDATION, VALIDATION);
				plot.addPoints(new double[] { bestEpoch }, new double[] { point.validation() }, Plot.CIRCLE);
				legend.append("\tbest: epoch ").append(bestEpoch);
			}
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		plot.addLegend(legend.toString());
		setLimits(plot, training, validation);
		return plot;
	}

	/** A single epoch is a point, as a line would not show. */
	private static void add(final Plot plot, final Color color, final double[] epochs, final double[] losses) {
		plot.setColor(color, color);
		plot.addPoints(epochs, losses, epochs.length == 1 ? Plot.BOX : Plot.LINE);
	}

	private void setLimits(final Plot plot, final double[]... losses) {
		double min = Double.POSITIVE_INFINITY;
		double max = 0;
		for (final double[] curve : losses)
			for (final double loss : curve)
				if (!Double.isNaN(loss)) {
					min = Math.min(min, loss);
					max = Math.max(max, loss);
				}
		if (max == 0) return;
		final int first = points.get(0).epoch();
		plot.setLimits(first - 1.0, Math.max(first + 1.0, points.get(points.size() - 1).epoch()), min / MARGIN, max * MARGIN);
	}
}
