package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;

/** ImageJ without Fiji, with the plugin installed, for the tests that need its menus. */
final class StartedImageJ {

	private StartedImageJ() {}

	/**
	 * Starts it, if it does not run yet. Does nothing without a display, where each test says that it is skipped.
	 *
	 * @param folder an empty folder for its plugins
	 * @param label a menu entry that must be there
	 */
	static void start(final Path folder, final String label) throws IOException {
		if (GraphicsEnvironment.isHeadless()) return;
		final Path plugins = Files.createDirectories(folder.resolve("plugins"));
		// As users install it: ImageJ reads the menus from the jar. The classes come from the class path here.
		try (OutputStream file = Files.newOutputStream(plugins.resolve("n2n_fiji.jar")); JarOutputStream jar = new JarOutputStream(file)) {
			jar.putNextEntry(new JarEntry("plugins.config"));
			jar.write(StartedImageJ.class.getResourceAsStream("/plugins.config").readAllBytes());
		}
		System.setProperty("plugins.dir", folder.toString());
		if (IJ.getInstance() == null) new ImageJ(ImageJ.STANDALONE);
		assertNotNull(Menus.getCommands().get(label), "ImageJ did not find the menu entry");
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
}
