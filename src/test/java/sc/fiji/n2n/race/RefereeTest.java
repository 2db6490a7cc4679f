package sc.fiji.n2n.race;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ClassicalFilters;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.NoiseModel;
import sc.fiji.n2n.noise.PoissonNoise;

/** Whether estimated errors are those against the truth, which the referees do not see. */
class RefereeTest {

	private static final int SIDE = 192;

	private final float[] clean = clean();
	private final PlaneFilter identity = (pixels, w, h, p) -> pixels.clone();
	private final PlaneFilter gaussian = (pixels, w, h, p) -> ClassicalFilters.gaussian(pixels, w, h, 2);
	private final PlaneFilter median = (pixels, w, h, p) -> ClassicalFilters.median(pixels, w, h, 2, p::stopIfCanceled);
	/** Knows the truth; no estimate can be told from 0. */
	private final PlaneFilter oracle = (pixels, w, h, p) -> clean.clone();

	/** Waves and discs with sharp borders. */
	private static float[] clean() {
		final float[] clean = new float[SIDE * SIDE];
		for (int i = 0; i < clean.length; i++) {
			final int x = i % SIDE;
			final int y = i / SIDE;
			final boolean bright = Math.hypot(x % 48 - 24, y % 48 - 24) < 15;
			clean[i] = (float) (90 + 20 * Math.sin(x / 13.0) * Math.cos(y / 17.0) + (bright ? 60 : 0));
		}
		return clean;
	}

	private float[] noisy(final NoiseModel model, final int seed) {
		final float[] noisy = clean.clone();
		model.apply(noisy, SIDE, new MersenneTwister(seed));
		return noisy;
	}

	private static boolean[] all() {
		final boolean[] all = new boolean[SIDE * SIDE];
		Arrays.fill(all, true);
		return all;
	}

	private static Referee added(final float[] noisy, final long seed) {
		return new AddedNoise(noisy, all(), PlaneOfNoise.measure(noisy, SIDE, SIDE), seed);
	}

	private static List<float[]> results(final Referee referee, final PlaneFilter filter) {
		return referee.inputs().stream().map(input -> filter.apply(input, SIDE, SIDE, Progress.NONE)).toList();
	}

	private double truth(final float[] image) {
		double sum = 0;
		for (int i = 0; i < image.length; i++)
			sum += Math.pow(image[i] - clean[i], 2);
		return sum / image.length;
	}

	@Test
	void errorsOfOneShotAreThoseAgainstTheTruth() {
		for (final NoiseModel noise : List.of(new GaussianNoise(20), new PoissonNoise(5), new CorrelatedNoise(20, 0.5)))
			for (int seed = 1; seed <= 2; seed++) {
				final float[] noisy = noisy(noise, seed);
				final Referee referee = added(noisy, seed);
				for (final PlaneFilter filter : List.of(identity, gaussian, median, oracle)) {
					final List<float[]> results = results(referee, filter);
					final Score score = referee.score(results);
					assertEquals(truth(results.get(0)), score.error(), 3 * score.uncertainty(), noise + ", noise " + truth(noisy));
				}
			}
	}

	@Test
	void differencesAreKnownBetterThanErrors() {
		final float[] noisy = noisy(new GaussianNoise(20), 1);
		final Referee referee = added(noisy, 1);
		final List<float[]> a = results(referee, gaussian);
		final List<float[]> b = results(referee, median);
		final double uncertainty = referee.uncertainty(a, b);
		assertTrue(uncertainty < referee.score(a).uncertainty() / 3);
		assertEquals(truth(a.get(0)) - truth(b.get(0)), referee.score(a).error() - referee.score(b).error(), 4 * uncertainty);
		assertEquals(0, referee.uncertainty(a, a));
	}

	@Test
	void errorsOfTwoShotsAreThoseAgainstTheTruth() {
		for (final NoiseModel noise : List.of(new GaussianNoise(20), new PoissonNoise(5), new CorrelatedNoise(20, 0.5))) {
			final Referee referee = new SecondShot(noisy(noise, 1), noisy(noise, 2), all(), PlaneOfNoise.measure(noisy(noise, 1), SIDE, SIDE));
			for (final PlaneFilter filter : List.of(identity, gaussian, median, oracle)) {
				final List<float[]> results = results(referee, filter);
				assertEquals(truth(results.get(0)), referee.score(results).error(), 4 * referee.score(results).uncertainty(), noise.toString());
			}
		}
	}

	@Test
	void whatDoesNotCountDoesNot() {
		final float[] noisy = noisy(new GaussianNoise(20), 1);
		final boolean[] counted = all();
		final float[] broken = noisy.clone();
		for (int i = 0; i < 20 * SIDE; i++) {
			counted[i] = false;
			broken[i] = 9000;
		}
		final PlaneOfNoise noise = PlaneOfNoise.measure(noisy, SIDE, SIDE);
		final Referee whole = new AddedNoise(noisy, counted, noise, 1);
		final Referee part = new AddedNoise(broken, counted, noise, 1);
		assertEquals(whole.score(whole.inputs()).error(), part.score(part.inputs()).error(), 1e-3);
		final Referee shots = new SecondShot(broken, noisy(new GaussianNoise(20), 2), counted, noise);
		assertEquals(400, shots.score(shots.inputs()).error(), 20);
	}

	@Test
	void noiseOfASeedIsAlwaysTheSame() {
		final float[] noisy = noisy(new GaussianNoise(20), 1);
		assertArrayEquals(added(noisy, 3).inputs().get(1), added(noisy, 3).inputs().get(1));
		assertFalse(Arrays.equals(added(noisy, 3).inputs().get(1), added(noisy, 4).inputs().get(1)));
	}

	@Test
	void drawnNoiseIsLikeTheMeasured() {
		final PlaneOfNoise noise = PlaneOfNoise.measure(noisy(new CorrelatedNoise(20, 0.5), 1), SIDE, SIDE);
		final float[] drawn = noise.draw(1);
		assertEquals(noise.deviation(), Math.sqrt(product(drawn, 0)), 0.5);
		assertEquals(20, noise.deviation(), 3);
		assertEquals(0.5, product(drawn, 1) / product(drawn, 0), 0.1);
		assertEquals(0.5, product(drawn, SIDE) / product(drawn, 0), 0.1);
		assertEquals(0.25, product(drawn, SIDE + 1) / product(drawn, 0), 0.1);
	}

	private static double product(final float[] noise, final int shift) {
		double sum = 0;
		for (int i = shift; i < noise.length; i++)
			sum += (double) noise[i] * noise[i - shift];
		return sum / (noise.length - shift);
	}

	@Test
	void withoutNoiseThereIsNoReferee() {
		final float[] flat = new float[SIDE * SIDE];
		assertTrue(assertThrows(IllegalArgumentException.class, () -> PlaneOfNoise.measure(flat, SIDE, SIDE)).getMessage().contains("no noise"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new SecondShot(clean, clean, all(), PlaneOfNoise.measure(noisy(
			new GaussianNoise(20), 1), SIDE, SIDE))).getMessage().contains("same pixels"));
	}

	@Test
	void nonLocalMeansAreThoseOfTheDefinition() {
		final int w = 9;
		final int h = 7;
		final Random random = new Random(1);
		final float[] image = new float[w * h];
		for (int i = 0; i < image.length; i++)
			image[i] = (float) (10 * (i % w) + 5 * random.nextGaussian());
		final NonLocalMeans filter = new NonLocalMeans(3, 8);
		final float[] expected = new float[image.length];
		for (int i = 0; i < image.length; i++)
			expected[i] = byDefinition(image, w, h, i, filter);
		assertArrayEquals(expected, filter.apply(image, w, h, Progress.NONE), 1e-3f);
	}

	private static float byDefinition(final float[] image, final int w, final int h, final int at, final NonLocalMeans filter) {
		double sum = 0;
		double weights = 0;
		for (int dy = -10; dy <= 10; dy++)
			for (int dx = -10; dx <= 10; dx++) {
				double distance = 0;
				for (int v = -2; v <= 2; v++)
					for (int u = -2; u <= 2; u++)
						distance += Math.pow(seen(image, w, h, at % w + u, at / w + v) - seen(image, w, h, at % w + u + dx, at / w + v + dy), 2) / 25;
				final double weight = Math.exp(-Math.max(0, distance - 2 * filter.sigma() * filter.sigma()) / (filter.h() * filter.h()));
				sum += weight * seen(image, w, h, at % w + dx, at / w + dy);
				weights += weight;
			}
		return (float) (sum / weights);
	}

	private static double seen(final float[] image, final int w, final int h, final int x, final int y) {
		return image[mirrored(y, h) * w + mirrored(x, w)];
	}

	private static int mirrored(final int i, final int n) {
		int j = Math.abs(i) % (2 * n - 2);
		if (j >= n) j = 2 * n - 2 - j;
		return j;
	}
}
