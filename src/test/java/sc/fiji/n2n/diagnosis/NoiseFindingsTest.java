package sc.fiji.n2n.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

import org.apache.commons.math3.random.MersenneTwister;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.ImpulseNoise;
import sc.fiji.n2n.noise.MissingPixels;
import sc.fiji.n2n.noise.StripeNoise;
import sc.fiji.n2n.pairs.Severity;

/** Each sign is found where it is, and not where it is not. */
class NoiseFindingsTest {

	/** Pixels of the upper half of a scene. */
	private static final int PART = Scenes.SIDE * Scenes.SIDE / 2;

	private static float[] noisy(final String scene) {
		final float[] clean = Scenes.scene(scene, 130);
		for (int i = 0; i < clean.length; i++)
			clean[i] += 60;
		return Scenes.noisy(clean, new GaussianNoise(8), 3);
	}

	private static List<Measurement> of(final float[]... planes) {
		return NoiseFindings.of(Scenes.measure(planes));
	}

	/** The names of all that is not fine. */
	private static List<String> signs(final List<Measurement> rows) {
		return rows.stream().filter(row -> row.severity() != Severity.FINE).map(Measurement::name).toList();
	}

	private static void assertStops(final String name, final List<Measurement> rows) {
		assertTrue(rows.stream().anyMatch(row -> row.name().equals(name) && row.severity() == Severity.STOP), () -> name + " in " + rows);
	}

	private static Measurement row(final String name, final List<Measurement> rows) {
		return rows.stream().filter(row -> row.name().equals(name)).findFirst().orElseThrow(() -> new AssertionError(name + " in " + rows));
	}

	/** False alarms are worse than what is missed. */
	@ParameterizedTest
	@ValueSource(strings = { "steps", "ramp", "blobs", "camera", "brick", "grass", "moon", "cell" })
	void nothingIsFoundWhereNothingIs(final String scene) {
		assertEquals(List.of(), signs(of(Scenes.rounded(noisy(scene), 0))), scene);
		assertEquals(List.of(), signs(of(Scenes.camera(Scenes.scene(scene, 2000), 1, 10, 1))), scene);
	}

	@ParameterizedTest
	@CsvSource({ "blobs, 0.75", "blobs, 0.9", "camera, 0.5", "brick, 0.75", "grass, 0.9" })
	void jpeg(final String scene, final float quality) throws IOException {
		final float[] plain = Scenes.processed(noisy(scene), p -> p);
		final float[] pixels = Scenes.processed(noisy(scene), p -> jpeg(p, quality));
		assertFalse(Arrays.equals(plain, pixels));
		assertStops("JPEG", of(pixels));
	}

	private static ImageProcessor jpeg(final ImageProcessor image, final float quality) {
		final ImageWriter writer = ImageIO.getImageWritersByFormatName("jpg").next();
		final ImageWriteParam options = writer.getDefaultWriteParam();
		options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
		options.setCompressionQuality(quality);
		final ByteArrayOutputStream file = new ByteArrayOutputStream();
		try (ImageOutputStream out = ImageIO.createImageOutputStream(file)) {
			writer.setOutput(out);
			writer.write(null, new IIOImage(((ByteProcessor) image).getBufferedImage(), null, null), options);
			out.flush();
			// Not cut where the blocks begin: neither are regions of interest.
			final ImageProcessor read = new ByteProcessor(ImageIO.read(new ByteArrayInputStream(file.toByteArray())));
			final ImageProcessor moved = image.createProcessor(image.getWidth(), image.getHeight());
			moved.insert(read, 3, 5);
			moved.insert(read, 3 - image.getWidth() + 3, 5);
			return moved;
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
		finally {
			writer.dispose();
		}
	}

	@ParameterizedTest
	@CsvSource({ "blobs, 2, bilinear", "camera, 1.5, bicubic", "brick, 3, bilinear", "blobs, 2, none" })
	void enlarged(final String scene, final double factor, final String method) {
		final float[] pixels = Scenes.processed(noisy(scene), p -> {
			p.setRoi(0, 0, (int) (Scenes.SIDE / factor), (int) (Scenes.SIDE / factor));
			final ImageProcessor part = p.crop();
			part.setInterpolationMethod(switch (method) {
				case "bilinear" -> ImageProcessor.BILINEAR;
				case "bicubic" -> ImageProcessor.BICUBIC;
				default -> ImageProcessor.NONE;
			});
			return part.resize(Scenes.SIDE, Scenes.SIDE);
		});
		final List<Measurement> rows = of(pixels);
		assertStops("Interpolation", rows);
		// A factor of 1.5 repeats after 3 pixels.
		assertEquals(factor == 1.5 ? 3 : factor, row("Interpolation", rows).value(), 0.1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "blobs", "camera" })
	void medianFiltered(final String scene) {
		assertStops("Equal neighbours", of(Scenes.processed(noisy(scene), p -> {
			p.filter(ImageProcessor.MEDIAN_FILTER);
			return p;
		})));
	}

	@ParameterizedTest
	@ValueSource(strings = { "blobs", "camera", "grass" })
	void smoothed(final String scene) {
		assertStops("Fine noise", of(Scenes.processed(noisy(scene), p -> {
			p.blurGaussian(1);
			return p;
		})));
	}

	@Test
	void withoutNoise() {
		assertStops("Noise", of(Scenes.rounded(Scenes.scene("blobs", 200), 0)));
	}

	/** Rows of a slow scanner: noise that fades over several pixels, and white noise on top. */
	@Test
	void noiseThatReachesTooFar() {
		final float[] scene = Scenes.scene("steps", 100);
		final float[] slow = scene.clone();
		final Random random = new Random(1);
		double last = 0;
		for (int i = 0; i < slow.length; i++) {
			last = i % Scenes.SIDE == 0 ? random.nextGaussian() : 0.8 * last + 0.6 * random.nextGaussian();
			slow[i] += (float) (20 * last + 13 * random.nextGaussian());
		}
		assertStops("Correlation at 4", of(Scenes.rounded(slow, 300)));
		assertEquals(List.of(), signs(of(Scenes.rounded(Scenes.noisy(scene, new CorrelatedNoise(30, 0.5), 1), 300))));
	}

	@Test
	void stripes() {
		final float[] striped = Scenes.rounded(Scenes.noisy(noisy("camera"), new StripeNoise(4), 5), 0);
		assertEquals(List.of("Rows"), signs(of(striped)));
		assertEquals(4, row("Rows", of(striped)).value(), 0.4);
		final float[] turned = new float[striped.length];
		for (int i = 0; i < turned.length; i++)
			turned[i] = striped[i % Scenes.SIDE * Scenes.SIDE + i / Scenes.SIDE];
		assertEquals(List.of("Columns"), signs(of(turned)));
	}

	@Test
	void hotPixelsOfTheCameraAndCosmicRays() {
		final float[][] camera = new float[3][], cosmic = new float[3][];
		final float[] part = Arrays.copyOf(Scenes.scene("blobs", 1000), PART);
		final Random places = new Random(1);
		final int[] hot = places.ints(50, 0, PART).toArray();
		for (int plane = 0; plane < 3; plane++) {
			camera[plane] = Scenes.camera(part, 1, 10, plane);
			cosmic[plane] = camera[plane].clone();
			for (int i = 0; i < hot.length; i++) {
				camera[plane][hot[i]] += 800;
				cosmic[plane][places.nextInt(cosmic[plane].length)] += 800;
			}
		}
		final List<Measurement> fixed = of(camera);
		assertEquals(List.of("Hot pixels"), signs(fixed));
		assertTrue(row("Hot pixels", fixed).value() > 120, fixed::toString);
		assertTrue(row("Hot pixels", fixed).sentence().contains("same place"), fixed::toString);
		assertTrue(row("Hot pixels", of(cosmic)).sentence().contains("other places"));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.25 })
	void impulses(final double share) {
		final List<Measurement> rows = of(Scenes.rounded(Scenes.noisy(noisy("camera"), new ImpulseNoise(share, 0, 255), 1), 0));
		assertStops("Impulses", rows);
		assertTrue(row("Impulses", rows).sentence().contains("random values"), rows::toString);
		assertTrue(row("Impulses", rows).value() < share, "no more than there are");
	}

	@Test
	void missingPixels() {
		final List<Measurement> rows = of(Scenes.rounded(Scenes.noisy(noisy("camera"), new MissingPixels(0.1), 1), 0));
		assertTrue(row("Impulses", rows).sentence().contains("missing (0)"), rows::toString);
	}

	@Test
	void saturated() {
		final float[] pixels = noisy("blobs");
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = Math.min(150, pixels[i]);
		final List<Measurement> rows = of(Scenes.rounded(pixels, 0));
		assertEquals(List.of("Saturated"), signs(rows));
		assertEquals(8, row("Noise", rows).value(), 0.8, "measured where it is not cut off");
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = pixels[i] > 70 ? 255 : 0;
		assertStops("Saturated", NoiseFindings.of(NoiseDiagnosis.measure(Scenes.image(pixels), new NoiseDiagnosis.Known(1, 255, Double.NaN), Progress.NONE)));
	}

	@Test
	void bits() {
		final float[] shifted = Scenes.camera(Scenes.scene("blobs", 2000), 1, 5, 1);
		for (int i = 0; i < shifted.length; i++)
			shifted[i] *= 16;
		final List<Measurement> twelve = of(shifted);
		assertEquals(16, row("Grey level step", twelve).value(), 1e-6);
		assertEquals(List.of(), signs(twelve));
		final float[] stretched = Scenes.rounded(noisy("blobs"), 0);
		for (int i = 0; i < stretched.length; i++)
			stretched[i] = Math.round(1.37f * stretched[i]);
		assertEquals(List.of("Grey level step"), signs(of(stretched)));
	}

	@Test
	void planesThatShareTheirNoise() {
		final float[] pattern = Scenes.noisy(new float[PART], new GaussianNoise(8), 9);
		final float[][] planes = new float[3][];
		for (int t = 0; t < planes.length; t++) {
			planes[t] = Arrays.copyOf(noisy("steps"), PART);
			for (int i = 0; i < pattern.length; i++)
				planes[t][i] = Math.round(planes[t][i] + pattern[i]);
			new GaussianNoise(8).apply(planes[t], Scenes.SIDE, new MersenneTwister(t));
		}
		// All but the last noise is the same in all frames: two thirds.
		final List<Measurement> frames = NoiseFindings.of(Scenes.measure(planes));
		assertEquals(List.of("Correlation t"), signs(frames));
		assertEquals(2 / 3.0, row("Correlation t", frames).value(), 0.07);
		final List<Measurement> slices = NoiseFindings.of(NoiseDiagnosis.measure(Scenes.image(planes), new NoiseDiagnosis.Known(3, Double.NaN, Double.NaN),
			Progress.NONE));
		assertEquals(List.of("Correlation z"), signs(slices));
		final float[] part = Arrays.copyOf(Scenes.scene("blobs", 1000), PART);
		final float[][] fresh = new float[3][];
		for (int t = 0; t < fresh.length; t++)
			fresh[t] = Scenes.camera(part, 1, 10, t);
		assertEquals(List.of(), signs(of(fresh)));
	}

	@Test
	void whatCannotBeMeasuredIsSaid() {
		final float[] nan = new float[Scenes.SIDE * 64];
		Arrays.fill(nan, Float.NaN);
		assertStops("Content", of(nan));
		Arrays.fill(nan, 7);
		assertEquals("All pixels have the same value, 7: there is nothing to denoise.", row("Content", of(nan)).sentence());
		for (final int[] size : new int[][] { { 1, 1 }, { 5, 3 }, { 31, 400 } }) {
			final float[] tiny = Arrays.copyOf(noisy("ramp"), size[0] * size[1]);
			final List<Measurement> rows = NoiseFindings.of(NoiseDiagnosis.measure(ArrayImgs.floats(tiny, size[0], size[1], 1), new NoiseDiagnosis.Known(1,
				Double.NaN, Double.NaN), Progress.NONE));
			assertTrue(rows.stream().anyMatch(row -> row.severity() == Severity.STOP), rows::toString);
		}
	}

	@Test
	void pixelsThatAreNotFiniteDoNotCount() {
		final float[] pixels = Scenes.camera(Scenes.scene("blobs", 1000), 2, 10, 1);
		for (int i = 97; i < pixels.length; i += 97)
			pixels[i] = i % 2 == 0 ? Float.NaN : Float.POSITIVE_INFINITY;
		final List<Measurement> rows = of(pixels);
		assertEquals(1 / 97.0, row("Missing", rows).value(), 1e-4);
		// Windows around them are left out: a mask of the rest is better than none.
		for (int i = 0; i < pixels.length; i++)
			if (i % Scenes.SIDE > 400) pixels[i] = Float.NaN;
			else if (!Float.isFinite(pixels[i])) pixels[i] = pixels[i - 1];
		final NoiseDiagnosis half = Scenes.measure(pixels);
		assertEquals(2, half.camera().gain(), 0.2);
		assertTrue(NoiseFindings.of(half).stream().noneMatch(row -> row.sentence().contains("NaN grey") || row.sentence().contains("unknown")));
	}

	@Test
	void canBeCanceled() {
		final Progress canceled = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return true;
			}
		};
		assertThrows(CancellationException.class, () -> NoiseDiagnosis.measure(Scenes.image(new float[Scenes.SIDE * 64]),
			new NoiseDiagnosis.Known(1, Double.NaN, Double.NaN), canceled));
	}
}
