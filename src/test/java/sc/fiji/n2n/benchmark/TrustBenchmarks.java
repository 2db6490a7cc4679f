package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

import ij.IJ;
import ij.ImagePlus;
import ij.plugin.filter.GaussianBlur;
import ij.process.FloatProcessor;
import ij.util.ThreadUtil;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.Well19937c;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.trust.PlaneExamination;
import sc.fiji.n2n.trust.RepeatExamination;
import sc.fiji.n2n.trust.SpreadExamination;
import sc.fiji.n2n.trust.TrustCheck;
import sc.fiji.n2n.trust.TurnedPlane;
import sc.fiji.n2n.trust.Verdict;

/** What the trust report says of results that are known to be good or bad, and what it says of real images. */
final class TrustBenchmarks {

	private static final List<String> SCENES = List.of("camera", "brick", "grass", "moon", "cell");
	private static final List<String> NOISES = List.of("white", "Poisson", "2x2 box");
	private static final int[] TURNS = { 1, 2, 4, 7 };
	private static final int WINDOW = 16;

	private final DjlTrainer trainer;

	TrustBenchmarks(final DjlTrainer trainer) {
		this.trainer = trainer;
	}

	/** Verdicts on the truth itself, and on results of which is known what is wrong with them. */
	void known() throws IOException {
		Benchmarks.print("| image | noise | the truth | ZS-N2N | Gaussian 3 | ZS-N2N and a spot | unchanged | plus 0.2 of the noise |%n|---|---|---|---|---|---|---|---|");
		for (final String name : SCENES)
			for (final String noise : NOISES) {
				final Scene scene = Scene.load(name);
				final float[] noisy = noisy(scene, noise), good = zeroShot(noisy, scene.width(), scene.height(), 0), smooth = noisy.clone();
				new GaussianBlur().blurGaussian(new FloatProcessor(scene.width(), scene.height(), smooth), 3);
				final float deviation = (float) Math.sqrt(squares(noisy, scene.pixels()) / noisy.length);
				final float[] spot = good.clone(), more = good.clone();
				for (int i = 0; i < spot.length; i++) {
					spot[i] += (float) (2 * deviation * Math.exp(-(Math.pow(i % scene.width() - 100, 2) + Math.pow(i / scene.width() - 90, 2)) / 18));
					more[i] += 0.2f * deviation;
				}
				Benchmarks.print("| %s | %s | %s | %s | %s | %s | %s | %s |", name, noise, words(scene, noisy, scene.pixels()), words(scene, noisy, good), words(scene, noisy,
					smooth), words(scene, noisy, spot), words(scene, noisy, noisy), words(scene, noisy, more));
			}
		endThreads();
	}

	/** ImageJ's filters keep threads that would keep the program from ending. */
	private static void endThreads() {
		ThreadUtil.threadPoolExecutor.shutdown();
	}

	/** How well the spread of four results tells where the error of one is. */
	void spread() throws IOException {
		Benchmarks.print("| image | noise | rank correlation in windows of 16 x 16 | error / spread | spread / noise |%n|---|---|---|---|---|");
		for (final String name : SCENES)
			for (final String noise : NOISES) {
				final Scene scene = Scene.load(name);
				final int width = scene.width(), height = scene.height();
				final float[] noisy = noisy(scene, noise), result = zeroShot(noisy, width, height, 0);
				final RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(noisy, width, height);
				final List<RandomAccessibleInterval<FloatType>> results = new ArrayList<>();
				for (int i = 0; i < TURNS.length; i++) {
					final RandomAccessibleInterval<FloatType> turned = TurnedPlane.of(plane, TURNS[i]);
					final long[] size = turned.dimensionsAsLongArray();
					results.add(TurnedPlane.back(ArrayImgs.floats(zeroShot(values(turned), (int) size[0], (int) size[1], i), size), TURNS[i]));
				}
				final var findings = SpreadExamination.of(plane, results);
				final float[] spread = values(findings.spread());
				Benchmarks.print("| %s | %s | %.2f | %.1f | %.2f |", name, noise, rankCorrelation(scene, result, spread), error(scene, result, spread), findings.check()
					.value());
			}
	}

	/** The same of the map that comes with a result: one network, the passes over the turned image; white noise, sigma 25. */
	void spreadMap() throws IOException {
		Benchmarks.print("| image | effort | rank correlation in windows of 16 x 16 | error / spread | spread / noise |%n|---|---|---|---|---|");
		for (final String name : SCENES)
			for (final Effort effort : List.of(Effort.NORMAL, Effort.THOROUGH)) {
				final Scene scene = Scene.load(name);
				final float[][] result = new float[1][], spread = new float[1][];
				new ZeroShot(ZeroShotOptions.defaults().with(ComputeDevice.CPU).with(effort), trainer).denoise(ArrayImgs.floats(noisy(scene, "white"), scene.width(),
					scene.height(), 1), 1, false, (plane, pixels) -> result[0] = values(pixels), (plane, pixels) -> spread[0] = values(pixels), Progress.NONE);
				Benchmarks.print("| %s | %s | %.2f | %.1f | %.2f |", name, effort, rankCorrelation(scene, result[0], spread[0]), error(scene, result[0], spread[0]), Math
					.sqrt(squares(spread[0], new float[spread[0].length]) / spread[0].length) / 25);
			}
	}

	/** How many times the spread the error is, root mean square. */
	private static double error(final Scene scene, final float[] result, final float[] spread) {
		return Math.sqrt(squares(result, scene.pixels()) / squares(spread, new float[spread.length]));
	}

	/** Of error and spread in windows. */
	private static double rankCorrelation(final Scene scene, final float[] result, final float[] spread) {
		final List<double[]> windows = new ArrayList<>();
		for (int y = 0; y + WINDOW <= scene.height(); y += WINDOW)
			for (int x = 0; x + WINDOW <= scene.width(); x += WINDOW) {
				final double[] sums = new double[2];
				for (int i = 0; i < WINDOW * WINDOW; i++) {
					final int at = (y + i / WINDOW) * scene.width() + x + i % WINDOW;
					sums[0] += Math.pow(result[at] - scene.pixels()[at], 2);
					sums[1] += spread[at] * spread[at];
				}
				windows.add(sums);
			}
		return new SpearmansCorrelation().correlation(windows.stream().mapToDouble(w -> w[0]).toArray(), windows.stream().mapToDouble(w -> w[1]).toArray());
	}

	/** The first frame of repeats, denoised, with the second as the repeat. */
	void repeats(final String... files) {
		Benchmarks.print("| images | ZS-N2N | Gaussian 3 | error by the repeat: ZS-N2N, Gaussian 3 | FRC: ZS-N2N, Gaussian 3 |%n|---|---|---|---|---|");
		for (final String file : files) {
			final String[] both = file.split(",");
			final ImagePlus stack = IJ.openImage(both[0]);
			final int width = stack.getWidth(), height = stack.getHeight();
			final float[] noisy = (float[]) stack.getStack().getProcessor(1).convertToFloatProcessor().getPixels();
			final float[] repeat = (float[]) (both.length > 1 ? IJ.openImage(both[1]).getProcessor() : stack.getStack().getProcessor(2)).convertToFloatProcessor().getPixels();
			final Scene scene = new Scene(stack.getTitle(), width, height, repeat);
			final float[] good = zeroShot(noisy, width, height, 0), smooth = noisy.clone();
			new GaussianBlur().blurGaussian(new FloatProcessor(width, height, smooth), 3);
			final List<TrustCheck> a = repeated(scene, noisy, good), b = repeated(scene, noisy, smooth);
			Benchmarks.print("| %s | %s | %s | %.2f (%s), %.2f (%s) | %+.3f (%s), %+.3f (%s) |", scene.name(), words(scene, noisy, good), words(scene, noisy, smooth), a.get(0)
				.value(), a.get(0).verdict(), b.get(0).value(), b.get(0).verdict(), a.get(1).value(), a.get(1).verdict(), b.get(1).value(), b.get(1).verdict());
		}
		endThreads();
	}

	private static List<TrustCheck> repeated(final Scene repeat, final float[] noisy, final float[] result) {
		final long[] size = { repeat.width(), repeat.height() };
		return RepeatExamination.of(ArrayImgs.floats(noisy, size), ArrayImgs.floats(result, size), ArrayImgs.floats(repeat.pixels(), size), Progress.NONE).checks();
	}

	/** "pass", or which checks did not. */
	private static String words(final Scene scene, final float[] noisy, final float[] result) {
		final String words = PlaneExamination.of(ArrayImgs.floats(noisy, scene.width(), scene.height()), ArrayImgs.floats(result, scene.width(), scene.height())).checks()
			.stream().filter(check -> check.verdict() != Verdict.PASS).map(check -> check.verdict() + ": " + check.name()).collect(Collectors.joining("; "));
		return words.isEmpty() ? "pass" : words;
	}

	private static float[] noisy(final Scene scene, final String noise) {
		if (noise.equals("white")) return scene.noisy(25, 1);
		if (noise.equals("2x2 box")) return scene.boxed(25, 1);
		// White is 40 photons on average.
		final Well19937c random = new Well19937c(1);
		final float[] noisy = new float[scene.pixels().length];
		final PoissonDistribution[] photons = new PoissonDistribution[256];
		Arrays.setAll(photons, i -> i == 0 ? null : new PoissonDistribution(random, 40.0 * i / 255, 1e-12, 1000));
		for (int i = 0; i < noisy.length; i++) {
			final PoissonDistribution mean = photons[Math.round(scene.pixels()[i])];
			noisy[i] = mean == null ? 0 : (float) (255 / 40.0 * mean.sample());
		}
		return noisy;
	}

	private float[] zeroShot(final float[] noisy, final int width, final int height, final long seed) {
		final float[][] result = new float[1][];
		new ZeroShot(ZeroShotOptions.defaults().with(ComputeDevice.CPU).withSeed(seed), trainer).denoise(ArrayImgs.floats(noisy, width, height, 1), 1, false, (plane,
			pixels) -> result[0] = values(pixels), Progress.NONE);
		return result[0];
	}

	private static double squares(final float[] a, final float[] b) {
		double sum = 0;
		for (int i = 0; i < a.length; i++)
			sum += Math.pow(a[i] - b[i], 2);
		return sum;
	}

	private static float[] values(final RandomAccessibleInterval<FloatType> plane) {
		final float[] values = new float[(int) (plane.dimension(0) * plane.dimension(1))];
		int i = 0;
		for (final FloatType value : Views.flatIterable(plane))
			values[i++] = value.get();
		return values;
	}
}
