package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingResult;

/**
 * The claims of the Noise2Noise paper with synthetic noise: the same network, patches, seeds and steps, trained on noisy
 * and on clean targets, or with different losses. Trained on four images of the test resources, scored on the fifth.
 */
final class PairBenchmarks {

	private static final String SCORED_ON = "camera";
	private static final int SIZE = 64;
	private static final int SEEDS = 3;

	private final DjlTrainer engine;
	private final List<Scene> scenes = new ArrayList<>();
	private final Scene unseen;
	private final String preset;
	private final int epochs;

	/**
	 * @param preset name or file of the preset
	 * @param epochs epochs of each training
	 */
	PairBenchmarks(final DjlTrainer engine, final String preset, final int epochs) throws IOException {
		this.engine = engine;
		this.preset = preset;
		this.epochs = epochs;
		for (final String name : PairMaker.TRAINED_ON)
			scenes.add(Scene.load(name));
		unseen = Scene.load(SCORED_ON);
	}

	/** Noisy targets against clean ones. */
	void noisyAgainstClean() {
		header("targets");
		for (final Corruption corruption : new Corruption[] { Corruption.GAUSSIAN, Corruption.POISSON }) {
			row(corruption, Loss.L2, "noisy", false);
			row(corruption, Loss.L2, "clean", true);
		}
	}

	/** Which loss for which corruption. */
	void losses(final Corruption corruption, final Loss... losses) {
		header("targets");
		for (final Loss loss : losses)
			row(corruption, loss, "noisy", false);
	}

	private static void header(final String targets) {
		Benchmarks.print("| corruption | loss | %s | corrupted | denoised | after a linear fit | seconds |%n|---|---|---|---|---|---|---|", targets);
	}

	private void row(final Corruption corruption, final Loss loss, final String targets, final boolean clean) {
		final double[] psnr = new double[SEEDS];
		final double[] fitted = new double[SEEDS];
		double seconds = 0;
		double before = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			final TrainingOptions options = Presets.read(preset).options(loss, 0, 0, 0, epochs, 0, seed, ComputeDevice.CPU);
			final PairMaker pairs = new PairMaker(scenes, corruption, clean, loss == Loss.MASKED_L2, options.batch(), SIZE, seed);
			final float[] noisy = unseen.pixels().clone();
			corruption.apply(noisy, unseen.width(), new Random(1000 + seed));
			before += unseen.psnr(noisy) / SEEDS;
			try (Learner learner = engine.create(options.network(), loss, seed)) {
				final List<PatchBatch> validation = List.of(pairs.batch(-1), pairs.batch(-2), pairs.batch(-3), pairs.batch(-4));
				final TrainingResult result = new Training(options, pairs::batch, validation).run(learner, null, TrainingListener.NONE, Progress.NONE);
				seconds += result.state().seconds() / SEEDS;
				// The last weights, as many steps for all.
				try (PatchModel model = learner.model()) {
					final float[] denoised = pairs.denoised(model, unseen, noisy);
					psnr[seed] = unseen.psnr(denoised);
					fitted[seed] = unseen.fittedPsnr(denoised);
				}
			}
		}
		Benchmarks.print("| %s | %s | %s | %.2f | %s | %s | %.0f |", corruption.name().toLowerCase(Locale.ROOT), loss, targets, before,
			Benchmarks.spread(psnr), Benchmarks.spread(fitted), seconds);
	}
}
