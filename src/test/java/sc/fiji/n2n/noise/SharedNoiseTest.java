package sc.fiji.n2n.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SharedNoiseTest {

	private static final int SIDE = 200;

	private static SharedNoise measure(final double[] a, final double[] b) {
		return SharedNoise.measure(ArrayImgs.doubles(a, SIDE, SIDE), ArrayImgs.doubles(b, SIDE, SIDE));
	}

	private static double[] noise(final double deviation, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final double[] noise = new double[SIDE * SIDE];
		for (int i = 0; i < noise.length; i++)
			noise[i] = deviation * random.nextGaussian();
		return noise;
	}

	private static double[] sum(final double[] a, final double[] b) {
		final double[] sum = a.clone();
		for (int i = 0; i < sum.length; i++)
			sum[i] += b[i];
		return sum;
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.2, 0.5, 0.9 })
	void theShareOfCommonNoiseIsMeasured(final double share) {
		final double[] common = noise(Math.sqrt(share), 1);
		final double own = Math.sqrt(1 - share);
		final SharedNoise measured = measure(sum(common, noise(own, 2)), sum(common, noise(own, 3)));
		assertTrue(measured.measurable());
		assertFalse(measured.correlation() > 0.1 && measured.isStructure());
		assertEquals(share, measured.correlation(), 4 * measured.error() + 0.01);
		assertTrue(measured.error() < 0.05);
	}

	@Test
	void fineStructureIsToldFromNoise() {
		final double[] texture = new double[SIDE * SIDE];
		final double[] white = noise(40, 1);
		for (int y = 1; y < SIDE - 1; y++)
			for (int x = 1; x < SIDE - 1; x++)
				for (int v = -1; v <= 1; v++)
					for (int u = -1; u <= 1; u++)
						texture[y * SIDE + x] += white[(y + v) * SIDE + x + u] * (2 - Math.abs(u)) * (2 - Math.abs(v)) / 16;
		final SharedNoise measured = measure(sum(texture, noise(1, 2)), sum(texture, noise(1, 3)));
		assertTrue(measured.correlation() > 0.1 && measured.isStructure(), measured.toString());
	}

	@Test
	void whatCannotBeMeasuredSaysSo() {
		assertFalse(measure(new double[SIDE * SIDE], noise(1, 1)).measurable());
		final double[] gaps = noise(1, 1);
		for (int i = 0; i < gaps.length; i += 3)
			gaps[i] = Double.NaN;
		assertFalse(measure(noise(1, 2), gaps).measurable());
	}
}
