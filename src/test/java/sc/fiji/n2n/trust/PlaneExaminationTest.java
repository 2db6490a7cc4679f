package sc.fiji.n2n.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.trust.KnownScenes.Noise;

class PlaneExaminationTest {

	private static final int SIDE = KnownScenes.SIDE;

	private static PlaneFindings examine(final float[] noisy, final float[] denoised) {
		return PlaneExamination.of(KnownScenes.plane(noisy), KnownScenes.plane(denoised));
	}

	private static TrustCheck check(final PlaneFindings findings, final String name) {
		return findings.checks().stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
	}

	@ParameterizedTest
	@EnumSource(Noise.class)
	void theTruthPasses(final Noise noise) {
		for (long seed = 1; seed <= 3; seed++)
			for (final float[] scene : List.of(KnownScenes.spots(seed), KnownScenes.steps())) {
				final PlaneFindings findings = examine(KnownScenes.noisy(scene, noise, seed), scene);
				assertEquals(Verdict.PASS, findings.verdict(), () -> findings.checks().toString());
			}
	}

	@ParameterizedTest
	@EnumSource(Noise.class)
	void aSmallErrorPasses(final Noise noise) {
		for (long seed = 1; seed <= 3; seed++) {
			final float[] scene = KnownScenes.steps();
			// Smooth errors of a fifth of the noise, as networks make them.
			final float[] error = KnownScenes.blurred(KnownScenes.noisy(new float[scene.length], Noise.GAUSSIAN, 100 + seed), 1);
			final float[] denoised = scene.clone();
			for (int i = 0; i < scene.length; i++)
				denoised[i] += 0.5f * error[i];
			final PlaneFindings findings = examine(KnownScenes.noisy(scene, noise, seed), denoised);
			assertNotEquals(Verdict.FAIL, findings.verdict(), () -> findings.checks().toString());
			assertEquals(Verdict.PASS, check(findings, "Structure in the residual").verdict(), () -> findings.checks().toString());
			assertEquals(Verdict.PASS, check(findings, "Noise removed").verdict(), () -> findings.checks().toString());
		}
	}

	@ParameterizedTest
	@EnumSource(Noise.class)
	void tooMuchSmoothingIsALoss(final Noise noise) {
		final float[] noisy = KnownScenes.noisy(KnownScenes.spots(1), noise, 1);
		final PlaneFindings findings = examine(noisy, KnownScenes.blurred(noisy, 3));
		assertNotEquals(Verdict.PASS, check(findings, "Possible loss").verdict(), () -> findings.checks().toString());
		assertNotEquals(Verdict.PASS, check(findings, "Bias by intensity").verdict(), () -> findings.checks().toString());
		assertTrue(check(findings, "Possible loss").value() > 10 * check(findings, "Possible invention").value(), () -> findings.checks().toString());
	}

	@ParameterizedTest
	@EnumSource(Noise.class)
	void aSpotPaintedInIsMarkedWhereItIs(final Noise noise) {
		final float[] scene = KnownScenes.steps();
		final float[] denoised = scene.clone();
		for (int i = 0; i < denoised.length; i++)
			denoised[i] += (float) (60 * Math.exp(-(Math.pow(i % SIDE - 72, 2) + Math.pow(i / SIDE - 60, 2)) / 18));
		final PlaneFindings findings = examine(KnownScenes.noisy(scene, noise, 3), denoised);
		assertNotEquals(Verdict.PASS, check(findings, "Possible invention").verdict(), () -> findings.checks().toString());
		assertTrue(findings.changes().getAt(72, 60).get() > 8, () -> "at the spot: " + findings.changes().getAt(72, 60));
		int far = 0;
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				if (Math.hypot(x - 72, y - 60) > 20 && findings.changes().getAt(x, y).get() > 0) far++;
		assertTrue(far < 0.001 * SIDE * SIDE, far + " pixels elsewhere are marked");
	}

	@Test
	void anOffsetIsABias() {
		final float[] scene = KnownScenes.steps();
		final float[] denoised = scene.clone();
		for (int i = 0; i < denoised.length; i++)
			denoised[i] += 4;
		final PlaneFindings findings = examine(KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), denoised);
		assertEquals(Verdict.FAIL, check(findings, "Mean and sum").verdict());
		assertTrue(check(findings, "Mean and sum").value() > 2, () -> findings.checks().toString());
		assertNotEquals(Verdict.PASS, check(findings, "Bias by intensity").verdict(), () -> findings.checks().toString());
	}

	@Test
	void aFactorIsABiasThatDependsOnTheIntensity() {
		final float[] scene = KnownScenes.steps();
		final float[] denoised = scene.clone();
		// The mean stays.
		for (int i = 0; i < denoised.length; i++)
			denoised[i] = 120 + 0.85f * (scene[i] - 120);
		final PlaneFindings findings = examine(KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), denoised);
		assertEquals(Verdict.PASS, check(findings, "Mean and sum").verdict(), () -> findings.checks().toString());
		assertNotEquals(Verdict.PASS, check(findings, "Bias by intensity").verdict(), () -> findings.checks().toString());
	}

	@Test
	void anUnchangedImageHasItsNoiseLeft() {
		final float[] noisy = KnownScenes.noisy(KnownScenes.steps(), Noise.GAUSSIAN, 1);
		final PlaneFindings findings = examine(noisy, noisy);
		assertEquals(Verdict.FAIL, check(findings, "Noise removed").verdict());
		assertEquals(0, check(findings, "Noise removed").value());
		assertEquals(Verdict.LOOK, check(findings, "Structure in the residual").verdict());
	}

	@Test
	void aLostStripePatternIsSeenInTheResidual() {
		final float[] flat = new float[SIDE * SIDE];
		final float[] scene = new float[SIDE * SIDE];
		for (int i = 0; i < scene.length; i++) {
			flat[i] = 100;
			scene[i] = (float) (100 + 12 * Math.sin(i % SIDE / 2.0));
		}
		final PlaneFindings findings = examine(KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), flat);
		assertEquals(Verdict.FAIL, check(findings, "Possible loss").verdict(), () -> findings.checks().toString());
		assertNotEquals(Verdict.PASS, check(findings, "Structure in the residual").verdict(), () -> findings.checks().toString());
	}

	@Test
	void whatCannotBeExaminedIsLeftOutAndCounted() {
		final float[] scene = KnownScenes.steps();
		final float[] noisy = KnownScenes.noisy(scene, Noise.GAUSSIAN, 1);
		final float[] denoised = scene.clone();
		for (int i = 0; i < 40; i++)
			noisy[i] = Float.NaN;
		// The last of these rows borders on others.
		for (int i = 20 * SIDE; i < 40 * SIDE; i++)
			noisy[i] = denoised[i] = 0;
		for (int i = 0; i < noisy.length; i++)
			noisy[i] = Math.min(noisy[i], 190);
		final PlaneFindings findings = examine(noisy, denoised);
		final TrustCheck examined = check(findings, "Pixels examined");
		assertTrue(examined.reason().contains("40 without a value") && examined.reason().contains(19 * SIDE + " in places without any variation") && examined
			.reason().contains("saturated"), examined::reason);
		assertEquals(Verdict.PASS, examined.verdict());
		assertTrue(Float.isNaN(findings.residual().getAt(3, 0).get()));
		assertEquals(Verdict.PASS, check(findings, "Possible loss").verdict(), () -> findings.checks().toString());
		assertEquals(Verdict.PASS, check(findings, "Possible invention").verdict(), () -> findings.checks().toString());
		denoised[5 * SIDE] = Float.NaN;
		assertEquals(Verdict.FAIL, check(examine(noisy, denoised), "Pixels examined").verdict());
	}

	@Test
	void hotPixelsAreNoStructure() {
		final float[] scene = KnownScenes.steps();
		final float[] noisy = KnownScenes.noisy(scene, Noise.GAUSSIAN, 1);
		final Random random = new Random(5);
		for (int i = 0; i < 20; i++)
			noisy[random.nextInt(noisy.length)] += 3000;
		final PlaneFindings findings = examine(noisy, scene);
		assertEquals(Verdict.PASS, check(findings, "Possible loss").verdict(), () -> findings.checks().toString());
	}

	@Test
	void planesWithoutNoiseOrPixelsAreNoMistake() {
		for (final int[] size : new int[][] { { 1, 1 }, { 2, 50 }, { 40, 40 } }) {
			final float[] zeros = new float[size[0] * size[1]];
			final PlaneFindings findings = PlaneExamination.of(ArrayImgs.floats(zeros, size[0], size[1]), ArrayImgs.floats(zeros, size[0], size[1]));
			assertEquals(Verdict.LOOK, findings.verdict());
			assertTrue(check(findings, "Noise").reason().contains("could not be measured"));
		}
		final float[] nothing = { Float.NaN, Float.NaN, Float.NaN, Float.NaN };
		assertEquals(Verdict.LOOK, PlaneExamination.of(ArrayImgs.floats(nothing, 2, 2), ArrayImgs.floats(nothing, 2, 2)).verdict());
		assertThrows(IllegalArgumentException.class, () -> PlaneExamination.of(ArrayImgs.floats(3, 4), ArrayImgs.floats(4, 3)));
	}

	@Test
	void regionsKeepTheirSums() {
		final float[] scene = KnownScenes.steps();
		final float[] denoised = scene.clone();
		for (int i = 0; i < denoised.length; i++)
			if (i % SIDE < 20) denoised[i] += 3;
		final PlaneFindings findings = PlaneExamination.of(KnownScenes.plane(KnownScenes.noisy(scene, Noise.GAUSSIAN, 1)), KnownScenes.plane(denoised), List.of(
			new Region("left", i -> i % SIDE < 20), new Region("right", i -> i % SIDE >= 100), new Region("none", i -> false)), Progress.NONE);
		assertEquals(Verdict.FAIL, check(findings, "Mean and sum of left").verdict(), () -> findings.checks().toString());
		assertEquals(Verdict.PASS, check(findings, "Mean and sum of right").verdict(), () -> findings.checks().toString());
		assertEquals(Verdict.LOOK, check(findings, "Mean and sum of none").verdict());
	}
}
