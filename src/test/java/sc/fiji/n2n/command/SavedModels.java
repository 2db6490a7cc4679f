package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import sc.fiji.n2n.batch.SomeModels;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.Thumbnail;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;

/** Small model files for the tests. */
public final class SavedModels {

	private static final int SIDE = 32;
	private static final int BATCH = 4;
	private static final int STEPS = 300;

	private SavedModels() {}

	/** A model of {@link NoisyImages} whose network has learned nothing: made in a moment, and it changes every pixel. */
	public static Path random(final Path file, final int rank) throws IOException {
		final ModelDescription description = SomeModels.description(rank, Loss.L2, SomeModels.DATA);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU); Learner learner = trainer.create(description.options().network(), Loss.L2, 1)) {
			return save(file, description, trainer, learner);
		}
	}

	/** A model that has learned from two of {@link NoisyImages} for some seconds. */
	public static Path trained(final Path file) throws IOException {
		final ModelDescription description = SomeModels.description(2, Loss.L2, SomeModels.DATA);
		final Normalization normalization = new Normalization(description.offset(), description.scale());
		final float[] a = pixels(2, normalization);
		final float[] b = pixels(3, normalization);
		final Random random = new Random(4);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU); Learner learner = trainer.create(description.options().network(), Loss.L2, 1)) {
			for (int step = 0; step < STEPS; step++) {
				final int[] corners = random.ints(BATCH, 0, (64 - SIDE) * 64).map(i -> i / 64 * 64 + i % (64 - SIDE)).toArray();
				final boolean swap = random.nextBoolean();
				learner.learn(new PatchBatch(crops(swap ? b : a, corners), crops(swap ? a : b, corners), null, BATCH, new long[] { SIDE, SIDE }), 3e-3,
					(double) step / STEPS);
			}
			return save(file, description, trainer, learner);
		}
	}

	private static float[] pixels(final long seed, final Normalization normalization) {
		final float[] pixels = (float[]) NoisyImages.create("", seed).getProcessor().convertToFloat().getPixels();
		normalization.apply(pixels);
		return pixels;
	}

	private static float[] crops(final float[] image, final int[] corners) {
		final float[] crops = new float[corners.length * SIDE * SIDE];
		for (int i = 0; i < corners.length * SIDE; i++)
			System.arraycopy(image, corners[i / SIDE] + i % SIDE * 64, crops, i * SIDE, SIDE);
		return crops;
	}

	private static Path save(final Path file, final ModelDescription d, final DjlTrainer trainer, final Learner learner) throws IOException {
		final String thumbnail = Thumbnail.png(new float[] { 1, 2, 3, 4 }, new float[] { 2, 2, 3, 3 }, 2, 2);
		final ModelDescription shown = new ModelDescription(1, d.name(), d.created(), d.options(), d.offset(), d.scale(), d.data(), d.findings(), d
			.curve(), d.bestEpoch(), d.result(), d.software(), thumbnail, "");
		ModelArchive.write(file, shown, learner.state(), null, trainer);
		return file;
	}
}
