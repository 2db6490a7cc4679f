package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;
import sc.fiji.n2n.model.Presets;

/** How fast small networks denoise 512x512, and how well, trained on pairs alone and by a teacher. */
final class RealtimeBenchmarks {

	private static final List<String> TRAINED_ON = List.of("brick", "grass", "moon", "cell");
	private static final double SIGMA = 25;
	private static final int TIMED = 15;

	private final DjlTrainer engine;
	private final Scene unseen;
	private final List<sc.fiji.n2n.pairs.Scene> scenes;

	RealtimeBenchmarks(final DjlTrainer engine) throws IOException {
		this.engine = engine;
		unseen = Scene.load("camera").middle(512);
		scenes = RepeatBenchmarks.pairs(TRAINED_ON, SIGMA);
	}

	/** @param sizes depth and width of each network, such as 3x16 */
	void run(final List<String> sizes) throws IOException {
		Benchmarks.print("| network | weights | frames a second, 512x512 | PSNR, dB, of pairs | by a teacher |%n|---|---|---|---|---|");
		final Path teacher = train(3, 32, null);
		print("small: depth 3, width 32", teacher, null);
		for (final String size : sizes) {
			final int depth = Integer.parseInt(size.split("x")[0]), width = Integer.parseInt(size.split("x")[1]);
			print("depth " + depth + ", width " + width, train(depth, width, null), train(depth, width, teacher));
		}
	}

	private void print(final String name, final Path alone, final Path taught) throws IOException {
		final ModelContent content = ModelArchive.read(alone, engine);
		Benchmarks.print("| %s | %,d | %.1f | %.2f | %s |", name, content.weights().weights().length, framesPerSecond(content), psnr(alone), taught == null ? "" : String
			.format(Locale.ROOT, "%.2f", psnr(taught)));
	}

	private double psnr(final Path model) throws IOException {
		return unseen.psnr(RepeatBenchmarks.apply(engine, model, unseen.noisy(SIGMA, 99), unseen.width(), unseen.height()));
	}

	/** Median of some frames, after as many. */
	private double framesPerSecond(final ModelContent content) {
		final float[] noisy = unseen.noisy(SIGMA, 99);
		final double[] seconds = new double[2 * TIMED];
		try (PatchModel model = engine.model(content.description().options().network(), Loss.L2, content.weights())) {
			final ModelDenoiser denoiser = new ModelDenoiser(model, StackMode.SLICES, new Normalization(content.description().offset(), content.description().scale()),
				PlaneFinish.MEAN_KEPT, note -> {});
			for (int i = 0; i < seconds.length; i++) {
				final long start = System.nanoTime();
				denoiser.denoise(ArrayImgs.floats(noisy, unseen.width(), unseen.height(), 1), 1, (plane, pixels) -> {}, Progress.NONE);
				seconds[i] = (System.nanoTime() - start) / 1e9;
			}
		}
		return 1 / Arrays.stream(seconds, TIMED, 2 * TIMED).sorted().toArray()[TIMED / 2];
	}

	private Path train(final int depth, final int width, final Path teacherOrNull) throws IOException {
		return RepeatBenchmarks.train(engine, scenes, Presets.read("small").options(Loss.L2, 0, depth, width, 0, 0, 1, ComputeDevice.CPU), false, teacherOrNull);
	}
}
