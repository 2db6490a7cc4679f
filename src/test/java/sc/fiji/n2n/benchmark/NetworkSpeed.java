package sc.fiji.n2n.benchmark;

import java.util.Locale;
import java.util.Random;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;

/**
 * Speed of the U-Net of the Noise2Noise paper, in the figures that a reference in PyTorch prints too. Arguments: steps, side of
 * the image. The number of threads is that of the variable OMP_NUM_THREADS.
 */
public final class NetworkSpeed {

	private static final int PATCH = 128;
	private static final int BATCH = 4;
	private static final int WARM_UP = 3;

	private NetworkSpeed() {}

	/** @param args steps, side of the image */
	public static void main(final String[] args) {
		final int steps = args.length > 0 ? Integer.parseInt(args[0]) : 30;
		final int side = args.length > 1 ? Integer.parseInt(args[1]) : 1024;
		final NetworkOptions network = new NetworkOptions(Architecture.UNET, 2, 5, 48, false, false, 0.1);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.AUTO); Learner learner = trainer.create(network, Loss.L2, 1)) {
			System.out.printf(Locale.ROOT, "{\"training_patches_per_s\": %.2f, \"patch\": %d, \"batch\": %d, \"inference_megapixels_per_s\": %.3f, " +
				"\"parameters\": %d}%n", training(learner, steps), PATCH, BATCH, inference(learner, side), learner.state().weights().length);
		}
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
