package sc.fiji.n2n.pairs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.denoise.Progress;

/** Tests {@link PairCheck} on scenes and noise that are known. */
class PairCheckTest {

	/** Of the parts of photographs that are fast to check. */
	private static final int SIDE = 256;
	private static final double[] UNSATURATED = { Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY };

	private static PairReport check(final Scene... scenes) {
		return check(Loss.L2, PixelRange.UNKNOWN, scenes);
	}

	private static PairReport check(final Loss loss, final PixelRange range, final Scene... scenes) {
		return PairCheck.check(Scenes.of(List.of(scenes)), loss, false, range, Progress.NONE);
	}

	private static Finding found(final PairReport report, final String what) {
		return report.findings().stream().filter(f -> f.what().equals(what)).findFirst().orElseThrow(() -> new AssertionError(what + ": " + report));
	}

	private static void assertFound(final Severity severity, final String what, final PairReport report) {
		assertEquals(severity, found(report, what).severity(), () -> report.findings().toString());
	}

	// -- A good pair --

	@ParameterizedTest
	@CsvSource({ "camera, 5", "camera, 25", "cell, 5", "cell, 25", "moon, 5", "moon, 25", "brick, 5", "brick, 25", "grass, 5", "grass, 10", "grass, 25" })
	void independentNoiseOnOneSceneIsFine(final String name, final double sigma) {
		final double shift = shiftOfAGoodPair(Shots.photograph(name).middle(SIDE), sigma);
		// In so small a part of the smooth ones it cannot always be measured.
		assertTrue(shift < 0.4 || Double.isNaN(shift) && !name.equals("brick") && !name.equals("grass"), "shift " + shift);
	}

	@Tag("long")
	@ParameterizedTest
	@CsvSource({ "camera, 5", "camera, 25", "cell, 5", "cell, 25", "moon, 5", "moon, 25", "brick, 5", "brick, 25", "grass, 5", "grass, 10", "grass, 25" })
	void independentNoiseOnWholePhotographsIsFine(final String name, final double sigma) {
		final double shift = shiftOfAGoodPair(Shots.photograph(name), sigma);
		assertTrue(shift < 0.4, "shift " + shift);
	}

	private static double shiftOfAGoodPair(final Shots shots, final double sigma) {
		final PairReport report = check(shots.scene(shots.gaussian(sigma, 1), shots.gaussian(sigma, 2)));
		assertEquals(Severity.FINE, report.severity(), () -> report.findings().toString());
		assertEquals(sigma, report.noise(), 0.03 * sigma);
		assertTrue(report.findings().stream().allMatch(f -> f.sentence().matches(".*[0-9].*")), () -> report.findings().toString());
		return found(report, "shift").value();
	}

	@Test
	void theNormalizationIsThatOfTheLoss() {
		final Shots shots = Shots.spots(200, 150, 0, 0, 1);
		final Scene scene = shots.scene(shots.gaussian(10, 1), shots.gaussian(10, 2));
		final double mean = mean(shots.clean());
		final PairReport l2 = check(scene);
		assertEquals(mean, l2.normalization().offset(), 0.5);
		assertTrue(l2.normalization().scale() > 10 && l2.low() < l2.high());
		final PairReport hdr = check(Loss.HDR, PixelRange.UNKNOWN, scene);
		assertEquals(0, hdr.normalization().offset());
		assertEquals(mean, hdr.normalization().scale(), 0.5);
	}

	@Test
	void hdrNeedsIntensitiesAboveZero() {
		final Shots shots = Shots.flat(64, 64, -5);
		assertFound(Severity.STOP, "brightness", check(Loss.HDR, PixelRange.UNKNOWN, shots.scene(shots.gaussian(1, 1), shots.gaussian(1, 2))));
	}

	@Test
	void missingPixelsAreLeftOutWhereTheLossSaysSo() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 1);
		final float[][] pair = { shots.gaussian(3, 1), shots.gaussian(3, 2) };
		final Random random = new Random(3);
		for (final float[] shot : pair)
			for (int i = 0; i < shot.length; i++)
				if (random.nextInt(4) == 0) shot[i] = 0;
		final PairReport report = check(Loss.MASKED_L2, PixelRange.UNKNOWN, shots.scene(pair));
		assertEquals(mean(shots.clean()), report.normalization().offset(), 0.5);
		assertEquals(3, report.noise(), 0.1);
		assertEquals(Severity.FINE, report.severity(), () -> report.findings().toString());
	}

	// -- Shift --

	@ParameterizedTest
	@CsvSource({ "0.1,-0.1,FINE", "0.5,0,WARNING", "-0.4,0.9,WARNING", "1.5,1,WARNING", "3,0,STOP", "-7.5,12.3,STOP" })
	void shiftsAreMeasuredToATenthOfAPixel(final double dx, final double dy, final Severity severity) {
		for (final double sigma : new double[] { 2, 20 }) {
			final Shots first = Shots.spots(256, 200, 0, 0, 5);
			final Shots second = Shots.spots(256, 200, dx, dy, 5);
			final PairReport report = check(first.scene(first.gaussian(sigma, 1), second.gaussian(sigma, 2)));
			assertEquals(Math.hypot(dx, dy), found(report, "shift").value(), 0.12, sigma + ": " + report.findings());
			assertFound(severity, "shift", report);
		}
	}

	@Test
	void theDirectionOfAShiftIsRight() {
		final Shots first = Shots.spots(128, 128, 0, 0, 5);
		final Shots second = Shots.spots(128, 128, 2.5, -4, 5);
		final ShotShift shift = ShotShift.measure(first.gaussian(2, 1), second.gaussian(2, 2), 128, 128);
		assertEquals(2.5, shift.x(), 0.15);
		assertEquals(-4, shift.y(), 0.15);
	}

	@Test
	void aMovieThatMovesIsNotStopped() {
		final Shots first = Shots.spots(256, 200, 0, 0, 5);
		final Shots second = Shots.spots(256, 200, 5, 0, 5);
		assertFound(Severity.WARNING, "shift", check(first.scene(true, first.gaussian(3, 1), second.gaussian(3, 2))));
	}

	@ParameterizedTest
	@ValueSource(ints = { 64, 100, 256, 512 })
	void noiseAloneHasNoShift(final int side) {
		for (int seed = 0; seed < (side > 200 ? 2 : 6); seed++) {
			final Shots shots = Shots.flat(side, side, 100);
			final float[] pattern = Shots.flat(side, side, 0).gaussian(seed % 2 * 5, seed);
			assertTrue(Double.isNaN(found(check(shots.scene(shots.plus(pattern).gaussian(10, seed + 100), shots.plus(pattern).gaussian(10, seed + 200))),
				"shift").value()), "seed " + seed);
		}
	}

	@Test
	void aFixedPatternDoesNotHideAShift() {
		final float[] pattern = Shots.flat(256, 256, 0).gaussian(8, 9);
		final Shots first = Shots.spots(256, 256, 0, 0, 5).plus(pattern);
		final Shots second = Shots.spots(256, 256, 6, 3, 5).plus(pattern);
		assertFound(Severity.STOP, "shift", check(first.scene(first.gaussian(8, 1), second.gaussian(8, 2))));
	}

	// -- Exposure --

	@ParameterizedTest
	@ValueSource(strings = { "camera", "cell", "moon", "spots" })
	void aQuarterOfTheExposureIsFittedWithinOnePercent(final String name) {
		final Shots shots = name.equals("spots") ? Shots.spots(256, 256, 0, 0, 3) : Shots.photograph(name);
		for (int seed = 0; seed < 4; seed++)
			for (final double photons : new double[] { 0.4, 1 }) {
				final Scene scene = shots.scene(shots.photons(photons, 1, 100, seed), shots.photons(4 * photons, 1, 100, seed + 50));
				final ExposureMeasurement measured = ExposureMeasurement.of(PairSample.windows(scene, 1, false), UNSATURATED);
				assertEquals(4, measured.fit().gain(), 0.04, name + " " + photons);
				assertEquals(-300, measured.fit().offset(), 4 + 0.04 * 100, name + " " + photons);
				assertEquals(0, (measured.fit().gain() - 4) / measured.gainError(), 5, "error " + measured.gainError());
			}
	}

	@Test
	void anotherExposureIsNamedWithTheWayOut() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final PairReport report = check(shots.scene(shots.photons(1, 1, 100, 1), shots.photons(4, 1, 100, 2)));
		assertEquals(4, report.exposure().gain(), 0.06);
		assertFound(Severity.WARNING, "exposure", report);
		assertTrue(found(report, "exposure").sentence().contains("match"));
	}

	@Test
	void theFitMapsTheSecondImageOntoTheFirst() {
		final ExposureFit fit = new ExposureFit(4, -300);
		final float[] second = { 4 * 7 - 300, -300 };
		fit.toFirst(second);
		assertEquals(7, second[0], 1e-5);
		assertEquals(0, second[1], 1e-5);
		assertThrows(IllegalArgumentException.class, () -> new ExposureFit(0, 1));
		assertThrows(IllegalArgumentException.class, () -> new ExposureFit(1, Double.NaN));
	}

	@Test
	void whatIsMatchedIsFineAndNormalizedInTheUnitsOfTheFirst() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final Scene scene = shots.scene(shots.photons(1, 1, 0, 1), shots.photons(4, 1, 0, 2));
		final PairReport report = PairCheck.check(Scenes.of(List.of(scene)), Loss.L2, true, PixelRange.UNKNOWN, Progress.NONE);
		assertFound(Severity.FINE, "exposure", report);
		assertEquals(mean(shots.clean()), report.normalization().offset(), 0.5);
	}

	@Test
	void saturatedPixelsDoNotBendTheFit() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final float[][] pair = { shots.photons(1, 1, 0, 1), shots.photons(4, 1, 0, 2) };
		for (final float[] shot : pair)
			for (int i = 0; i < shot.length; i++)
				shot[i] = Math.max(0, Math.min(255, Math.round(shot[i])));
		final PairReport report = check(Loss.L2, new PixelRange("8-bit", "8-bit", 255), shots.scene(pair));
		assertEquals(4, report.exposure().gain(), 0.15);
		assertFound(Severity.WARNING, "saturation", report);
		assertEquals(255, report.exposure().secondSaturated());
		assertEquals(Double.POSITIVE_INFINITY, report.exposure().firstSaturated());
	}

	@Test
	void cleanImagesMustHaveTheExposureOfTheNoisyOnes() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final Scene scene = shots.scene(shots.photons(1, 1, 0, 1), shots.photons(1, 1, 0, 2));
		final float[] twice = shots.clean().clone();
		for (int i = 0; i < twice.length; i++)
			twice[i] *= 2;
		assertFound(Severity.FINE, "clean", check(scene.withClean(ArrayImgs.floats(shots.clean(), 256, 256))));
		assertFound(Severity.WARNING, "clean", check(scene.withClean(ArrayImgs.floats(twice, 256, 256))));
		assertThrows(IllegalArgumentException.class, () -> scene.withClean(ArrayImgs.floats(10, 10)));
	}

	/** Matched exposures of which one is saturated are what is wanted: its pixels are left out. Where both are, nothing helps. */
	@Test
	void ofTwoExposuresOneMayBeSaturated() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final float[][] pair = { shots.photons(1, 1, 0, 1), shots.photons(4, 1, 0, 2) };
		final PixelRange bytes = new PixelRange("8-bit", "8-bit", 255);
		for (int i = 0; i < pair[1].length; i++) {
			pair[0][i] = Math.round(pair[0][i]);
			pair[1][i] = Math.max(0, Math.min(255, Math.round(pair[1][i])));
		}
		assertFound(Severity.FINE, "saturation", PairCheck.check(Scenes.of(List.of(shots.scene(pair))), Loss.L2, true, bytes, Progress.NONE));
		for (int i = 0; i < pair[0].length; i++)
			pair[0][i] = Math.min(pair[0][i], 60);
		assertFound(Severity.WARNING, "saturation", PairCheck.check(Scenes.of(List.of(shots.scene(pair))), Loss.L2, true, bytes, Progress.NONE));
	}

	@Test
	void aRepeatThatBleachedIsNamed() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 3);
		final PairReport report = check(shots.scene(shots.photons(1, 1, 0, 1), shots.photons(0.98, 1, 0, 2), shots.photons(0.9, 1, 0, 3), shots.photons(0.6,
			1, 0, 4)));
		assertFound(Severity.WARNING, "exposure", report);
		assertTrue(report.exposure().isSame());
	}

	@Test
	void theGainOfFlatImagesCannotBeTold() {
		final Shots shots = Shots.flat(128, 128, 100);
		final PairReport same = check(shots.scene(shots.gaussian(5, 1), shots.gaussian(5, 2)));
		assertFound(Severity.FINE, "exposure", same);
		assertTrue(same.exposure().isSame());
		assertFound(Severity.WARNING, "exposure", check(shots.scene(shots.gaussian(5, 1), Shots.flat(128, 128, 400).gaussian(5, 2))));
	}

	// -- Independence --

	@ParameterizedTest
	@CsvSource({ "camera, 0.04, FINE", "camera, 0.3, WARNING", "camera, 0.8, STOP", "cell, 0.3, WARNING", "cell, 0.8, STOP", "moon, 0.3, WARNING",
		"moon, 0.8, STOP" })
	void noiseThatIsSharedIsFound(final String name, final double share, final Severity severity) {
		assertShareFound(Shots.photograph(name).middle(SIDE), share, severity);
	}

	@Tag("long")
	@ParameterizedTest
	@CsvSource({ "camera, 0.04, FINE", "camera, 0.3, WARNING", "camera, 0.8, STOP", "cell, 0.3, WARNING", "cell, 0.8, STOP", "moon, 0.3, WARNING",
		"moon, 0.8, STOP" })
	void noiseThatIsSharedIsFoundOnWholePhotographs(final String name, final double share, final Severity severity) {
		assertShareFound(Shots.photograph(name), share, severity);
	}

	private static void assertShareFound(final Shots shots, final double share, final Severity severity) {
		for (final double sigma : new double[] { 8, 25 }) {
			final Shots pattern = shots.plus(Shots.flat(shots.width(), shots.height(), 0).gaussian(sigma * Math.sqrt(share), 99));
			final double own = sigma * Math.sqrt(1 - share);
			final PairReport report = check(pattern.scene(pattern.gaussian(own, 1), pattern.gaussian(own, 2)));
			assertFound(severity, "independence", report);
			assertEquals(share, found(report, "independence").value(), 0.1);
		}
	}

	// -- What is no pair at all --

	@Test
	void theSameImageTwiceIsStopped() {
		final Shots shots = Shots.spots(100, 70, 0, 0, 1);
		final float[] one = shots.gaussian(5, 1);
		final PairReport report = check(shots.scene(one, one.clone()));
		assertFound(Severity.STOP, "identity", report);
		assertTrue(found(report, "identity").sentence().contains("are the same image"));
		assertTrue(found(check(shots.scene(shots.gaussian(5, 2), one, shots.gaussian(5, 3), one.clone())), "identity").sentence().contains("2 and 4"));
	}

	@Test
	void emptyImagesAreStopped() {
		final Shots shots = Shots.spots(64, 64, 0, 0, 1);
		final float[] noisy = shots.gaussian(5, 1);
		final float[] nothing = Shots.flat(64, 64, Float.NaN).clean();
		assertFound(Severity.STOP, "content", check(shots.scene(noisy, Shots.flat(64, 64, 7).clean())));
		assertFound(Severity.STOP, "content", check(shots.scene(nothing, noisy)));
		final PairReport report = check(shots.scene(nothing, nothing.clone()));
		assertFound(Severity.STOP, "content", report);
		assertTrue(report.normalization().isConstant());
	}

	@ParameterizedTest
	@CsvSource({ "31,100", "100,31", "1,1", "7,5" })
	void smallImagesAreStopped(final int width, final int height) {
		final Shots shots = Shots.spots(width, height, 0, 0, 1);
		final PairReport report = check(shots.scene(shots.gaussian(5, 1), shots.gaussian(5, 2)));
		assertFound(Severity.STOP, "size", report);
		assertTrue(found(report, "size").sentence().contains("32"));
	}

	@Test
	void imagesOfDifferentScenesHaveNothingInCommon() {
		for (int seed = 0; seed < 5; seed++) {
			final Shots shots = Shots.flat(200, 200, 50);
			assertFound(Severity.WARNING, "structure", check(shots.scene(shots.gaussian(5, seed), shots.gaussian(5, seed + 100))));
		}
	}

	@Test
	void saturationAndTypesAreNamed() {
		final Shots shots = Shots.spots(128, 128, 0, 0, 1);
		final float[][] pair = { shots.gaussian(5, 1), shots.gaussian(5, 2) };
		for (final float[] shot : pair)
			for (int i = 0; i < shot.length; i++)
				shot[i] = Math.min(90, shot[i]);
		final PairReport report = check(Loss.L2, new PixelRange("8-bit", "16-bit", Double.NaN), shots.scene(pair));
		assertFound(Severity.WARNING, "saturation", report);
		assertFound(Severity.WARNING, "type", report);
		assertFound(Severity.FINE, "type", check(Loss.L2, new PixelRange("8-bit", "8-bit", 255), shots.scene(shots.gaussian(5, 1), shots.gaussian(5, 2))));
	}

	@Test
	void gapsDisturbNothing() {
		final Shots shots = Shots.spots(256, 256, 0, 0, 1);
		final float[][] pair = { shots.gaussian(8, 1), shots.gaussian(8, 2) };
		Arrays.fill(pair[0], 0, 256 * 20, Float.NaN);
		pair[1][256 * 200 + 77] = Float.POSITIVE_INFINITY;
		final PairReport report = check(shots.scene(pair));
		assertEquals(Severity.FINE, report.severity(), () -> report.findings().toString());
		assertEquals(8, report.noise(), 0.3);
	}

	// -- Large sets --

	@Test
	void ofManyScenesAFewAreOpened() {
		final Shots shots = Shots.spots(64, 64, 0, 0, 1);
		final int[] opened = new int[1];
		final PairReport report = PairCheck.check(new Scenes() {

			@Override
			public int count() {
				return 5000;
			}

			@Override
			public Scene get(final int index) {
				opened[0]++;
				return shots.scene(shots.gaussian(5, 2L * index), shots.gaussian(5, 2L * index + 1));
			}
		}, Loss.L2, false, PixelRange.UNKNOWN, Progress.NONE);
		assertEquals(16, opened[0]);
		assertEquals(Severity.FINE, report.severity(), () -> report.findings().toString());
	}

	@Test
	void volumesAreSampledInAllDepths() {
		final Shots shots = Shots.spots(96, 64, 0, 0, 1);
		final float[][] volumes = new float[2][96 * 64 * 5];
		for (int z = 0; z < 5; z++)
			for (int i = 0; i < 2; i++)
				System.arraycopy(shots.gaussian(5, 10 * i + z), 0, volumes[i], z * 96 * 64, 96 * 64);
		final PairReport report = check(new Scene("volume", List.of(ArrayImgs.floats(volumes[0], 96, 64, 5), ArrayImgs.floats(volumes[1], 96, 64, 5)),
			false));
		assertEquals(Severity.FINE, report.severity(), () -> report.findings().toString());
		assertTrue(found(report, "structure").sentence().contains("5 of 5"), () -> report.findings().toString());
	}

	@Test
	void theUserCanStopIt() {
		final Shots shots = Shots.spots(64, 64, 0, 0, 1);
		assertThrows(CancellationException.class, () -> PairCheck.check(Scenes.of(List.of(shots.scene(shots.gaussian(5, 1), shots.gaussian(5, 2)))),
			Loss.L2, false, PixelRange.UNKNOWN, new Progress() {

				@Override
				public void update(final String doing, final double fraction) {}

				@Override
				public boolean isCanceled() {
					return true;
				}
			}));
	}

	private static double mean(final float[] values) {
		double sum = 0;
		for (final float v : values)
			sum += v;
		return sum / values.length;
	}
}
