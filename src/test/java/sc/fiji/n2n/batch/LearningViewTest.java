package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;
import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.command.Screen;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.BoxModel;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.LearningPoint;
import sc.fiji.n2n.denoise.LearningPreview;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageChannels;

/** The windows of a zero-shot run, with a clock that is set by hand. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LearningViewTest {

	private static final long SECOND = 1_000_000_000L;

	private final ImagePlus noisy = NoisyImages.create("noisy");
	private long now = 5;

	@BeforeEach
	void needDisplay() {
		Screen.need();
		noisy.show();
	}

	@AfterEach
	void closeAll() {
		Interpreter.batchMode = false;
		noisy.changes = false;
		noisy.close();
		assertEquals(0, WindowManager.getImageCount(), "a window was left open");
	}

	/** Steps of a tenth of a second. */
	private void learn(final LearningView view, final int from, final int to, final int steps) {
		for (int step = from; step <= to; step++) {
			now += SECOND / 10;
			view.learned(new LearningPoint(step, steps, 1.0 / step, step % 10 == 0 ? 1.5 / step : Double.NaN, 0.9), BoxModel::new);
		}
	}

	@Test
	void aShortRunOpensNoWindows() {
		try (LearningView view = new LearningView(noisy, () -> now)) {
			view.begin(preview());
			learn(view, 1, 40, 40);
			assertEquals(1, WindowManager.getImageCount());
		}
		assertSame(noisy, WindowManager.getCurrentImage());
	}

	@Test
	void aLongRunShowsItsCurvesAndThePreviewUntilItEnds() {
		try (LearningView view = new LearningView(noisy, () -> now)) {
			view.begin(preview());
			learn(view, 1, 9, 200);
			assertEquals(1, WindowManager.getImageCount(), "too early to tell");
			learn(view, 10, 120, 200);
			assertEquals(3, WindowManager.getImageCount());
			final Plot plot = ((PlotWindow) WindowManager.getImage("Training of noisy").getWindow()).getPlot();
			assertEquals(3, plot.getNumPlotObjects());
			assertEquals(120, plot.getDataObjectArrays(0)[0].length);
			assertArrayEquals(new float[] { 10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120 }, plot.getDataObjectArrays(1)[0]);
			assertArrayEquals(new float[] { 0.9f, 0.9f }, plot.getDataObjectArrays(2)[1]);
			final ImagePlus shown = WindowManager.getImage("Preview of noisy");
			assertEquals(2 * 64 + 4, shown.getWidth());
			assertTrue(shown.getWindow().createSubtitle().contains("after step 120 of 200"), shown.getWindow().createSubtitle());
			assertEquals(noisy.getProcessor().getf(9, 3), shown.getProcessor().getf(9, 3));
		}
		assertSame(noisy, WindowManager.getCurrentImage());
	}

	/** A second channel or slice, or a restart: the same windows, new curves. */
	@Test
	void theNextNetworkTakesTheSameWindows() {
		final ImagePlus other = NoisyImages.create("noisy", 2);
		try (LearningView view = new LearningView(noisy, () -> now)) {
			view.begin(preview());
			learn(view, 1, 60, 60);
			final ImagePlus shown = WindowManager.getImage("Preview of noisy");
			assertNotNull(shown);
			view.begin(preview(other));
			learn(view, 1, 20, 60);
			assertEquals(3, WindowManager.getImageCount());
			assertSame(shown, WindowManager.getImage("Preview of noisy"));
			assertEquals(other.getProcessor().getf(9, 3), shown.getProcessor().getf(9, 3));
			learn(view, 1, 5, 60);
			final Plot plot = ((PlotWindow) WindowManager.getImage("Training of noisy").getWindow()).getPlot();
			assertEquals(5, plot.getDataObjectArrays(0)[0].length);
		}
	}

	@Test
	void aUserMayCloseTheWindowsDuringTheRun() {
		try (LearningView view = new LearningView(noisy, () -> now)) {
			view.begin(preview());
			learn(view, 1, 60, 200);
			WindowManager.getImage("Preview of noisy").close();
			WindowManager.getImage("Training of noisy").close();
			learn(view, 61, 200, 200);
			assertEquals(1, WindowManager.getImageCount());
		}
	}

	@Test
	void nothingIsShownInBatchMode() {
		Interpreter.batchMode = true;
		try (LearningView view = new LearningView(noisy, () -> now)) {
			view.begin(preview());
			learn(view, 1, 200, 200);
			Interpreter.batchMode = false;
			assertNull(WindowManager.getImage("Preview of noisy"));
			assertNull(WindowManager.getImage("Training of noisy"));
		}
	}

	private LearningPreview preview() {
		return preview(noisy);
	}

	/** What a run gives of an image. */
	private static LearningPreview preview(final ImagePlus image) {
		final LearningPreview[] given = new LearningPreview[1];
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			new ZeroShot(ZeroShotOptions.defaults().with(Method.FAST).with(ComputeDevice.CPU).withSteps(1), trainer, new LearningListener() {

				@Override
				public void begin(final LearningPreview preview) {
					given[0] = preview;
				}
			}).denoise(ImageChannels.view(image, 0), 1, false, (plane, pixels) -> {}, Progress.NONE);
		}
		return given[0];
	}
}
