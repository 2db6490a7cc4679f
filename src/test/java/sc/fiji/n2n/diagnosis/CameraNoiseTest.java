package sc.fiji.n2n.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.pairs.ExposureFit;

/** Gain, offset, read noise and correlation of images of which they are known. */
class CameraNoiseTest {

	/** What issue and docs promise. */
	private static final double TENTH = 0.1;

	@ParameterizedTest
	@CsvSource({ "ramp, 1, 3, 300", "ramp, 2, 10, 1000", "camera, 2, 10, 1000", "brick, 1, 3, 300", "grass, 2, 10, 1000", "steps, 4, 5, 4000" })
	void gainIsFound(final String scene, final double gain, final double read, final double most) {
		final float[] clean = Scenes.scene(scene, most);
		for (long seed = 1; seed <= 2; seed++) {
			final CameraNoise camera = Scenes.measure(Scenes.camera(clean, gain, read, seed)).camera();
			assertEquals(CameraNoise.Kind.GROWS, camera.kind(), camera::toString);
			assertEquals(gain, camera.gain(), TENTH * gain, camera::toString);
		}
	}

	/** Where there is a dark background, the offset and the read noise are found too. */
	@ParameterizedTest
	@CsvSource({ "steps, 1, 3, 300", "steps, 2, 10, 1000", "blobs, 1, 3, 300", "blobs, 2, 10, 1000", "blobs, 4, 5, 4000" })
	void offsetAndReadNoiseOfADarkBackground(final String scene, final double gain, final double read, final double most) {
		final float[] clean = Scenes.scene(scene, most);
		for (long seed = 1; seed <= 2; seed++) {
			final CameraNoise camera = Scenes.measure(Scenes.camera(clean, gain, read, seed)).camera();
			assertEquals(gain, camera.gain(), TENTH * gain, camera::toString);
			assertEquals(Scenes.OFFSET, camera.offset(), 1, camera::toString);
			assertEquals(read, camera.read(), TENTH * read, camera::toString);
			assertTrue(camera.dark() > 0.05, camera::toString);
		}
	}

	/** Without a dark place the offset must be given; else the read noise is told as a limit that holds. */
	@Test
	void offsetIsGiven() {
		final float[] scene = Scenes.scene("camera", 1000);
		for (int i = 0; i < scene.length; i++)
			scene[i] += 200;
		final float[] pixels = Scenes.camera(scene, 1, 20, 1);
		final CameraNoise unknown = Scenes.measure(pixels).camera();
		assertTrue(unknown.dark() < 0.05 && unknown.readAtMost() > 20, unknown::toString);
		assertTrue(unknown.offset() > 250, unknown::toString);
		final CameraNoise given = NoiseDiagnosis.measure(Scenes.image(pixels), new NoiseDiagnosis.Known(1, Double.NaN, Scenes.OFFSET), Progress.NONE).camera();
		assertEquals(20, given.read(), 2, given::toString);
		assertEquals(1, given.gain(), TENTH, given::toString);
		// 100 to 1200 photons of variance 1 each, and 400 of read noise.
		double mean = 0;
		for (final float v : scene)
			mean += v / scene.length;
		assertEquals(mean / (mean + 400), given.photonShare(), 0.05, given::toString);
	}

	@ParameterizedTest
	@CsvSource({ "steps", "blobs", "camera", "grass" })
	void gaussianNoiseHasNoGain(final String scene) {
		for (long seed = 1; seed <= 2; seed++) {
			final CameraNoise camera = Scenes.measure(Scenes.rounded(Scenes.noisy(Scenes.scene(scene, 250), new GaussianNoise(12), seed), 0)).camera();
			assertEquals(CameraNoise.Kind.SAME, camera.kind(), camera::toString);
			assertEquals(12, camera.read(), TENTH * 12, camera::toString);
			assertTrue(Double.isNaN(camera.gain()), camera::toString);
		}
	}

	/** A single intensity tells no gain, and none is made up. */
	@Test
	void oneIntensityHasNoGain() {
		final NoiseDiagnosis flat = Scenes.measure(Scenes.camera(new float[Scenes.SIDE * Scenes.SIDE], 1, 5, 1));
		assertTrue(Double.isNaN(flat.camera().gain()), () -> flat.camera().toString());
		assertEquals(5, flat.deviation(), 0.2);
	}

	@Test
	void noiseThatFallsWithTheIntensityIsNotPhotons() {
		final float[] pixels = Scenes.camera(Scenes.scene("steps", 1000), 2, 3, 1);
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) (100 * Math.log(Math.max(1, pixels[i])));
		assertEquals(CameraNoise.Kind.FALLS, Scenes.measure(pixels).camera().kind());
	}

	@ParameterizedTest
	@CsvSource({ "steps, 0.3", "steps, 0.5", "blobs, 0.5", "ramp, 0.6" })
	void correlationIsFound(final String scene, final double rho) {
		for (long seed = 1; seed <= 2; seed++) {
			final NoiseDiagnosis found = Scenes.measure(Scenes.rounded(Scenes.noisy(Scenes.scene(scene, 300), new CorrelatedNoise(20, rho), seed), 100));
			assertEquals(rho, found.correlation().x(1), TENTH * rho, found.correlation()::toString);
			assertEquals(rho, found.correlation().y(1), TENTH * rho, found.correlation()::toString);
			assertEquals(20, found.deviation(), TENTH * 20, "the correlation is taken into account");
		}
	}

	/** Two images tell the noise where structure hides it in one. */
	@Test
	void pairs() {
		final float[] scene = Scenes.scene("grass", 4000);
		for (int i = 0; i < scene.length; i++)
			scene[i] += (i % 2 + i / Scenes.SIDE % 2) * 100;
		final NoiseDiagnosis pair = NoiseDiagnosis.measure(Scenes.image(Scenes.camera(scene, 1, 5, 1)), Scenes.image(Scenes.camera(scene, 1, 5, 2)),
			ExposureFit.SAME, new NoiseDiagnosis.Known(1, 65535, Scenes.OFFSET), Progress.NONE);
		assertEquals(1, pair.camera().gain(), TENTH, pair.camera()::toString);
		final float[] correlated = Scenes.scene("grass", 300);
		final NoiseDiagnosis shared = NoiseDiagnosis.measure(Scenes.image(Scenes.noisy(correlated, new CorrelatedNoise(20, 0.5), 1)), Scenes.image(Scenes.noisy(
			correlated, new CorrelatedNoise(20, 0.5), 2)), ExposureFit.SAME, new NoiseDiagnosis.Known(1, 65535, Double.NaN), Progress.NONE);
		assertEquals(20, shared.deviation(), TENTH * 20);
	}
}
