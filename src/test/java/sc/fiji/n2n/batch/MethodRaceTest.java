package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.TextRoi;
import ij.process.Blitter;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import sc.fiji.n2n.batch.MethodRace.Outcome;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.denoise.Canceled;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.race.Placing;
import sc.fiji.n2n.race.Ranking;

/** Races on images whose truth is known. */
class MethodRaceTest {

	private static final int SIDE = 128;

	private final List<String> log = new ArrayList<>();

	private interface Scene {

		double at(int x, int y);
	}

	private static ImagePlus image(final Scene scene, final double noise, final long seed) {
		final Random random = new Random(seed);
		final FloatProcessor pixels = new FloatProcessor(SIDE, SIDE);
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				pixels.setf(x, y, (float) (scene.at(x, y) + noise * random.nextGaussian()));
		return new ImagePlus("cells", pixels);
	}

	private static double ramp(final int x, final int y) {
		return 100 + 0.3 * x + 0.2 * y;
	}

	private static double discs(final int x, final int y) {
		return Math.hypot(x % 32 - 16, y % 32 - 16) < 9 ? 180 : 60;
	}

	/** Small squares, each of a grey of its own: nothing like its neighbours. */
	private static double texture(final int x, final int y) {
		return 100 + 60 * new Random(x * 1000L + y).nextGaussian();
	}

	private static RaceOptions options(final String methods) {
		return new RaceOptions(RaceOptions.methods(methods, false), Effort.QUICK, 0, 1, ComputeDevice.CPU);
	}

	private Outcome race(final ImagePlus image, final ImagePlus repeat, final String methods) {
		return new MethodRace(image, repeat, options(methods), log::add).run(null, null, Progress.NONE);
	}

	private static String fails(final ImagePlus image, final ImagePlus repeat, final int channel) {
		return assertThrows(IllegalArgumentException.class, () -> new MethodRace(image, repeat, new RaceOptions(RaceOptions.methods("gaussian", false),
			Effort.QUICK, channel, 1, ComputeDevice.CPU), line -> {}).run(null, null, Progress.NONE)).getMessage();
	}

	@Test
	void saysWhereAClassicalFilterWins() {
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			final Outcome outcome = new MethodRace(image(MethodRaceTest::ramp, 20, 1), null, options("auto+fast+gaussian+median"), log::add).run(trainer, null,
				Progress.NONE);
			final Ranking ranking = outcome.ranking();
			assertEquals("gaussian (sigma 4.0)", ranking.placings().get(0).toString());
			assertTrue(ranking.verdict().contains("A classical filter"), ranking::verdict);
			assertTrue(ranking.placings().stream().anyMatch(Placing::isNetwork), "the network is there");
			assertTrue(log.contains("fast is what auto does here, because the noise is not correlated: it is raced once, as auto"), log::toString);
			assertTrue(log.contains(ranking.verdict()), log::toString);
		}
	}

	@Test
	void ordersMethodsAsTheTruthDoes() {
		final List<Placing> placings = race(image(MethodRaceTest::discs, 30, 1), null, "gaussian+median+nlm").ranking().placings();
		final List<Double> errors = placings.stream().map(placing -> error(placing.pixels())).toList();
		assertEquals(errors.stream().sorted().toList(), errors, placings::toString);
		assertTrue(placings.get(0).beatsNoisy());
		assertFalse(placings.get(2).ties());
		assertEquals(Math.sqrt(errors.get(0)), placings.get(0).score().rmse(), 0.35 * Math.sqrt(errors.get(0)));
	}

	private static double error(final float[] pixels) {
		double sum = 0;
		for (int i = 0; i < pixels.length; i++)
			sum += Math.pow(pixels[i] - discs(i % SIDE, i / SIDE), 2);
		return sum / pixels.length;
	}

	@Test
	void saysHowLongThePublishedMethodTakes() {
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		image.setRoi(0, 0, 32, 32);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			final Outcome outcome = new MethodRace(image, null, options("published+median"), log::add).run(trainer, null, Progress.NONE);
			assertTrue(outcome.ranking().placings().stream().anyMatch(placing -> placing.name().equals("published") && placing.beatsNoisy()), log::toString);
		}
		final int time = log.indexOf("The method published will take about 1 min");
		assertTrue(time > 0 && log.get(time + 1).startsWith("1. "), log::toString);
	}

	@Test
	void saysWhereNothingHelps() {
		final Ranking ranking = race(image(MethodRaceTest::texture, 5, 1), image(MethodRaceTest::texture, 5, 2), "gaussian+median").ranking();
		assertTrue(ranking.verdict().startsWith("Nothing is clearly better than the noisy image."), ranking::verdict);
		assertTrue(ranking.placings().get(0).score().gain() < 0, ranking.lines()::toString);
	}

	@Test
	void aSecondShotGivesTheErrorMoreExactly() {
		final Placing best = race(image(MethodRaceTest::discs, 30, 1), image(MethodRaceTest::discs, 30, 2), "median").ranking().placings().get(0);
		assertEquals(error(best.pixels()), best.score().error(), 3 * best.score().uncertainty());
		assertTrue(best.score().uncertainty() < 20, "of a variance of 900");
	}

	@Test
	void theSameSeedGivesTheSameRace() {
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		final Outcome first = race(image, null, "median");
		final Outcome again = race(image, null, "median");
		assertEquals(first.ranking().placings().get(0).score(), again.ranking().placings().get(0).score());
		assertArrayEquals((float[]) first.montage().getProcessor().getPixels(), (float[]) again.montage().getProcessor().getPixels());
		final RaceOptions other = new RaceOptions(RaceOptions.methods("median", false), Effort.QUICK, 0, 2, ComputeDevice.CPU);
		assertFalse(first.ranking().placings().get(0).score().equals(new MethodRace(image, null, other, log::add).run(null, null, Progress.NONE).ranking()
			.placings().get(0).score()));
	}

	@Test
	void showsTheResultsSideBySide() {
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		image.getCalibration().pixelWidth = 0.5;
		image.getCalibration().pixelHeight = 0.5;
		image.getCalibration().setUnit("mm");
		image.setDisplayRange(10, 240);
		image.setRoi(16, 32, 60, 40);
		final ImagePlus montage = race(image, null, "gaussian+median").montage();
		assertEquals("Race of cells", montage.getTitle());
		assertEquals(0.125, montage.getCalibration().pixelWidth, 1e-9, "magnified four times");
		assertEquals("mm", montage.getCalibration().getUnit());
		assertEquals(10, montage.getDisplayRangeMin());
		assertEquals(240, montage.getDisplayRangeMax());
		assertEquals(3 * 240 + 2 * 6, montage.getWidth());
		assertEquals(6, montage.getOverlay().size(), "two lines for each panel");
		assertTrue(((TextRoi) montage.getOverlay().get(2)).getText().startsWith("1. "));
		// The first pixel of the noisy panel
		assertEquals(image.getProcessor().getf(16, 32), montage.getProcessor().getf(0, montage.getHeight() - 160));
		assertTrue(montage.getInfoProperty().contains("run(\"Median...\", \"radius="), montage::getInfoProperty);
		assertTrue(log.contains("cells: raced on 60 x 40 pixels at x 16, y 32"), log::toString);
	}

	@Test
	void pixelsThatAreNotNumbersStaySo() {
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		final Placing whole = race(image, null, "median").ranking().placings().get(0);
		image.getProcessor().setf(20, 20, Float.NaN);
		image.getProcessor().setf(21, 20, Float.POSITIVE_INFINITY);
		final Outcome outcome = race(image, null, "median");
		assertEquals(whole.score().gain(), outcome.ranking().placings().get(0).score().gain(), 0.5);
		int missing = 0;
		for (final float value : (float[]) outcome.montage().getProcessor().getPixels())
			if (Float.isNaN(value)) missing++;
		assertEquals(2 * 4, missing, "magnified twice, in both panels");
		for (int i = 0; i < SIDE * SIDE * 2 / 3; i++)
			image.getProcessor().setf(i, Float.NaN);
		assertTrue(fails(image, null, 0).startsWith("Only "), fails(image, null, 0));
	}

	@Test
	void refusesWhatCannotBeRaced() {
		assertTrue(fails(null, null, 0).startsWith("There is no image"));
		assertTrue(fails(IJ.createImage("flat", "8-bit black", 64, 64, 1), null, 0).contains("no noise that can be measured"));
		assertTrue(fails(IJ.createImage("tiny", "8-bit ramp", 1, 1, 1), null, 0).contains("The image has 1 x 1 pixels, but a race needs 32 x 32"));
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		assertTrue(fails(image, null, 2).contains("There is no channel 2"));
		assertTrue(fails(image, image, 0).contains("are both \"cells\""));
		assertTrue(fails(image, image.duplicate(), 0).contains("same pixels"));
		assertTrue(fails(image, IJ.createImage("other", "32-bit ramp", 64, SIDE, 1), 0).contains("\"other\" differs from \"cells\""));
		image.setRoi(100, 100, 31, 28);
		assertTrue(fails(image, null, 0).contains("The selection has 28 x 28 pixels"), fails(image, null, 0));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> RaceOptions.methods("auto+wavelet", false)).getMessage().contains("There is no method \"wavelet\""));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> RaceOptions.methods("model", false)).getMessage().contains("there is no model"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> options(" ")).getMessage().contains("methods is empty"));
	}

	@Test
	void racesOddSizesAndOneChannelOfColours() {
		final ColorProcessor colours = new ColorProcessor(61, 47);
		final FloatProcessor noisy = (FloatProcessor) image(MethodRaceTest::discs, 20, 1).getProcessor();
		for (int y = 0; y < 47; y++)
			for (int x = 0; x < 61; x++)
				colours.set(x, y, Math.round(noisy.getf(x, y)) << 8);
		final Outcome outcome = race(new ImagePlus("colours", colours), null, "median");
		assertTrue(log.contains("colours: raced on 61 x 47 pixels at x 0, y 0, channel green"), log::toString);
		assertTrue(outcome.ranking().placings().get(0).beatsNoisy());
		assertTrue(fails(new ImagePlus("colours", colours), null, 1).contains("no noise"), "red is empty");
	}

	@Test
	void racesTheCurrentPlaneOfTheCurrentChannel() {
		final ImagePlus stack = IJ.createHyperStack("stack", SIDE, SIDE, 2, 3, 1, 32);
		stack.setPosition(2, 3, 1);
		stack.setProcessor(image(MethodRaceTest::discs, 30, 1).getProcessor());
		assertTrue(race(stack, null, "median").ranking().placings().get(0).beatsNoisy());
		assertTrue(log.contains("stack: raced on 128 x 128 pixels at x 0, y 0, channel C2, plane 3"), log::toString);
	}

	@Test
	void showsAnotherChannelInItsOwnRange() {
		final ImagePlus two = IJ.createHyperStack("two", SIDE, SIDE, 2, 1, 1, 32);
		final CompositeImage image = new CompositeImage(two, CompositeImage.COMPOSITE);
		for (int channel = 1; channel <= 2; channel++) {
			image.setPosition(channel, 1, 1);
			image.getProcessor().copyBits(image(MethodRaceTest::discs, 30, channel).getProcessor(), 0, 0, Blitter.COPY);
			image.setDisplayRange(channel, 100 * channel);
		}
		final ImagePlus montage = new MethodRace(image, null, new RaceOptions(RaceOptions.methods("median", false), Effort.QUICK, 1, 1, ComputeDevice.CPU),
			log::add).run(null, null, Progress.NONE).montage();
		assertEquals(1, montage.getDisplayRangeMin());
		assertEquals(100, montage.getDisplayRangeMax());
	}

	@Test
	void warnsOfSaturatedPixels() {
		final ImagePlus image = image(MethodRaceTest::discs, 30, 1);
		for (int i = 0; i < SIDE * SIDE; i++)
			image.getProcessor().setf(i, Math.min(200, image.getProcessor().getf(i)));
		race(image, null, "median");
		assertTrue(log.stream().anyMatch(line -> line.contains("may be saturated")), log::toString);
	}

	@Test
	void warnsOfARepeatThatIsNone() {
		race(image(MethodRaceTest::discs, 20, 1), image((x, y) -> discs(x + 5, y), 20, 2), "median");
		assertTrue(log.stream().anyMatch(line -> line.contains("the sample moved or changed")), log::toString);
	}

	@ParameterizedTest
	@ValueSource(strings = { "gaussian", "median", "nlm" })
	void stopsWhenAskedTo(final String method) {
		assertThrows(CancellationException.class, () -> new MethodRace(image(MethodRaceTest::discs, 30, 1), null, options(method), log::add).run(null, null,
			new Canceled()));
	}
}
