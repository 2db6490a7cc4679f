package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import org.apache.commons.math3.stat.regression.SimpleRegression;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;

/**
 * Noise2Noise on pairs of a short and a long exposure, of which the long one is saturated in bright places. The camera is made up: an
 * offset of 100, 4 grey levels an electron, a read noise of 2 electrons, 14 bits.
 */
final class ExposureBenchmarks {

	private static final double OFFSET = 100;
	private static final double GAIN = 4;
	private static final double READ = 2;
	private static final double LARGEST = 16383;
	/** Electrons of the brightest pixel in a short exposure. */
	private static final double BRIGHTEST = 1400;
	private static final List<String> TRAINED_ON = List.of("brick", "moon", "cell");
	private static final int SIDE = 256;
	/** Slopes are those of means over blocks of so many pixels a side. */
	private static final int BLOCK = 8;

	private final DjlTrainer engine;

	ExposureBenchmarks(final DjlTrainer engine) {
		this.engine = engine;
	}

	/** Electrons that a scene means in a short exposure. */
	private static double electrons(final float pixel) {
		return 5 + pixel / 255 * BRIGHTEST;
	}

	/** An exposure, so many times as long as the short one. */
	private static float[] exposed(final Scene scene, final double times, final Random random) {
		final float[] levels = new float[scene.pixels().length];
		for (int i = 0; i < levels.length; i++) {
			final double mean = times * electrons(scene.pixels()[i]);
			final double electrons = mean + Math.sqrt(mean + READ * READ) * random.nextGaussian();
			levels[i] = (float) Math.max(0, Math.min(LARGEST, Math.rint(OFFSET + GAIN * electrons)));
		}
		return levels;
	}

	/** Trains on pairs of exposures, and scores a short one of a scene that was not learned from. */
	void run(final double times) throws IOException {
		Benchmarks.print("| second exposure | match | saturated, %% | PSNR, dB | slope against the truth | the same where the long one is saturated |%n|---|---|---|---|---|---|");
		final Scene unseen = Scene.load("camera").middle(512);
		for (final double second : new double[] { 1, times })
			for (final boolean match : new boolean[] { false, true })
				Benchmarks.print("%s", row(unseen, second, match));
	}

	private String row(final Scene unseen, final double times, final boolean match) throws IOException {
		final Random random = new Random(1);
		final List<sc.fiji.n2n.pairs.Scene> scenes = new ArrayList<>();
		for (final String name : TRAINED_ON) {
			final Scene scene = Scene.load(name).middle(SIDE);
			scenes.add(new sc.fiji.n2n.pairs.Scene(name, List.of(image(scene, exposed(scene, 1, random)), image(scene, exposed(scene, times, random))), false));
		}
		final Path file = RepeatBenchmarks.train(engine, scenes, Presets.read("small").options(Loss.L2, 0, 0, 0, 0, 0, 1, ComputeDevice.CPU), match);
		final float[] result = RepeatBenchmarks.apply(engine, file, exposed(unseen, 1, random), unseen.width(), unseen.height());
		final float[] longer = exposed(unseen, times, random);
		final float[] grey = new float[result.length];
		int saturated = 0;
		for (int i = 0; i < grey.length; i++) {
			grey[i] = (float) (((result[i] - OFFSET) / GAIN - 5) / BRIGHTEST * 255);
			if (longer[i] >= LARGEST) saturated++;
		}
		final double limit = ((LARGEST - OFFSET) / GAIN / times - 5) / BRIGHTEST * 255;
		return String.format(Locale.ROOT, "| %.0f times as long | %s | %.1f | %.2f | %.4f | %.4f |", times, match ? "yes" : "no", 100.0 * saturated / grey.length,
			unseen.psnr(grey), slope(unseen, grey, Double.NEGATIVE_INFINITY), slope(unseen, grey, limit));
	}

	/** Slope of the line through the means of blocks whose truth is above a limit. */
	private static double slope(final Scene truth, final float[] result, final double least) {
		final SimpleRegression line = new SimpleRegression();
		for (int y = 0; y + BLOCK <= truth.height(); y += BLOCK)
			for (int x = 0; x + BLOCK <= truth.width(); x += BLOCK) {
				double a = 0, b = 0;
				for (int k = 0; k < BLOCK * BLOCK; k++) {
					final int i = (y + k / BLOCK) * truth.width() + x + k % BLOCK;
					a += truth.pixels()[i] / (BLOCK * BLOCK);
					b += result[i] / (BLOCK * BLOCK);
				}
				if (a >= least) line.addData(a, b);
			}
		return line.getSlope();
	}

	private static RandomAccessibleInterval<FloatType> image(final Scene scene, final float[] pixels) {
		return ArrayImgs.floats(Arrays.copyOf(pixels, pixels.length), scene.width(), scene.height());
	}
}
