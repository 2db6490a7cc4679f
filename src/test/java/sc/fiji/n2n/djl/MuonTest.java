package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuonTest {

	private static final double RATE = 0.01;
	private static final double KERNEL_RATE = RATE * 20 / 3;

	private final NDManager manager = PyTorchEngine.load().newBaseManager();

	@AfterEach
	void close() {
		manager.close();
	}

	private static float[] random(final int size, final long seed) {
		final Random random = new Random(seed);
		final float[] values = new float[size];
		for (int i = 0; i < size; i++)
			values[i] = (float) random.nextGaussian();
		return values;
	}

	/** The gradient of this loss is its argument. */
	private void step(final NDArray weights, final Muon muon, final float[] gradient) {
		try (NDManager step = manager.newSubManager()) {
			Gradients.collect(collector -> collector.backward(step.create(gradient).mul(weights).sum()));
			muon.update(RATE);
		}
	}

	/** How far weights that were 0 have moved against the gradient, over the learning rate. */
	private static RealMatrix moved(final float[] weights, final int start, final int rows, final int row, final int from, final int columns) {
		final RealMatrix matrix = MatrixUtils.createRealMatrix(rows, columns);
		for (int r = 0; r < rows; r++)
			for (int c = 0; c < columns; c++)
				matrix.setEntry(r, c, -weights[start + r * row + from + c] / KERNEL_RATE);
		return matrix;
	}

	private static void assertOrthogonal(final RealMatrix update) {
		for (final double value : new SingularValueDecomposition(update).getSingularValues())
			assertEquals(1, value, 0.45, () -> Arrays.toString(new SingularValueDecomposition(update).getSingularValues()));
	}

	/** Kernels of as many channels, of twice as many and of half as many again as filters: all are orthogonal, the second in two blocks. */
	@ParameterizedTest
	@CsvSource({ "8, 8, 3, 1", "8, 16, 3, 2", "8, 12, 3, 1", "4, 9, 1, 2" })
	void kernelsMoveByOrthogonalMatrices(final int filters, final int channels, final int side, final int blocks) {
		final LayerShape shape = LayerShape.of(2, filters, channels, side, 0, false);
		final int row = channels * side * side;
		final int size = filters * row + filters;
		final float[] gradient = random(size, 1);
		final NDArray weights = manager.zeros(new Shape(size));
		try (Muon muon = new Muon(weights, List.of(shape), Double.POSITIVE_INFINITY)) {
			step(weights, muon, gradient);
			final float[] after = weights.toFloatArray();
			final int columns = blocks == 1 ? row : filters * side * side;
			for (int block = 0; block < blocks; block++) {
				final RealMatrix update = moved(after, 0, filters, row, block * columns, columns);
				assertOrthogonal(update);
				// The nearest orthogonal matrix U V' of a matrix M = U S V' makes U V' M' = U S U', which is symmetric.
				final RealMatrix product = update.multiply(moved(gradient, 0, filters, row, block * columns, columns).transpose());
				assertEquals(0, product.subtract(product.transpose()).getFrobeniusNorm() / product.getFrobeniusNorm(), 1e-3);
			}
			assertArrayEquals(new float[weights.getGradient().toFloatArray().length], weights.getGradient().toFloatArray(), "the gradient is not set to 0");
		}
	}

	/** Biases, kernels that read one channel, and the channel that is left over, move as Adam moves: first by the learning rate. */
	@Test
	void allElseMovesByAdam() {
		final LayerShape first = LayerShape.of(2, 4, 1, 3, 0, false);
		final LayerShape joined = LayerShape.of(2, 4, 5, 3, 0, false);
		final int start = 4 * 9 + 4;
		final int size = start + 4 * 45 + 4;
		final float[] gradient = random(size, 2);
		final NDArray weights = manager.zeros(new Shape(size));
		try (Muon muon = new Muon(weights, List.of(first, joined), 1)) {
			step(weights, muon, gradient);
			final float[] after = weights.toFloatArray();
			for (int i = 0; i < size; i++) {
				final boolean kernel = i >= start && i < start + 4 * 45 && (i - start) % 45 < 36;
				if (!kernel) assertEquals(-RATE * Math.signum(gradient[i]), after[i], 1e-4, "weight " + i);
			}
			assertOrthogonal(moved(after, start, 4, 45, 0, 36));
		}
	}

	/** A network all of whose weights are the rest. */
	@Test
	void withoutKernelsItIsAdam() {
		final float[] gradient = random(6, 3);
		final NDArray weights = manager.zeros(new Shape(6));
		try (Muon muon = new Muon(weights, List.of(LayerShape.of(2, 1, 5, 1, 0, false)), 1)) {
			step(weights, muon, gradient);
			for (int i = 0; i < 6; i++)
				assertEquals(-RATE * Math.signum(gradient[i]), weights.toFloatArray()[i], 1e-4);
		}
	}

	@Test
	void itsStateGoesOnWhereItWas() {
		final LayerShape shape = LayerShape.of(2, 6, 6, 3, 0, false);
		final int size = 6 * 54 + 6;
		final NDArray weights = manager.zeros(new Shape(size));
		try (Muon muon = new Muon(weights, List.of(shape), 1)) {
			step(weights, muon, random(size, 4));
			final NDArray other = manager.create(weights.toFloatArray());
			try (Muon restored = new Muon(other, List.of(shape), 1)) {
				restored.restore(muon.means(), muon.variances(), muon.updates());
				step(weights, muon, random(size, 5));
				step(other, restored, random(size, 5));
				assertArrayEquals(weights.toFloatArray(), other.toFloatArray());
				assertFalse(Arrays.equals(random(size, 5), muon.means()));
				assertEquals(2, restored.updates());
			}
		}
	}

	/** Long runs do not grow. */
	@Test
	void anUpdateLeavesNoArrays() {
		final LayerShape shape = LayerShape.of(2, 6, 6, 3, 0, false);
		final int size = 6 * 54 + 6;
		final NDArray weights = manager.zeros(new Shape(size));
		try (Muon muon = new Muon(weights, List.of(shape), 1)) {
			step(weights, muon, random(size, 6));
			final int before = manager.getManagedArrays().size();
			for (int i = 0; i < 5; i++)
				step(weights, muon, random(size, 7 + i));
			assertTrue(manager.getManagedArrays().size() <= before, "arrays: " + before + ", then " + manager.getManagedArrays().size());
		}
	}
}
