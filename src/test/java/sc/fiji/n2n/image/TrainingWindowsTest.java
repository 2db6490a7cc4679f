package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.GraphicsEnvironment;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Plot;
import ij.gui.PlotWindow;
import ij.macro.Interpreter;
import sc.fiji.n2n.command.Screen;

/** The windows of a training. */
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingWindowsTest {

	@AfterEach
	void closeAll() {
		Interpreter.batchMode = false;
		if (GraphicsEnvironment.isHeadless()) return;
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			WindowManager.getImage(id).changes = false;
			WindowManager.getImage(id).close();
		}
	}

	@Test
	void theCurvesAreDrawnWithTheBestEpochOnALogarithmicAxis() {
		Interpreter.batchMode = true;
		final LossPlot losses = new LossPlot("cells");
		for (int epoch = 1; epoch <= 20; epoch++)
			losses.add(epoch, Math.exp(-0.3 * epoch), epoch == 4 ? Double.NaN : 2 * Math.exp(-0.25 * epoch), epoch == 17);
		final Plot plot = losses.plot();
		assertEquals("Training of cells", plot.getTitle());
		assertEquals(3, plot.getNumPlotObjects());
		assertArrayEquals(new float[] { 17 }, plot.getDataObjectArrays(2)[0]);
		assertEquals(2 * Math.exp(-0.25 * 17), plot.getDataObjectArrays(2)[1][0], 1e-6);
		assertTrue(Float.isNaN(plot.getDataObjectArrays(1)[1][3]), "a missing loss leaves no gap");
		plot.getImagePlus();
		final double[] limits = plot.getLimits();
		assertTrue(limits[2] > 0.8 * Math.exp(-6) && limits[2] < Math.exp(-6), Arrays.toString(limits));
		assertTrue(limits[3] > 2 * Math.exp(-0.25), Arrays.toString(limits));
	}

	@Test
	void lossesThatCannotBeDrawnDoNoHarm() {
		Interpreter.batchMode = true;
		final LossPlot losses = new LossPlot("cells");
		losses.add(1, Double.NaN, Double.POSITIVE_INFINITY, true);
		assertNotNull(losses.plot().getProcessor());
		losses.add(2, 0, -1, false);
		assertNotNull(losses.plot().getProcessor());
		losses.add(3, 5, 5, true);
		assertNotNull(losses.plot().getProcessor());
	}

	@Test
	void withoutAScreenOrInBatchModeNothingIsShown() {
		Interpreter.batchMode = true;
		final int before = WindowManager.getImageCount();
		final LossPlot losses = new LossPlot("cells");
		final PreviewWindow preview = new PreviewWindow("cells", 2, 2, new float[4]);
		losses.add(1, 1, 1, true);
		preview.update("epoch 1", new float[4]);
		assertFalse(losses.isOpen());
		assertFalse(preview.isOpen());
		assertNull(preview.image());
		assertEquals(before, WindowManager.getImageCount());
	}

	@Test
	void aPreviewOfAnotherSizeIsAnError() {
		assertThrows(IllegalArgumentException.class, () -> new PreviewWindow("cells", 3, 2, new float[4]));
		assertThrows(IllegalArgumentException.class, () -> new PreviewWindow("cells", 0, 0, new float[0]));
		final PreviewWindow preview = new PreviewWindow("cells", 2, 2, new float[4]);
		assertThrows(IllegalArgumentException.class, () -> preview.update("epoch 1", new float[5]));
	}

	@Test
	void theCurvesAreUpdatedInPlaceUntilTheWindowIsClosed() throws Exception {
		Screen.need();
		final LossPlot losses = new LossPlot("cells");
		final Random random = new Random(1);
		losses.add(1, 0.9, 1, true);
		final ImagePlus shown = WindowManager.getCurrentImage();
		assertTrue(shown.getWindow() instanceof PlotWindow);
		for (int epoch = 2; epoch <= 40; epoch++)
			losses.add(epoch, Math.exp(-0.1 * epoch) + 0.02 * random.nextDouble(), Math.exp(-0.1 * epoch) + 0.05, epoch == 38);
		assertEquals(1, WindowManager.getImageCount());
		assertSame(shown, WindowManager.getCurrentImage());
		assertArrayEquals(new float[] { 38 }, ((PlotWindow) shown.getWindow()).getPlot().getDataObjectArrays(2)[0]);
		picture("training");
		shown.close();
		assertFalse(losses.isOpen());
		losses.add(41, 1, 1, false);
		assertEquals(0, WindowManager.getImageCount());
	}

	@Test
	void thePreviewIsUpdatedInPlaceUntilItIsClosed() throws Exception {
		Screen.need();
		final int side = 200;
		final float[] noisy = new float[side * side];
		final float[] denoised = new float[side * side];
		final Random random = new Random(1);
		for (int i = 0; i < noisy.length; i++) {
			denoised[i] = (float) (100 + 30 * Math.sin(i % side / 9.0) * Math.cos(i / side / 7.0));
			noisy[i] = (float) (denoised[i] + 20 * random.nextGaussian());
		}
		noisy[0] = Float.NaN;
		final PreviewWindow preview = new PreviewWindow("Preview of cells", side, side, noisy);
		preview.update("epoch 1", noisy);
		final ImagePlus shown = preview.image();
		preview.update("epoch 2", denoised);
		assertSame(shown, preview.image());
		assertEquals(1, WindowManager.getImageCount());
		assertEquals(noisy[7], shown.getProcessor().getf(7, 0));
		assertEquals(denoised[7], shown.getProcessor().getf(side + 4 + 7, 0));
		assertTrue(Float.isNaN(shown.getProcessor().getf(side + 1, 0)));
		assertTrue(shown.getDisplayRangeMin() > 0 && shown.getDisplayRangeMax() < 200, shown.getDisplayRangeMin() + " " + shown.getDisplayRangeMax());
		assertTrue(shown.getWindow().createSubtitle().contains("epoch 2"), shown.getWindow().createSubtitle());
		assertFalse(shown.changes, "closing would ask whether to save");
		picture("preview");
		shown.close();
		assertFalse(preview.isOpen());
		preview.update("epoch 3", denoised);
		assertEquals(0, WindowManager.getImageCount());
	}

	/** For people to look at. */
	private static void picture(final String name) throws Exception {
		TimeUnit.MILLISECONDS.sleep(500);
		assertTrue(Screen.picture(Screen.bounds(), name).length() > 0);
	}
}
