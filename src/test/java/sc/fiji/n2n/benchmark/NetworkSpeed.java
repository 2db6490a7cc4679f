package sc.fiji.n2n.benchmark;

import java.nio.file.Path;
import java.util.Random;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;

/** Speed of the U-Net of the Noise2Noise paper against the same network in PyTorch, in turns. */
final class NetworkSpeed {

	private static final int PATCH = 128;
	private static final int BATCH = 4;
	private static final int SIDE = 1024;
	private static final int STEPS = 20;
	private static final int WARM_UP = 3;
	private static final int TURNS = 3;

	private final DjlTrainer engine;

	NetworkSpeed(final DjlTrainer engine) {
		this.engine = engine;
	}

	/**
	 * Runs both.
	 *
	 * @param script the reference, which prints a line of JSON
	 * @param threads threads of both; ours are those of the variable OMP_NUM_THREADS
	 */
	void compare(final Path script, final int threads) throws Exception {
		Benchmarks.print("| threads | training, patches/s | reference | ratio | inference, megapixels/s | reference | ratio |%n|---|---|---|---|---|---|---|");
		for (int i = 0; i < TURNS; i++) {
			final String line = Benchmarks.python(threads, script.toString(), "--steps", "" + STEPS, "--batch", "" + BATCH, "--patch", "" + PATCH, "--size", "" + SIDE,
				"--threads", "" + threads);
			final double[] reference = { number(line, "training_patches_per_s"), number(line, "inference_megapixels_per_s") };
			final NetworkOptions network = new NetworkOptions(Architecture.UNET, 2, 5, 48, false, false, 0.1);
			try (Learner learner = engine.create(network, Loss.L2, 1)) {
				final double training = training(learner, STEPS);
				final double inference = inference(learner, SIDE);
				Benchmarks.print("| %d | %.2f | %.2f | %.2f | %.3f | %.3f | %.2f |", threads, training, reference[0], training / reference[0], inference, reference[1],
					inference / reference[1]);
			}
		}
	}

	private static double number(final String line, final String key) {
		return Double.parseDouble(line.replaceAll("(?s).*\"" + key + "\": ([0-9.]+).*", "$1"));
	}

	private static double training(final Learner learner, final int steps) {
		final PatchBatch batch = new PatchBatch(noise(BATCH * PATCH * PATCH, 1), noise(BATCH * PATCH * PATCH, 2), null, BATCH, new long[] { PATCH, PATCH });
		long start = 0;
		for (int step = 0; step < steps + WARM_UP; step++) {
			if (step == WARM_UP) start = System.nanoTime();
			learner.learn(batch, 3e-4, 0);
		}
		return steps * BATCH / seconds(start);
	}

	private static double inference(final Learner learner, final int side) {
		final float[] image = noise(side * side, 3);
		try (PatchModel model = learner.model()) {
			model.denoise(image, new long[] { side, side });
			final long start = System.nanoTime();
			for (int i = 0; i < 3; i++)
				model.denoise(image, new long[] { side, side });
			return 3e-6 * image.length / seconds(start);
		}
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static float[] noise(final int length, final long seed) {
		final Random random = new Random(seed);
		final float[] noise = new float[length];
		for (int i = 0; i < length; i++)
			noise[i] = (float) random.nextGaussian();
		return noise;
	}
}
