package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;

/** Noise2Noise on one level of noise, applied to others, with and without more noise on the inputs of the training. */
final class AugmentBenchmarks {

	private static final List<String> TRAINED_ON = List.of("brick", "grass", "moon", "cell");
	private static final double SIGMA = 15;
	private static final double[] LEVELS = { 7.5, 15, 30, 45, 60 };

	private final DjlTrainer engine;

	AugmentBenchmarks(final DjlTrainer engine) {
		this.engine = engine;
	}

	/** Trains once without and once for each factor; scores camera. */
	void run(final double[] factors) throws IOException {
		final StringBuilder header = new StringBuilder("| augment |");
		for (final double level : LEVELS)
			header.append(String.format(Locale.ROOT, " sigma %.1f |", level));
		Benchmarks.print("%s%n|---|" + "---|".repeat(LEVELS.length), header);
		final Scene unseen = Scene.load("camera").middle(512);
		for (final double factor : factors) {
			final Path file = RepeatBenchmarks.train(engine, RepeatBenchmarks.pairs(TRAINED_ON, SIGMA), Presets.read("small").options(Loss.L2, 0, 0, 0, 0, 0, 1, ComputeDevice.CPU).withAugment(factor),
				false);
			final StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %.0f |", factor));
			for (final double level : LEVELS)
				row.append(String.format(Locale.ROOT, " %.2f |", unseen.psnr(RepeatBenchmarks.apply(engine, file, unseen.noisy(level, 3), unseen.width(), unseen
					.height()))));
			Benchmarks.print("%s", row);
		}
	}
}
