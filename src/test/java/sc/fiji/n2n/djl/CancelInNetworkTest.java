package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import ai.djl.ndarray.NDManager;
import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;

/** A large block takes long: a run stops between the layers of a network, and frees what they hold. */
class CancelInNetworkTest {

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	/** Stops at a question. */
	private static final class StopAt implements Progress {

		private final int question;
		private int asked;

		StopAt(final int question) {
			this.question = question;
		}

		@Override
		public void update(final String doing, final double fraction) {}

		@Override
		public boolean isCanceled() {
			return ++asked == question;
		}
	}

	private static float[] noise(final int count) {
		final Random random = new Random(1);
		final float[] values = new float[count];
		for (int i = 0; i < count; i++)
			values[i] = random.nextFloat();
		return values;
	}

	@ParameterizedTest
	@EnumSource(Architecture.class)
	void betweenTheLayersOfABlock(final Architecture architecture) {
		final Network network = ShapedNetwork.of(new NetworkOptions(architecture, 3, 2, 6, false, false, 0.1));
		final float[] block = noise(32 * 32 * 4);
		final long[] size = { 32, 32, 4 };
		try (Weights weights = Weights.random(manager, network, new Random(1)::nextDouble); NetworkModel model = new NetworkModel(network, weights, manager)) {
			final int layers = network.layers().size();
			final int arrays = manager.getManagedArrays().size();
			for (int question = 1; question <= layers; question++) {
				final StopAt stop = new StopAt(question);
				assertThrows(CancellationException.class, () -> model.denoise(block, size, stop));
				assertEquals(question, stop.asked);
			}
			assertEquals(arrays, manager.getManagedArrays().size(), "native memory is left");
			final StopAt never = new StopAt(0);
			assertArrayEquals(model.denoise(block, size), model.denoise(block, size, never));
			assertEquals(layers, never.asked);
		}
	}

	/** Between blocks, layers, and the way forward and back; the next training finds all as it was. */
	@Test
	void withinAStepOfThePublishedMethod() {
		final float before = error(new StopAt(0));
		final StopAt never = new StopAt(0);
		error(never);
		assertTrue(never.asked >= 2 * 5, () -> never.asked + " questions");
		for (int question = 1; question <= never.asked / 2; question++) {
			final StopAt stop = new StopAt(question);
			assertThrows(CancellationException.class, () -> error(stop));
			assertEquals(question, stop.asked);
		}
		assertEquals(before, error(never));
	}

	/** Error after two steps. */
	private float error(final Progress progress) {
		try (TrainedNetwork trained = new PublishedTrainer(manager).train(ArrayImgs.floats(noise(32 * 32), 32, 32), 2, 1, LearningListener.NONE, progress)) {
			return (float) trained.error();
		}
	}
}
