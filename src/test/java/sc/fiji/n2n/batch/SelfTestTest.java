package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import org.junit.jupiter.api.Test;
import sc.fiji.n2n.denoise.Canceled;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;

/** The self-test on devices that are broken. Those that work are tested through the command. */
class SelfTestTest {

	private final EngineReport report = new EngineReport();

	@Test
	void aDeviceThatDoesNotDenoiseFails() {
		new SelfTest(new Broken(block -> block), report).run(Progress.NONE);
		assertProblem("The self-test failed on the device GPU of the test: the error is ");
		assertTrue(report.problems().get(0).endsWith("choose the device cpu."), report.problems()::toString);
	}

	@Test
	void aDeviceThatGivesNoNumbersFails() {
		new SelfTest(new Broken(block -> {
			final float[] result = block.clone();
			result[result.length / 2] = Float.NaN;
			return result;
		}), report).run(Progress.NONE);
		assertProblem("The self-test failed on the device GPU of the test");
	}

	@Test
	void aDeviceThatThrowsFails() {
		new SelfTest(new Broken(block -> {
			throw new IllegalArgumentException("no kernel image is available");
		}), report).run(Progress.NONE);
		assertProblem("no kernel image is available");
	}

	@Test
	void stops() {
		final SelfTest test = new SelfTest(new Broken(block -> block), report);
		assertThrows(CancellationException.class, () -> test.run(new Canceled()));
		assertEquals(List.of(), report.problems());
	}

	private void assertProblem(final String words) {
		assertTrue(report.problems().get(0).contains(words), report.problems()::toString);
		assertTrue(report.lines().contains("Denoising does not work like this on this computer."), report.lines()::toString);
	}

	/** A library that learns nothing, and applies something else than a network. */
	private record Broken(UnaryOperator<float[]> network) implements NetworkTrainer {

		@Override
		public String device() {
			return "GPU of the test";
		}

		@Override
		public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int steps, final long seed,
			final LearningListener listener, final Progress progress)
		{
			return new TrainedNetwork(new PatchModel() {

				@Override
				public Interval requiredSourceInterval(final Interval target, final Interval image) {
					return target;
				}

				@Override
				public float[] denoise(final float[] block, final long[] size) {
					return network.apply(block);
				}

				@Override
				public void close() {}
			}, steps, 0, 1, 2);
		}

		@Override
		public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed,
			final LearningListener listener, final Progress progress)
		{
			throw new UnsupportedOperationException();
		}
	}
}
