package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.Toolkit;
import java.io.File;

import javax.imageio.ImageIO;

/** The display, for the tests that need one, and pictures of it for people to look at. */
public final class Screen {

	private Screen() {}

	/** Skips the test where there is no display. */
	public static void need() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "SKIPPED: the tests of windows, menus, macros and dialogs in ImageJ need a display, such as Xvfb.");
	}

	/** All of it. */
	public static Rectangle bounds() {
		return new Rectangle(Toolkit.getDefaultToolkit().getScreenSize());
	}

	/** Takes a picture of a part of the display into {@code target/screenshots}. */
	public static File picture(final Rectangle part, final String name) throws Exception {
		final File file = pictureFile(name);
		ImageIO.write(new Robot().createScreenCapture(part), "png", file);
		return file;
	}

	/** The file of a picture, in a folder that is there. */
	static File pictureFile(final String name) {
		final File file = new File("target/screenshots", name + ".png");
		file.getParentFile().mkdirs();
		return file;
	}
}
