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
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.PixelType;
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

	private static ImagePlus twoSlices() {
		final ImagePlus image = NoisyImages.create("noisy.tif");
		image.getStack().addSlice(NoisyImages.create("", 2).getProcessor());
		image.setStack(image.getStack());
		return image;
	}
}
