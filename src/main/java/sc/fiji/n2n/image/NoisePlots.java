package sc.fiji.n2n.image;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.gui.Plot;

/** Plots of the noise of an image: its variance against the intensity, and its autocorrelation. */
public final class NoisePlots {

	/** Colours of the channels, told apart by the colour-blind too (Okabe and Ito). */
	private static final List<Color> COLORS = List.of(new Color(0x0072B2), new Color(0xD55E00), new Color(0x009E73), new Color(0xCC79A7), new Color(0xE69F00));
	/** Room around the points, as a share of their range. */
	private static final double MARGIN = 0.08;

	/** Size of a plot without its labels, so that both fit side by side. */
	private static final int WIDTH = 460;
	private static final int HEIGHT = 240;

	private final String title;
	private final List<Curve> curves = new ArrayList<>();
	private final List<Lags> lags = new ArrayList<>();

	/** Variances of a channel. */
	private record Curve(String name, double[] means, double[] variances, double[] errors, double gain, double constant) {}

	/** Autocorrelation of a channel, from lag 0. */
	private record Lags(String name, double[] x, double[] y) {}

	/** @param title what was measured */
	public NoisePlots(final String title) {
		this.title = title;
	}

	/**
	 * Adds the variances of a channel.
	 *
	 * @param name name of the channel; empty where there is but one
	 * @param means mean intensities
	 * @param variances variance of the noise at each
	 * @param errors their standard errors
	 * @param gain slope of the line that was fitted
	 * @param constant its value at the intensity 0
	 */
	public void addCurve(final String name, final double[] means, final double[] variances, final double[] errors, final double gain, final double constant) {
		curves.add(new Curve(name, means.clone(), variances.clone(), errors.clone(), gain, constant));
	}

	/**
	 * Adds the autocorrelation of a channel.
	 *
	 * @param name name of the channel; empty where there is but one
	 * @param x autocorrelation along x at 0, 1, 2... pixels
	 * @param y the same along y
	 */
	public void addCorrelation(final String name, final double[] x, final double[] y) {
		lags.add(new Lags(name, x.clone(), y.clone()));
	}

	/** Shows what was added, where windows can be shown. */
	public void show() {
		if (!ImageWindows.canShow()) return;
		if (!lags.isEmpty()) correlation().show();
		if (!curves.isEmpty()) variance().show();
	}

	/** Variance against intensity. */
	Plot variance() {
		final Plot plot = new Plot("Variance of the noise: " + title, "Mean intensity (grey levels)", "Variance of the noise (grey levels^2)");
		final StringBuilder legend = new StringBuilder();
		double least = Double.POSITIVE_INFINITY, most = Double.NEGATIVE_INFINITY, highest = 0;
		for (int i = 0; i < curves.size(); i++) {
			final Curve curve = curves.get(i);
			plot.setColor(COLORS.get(i % COLORS.size()), COLORS.get(i % COLORS.size()));
			plot.setLineWidth(1);
			plot.addPoints(curve.means, curve.variances, Plot.CIRCLE);
			plot.addErrorBars(curve.errors);
			final double[] ends = { Arrays.stream(curve.means).min().orElse(0), Arrays.stream(curve.means).max().orElse(1) };
			plot.setLineWidth(2);
			plot.addPoints(ends, Arrays.stream(ends).map(m -> curve.gain * m + curve.constant).toArray(), Plot.LINE);
			legend.append(curve.name.isEmpty() ? "measured" : curve.name).append('\t').append(curve.name.isEmpty() ? "fit" : curve.name + ", fit").append('\t');
			least = Math.min(least, ends[0]);
			most = Math.max(most, ends[1]);
			highest = Math.max(highest, Math.max(Arrays.stream(curve.variances).max().orElse(0), curve.gain * ends[1] + curve.constant));
		}
		final double margin = most > least ? MARGIN * (most - least) : 1;
		plot.setLimits(least - margin, most + margin, 0, highest * (1 + 2 * MARGIN));
		finish(plot, legend);
		return plot;
	}

	/** Autocorrelation against distance. */
	Plot correlation() {
		final Plot plot = new Plot("Correlation of the noise: " + title, "Distance (pixels)", "Autocorrelation of the noise");
		final StringBuilder legend = new StringBuilder();
		double lowest = 0, farthest = 1;
		for (int i = 0; i < lags.size(); i++) {
			final Lags channel = lags.get(i);
			final double[][] axes = { channel.x, channel.y };
			for (int axis = 0; axis < axes.length; axis++) {
				plot.setColor(COLORS.get((2 * i + axis) % COLORS.size()), COLORS.get((2 * i + axis) % COLORS.size()));
				plot.setLineWidth(2);
				final double[] at = new double[axes[axis].length];
				Arrays.setAll(at, lag -> lag);
				plot.addPoints(at, axes[axis], Plot.CONNECTED_CIRCLES);
				legend.append(channel.name).append(channel.name.isEmpty() ? "" : ", ").append(axis == 0 ? "along x" : "along y").append('\t');
				lowest = Math.min(lowest, Arrays.stream(axes[axis]).min().orElse(0));
				farthest = Math.max(farthest, at.length - 1);
			}
		}
		plot.setLimits(-0.2, farthest + 0.2, Math.min(-MARGIN, 1.1 * lowest), 1 + MARGIN);
		finish(plot, legend);
		return plot;
	}

	private static void finish(final Plot plot, final StringBuilder legend) {
		plot.setFrameSize(WIDTH, HEIGHT);
		plot.setColor(Color.black);
		plot.setLineWidth(1);
		plot.addLegend(legend.toString().strip());
	}
}
