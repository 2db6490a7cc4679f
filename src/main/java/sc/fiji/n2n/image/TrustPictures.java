package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;

import ij.gui.Plot;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.FloatStatistics;
import ij.process.ImageStatistics;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.trust.IntensityBin;
import sc.fiji.n2n.trust.PlaneFindings;
import sc.fiji.n2n.trust.RepeatFindings;

/** The pictures of a trust report. */
public final class TrustPictures {

	/** Where something may have been lost: orange, which colour-blind people tell from blue. */
	public static final Color LOSS = new Color(0xE69F00);
	/** Where something may have been invented. */
	public static final Color INVENTION = new Color(0x0072B2);

	/** Larger pictures are made smaller. */
	private static final int MAX_SIDE = 1024;
	private static final int PLOT_WIDTH = 420;
	private static final int PLOT_HEIGHT = 240;
	/** Share of the pixels that may be darker than black, and as many brighter than white. */
	private static final double CLIPPED = 0.002;

	private TrustPictures() {}

	/** The values of a plane (x, y) as pixels. */
	public static FloatProcessor processor(final RandomAccessibleInterval<FloatType> plane) {
		final float[] pixels = new float[Math.toIntExact(plane.dimension(0) * plane.dimension(1))];
		int i = 0;
		for (final FloatType value : Views.flatIterable(plane))
			pixels[i++] = value.get();
		return new FloatProcessor((int) plane.dimension(0), (int) plane.dimension(1), pixels);
	}

	/** The values to be shown black and white: nearly all pixels lie between them. */
	public static double[] range(final FloatProcessor plane) {
		final float[] sorted = ((float[]) plane.getPixels()).clone();
		Arrays.sort(sorted);
		int finite = sorted.length;
		while (finite > 0 && !Float.isFinite(sorted[finite - 1]))
			finite--;
		return finite == 0 ? new double[2] : new double[] { sorted[(int) (CLIPPED * (finite - 1))], sorted[(int) ((1 - CLIPPED) * (finite - 1))] };
	}

	/** Three standard deviations to both sides of 0, for a residual. */
	public static double[] symmetric(final FloatProcessor plane) {
		final double deviation = new FloatStatistics(plane, ImageStatistics.STD_DEV, null).stdDev;
		return new double[] { -3 * deviation, 3 * deviation };
	}

	/**
	 * A plane in gray.
	 *
	 * @param plane the plane; what is not finite is black
	 * @param range values shown black and white
	 */
	public static BufferedImage gray(final FloatProcessor plane, final double[] range) {
		final FloatProcessor shown = (FloatProcessor) plane.duplicate();
		shown.setMinAndMax(range[0], range[1]);
		final ColorProcessor color = shown.convertToColorProcessor();
		final int factor = factor(plane);
		return (factor == 1 ? color : color.bin(factor)).getBufferedImage();
	}

	/** A plane in gray with the places of loss and invention in colour; where it is made smaller, the strongest of them shows. */
	public static BufferedImage marked(final FloatProcessor plane, final double[] range, final FloatProcessor changes) {
		final BufferedImage picture = gray(plane, range);
		final int factor = factor(plane);
		for (int y = 0; y < picture.getHeight(); y++)
			for (int x = 0; x < picture.getWidth(); x++) {
				float strongest = 0;
				for (int v = y * factor; v < (y + 1) * factor; v++)
					for (int u = x * factor; u < (x + 1) * factor; u++)
						if (Math.abs(changes.getf(u, v)) > Math.abs(strongest)) strongest = changes.getf(u, v);
				if (strongest != 0) picture.setRGB(x, y, (strongest < 0 ? LOSS : INVENTION).getRGB());
			}
		return picture;
	}

	/** The same colours alone, transparent elsewhere, to be laid over an image. */
	public static ColorProcessor marks(final FloatProcessor changes) {
		final ColorProcessor marks = new ColorProcessor(changes.getWidth(), changes.getHeight());
		for (int i = 0; i < changes.getPixelCount(); i++)
			marks.set(i, changes.getf(i) == 0 ? 0 : (changes.getf(i) < 0 ? LOSS : INVENTION).getRGB() & 0xffffff);
		return marks;
	}

	private static int factor(final FloatProcessor plane) {
		return (Math.max(plane.getWidth(), plane.getHeight()) + MAX_SIDE - 1) / MAX_SIDE;
	}

	/** Mean of what was taken off by intensity, with bars of four standard errors. */
	public static BufferedImage bias(final PlaneFindings findings) {
		final Plot plot = plot("Intensity of the result", "Mean residual / noise");
		final double[] x = findings.bins().stream().mapToDouble(IntensityBin::intensity).toArray();
		final double[] y = findings.bins().stream().mapToDouble(bin -> bin.mean() / bin.noise()).toArray();
		final double[] bars = findings.bins().stream().mapToDouble(bin -> 4 * bin.error() / bin.noise()).toArray();
		double most = 0.5;
		for (int i = 0; i < y.length; i++)
			most = Math.max(most, 1.1 * (Math.abs(y[i]) + bars[i]));
		final double margin = x.length == 0 ? 1 : Math.max(1e-6, 0.05 * (x[x.length - 1] - x[0]));
		if (x.length > 0) plot.setLimits(x[0] - margin, x[x.length - 1] + margin, -most, most);
		plot.setColor(Color.LIGHT_GRAY);
		if (x.length > 0) plot.drawLine(x[0] - margin, 0, x[x.length - 1] + margin, 0);
		plot.setColor(INVENTION, INVENTION);
		plot.addPoints(x, y, bars, Plot.CIRCLE);
		return picture(plot);
	}

	/** Autocorrelation of what was taken off, and of the noise; the mean of both axes. */
	public static BufferedImage autocorrelation(final PlaneFindings findings) {
		final Plot plot = plot("Distance (pixels)", "Autocorrelation");
		plot.setLimits(0, 4.2, -0.5, 1.05);
		curve(plot, LOSS, lags(findings.noiseCorrelation()), 1);
		curve(plot, INVENTION, lags(findings.residualCorrelation()), 1);
		plot.setColor(Color.BLACK);
		plot.addLegend("noise, measured on the image\tresidual");
		return picture(plot);
	}

	/** Fourier ring correlation with the repeat, before and after. */
	public static BufferedImage rings(final RepeatFindings findings) {
		final Plot plot = plot("Frequency (cycles per pixel)", "Correlation with the repeat");
		plot.setLimits(0, 0.5, -0.1, 1.05);
		curve(plot, LOSS, findings.before(), 0.5 / (findings.before().length - 1));
		curve(plot, INVENTION, findings.after(), 0.5 / (findings.after().length - 1));
		plot.setColor(Color.BLACK);
		plot.addLegend("noisy\tdenoised");
		return picture(plot);
	}

	private static double[] lags(final double[][] both) {
		final double[] mean = new double[both[0].length + 1];
		mean[0] = 1;
		for (int i = 1; i < mean.length; i++)
			mean[i] = (both[0][i - 1] + both[1][i - 1]) / 2;
		return mean;
	}

	private static void curve(final Plot plot, final Color color, final double[] values, final double step) {
		final double[] x = new double[values.length];
		Arrays.setAll(x, i -> i * step);
		plot.setColor(color, color);
		plot.setLineWidth(2);
		plot.addPoints(x, values, Plot.LINE);
		plot.setLineWidth(1);
	}

	private static Plot plot(final String x, final String y) {
		final Plot plot = new Plot("", x, y);
		plot.setSize(PLOT_WIDTH, PLOT_HEIGHT);
		return plot;
	}

	private static BufferedImage picture(final Plot plot) {
		return plot.getProcessor().getBufferedImage();
	}
}
