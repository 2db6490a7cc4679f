package sc.fiji.n2n.trust;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.tile.Turns;
import sc.fiji.n2n.trust.KnownScenes.Noise;

/** The examinations that need more than one shot or one result. */
class RepeatAndSpreadTest {

	private static RepeatFindings examine(final float[] noisy, final float[] denoised, final float[] repeat) {
		return RepeatExamination.of(KnownScenes.plane(noisy), KnownScenes.plane(denoised), KnownScenes.plane(repeat), Progress.NONE);
	}

	@Test
	void aRepeatTellsTheErrorWithoutTheTruth() {
		final float[] scene = KnownScenes.spots(1);
		final float[] noisy = KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), repeat = KnownScenes.noisy(scene, Noise.GAUSSIAN, 2);
		final float[] denoised = KnownScenes.blurred(noisy, 1);
		double error = 0;
		for (int i = 0; i < scene.length; i++)
			error += Math.pow(denoised[i] - scene[i], 2) / scene.length;
		final TrustCheck check = examine(noisy, denoised, repeat).checks().get(0);
		assertEquals(error / (15 * 15), check.value(), 0.05);
		assertEquals(Verdict.PASS, check.verdict(), check::reason);
		assertEquals(Verdict.FAIL, examine(noisy, KnownScenes.blurred(noisy, 8), repeat).checks().get(0).verdict(), "worse than the noise");
		assertEquals(1, examine(noisy, noisy, repeat).checks().get(0).value(), 0.05);
	}

	@Test
	void aRepeatOfOtherBrightnessOrTheImageItselfIsTold() {
		final float[] scene = KnownScenes.steps();
		final float[] noisy = KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), bleached = KnownScenes.noisy(scene, Noise.GAUSSIAN, 2);
		for (int i = 0; i < bleached.length; i++)
			bleached[i] *= 0.8f;
		final TrustCheck check = examine(noisy, scene, bleached).checks().get(0);
		assertEquals(Verdict.LOOK, check.verdict());
		assertTrue(check.reason().contains("differ in brightness"), check::reason);
		assertTrue(examine(noisy, scene, noisy).checks().get(0).reason().contains("is the image itself"));
	}

	@Test
	void inventedDetailDoesNotAgreeWithARepeat() {
		final float[] scene = KnownScenes.spots(1);
		final float[] noisy = KnownScenes.noisy(scene, Noise.GAUSSIAN, 1), repeat = KnownScenes.noisy(scene, Noise.GAUSSIAN, 2);
		final RepeatFindings good = examine(noisy, scene, repeat);
		assertEquals(Verdict.PASS, good.checks().get(1).verdict(), () -> good.checks().toString());
		assertTrue(good.checks().get(1).value() > 0, () -> good.checks().toString());
		final float[] invented = scene.clone();
		final float[] other = KnownScenes.blurred(KnownScenes.noisy(new float[scene.length], Noise.GAUSSIAN, 9), 1);
		for (int i = 0; i < other.length; i++)
			invented[i] += 6 * other[i];
		assertNotEquals(Verdict.PASS, examine(noisy, invented, repeat).checks().get(1).verdict());
	}

	@Test
	void everyTurnIsTurnedBack() {
		final float[] pixels = { 1, 2, 3, 4, 5, 6 };
		final RandomAccessibleInterval<FloatType> plane = ArrayImgs.floats(pixels, 3, 2);
		for (int turn = 0; turn < Turns.COUNT; turn++) {
			final float[] back = new float[6];
			int i = 0;
			for (final FloatType value : Views.flatIterable(TurnedPlane.back(TurnedPlane.of(plane, turn), turn)))
				back[i++] = value.get();
			assertArrayEquals(pixels, back, "turn " + turn);
		}
	}

	@Test
	void theSpreadShowsWhereResultsDiffer() {
		final float[] scene = KnownScenes.steps();
		final float[] other = scene.clone();
		for (int i = 0; i < 30 * KnownScenes.SIDE; i++)
			other[i] += 12;
		final RandomAccessibleInterval<FloatType> noisy = KnownScenes.plane(KnownScenes.noisy(scene, Noise.GAUSSIAN, 1));
		final SpreadFindings findings = SpreadExamination.of(noisy, List.of(KnownScenes.plane(scene), KnownScenes.plane(other)));
		assertEquals(12 / Math.sqrt(2), findings.spread().getAt(5, 5).get(), 1e-3);
		assertEquals(0, findings.spread().getAt(5, 100).get(), 1e-6);
		assertEquals(Verdict.FAIL, findings.check().verdict(), findings.check()::reason);
		assertEquals(Verdict.PASS, SpreadExamination.of(noisy, List.of(KnownScenes.plane(scene), KnownScenes.plane(scene))).check().verdict());
		assertThrows(IllegalArgumentException.class, () -> SpreadExamination.of(noisy, List.of(noisy)));
	}
}
