package sc.fiji.n2n.denoise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.noise.NoiseAutocorrelation;

class StrideLadderTest {

	private static final int SIDE = 256;
	private static final ToDoubleFunction<Stride> NEVER = stride -> {
		throw new AssertionError("tried with care: " + stride);
	};

	/** AR(1) noise of deviation 10 along x, along y. */
	private static float[] noise(final double alongX, final double alongY) {
		final Random random = new Random(3);
		final float[] noise = new float[SIDE * SIDE];
		for (int i = 0; i < noise.length; i++)
			noise[i] = (float) (10 * random.nextGaussian());
		for (int i = 0; i < noise.length; i++)
			if (i % SIDE > 0) noise[i] = (float) (alongX * noise[i - 1] + Math.sqrt(1 - alongX * alongX) * noise[i]);
		for (int i = SIDE; i < noise.length; i++)
			noise[i] = (float) (alongY * noise[i - SIDE] + Math.sqrt(1 - alongY * alongY) * noise[i]);
		return noise;
	}

	private static NoiseAutocorrelation measured(final float[] pixels) {
		return NoiseAutocorrelation.measure(ArrayImgs.floats(pixels, SIDE, SIDE));
	}

	private static StrideLadder ladder(final double alongX, final double alongY, final long width, final long height) {
		return new StrideLadder(measured(noise(alongX, alongY)), width, height);
	}

	@Test
	void whiteNoiseTriesNothing() {
		final StrideLadder ladder = ladder(0, 0, 2000, 2000);
		assertEquals(List.of(Stride.NEIGHBOURS), ladder.rungs());
		assertEquals(Stride.NEIGHBOURS, ladder.best(stride -> {
			throw new AssertionError("tried " + stride);
		}, NEVER));
	}

	@Test
	void anAxisAloneGrowsAlone() {
		final StrideLadder x = ladder(0.5, 0, 2000, 2000);
		assertEquals(new Stride(2, 1), x.guess());
		assertTrue(x.rungs().size() >= 3 && x.rungs().stream().allMatch(stride -> stride.y() == 1), x.rungs()::toString);
		final StrideLadder y = ladder(0, 0.5, 2000, 2000);
		assertTrue(y.rungs().size() >= 3 && y.rungs().stream().allMatch(stride -> stride.x() == 1), y.rungs()::toString);
	}

	@Test
	void bothAxesGrowInTurn() {
		final StrideLadder both = ladder(0.5, 0.5, 2000, 2000);
		for (int i = 1; i < both.rungs().size(); i++)
			assertTrue(Math.abs(both.rungs().get(i).x() - both.rungs().get(i).y()) <= 1, both.rungs()::toString);
		assertTrue(both.rungs().contains(Stride.of(2)), both.rungs()::toString);
		assertFalse(both.isCut());
	}

	@Test
	void subLatticesStayLargeEnoughToLearnFrom() {
		final StrideLadder small = ladder(0.8, 0.8, 63, 130);
		assertTrue(small.rungs().stream().allMatch(stride -> stride.x() == 1 && stride.y() <= 4), small.rungs()::toString);
		assertTrue(small.isCut());
	}

	@Test
	void stripesAreNoCorrelationThatAStrideLeavesBehind() {
		final Random random = new Random(1);
		final float[] stripes = noise(0, 0);
		for (int y = 0; y < SIDE; y++) {
			final float offset = (float) (20 * random.nextGaussian());
			for (int x = 0; x < SIDE; x++)
				stripes[y * SIDE + x] += offset;
		}
		assertEquals(List.of(Stride.NEIGHBOURS), new StrideLadder(measured(stripes), SIDE * 10, SIDE * 10).rungs());
	}

	/** A score with one valley is followed to its floor, and a trial is made once. */
	@ParameterizedTest
	@CsvSource({ "1", "2", "3", "4", "5" })
	void theValleyIsFound(final int best) {
		final List<Stride> tried = new ArrayList<>();
		final Stride found = ladder(0.75, 0, 2000, 2000).best(stride -> {
			assertFalse(tried.contains(stride), () -> "again: " + stride);
			tried.add(stride);
			return 1 + Math.abs(stride.x() - best);
		}, NEVER);
		assertEquals(new Stride(best, 1), found);
		assertTrue(tried.size() <= 6, tried::toString);
	}

	/** Of strides whose short trials say nearly the same, a longer one decides; those that are far behind are not tried again. */
	@Test
	void closeStridesAreTriedWithCare() {
		final List<Stride> again = new ArrayList<>();
		assertEquals(new Stride(2, 1), ladder(0.75, 0, 2000, 2000).best(stride -> stride.x() <= 4 ? 1 + 0.05 * Math.abs(stride.x() - 3) : 2, stride -> {
			again.add(stride);
			return stride.x();
		}));
		assertEquals(new Stride(3, 1), again.get(0));
		assertEquals(Set.of(new Stride(2, 1), new Stride(3, 1), new Stride(4, 1)), Set.copyOf(again));
		assertEquals(3, again.size());
	}

	/** An error that is as good as none, or below, does not hide others that are as good. */
	@Test
	void errorsNearZeroAreClose() {
		assertEquals(new Stride(2, 1), ladder(0.75, 0, 2000, 2000).best(stride -> 0.001 * Math.abs(stride.x() - 3) - 0.001, stride -> Math.abs(stride.x() - 2)));
	}

	/** What is drawn to probe a network is like the noise, also where that reads low. */
	@ParameterizedTest
	@CsvSource({ "0,0", "0.25,0.25", "0.5,0", "0.75,0.75", "0.75,0" })
	void drawnNoiseIsLikeThatOfTheImage(final double alongX, final double alongY) {
		final float[] noisy = noise(alongX, alongY);
		for (int i = 0; i < noisy.length; i++)
			noisy[i] += 100 + i % SIDE / 4f;
		final float[] drawn = NoiseProbe.draw(noisy, SIDE, SIDE, 1);
		assertNotNull(drawn);
		double squares = 0, besideX = 0, besideY = 0;
		for (int i = SIDE + 1; i < drawn.length; i++) {
			squares += drawn[i] * drawn[i];
			besideX += drawn[i] * drawn[i - 1];
			besideY += drawn[i] * drawn[i - SIDE];
		}
		assertEquals(10, Math.sqrt(squares / drawn.length), 1.5);
		assertEquals(alongX, besideX / squares, 0.08);
		assertEquals(alongY, besideY / squares, 0.08);
	}

	@Test
	void withoutNoiseThereIsNothingToDraw() {
		assertNull(NoiseProbe.draw(new float[SIDE * SIDE], SIDE, SIDE, 1));
		assertNull(NoiseProbe.draw(new float[] { 1 }, 1, 1, 1));
	}
}
