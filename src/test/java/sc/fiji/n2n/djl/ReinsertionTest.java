package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.kspace.SamplingDensity;
import sc.fiji.n2n.kspace.SamplingMask;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;

class ReinsertionTest {

	private static DjlTrainer trainer;
	private static NDManager manager;

	@BeforeAll
	static void open() {
		trainer = DjlTrainer.open(ComputeDevice.CPU);
		manager = PyTorchEngine.load().newBaseManager();
	}

	@AfterAll
	static void close() {
		manager.close();
		trainer.close();
	}

	private static float[] random(final int size, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[size];
		for (int i = 0; i < size; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}

	private static SamplingMask mask(final int w, final int h, final long seed) {
		return SamplingMask.draw(new SamplingDensity(w, h, 0.4), new MersenneTwister(seed));
	}

	private static PatchArrays arrays(final float[] input, final SamplingMask mask, final Shape shape) {
		return new PatchArrays(manager.create(input, shape), null, null, manager.create(mask.ordered(), shape), 0);
	}

	/** The network learns from, and the application makes, the same image. */
	@ParameterizedTest
	@CsvSource({ "12,9", "16,8" })
	void isTheSameAsWithoutTheEngine(final int w, final int h) {
		final SamplingMask mask = mask(w, h, 1);
		final float[] output = random(w * h, 1);
		final float[] input = random(w * h, 2);
		final Shape shape = new Shape(1, 1, h, w);
		final NDArray put = Reinsertion.apply(manager.create(output, shape), arrays(input, mask, shape));
		assertEquals(shape, put.getShape());
		assertArrayEquals(mask.reinsert(output, input), put.toFloatArray(), 1e-5f);
	}

	/** Of the sum of squares, the gradient is twice the output, without the frequencies that are not its own. */
	@Test
	void theGradientIsThatOfTheMissingFrequencies() {
		final int w = 12;
		final int h = 9;
		final SamplingMask mask = mask(w, h, 1);
		final float[] pixels = random(w * h, 1);
		final Shape shape = new Shape(1, 1, h, w);
		final NDArray output = manager.create(pixels, shape);
		output.setRequiresGradient(true);
		final PatchArrays patches = arrays(new float[w * h], mask, shape);
		Gradients.collect(collector -> collector.backward(Reinsertion.apply(output, patches).square().sum()));
		final float[] missing = mask.reinsert(pixels, new float[w * h]);
		for (int i = 0; i < missing.length; i++)
			assertEquals(2 * missing[i], output.getGradient().toFloatArray()[i], 1e-4f);
	}

	/** Of a size that the network cannot pool, in a batch of two with masks of their own. */
	@Test
	void aNetworkLearnsWhatIsMissing() {
		final int w = 30;
		final int h = 18;
		final float[] target = new float[2 * w * h];
		final float[] input = new float[2 * w * h];
		final float[] masks = new float[2 * w * h];
		for (int i = 0; i < 2; i++) {
			final float[] image = new float[w * h];
			for (int k = 0; k < image.length; k++)
				image[k] = (k % w - 5 * i) / 6 % 2;
			System.arraycopy(image, 0, target, i * w * h, w * h);
			System.arraycopy(mask(w, h, i).sample(image), 0, input, i * w * h, w * h);
			System.arraycopy(mask(w, h, i).ordered(), 0, masks, i * w * h, w * h);
		}
		final PatchBatch batch = new PatchBatch(input, target, null, masks, 2, new long[] { w, h });
		try (Learner learner = trainer.create(new NetworkOptions(Architecture.SMALL_UNET, 2, 2, 8, false, false, 0.1), Loss.L2, 1)) {
			final double before = learner.loss(batch, 0);
			for (int step = 0; step < 60; step++)
				learner.learn(batch, 3e-3, 0);
			final double after = learner.loss(batch, 0);
			assertEquals(0, after, 0.5 * before);
			// What was measured is right whatever the network says: with a network of nothing else, the input is what it was.
			final PatchBatch other = new PatchBatch(target, target, null, ones(masks.length), 2, new long[] { w, h });
			assertEquals(0, learner.loss(other, 0), 1e-6);
		}
	}

	private static float[] ones(final int size) {
		final float[] ones = new float[size];
		java.util.Arrays.fill(ones, 1);
		return ones;
	}
}
