package sc.fiji.n2n.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import sc.fiji.n2n.config.Stride;

/**
 * Gaussian noise that neighbouring pixels share.
 *
 * @param correlation at one pixel
 * @param geometric whether it falls geometrically (AR(1)), else to 0 within as few pixels as can be
 * @param both along x and y, else along x alone
 */
record CorrelatedKind(double correlation, boolean geometric, boolean both) {

	/** Pixels drawn before the first of a row or column, so that its noise is like that of the others. */
	private static final int BEFORE = 32;

	/** All that are measured. */
	static List<CorrelatedKind> all() {
		return Stream.of(true, false).flatMap(both -> DoubleStream.of(0.25, 0.5, 0.75).boxed().flatMap(correlation -> Stream.of(false, true).map(
			geometric -> new CorrelatedKind(correlation, geometric, both)))).toList();
	}

	/** The fixed strides that may be best. */
	List<Stride> strides() {
		final int most = correlation < 0.4 ? 2 : correlation < 0.6 ? 3 : 6;
		final List<Stride> strides = new ArrayList<>();
		for (int stride = 1; stride <= most; stride++)
			strides.add(new Stride(stride, both ? stride : 1));
		strides.add(both ? new Stride(2, 1) : new Stride(2, 2));
		return strides;
	}

	/** What white noise is filtered with. */
	private double[] kernel() {
		if (geometric) {
			final double[] kernel = new double[BEFORE];
			for (int i = 0; i < kernel.length; i++)
				kernel[i] = Math.sqrt(1 - correlation * correlation) * Math.pow(correlation, i);
			return kernel;
		}
		if (correlation > 0.5) return new double[] { 0.5, 0.5, 0.5, 0.5 };
		final double second = (1 - Math.sqrt(1 - 4 * correlation * correlation)) / (2 * correlation);
		final double norm = Math.sqrt(1 + second * second);
		return new double[] { 1 / norm, second / norm };
	}

	/** A scene with this noise. White noise is drawn where rows and columns begin earlier. */
	float[] add(final Scene scene, final double sigma, final long seed) {
		final int width = scene.width() + BEFORE, height = scene.height() + BEFORE;
		final float[] white = new Scene("", width, height, new float[width * height]).noisy(sigma, seed);
		final float[] alongX = filtered(white, kernel(), 1);
		final float[] noise = both ? filtered(alongX, kernel(), width) : alongX;
		final float[] noisy = scene.pixels().clone();
		for (int i = 0; i < noisy.length; i++)
			noisy[i] += noise[(i / scene.width() + BEFORE) * width + i % scene.width() + BEFORE];
		return noisy;
	}

	private static float[] filtered(final float[] in, final double[] kernel, final int step) {
		final float[] out = new float[in.length];
		for (int i = kernel.length * step; i < in.length; i++)
			for (int k = 0; k < kernel.length; k++)
				out[i] += (float) (kernel[k] * in[i - k * step]);
		return out;
	}

	@Override
	public String toString() {
		return String.format(Locale.ROOT, "%s %.2f, %s", geometric ? "AR(1)" : "short", correlation, both ? "x and y" : "x only");
	}
}
