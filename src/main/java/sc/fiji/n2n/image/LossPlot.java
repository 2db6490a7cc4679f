package sc.fiji.n2n.image;

import java.awt.Color;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

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
	private final SortedMap<Integer, Point> epochs = new TreeMap<>();
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
		put(epoch, training, validation, best);
		show();
	}

	/** Shows the epochs so far, if there are any. */
	public void show() {
		if (!isOpen() || epochs.isEmpty()) return;
		if (window == null) window = plot().show();
		else window.drawPlot(plot());
	}

	/** Adds an epoch as {@link #add} does, to be shown later. */
	public void put(final int epoch, final double training, final double validation, final boolean best) {
		epochs.put(epoch, new Point(epoch, positive(training), positive(validation)));
		if (best) bestEpoch = epoch;
	}

	/** The axis of the loss is logarithmic. */
	private static double positive(final double loss) {
		return loss > 0 && loss < Double.POSITIVE_INFINITY ? loss : Double.NaN;
	}

	/** The curves so far. */
	Plot plot() {
		final Collection<Point> points = epochs.values();
		final double[] numbers = points.stream().mapToDouble(Point::epoch).toArray();
		final double[] training = points.stream().mapToDouble(Point::training).toArray();
		final double[] validation = points.stream().mapToDouble(Point::validation).toArray();
		final Plot plot = new Plot(title, "Epoch", "Loss");
		plot.setAxisYLog(true);
		plot.setLineWidth(2);
		add(plot, TRAINING, numbers, training);
		add(plot, VALIDATION, numbers, validation);
		final StringBuilder legend = new StringBuilder("training\tvalidation");
		final Point best = epochs.get(bestEpoch);
		if (best != null && !Double.isNaN(best.validation())) {
			plot.setColor(VALIDATION, VALIDATION);
			plot.addPoints(new double[] { bestEpoch }, new double[] { best.validation() }, Plot.CIRCLE);
			legend.append("\tbest: epoch ").append(bestEpoch);
		}
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		plot.addLegend(legend.toString());
		setLimits(plot, training, validation);
		return plot;
	}

	/** A single epoch is a point, as a line would not show. */
	private static void add(final Plot plot, final Color color, final double[] numbers, final double[] losses) {
		plot.setColor(color, color);
		plot.addPoints(numbers, losses, numbers.length == 1 ? Plot.BOX : Plot.LINE);
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
		final int first = epochs.firstKey();
		plot.setLimits(first - 1.0, Math.max(first + 1.0, epochs.lastKey()), min / MARGIN, max * MARGIN);
	}
}
