package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;

class ImageWindowsTest {

	private boolean before;

	@BeforeEach
	void batchMode() {
		before = Interpreter.batchMode;
		Interpreter.batchMode = true;
	}

	@AfterEach
	void asBefore() {
		for (final int id : Interpreter.getBatchModeImageIDs())
			Interpreter.removeBatchModeImage(Interpreter.getBatchModeImage(id));
		WindowManager.setTempCurrentImage(null);
		Interpreter.batchMode = before;
	}

	@Test
	void inBatchModeTheResultIsTheCurrentImageOfTheMacro() throws Exception {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		final Thread macro = Thread.currentThread();
		final FutureTask<ImagePlus> worker = new FutureTask<>(() -> {
			ImageWindows.show(imp, List.of(macro));
			ImageWindows.show(imp, List.of(macro));
			return WindowManager.getTempCurrentImage();
		});
		new Thread(worker).start();
		assertNull(worker.get(), "the worker keeps the image");
		assertSame(imp, WindowManager.getCurrentImage());
		assertEquals(1, Arrays.stream(Interpreter.getBatchModeImageIDs()).filter(id -> id == imp.getID()).count());
	}

	@Test
	void withoutAScreenTheResultIsTheCurrentImageToo() {
		Interpreter.batchMode = false;
		org.junit.jupiter.api.Assumptions.assumeTrue(java.awt.GraphicsEnvironment.isHeadless());
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		ImageWindows.show(imp, List.of(Thread.currentThread()));
		assertSame(imp, WindowManager.getCurrentImage());
	}
}
