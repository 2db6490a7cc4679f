package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Window;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

import ij.gui.Plot;
import ij.gui.PlotWindow;

/**
 * A window with the loss of a training against its epochs or steps. Does nothing where windows cannot be shown, and after the user
 * has closed it. Not thread-safe.
 */
public final class LossPlot {

	private static final Color TRAINING = new Color(0x0072B2);
	private static final Color VALIDATION = new Color(0xD55E00);
	private static final Color INPUT = Color.gray;
	/** Room above and below the curves, as a factor. */
	private static final double MARGIN = 1.1;

	private final String title;
	private final String axis;
	private final SortedMap<Integer, Double> training = new TreeMap<>();
	private final SortedMap<Integer, Double> validation = new TreeMap<>();
	private double input = Double.NaN;
	private int bestEpoch;
	private PlotWindow window;

	/** @param name what is trained */
	public LossPlot(final String name) {
		this(name, "Epoch");
	}

	/**
	 * @param name what is trained
	 * @param axis what is counted, "Epoch" or "Step"
	 */
	public LossPlot(final String name, final String axis) {
		title = "Training of " + name;
		this.axis = axis;
	}

	/** Whether a point that is added will be seen. */
	public boolean isOpen() {
		return ImageWindows.canShow() && (window == null || !window.isClosed());
	}

	/**
	 * Adds an epoch, and shows the curves. The window is opened with the first.
	 *
	 * @param epoch number of the epoch, from 1
	 * @param trainingLoss training loss; what is not a number, or not above 0, leaves a gap
	 * @param validationLoss validation loss
	 * @param best whether it is the best epoch so far
	 */
	public void add(final int epoch, final double trainingLoss, final double validationLoss, final boolean best) {
		put(epoch, trainingLoss, validationLoss, best);
		show();
	}

	/** Shows the losses so far, if there are any. */
	public void show() {
		if (!isOpen() || training.isEmpty()) return;
		if (window == null) window = plot().show();
		else window.drawPlot(plot());
	}

	/** Adds an epoch as {@link #add} does, to be shown later. */
	public void put(final int epoch, final double trainingLoss, final double validationLoss, final boolean best) {
		putTraining(epoch, trainingLoss);
		validation.put(epoch, positive(validationLoss));
		if (best) bestEpoch = epoch;
	}

	/** Adds a training loss where no validation loss was measured: the curve of those goes on to the next. */
	public void putTraining(final int number, final double trainingLoss) {
		training.put(number, positive(trainingLoss));
	}

	/** Forgets all losses, for another training in the same window. */
	public void clear() {
		training.clear();
		validation.clear();
		bestEpoch = 0;
	}

	/** Draws a level to compare with: the loss of the noisy image itself. */
	public void setInput(final double loss) {
		input = positive(loss);
	}

	/** Moves the window below that of a preview, which has just opened and moves up where there is no room; leaves both where they do not fit. */
	public void moveBelow(final PreviewWindow preview) {
		final Window above = preview.window();
		if (!isOpen() || window == null || above == null) return;
		final Rectangle screen = above.getGraphicsConfiguration().getBounds();
		final int height = above.getHeight() + window.getHeight();
		if (height > screen.height) return;
		final int top = Math.min(above.getY(), screen.y + screen.height - height);
		final int left = Math.max(screen.x, Math.min(above.getX(), screen.x + screen.width - window.getWidth()));
		above.setLocation(left, top);
		window.setLocation(left, top + above.getHeight());
	}

	/** Closes the window, if there is one. */
	public void close() {
		if (window != null && !window.isClosed()) window.close();
	}

	/** The axis of the loss is logarithmic. */
	private static double positive(final double loss) {
		return loss > 0 && loss < Double.POSITIVE_INFINITY ? loss : Double.NaN;
	}

	/** The curves so far. */
	Plot plot() {
		final Plot plot = new Plot(title, axis, "Loss");
		plot.setAxisYLog(true);
		plot.setLineWidth(2);
		final StringBuilder legend = new StringBuilder();
		add(plot, "training", TRAINING, training, legend);
		add(plot, "validation", VALIDATION, validation, legend);
		final double best = validation.getOrDefault(bestEpoch, Double.NaN);
		if (!Double.isNaN(best)) {
			plot.setColor(VALIDATION, VALIDATION);
			plot.addPoints(new double[] { bestEpoch }, new double[] { best }, Plot.CIRCLE);
			legend.append("best: epoch ").append(bestEpoch).append('\t');
		}
		if (!Double.isNaN(input)) {
			final SortedMap<Integer, Double> level = new TreeMap<>();
			level.put(training.firstKey(), input);
			level.put(training.lastKey(), input);
			add(plot, "noisy image itself", INPUT, level, legend);
		}
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		plot.addLegend(legend.toString().strip());
		setLimits(plot);
		return plot;
	}

	/** A single loss is a point, as a line would not show. */
	private static void add(final Plot plot, final String name, final Color color, final SortedMap<Integer, Double> losses, final StringBuilder legend) {
		if (losses.isEmpty()) return;
		plot.setColor(color, color);
		plot.addPoints(losses.keySet().stream().mapToDouble(Integer::doubleValue).toArray(), losses.values().stream().mapToDouble(Double::doubleValue)
			.toArray(), losses.size() == 1 ? Plot.BOX : Plot.LINE);
		legend.append(name).append('\t');
	}

	private void setLimits(final Plot plot) {
		final double[] shown = Stream.of(training.values().stream(), validation.values().stream(), Stream.of(input)).flatMap(losses -> losses).mapToDouble(
			Double::doubleValue).filter(loss -> !Double.isNaN(loss)).toArray();
		if (shown.length == 0) return;
		final int first = training.firstKey();
		plot.setLimits(first - 1.0, Math.max(first + 1.0, training.lastKey()), Arrays.stream(shown).min().getAsDouble() / MARGIN, Arrays.stream(shown).max()
			.getAsDouble() * MARGIN);
	}
}
