package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.LearnerState;

/** Nothing that a step takes outlives it. */
class LearnerMemoryTest {

	private static final Path STATUS = Path.of("/proc/self/status");
	private static final NetworkOptions OPTIONS = new NetworkOptions(Architecture.UNET, 2, 2, 8, false, true, 0.1);
	private static final long[] SIZE = { 64, 64 };

	private final Random random = new Random(1);

	private PatchBatch batch() {
		final float[] pixels = new float[4 * 64 * 64];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) random.nextGaussian();
		return new PatchBatch(pixels, pixels, null, 4, SIZE);
	}

	/** One step of everything that a learner can do. */
	private void use(final DjlLearner learner, final PatchBatch batch) {
		learner.learn(batch, 1e-3, 0);
		learner.loss(batch, 0);
		final LearnerState state = learner.state();
		learner.restore(state);
		try (PatchModel model = learner.model()) {
			model.denoise(batch.input(), new long[] { 64, 4 * 64 });
		}
	}

	/** Arrays that the engine holds for a learner and its models. */
	@Test
	void theNumberOfArraysStays() {
		try (NDManager manager = PyTorchEngine.load().newBaseManager(); DjlLearner learner = new DjlLearner(OPTIONS, Loss.L2, 1, manager)) {
			use(learner, batch());
			final int after = held(manager);
			for (int step = 0; step < 20; step++)
				use(learner, batch());
			assertEquals(after, held(manager));
			assertTrue(after > 0);
		}
	}

	private static int held(final NDManager manager) {
		return manager.getManagedArrays().size();
	}

	/** Memory of the process, which counts what the engine has lost sight of too. */
	@Test
	@Tag("long")
	void theMemoryOfTheProcessStays() throws IOException {
		assumeTrue(Files.isReadable(STATUS), "only Linux tells the memory of a process");
		try (NDManager manager = PyTorchEngine.load().newBaseManager(); DjlLearner learner = new DjlLearner(OPTIONS, Loss.L2, 1, manager)) {
			final PatchBatch batch = batch();
			for (int step = 0; step < 100; step++)
				use(learner, batch);
			final long before = residentKilobytes();
			for (int step = 0; step < 2000; step++)
				use(learner, batch);
			final long grown = residentKilobytes() - before;
			assertTrue(grown < 30_000, "grew by " + grown + " kB");
		}
	}

	/** Resident memory without garbage of Java's heap. */
	private static long residentKilobytes() throws IOException {
		System.gc();
		for (final String line : Files.readAllLines(STATUS))
			if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
		throw new IOException("no VmRSS in " + STATUS);
	}
}
