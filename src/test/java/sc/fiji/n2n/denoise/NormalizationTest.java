package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalizationTest {

	@ParameterizedTest
	@CsvSource({ "0,1", "100,3", "-1000,1e-3", "30000,20000", "1e6,10", "1e-6,1e-8" })
	void invertingGivesTheValuesBack(final double mean, final double deviation) {
		final float[] values = random(mean, deviation);
		final float[] original = values.clone();
		for (final Normalization n : List.of(Normalization.ofMeanAndDeviation(List.of(values)), Normalization.ofRange(List.of(values)))) {
			final float[] copy = values.clone();
			n.apply(copy);
			n.invert(copy);
			for (int i = 0; i < copy.length; i++)
				assertEquals(original[i], copy[i], 1e-6 * (Math.abs(mean) + 5 * deviation));
		}
	}

	@Test
	void normalizedValuesHaveMeanZeroAndDeviationOne() {
		final float[] values = random(500, 40);
		Normalization.ofMeanAndDeviation(List.of(values)).apply(values);
		final Normalization again = Normalization.ofMeanAndDeviation(List.of(values));
		assertEquals(0, again.offset(), 1e-5);
		assertEquals(1, again.scale(), 1e-5);
	}

	@Test
	void theRangeIsTheWholeOfAllParts() {
		final Normalization n = Normalization.ofRange(List.of(new float[] { 3, 4 }, new float[] { -1, 2 }));
		assertEquals(new Normalization(-1, 5), n);
	}

	@Test
	void valuesThatAreNotFiniteAreIgnored() {
		final float[] values = { Float.NaN, 1, Float.POSITIVE_INFINITY, 3, Float.NEGATIVE_INFINITY };
		assertEquals(new Normalization(2, 1), Normalization.ofMeanAndDeviation(List.of(values)));
		assertEquals(new Normalization(1, 2), Normalization.ofRange(List.of(values)));
	}

	@Test
	void constantAndEmptyImagesAreKnown() {
		for (final float[] values : List.of(new float[] { 7, 7, 7 }, new float[] { Float.NaN }, new float[0], new float[] { 0.1f, 0.1f, 0.1f })) {
			assertTrue(Normalization.ofMeanAndDeviation(List.of(values)).isConstant());
			assertTrue(Normalization.ofRange(List.of(values)).isConstant());
		}
		assertFalse(Normalization.ofMeanAndDeviation(List.of(new float[] { 65534, 65535, 65535 })).isConstant());
	}

	private static float[] random(final double mean, final double deviation) {
		final Random random = new Random(1);
		final float[] values = new float[10000];
		for (int i = 0; i < values.length; i++)
			values[i] = (float) (mean + deviation * random.nextGaussian());
		return values;
	}
}
