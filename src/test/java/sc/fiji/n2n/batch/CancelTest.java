package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.config.CheckOptions;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ResultFile;

/** A run that is stopped in any of its phases goes no further, and leaves nothing half done. */
class CancelTest {

	@TempDir
	Path dir;

	/** Asks to stop as soon as something is being done, and notes whether anything was done afterwards. */
	private static final class Stop implements Progress {

		private final String when;
		private boolean reached;
		private int later;

		Stop(final String when) {
			this.when = when;
		}

		@Override
		public void update(final String doing, final double fraction) {
			if (reached) later++;
			reached |= doing.equals(when);
		}

		@Override
		public boolean isCanceled() {
			return reached;
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Measuring noise", "Reading", "Training", "Denoising", "Recovering detail" })
	void inEveryPhaseOfAZeroShotRun(final String phase) throws Exception {
		final ImagePlus image = twoSlices();
		final Stop stop = new Stop(phase);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			final ImageDenoiser denoiser = new ImageDenoiser(new ZeroShotTask(ZeroShotOptions.defaults().withSteps(8), trainer), new ResultOptions(
				PixelType.SAME, 0), line -> {});
			assertThrows(CancellationException.class, () -> denoiser.apply(image, ResultFile.of(dir.resolve("result.tif"), FileFormat.TIFF), stop));
		}
		assertTrue(stop.reached, "there was no phase " + phase);
		assertEquals(0, stop.later, "the run went on");
		try (Stream<Path> left = Files.list(dir)) {
			assertEquals(List.of(), left.toList());
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "Reading", "Comparing" })
	void inEveryPhaseOfAComparison(final String phase) {
		final Stop stop = new Stop(phase);
		final ImagePlus stack = twoSlices();
		final ImageComparison comparison = new ImageComparison(stack, stack.duplicate(), new ComparisonOptions(0, Matching.YES, Double.NaN), line -> {});
		assertThrows(CancellationException.class, () -> comparison.rows(stop));
		assertTrue(stop.reached);
		assertEquals(0, stop.later);
	}

	@Test
	void inTheSelfTest() {
		for (final String phase : List.of("Measuring noise", "Training", "Denoising")) {
			final Stop stop = new Stop(phase);
			try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
				assertThrows(CancellationException.class, () -> new SelfTest(trainer, new EngineReport()).run(stop));
			}
			assertTrue(stop.reached);
			assertEquals(0, stop.later);
		}
	}

	private interface Work {

		void run(Progress progress);
	}

	/** Asks to stop at a question, and notes whether anything was done or asked afterwards. */
	private static final class StopAt implements Progress {

		private final int question;
		private int asked;
		private int later;

		StopAt(final int question) {
			this.question = question;
		}

		@Override
		public void update(final String doing, final double fraction) {
			if (asked >= question) later++;
		}

		@Override
		public boolean isCanceled() {
			return ++asked >= question;
		}
	}

	/** The work on a single large plane would be long without a question, if it were asked for once a plane only. */
	private static void assertStopsAnywhere(final int questions, final Work work) {
		final StopAt never = new StopAt(Integer.MAX_VALUE);
		work.run(never);
		assertTrue(never.asked >= questions, () -> never.asked + " questions");
		for (final int question : new int[] { 1, 2, never.asked / 2, never.asked }) {
			final StopAt stop = new StopAt(question);
			assertThrows(CancellationException.class, () -> work.run(stop), () -> "question " + question);
			assertEquals(question, stop.asked, "asked again after the answer");
			assertEquals(0, stop.later, "the run went on");
		}
	}

	@ParameterizedTest
	@EnumSource(value = NoiseKind.class, names = "STRIPES", mode = EnumSource.Mode.EXCLUDE)
	void withinAPlaneThatIsMadeNoisy(final NoiseKind kind) {
		final ImagePlus image = NoisyImages.create("clean").resize(300, 300, "bilinear");
		assertStopsAnywhere(5, progress -> new NoiseAdder(new NoiseOptions(kind, 5, 2, 0.5, 0.9, 1), NoiseOutput.IMAGE, PixelType.SAME, line -> {}).apply(image,
			progress));
	}

	@Test
	void withinAPlaneThatIsCompared() {
		final ImagePlus image = NoisyImages.create("a"), reference = NoisyImages.create("b", 2);
		assertStopsAnywhere(4, progress -> new ImageComparison(image, reference, new ComparisonOptions(0, Matching.YES, Double.NaN), line -> {}).rows(progress));
	}

	@Test
	void withinAPlaneWhoseNoiseIsChecked() {
		final ImagePlus image = NoisyImages.create("a"), second = NoisyImages.create("b", 2);
		assertStopsAnywhere(10, progress -> new NoiseChecker(image, null, new CheckOptions(0, Double.NaN)).check(progress));
		assertStopsAnywhere(20, progress -> new NoiseChecker(image, second, new CheckOptions(0, Double.NaN)).check(progress));
	}

	@Test
	void withinAPlaneThatIsExamined() {
		final ImagePlus image = NoisyImages.create("a"), repeat = NoisyImages.create("b", 2), result = image.duplicate();
		result.getProcessor().blurGaussian(1.5);
		assertStopsAnywhere(30, progress -> new TrustExaminer(null, 0, "").examine(image, result, null, progress));
		assertStopsAnywhere(33, progress -> new TrustExaminer(null, 0, "").examine(image, result, repeat, progress));
	}

	/** Also while the checks of the results are made, after the last method. */
	@Test
	void withinARace() {
		final ImagePlus image = NoisyImages.create("a");
		assertStopsAnywhere(100, progress -> new MethodRace(image, null, new RaceOptions(RaceOptions.methods("gaussian+median", false), Effort.QUICK, 0, 1,
			ComputeDevice.CPU), line -> {}).run(null, null, progress));
	}

	private static ImagePlus twoSlices() {
		final ImagePlus image = NoisyImages.create("noisy.tif");
		image.getStack().addSlice(NoisyImages.create("", 2).getProcessor());
		image.setStack(image.getStack());
		return image;
	}
}
