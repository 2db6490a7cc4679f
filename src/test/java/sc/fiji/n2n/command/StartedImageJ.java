package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.text.TextWindow;

/**
 * ImageJ without Fiji, with the plugin installed, for the tests that need its menus. It is started before a class, if it does not run
 * yet, and its windows are closed after each test. Does nothing without a display, where each test says that it is skipped.
 */
final class StartedImageJ implements BeforeAllCallback, AfterEachCallback {

	private final String label;

	/**
	 * @param label a menu entry that must be there
	 */
	StartedImageJ(final String label) {
		this.label = label;
	}

	@Override
	public void beforeAll(final ExtensionContext tests) throws IOException {
		if (GraphicsEnvironment.isHeadless()) return;
		if (IJ.getInstance() == null) start();
		assertNotNull(Menus.getCommands().get(label), "ImageJ did not find the menu entry");
	}

	private static void start() throws IOException {
		final Path folder = Path.of("target", "imagej").toAbsolutePath();
		final Path plugins = Files.createDirectories(folder.resolve("plugins"));
		// As users install it: ImageJ reads the menus from the jar. The classes come from the class path here.
		try (OutputStream file = Files.newOutputStream(plugins.resolve("n2n_fiji.jar")); JarOutputStream jar = new JarOutputStream(file)) {
			jar.putNextEntry(new JarEntry("plugins.config"));
			jar.write(StartedImageJ.class.getResourceAsStream("/plugins.config").readAllBytes());
		}
		System.setProperty("plugins.dir", folder.toString());
		new ImageJ(ImageJ.STANDALONE);
	}

	@Override
	public void afterEach(final ExtensionContext test) {
		if (GraphicsEnvironment.isHeadless()) return;
		for (final Window window : Window.getWindows())
			if (window instanceof TextWindow text && text.isShowing() && !text.getTitle().equals("Log")) text.close(false);
		OpenRecorder.close();
		closeAllBut();
		IJ.resetEscape();
	}

	/** Closes all images but some, without asking whether to save them. */
	static void closeAllBut(final ImagePlus... kept) {
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			final ImagePlus image = WindowManager.getImage(id);
			if (Arrays.asList(kept).contains(image)) continue;
			image.changes = false;
			image.close();
		}
	}

	/** Makes an image the current one. The window system does so with the window that it shows last, in its own time, which is waited for. */
	static void select(final ImagePlus image) throws InterruptedException {
		TimeUnit.MILLISECONDS.sleep(500);
		IJ.selectWindow(image.getID());
	}

	/** Waits until an image is shown. */
	static ImagePlus waitForImage(final String title) throws InterruptedException {
		for (int i = 0; i < 1200 && WindowManager.getImage(title) == null; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertNotNull(WindowManager.getImage(title), "no " + title);
		return WindowManager.getImage(title);
	}

	/** Waits until a table or a text is shown. */
	static Window waitForWindow(final String title) throws InterruptedException {
		for (int i = 0; i < 300 && WindowManager.getWindow(title) == null; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertNotNull(WindowManager.getWindow(title), "no " + title);
		return WindowManager.getWindow(title);
	}
}
