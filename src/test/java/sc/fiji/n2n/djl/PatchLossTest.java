package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.config.Loss;

/** Each loss and its gradient against numbers computed by hand. */
class PatchLossTest {

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	private record ValueAndGradient(double value, float[] gradient) {}

	private ValueAndGradient of(final Loss loss, final double progress, final float[] result, final float[] target, final float[] weight) {
		final Shape shape = new Shape(1, 1, 1, result.length);
		final NDArray network = manager.create(result, shape);
		network.setRequiresGradient(true);
		double counting = result.length;
		if (weight != null) {
			counting = 0;
			for (final float w : weight)
				counting += w;
		}
		final PatchArrays patches = new PatchArrays(network, manager.create(target, shape), weight == null ? null : manager.create(weight, shape), null, counting);
		final double[] value = new double[1];
		Gradients.collect(collector -> {
			final NDArray error = new PatchLoss(loss).of(network, patches, progress);
			collector.backward(error);
			value[0] = error.getFloat();
		});
		return new ValueAndGradient(value[0], network.getGradient().toFloatArray());
	}

	/** Differences 1, -2, 0, 3: (1 + 4 + 0 + 9) / 4; gradient 2 d / 4. */
	@Test
	void l2IsTheMeanSquare() {
		final ValueAndGradient is = of(Loss.L2, 0, new float[] { 2, 1, 5, 4 }, new float[] { 1, 3, 5, 1 }, null);
		assertEquals(3.5, is.value, 1e-6);
		assertArrayEquals(new float[] { 0.5f, -1, 0, 1.5f }, is.gradient, 1e-6f);
	}

	/** Of the same differences, only the second and the fourth count: (4 + 9) / 2; gradient 2 d / 2. */
	@ParameterizedTest
	@ValueSource(strings = { "L2", "MASKED_L2" })
	void pixelsOfWeightZeroDoNotCount(final Loss loss) {
		final ValueAndGradient is = of(loss, 0, new float[] { 2, 1, 5, 4 }, new float[] { 1, 3, 5, 1 }, new float[] { 0, 1, 0, 1 });
		assertEquals(6.5, is.value, 1e-6);
		assertArrayEquals(new float[] { 0, -2, 0, 3 }, is.gradient, 1e-6f);
	}

	@ParameterizedTest
	@ValueSource(strings = { "L2", "L1", "L0", "HDR", "MASKED_L2" })
	void nothingIsLearnedWhereNoPixelCounts(final Loss loss) {
		final ValueAndGradient is = of(loss, 0.5, new float[] { 2, 1 }, new float[] { 1, 3 }, new float[] { 0, 0 });
		assertEquals(0, is.value);
		assertArrayEquals(new float[2], is.gradient, 1e-30f);
	}

	/** (1 + 2 + 0 + 3) / 4; gradient: the sign / 4. */
	@Test
	void l1IsTheMeanAbsoluteDifference() {
		final ValueAndGradient is = of(Loss.L1, 0, new float[] { 2, 1, 5, 4 }, new float[] { 1, 3, 5, 1 }, null);
		assertEquals(1.5, is.value, 1e-6);
		assertArrayEquals(new float[] { 0.25f, -0.25f, 0, 0.25f }, is.gradient, 1e-6f);
	}

	/** At 3/4 of the training g is 1/2: differences 4, -1, 0.25: (2 + 1 + 0.5) / 3; gradient sign / (2 sqrt(d)) / 3. */
	@Test
	void l0IsAPowerThatFalls() {
		final ValueAndGradient is = of(Loss.L0, 0.75, new float[] { 4, 0, 0.25f }, new float[] { 0, 1, 0 }, null);
		assertEquals(3.5 / 3, is.value, 1e-6);
		assertArrayEquals(new float[] { 1 / 12f, -1 / 6f, 1 / 3f }, is.gradient, 1e-5f);
	}

	/** At the start of the training it is the square, in the middle the absolute difference, at the end the count. */
	@Test
	void l0RunsFromTheSquareToTheCount() {
		final float[] result = { 3, 0 };
		final float[] target = { 0, 1 };
		assertEquals(5, of(Loss.L0, 0, result, target, null).value, 1e-5);
		assertEquals(2, of(Loss.L0, 0.5, result, target, null).value, 1e-5);
		assertEquals(1, of(Loss.L0, 1, result, target, null).value, 1e-5);
		assertArrayEquals(new float[2], of(Loss.L0, 1, result, target, null).gradient, 1e-30f);
	}

	/** The slope of a power below 1 has no bound near 0: it must stay a number. */
	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.3, 0.5, 0.75, 0.99, 0.9999, 1 })
	void l0HasANumberForAGradientWhereResultAndTargetAreEqual(final double progress) {
		final ValueAndGradient is = of(Loss.L0, progress, new float[] { 1, 1, 1e-9f, Float.MIN_VALUE, 5 }, new float[] { 1, 1.0000001f, 0, 0, 2 }, null);
		assertTrue(Double.isFinite(is.value), "value " + is.value);
		for (final float g : is.gradient)
			assertTrue(Float.isFinite(g), "gradient " + g);
		assertEquals(0, is.gradient[0]);
	}

	/**
	 * Results 0.99, 0.09, 3.99 give denominators 1, 0.01, 16; differences 0.5, 0.2, -4 give 0.25, 4, 1, mean 1.75. The gradient
	 * is 2 d / denominator / 3: the denominator has none, or the network would learn to be bright.
	 */
	@Test
	void hdrDividesByADetachedEstimate() {
		final ValueAndGradient is = of(Loss.HDR, 0, new float[] { 0.99f, 0.09f, 3.99f }, new float[] { 0.49f, -0.11f, 7.99f }, null);
		assertEquals(1.75, is.value, 1e-5);
		assertArrayEquals(new float[] { 1 / 3f, 40 / 3f, -0.5f / 3 }, is.gradient, 1e-4f);
	}

	/** Results below 0 count as 0: at -0.01 the denominator would be 0. Difference -1.01: (1.01 / 0.01)^2. */
	@Test
	void hdrStaysFiniteBelowZero() {
		final ValueAndGradient is = of(Loss.HDR, 0, new float[] { -0.01f }, new float[] { 1 }, null);
		assertEquals(10201, is.value, 0.1);
		assertEquals(-20200, is.gradient[0], 1);
	}

	/** (1 / 2)^(1 / 2.2) = 0.7297; (3 / 4)^(1 / 2.2) = 0.8774. */
	@Test
	void toneMappingIsTheOneOfThePaper() {
		final NDArray mapped = ToneMapped.map(manager.create(new float[] { -2, 0, 1, 3 }));
		assertArrayEquals(new float[] { 0, 0, 0.7297f, 0.8774f }, mapped.toFloatArray(), 1e-4f);
	}
}
