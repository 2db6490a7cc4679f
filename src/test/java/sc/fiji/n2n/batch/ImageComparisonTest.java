package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.FloatProcessor;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.denoise.Canceled;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;

class ImageComparisonTest {

	private static final ComparisonOptions PLAIN = new ComparisonOptions(0, Matching.NO, Double.NaN);

	private final List<String> log = new ArrayList<>();

	/** What scikit-image says, of the images that make.py made beside this file. */
	@ParameterizedTest
	@CsvFileSource(resources = "/compare/expected.csv", useHeadersInDisplayName = true)
	void numbersAreThoseOfScikitImage(final String name, final int plane, final String fit, final Double range, final double psnr, final double ssim,
		final double nrmse, final double frc) throws Exception
	{
		final ComparisonOptions options = new ComparisonOptions(0, fit.equals("yes") ? Matching.YES : Matching.NO, range == null ? Double.NaN : range);
		final ComparisonRow row = rows(read(name + "-image.tif"), read(name + "-reference.tif"), options).stream().filter(r -> r.slice() == plane).findFirst()
			.orElseThrow();
		assertEquals(psnr, row.psnr(), 1e-5);
		assertEquals(ssim, row.ssim(), 1e-5);
		assertEquals(nrmse, row.nrmse(), 1e-5);
		assertEquals(frc, row.resolution(), 1e-5);
	}

	private static ImagePlus read(final String name) throws Exception {
		return ImageFiles.open(path(name));
	}

	private static Path path(final String name) throws URISyntaxException {
		return Path.of(ImageComparisonTest.class.getResource("/compare/" + name).toURI());
	}

	private List<ComparisonRow> rows(final ImagePlus image, final ImagePlus reference, final ComparisonOptions options) {
		return new ImageComparison(image, reference, options, log::add).rows(Progress.NONE);
	}

	@Test
	void equalImagesAgreeFully() {
		final ImagePlus image = random(40, 50, 2, 3, 1);
		final List<ComparisonRow> rows = rows(image, image.duplicate(), PLAIN);
		assertEquals(7, rows.size());
		for (final ComparisonRow row : rows) {
			assertEquals(Double.POSITIVE_INFINITY, row.psnr());
			assertEquals(1, row.ssim(), 1e-12);
			assertEquals(0, row.nrmse());
			assertEquals(2, row.resolution());
		}
		assertEquals("channel 2, slice 3: PSNR infinite dB, SSIM 1.0000, NRMSE 0, FRC 2.00 pixels", rows.get(5).text().replace("0.000", "0"));
		assertEquals("all channels, all slices", rows.get(6).place());
	}

	@Test
	void fitUndoesGainAndOffsetOfEachChannel() {
		final ImagePlus reference = random(30, 20, 2, 2, 1);
		final ImagePlus image = reference.duplicate();
		image.setTitle("other");
		for (int i = 1; i <= 4; i++) {
			image.getStack().getProcessor(i).multiply(i % 2 == 1 ? 4 : 0.5);
			image.getStack().getProcessor(i).add(i % 2 == 1 ? -20 : 1000);
		}
		final double before = all(rows(image, reference, PLAIN)).nrmse();
		final ComparisonRow fitted = all(rows(image, reference, new ComparisonOptions(0, Matching.YES, Double.NaN)));
		assertTrue(before > 1, "nrmse " + before);
		assertEquals(0, fitted.nrmse(), 1e-5);
		assertEquals(1, fitted.ssim(), 1e-6);
		assertTrue(log.get(0).startsWith("other: channel 1 was fitted to the reference: multiplied by 0.25000"), log::toString);
		assertTrue(log.get(1).contains("channel 2 was fitted to the reference: multiplied by 2.0000"), log::toString);
	}

	@Test
	void comparesTheChannelThatWasAskedFor() {
		final ImagePlus reference = random(20, 20, 2, 1, 1);
		final ImagePlus image = reference.duplicate();
		image.getStack().getProcessor(1).add(5);
		assertEquals(Double.POSITIVE_INFINITY, all(rows(image, reference, new ComparisonOptions(2, Matching.NO, Double.NaN))).psnr());
		final List<ComparisonRow> first = rows(image, reference, new ComparisonOptions(1, Matching.NO, 50));
		assertEquals(20, all(first).psnr(), 1e-4);
		assertEquals(1, first.get(0).channel());
	}

	/** Only what both images hold up to a frequency agrees: the resolution is its period, in pixels and in the unit of the image. */
	@Test
	void resolutionIsThePeriodUpToWhichImagesAgree() {
		final ImagePlus image = random(256, 256, 1, 1, 1);
		final ImagePlus reference = random(256, 256, 1, 1, 2);
		final double[] scene = bandLimited(256, 0.125);
		for (final ImagePlus imp : List.of(image, reference))
			for (int i = 0; i < scene.length; i++)
				imp.getProcessor().setf(i, (float) (imp.getProcessor().getf(i) + scene[i]));
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("micron");
		final ComparisonRow row = rows(image, reference, PLAIN).get(0);
		// Ring 32 of 256, which the window and the mean over three rings blur.
		assertEquals(32, 256 / row.resolution(), 3);
		assertEquals(row.resolution() / 2, row.calibratedResolution(), 1e-12);
		assertEquals("micron", row.unit());
		image.getCalibration().pixelHeight = 0.7;
		assertEquals(Double.NaN, rows(image, reference, PLAIN).get(0).calibratedResolution());
	}

	/** Waves of all directions up to a frequency, in cycles a pixel. */
	private static double[] bandLimited(final int side, final double limit) {
		final double[] scene = new double[side * side];
		final Random random = new Random(3);
		for (int wave = 0; wave < 400; wave++) {
			final double f = limit * Math.sqrt(random.nextDouble()), angle = 2 * Math.PI * random.nextDouble(), phase = 2 * Math.PI * random.nextDouble();
			final double fx = 2 * Math.PI * f * Math.cos(angle), fy = 2 * Math.PI * f * Math.sin(angle);
			for (int i = 0; i < scene.length; i++)
				scene[i] += Math.cos(fx * (i % side) + fy * (i / side) + phase);
		}
		return scene;
	}

	@Test
	void noiseHasNoResolution() {
		final ComparisonRow row = all(rows(random(64, 64, 1, 5, 1), random(64, 64, 1, 5, 2), PLAIN));
		assertEquals(Double.NaN, row.resolution());
		assertTrue(row.text().endsWith("FRC - pixels"), row::text);
	}

	@Test
	void pixelsThatAreNotFiniteAreLeftOutAndSaid() {
		final ImagePlus reference = random(20, 20, 1, 2, 1);
		final ImagePlus image = reference.duplicate();
		image.setTitle("holes");
		image.getStack().getProcessor(1).add(3);
		image.getStack().getProcessor(1).setf(5, 5, Float.NaN);
		reference.getStack().getProcessor(1).setf(6, 6, Float.POSITIVE_INFINITY);
		final List<ComparisonRow> rows = rows(image, reference, new ComparisonOptions(0, Matching.NO, 30));
		assertEquals(20, rows.get(0).psnr(), 1e-4);
		assertEquals(Double.NaN, rows.get(0).ssim());
		assertEquals(Double.NaN, rows.get(0).resolution());
		assertTrue(log.get(0).startsWith("holes: channel 1, slice 1: 2 of 400 pixels are not finite"), log::toString);
		assertEquals(1, rows.get(1).ssim(), 1e-12);
		assertEquals(20 + 10 * Math.log10(798 / 398.0), rows.get(2).psnr(), 1e-4);
		assertEquals(1, rows.get(2).ssim(), 1e-12, "of the planes that can be measured");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 6 })
	void smallImagesHaveNoSimilarity(final int side) {
		final ComparisonRow row = rows(random(side, 30, 1, 1, 1), random(side, 30, 1, 1, 2), PLAIN).get(0);
		assertTrue(Double.isFinite(row.psnr()));
		assertEquals(Double.NaN, row.ssim());
		assertEquals(Double.NaN, row.resolution());
	}

	/** Signed 16-bit images are stored with an offset, which is no signal. */
	@Test
	void comparesTheValuesThatImageJShows() {
		final ImagePlus reference = new ImagePlus("a", random(20, 20, 1, 1, 1).getProcessor().convertToShort(false));
		final ImagePlus image = reference.duplicate();
		image.getProcessor().add(10);
		final double plain = rows(image, reference, PLAIN).get(0).nrmse();
		for (final ImagePlus imp : List.of(image, reference)) {
			imp.getProcessor().add(1000);
			imp.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -1000, 1 }, "value");
		}
		assertEquals(plain, rows(image, reference, PLAIN).get(0).nrmse(), 1e-9);
	}

	@Test
	void explainsWhatDoesNotSuit() {
		final ImagePlus image = random(20, 20, 1, 2, 1);
		assertProblem("no image", null, image, PLAIN);
		assertProblem("no reference", image, null, PLAIN);
		assertProblem("both \"random\"", image, image, PLAIN);
		assertProblem("differ in size: 20 x 20 pixels, 2 slices and 20 x 21 pixels, 2 slices", image, random(20, 21, 1, 2, 1), PLAIN);
		assertProblem("20 x 20 pixels, 2 slices and 20 x 20 pixels, 2 channels", image, random(20, 20, 2, 1, 1), PLAIN);
		assertProblem("differ in type: 32-bit and 8-bit", random(20, 20, 1, 1, 1), new ImagePlus("b", random(20, 20, 1, 1, 1).getProcessor()
			.convertToByte(false)), PLAIN);
		assertProblem("There is no channel 2", image, image.duplicate(), new ComparisonOptions(2, Matching.NO, Double.NaN));
		final ImagePlus constant = image.duplicate();
		for (int i = 1; i <= 2; i++)
			constant.getStack().getProcessor(i).set(7);
		assertProblem("constant: all its pixels are 7.0", image, constant, PLAIN);
		assertTrue(Double.isFinite(all(rows(image, constant, new ComparisonOptions(0, Matching.NO, 100))).psnr()), "with a range");
		for (int i = 1; i <= 2; i++)
			constant.getStack().getProcessor(i).set(Double.NaN);
		assertProblem("no finite pixel", image, constant, PLAIN);
		assertThrows(IllegalArgumentException.class, () -> new ComparisonOptions(0, Matching.NO, 0));
		assertThrows(IllegalArgumentException.class, () -> new ComparisonOptions(0, Matching.NO, Double.POSITIVE_INFINITY));
		assertThrows(IllegalArgumentException.class, () -> ComparisonOptions.range("wide"));
		assertEquals(255, ComparisonOptions.range(" 255 "));
	}

	private void assertProblem(final String words, final ImagePlus image, final ImagePlus reference, final ComparisonOptions options) {
		final String message = assertThrows(IllegalArgumentException.class, () -> rows(image, reference, options)).getMessage();
		assertTrue(message.contains(words), message);
	}

	@Test
	void stopsWhenAsked() {
		final ImagePlus image = random(20, 20, 1, 1, 1);
		final ImageComparison comparison = new ImageComparison(image, image.duplicate(), PLAIN, log::add);
		assertThrows(CancellationException.class, () -> comparison.rows(new Canceled()));
	}

	private static ComparisonRow all(final List<ComparisonRow> rows) {
		return rows.get(rows.size() - 1);
	}

	/** White noise of 100 +- 10. */
	private static ImagePlus random(final int width, final int height, final int channels, final int slices, final long seed) {
		final Random random = new Random(seed);
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < channels * slices; i++) {
			final FloatProcessor plane = new FloatProcessor(width, height);
			for (int p = 0; p < width * height; p++)
				plane.setf(p, (float) (100 + 10 * random.nextGaussian()));
			stack.addSlice(plane);
		}
		final ImagePlus imp = new ImagePlus("random", stack);
		imp.setDimensions(channels, slices, 1);
		return imp;
	}
}
