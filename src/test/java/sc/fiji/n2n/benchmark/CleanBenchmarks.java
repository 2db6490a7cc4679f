package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import ij.process.FloatProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;

/** Noise2Noise on fixed pairs of which some have a clean image. */
final class CleanBenchmarks {

	private static final List<String> TRAINED_ON = List.of("brick", "grass", "gravel", "moon", "cell");
	private static final double SIGMA = 25;
	private static final int SIDE = 128;
	/** One scene in so many has a clean image. */
	private static final int ONE_IN = 20;

	private final DjlTrainer engine;

	CleanBenchmarks(final DjlTrainer engine) {
		this.engine = engine;
	}

	/** Trains on so many scenes with clean images of various weights, 0 for none; scores camera. */
	void run(final int count, final int seeds, final double[] weights) throws IOException {
		Benchmarks.print("| scenes | of which with a clean image | weight | PSNR, dB | of each seed |%n|---|---|---|---|---|");
		final Scene unseen = Scene.load("camera").middle(512);
		for (final double weight : weights) {
			final double[] psnr = new double[seeds];
			for (int seed = 1; seed <= seeds; seed++)
				psnr[seed - 1] = unseen.psnr(RepeatBenchmarks.apply(engine, RepeatBenchmarks.train(engine, scenes(count, weight > 0, seed), Presets.read("small").options(
					Loss.L2, 0, 0, 0, 0, 0, seed, ComputeDevice.CPU).withCleanWeight(weight > 0 ? weight : 1), false), unseen.noisy(SIGMA, 99), unseen.width(), unseen
						.height()));
			Benchmarks.print("| %d | %d | %s | %s | %s |", count, weight > 0 ? count / ONE_IN : 0, weight > 0 ? String.format(Locale.ROOT, "%.0f", weight) : "", Benchmarks
				.spread(psnr), String.join(", ", Arrays.stream(psnr).mapToObj(value -> String.format(Locale.ROOT, "%.2f", value)).toList()));
		}
	}

	private static List<sc.fiji.n2n.pairs.Scene> scenes(final int count, final boolean withClean, final int seed) throws IOException {
		final List<sc.fiji.n2n.pairs.Scene> scenes = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final Scene whole = Scene.load(TRAINED_ON.get(i % TRAINED_ON.size()));
			final int place = i / TRAINED_ON.size();
			final FloatProcessor pixels = new FloatProcessor(whole.width(), whole.height(), whole.pixels());
			pixels.setRoi(place % (whole.width() / SIDE) * SIDE, place / (whole.width() / SIDE) % (whole.height() / SIDE) * SIDE, SIDE, SIDE);
			final Scene scene = new Scene(whole.name() + place, SIDE, SIDE, (float[]) pixels.crop().getPixels());
			final var pair = new sc.fiji.n2n.pairs.Scene(scene.name(), List.of(image(scene.noisy(SIGMA, 1000L * seed + 2 * i)), image(scene.noisy(SIGMA, 1000L * seed + 2 *
				i + 1))), false);
			scenes.add(withClean && i % ONE_IN == 0 ? pair.withClean(image(scene.pixels())) : pair);
		}
		return scenes;
	}

	private static RandomAccessibleInterval<FloatType> image(final float[] pixels) {
		return ArrayImgs.floats(pixels, SIDE, SIDE);
	}
}
