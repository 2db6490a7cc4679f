package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Choice;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.TextField;
import java.awt.Toolkit;
import java.awt.event.ActionEvent;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.Menus;
import ij.WindowManager;
import ij.gui.GenericDialog;
import sc.fiji.n2n.image.ImageFiles;

/** Training in ImageJ without Fiji, by macros and by a user in front of a screen. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainInImageJTest {

	private static final String LABEL = "N2N Train...";

	@TempDir
	static Path imagej;

	@TempDir
	Path dir;

	@BeforeAll
	static void startImageJ() throws IOException {
		// Each test says that it is skipped.
		if (GraphicsEnvironment.isHeadless()) return;
		final Path plugins = Files.createDirectories(imagej.resolve("plugins"));
		try (OutputStream file = Files.newOutputStream(plugins.resolve("n2n_fiji.jar")); JarOutputStream jar = new JarOutputStream(file)) {
			jar.putNextEntry(new JarEntry("plugins.config"));
			jar.write(TrainInImageJTest.class.getResourceAsStream("/plugins.config").readAllBytes());
		}
		System.setProperty("plugins.dir", imagej.toString());
		if (IJ.getInstance() == null) new ImageJ(ImageJ.STANDALONE);
		assertNotNull(Menus.getCommands().get(LABEL), "ImageJ did not find the menu entry");
	}

	@BeforeEach
	void needDisplay() {
		assumeFalse(GraphicsEnvironment.isHeadless(), "SKIPPED: the tests of menus, macros and dialogs in ImageJ need a display, such as Xvfb.");
	}

	@AfterEach
	void closeAll() {
		if (GraphicsEnvironment.isHeadless()) return;
		final int[] ids = WindowManager.getIDList();
		if (ids != null) for (final int id : ids) {
			WindowManager.getImage(id).changes = false;
			WindowManager.getImage(id).close();
		}
		IJ.resetEscape();
	}

	@Test
	void aMacroTrainsOnTwoImagesAndKeepsItsWindows() throws IOException {
		TrainCommandsTest.noisy("first one", 1, 1).show();
		TrainCommandsTest.noisy("second one", 2, 1).show();
		final Path model = dir.resolve("a model.n2n");
		final String printed = IJ.runMacro("selectImage('first one'); run('" + LABEL + "', 'pairs=images noisy_b=[second one] model=[" + model +
			"] preset=[" + TrainCommandsTest.preset(dir) + "] epochs=2 minutes=0.5 device=cpu'); return getTitle() + '|' + nImages;");
		assertEquals("first one|2", printed);
		assertTrue(Files.size(model) > 0);
	}

	@Test
	void aMacroTrainsOnFiles() throws IOException {
		for (int i = 1; i <= 2; i++)
			ImageFiles.saveTiff(TrainCommandsTest.noisy("", i, 1), dir.resolve("in/waves_" + i + ".tif"));
		final Path model = dir.resolve("m.n2n");
		IJ.runMacro("run('Train on Files...', 'pairs=names folder=[" + dir.resolve("in") + "] model=[" + model + "] preset=[" + TrainCommandsTest.preset(
			dir) + "] epochs=1 device=cpu');");
		assertTrue(Files.size(model) > 0);
	}

	@Test
	void aUserSeesTheTrainingAndThenTheImageAgain() throws Exception {
		final ImagePlus noisy = TrainCommandsTest.noisy("noisy", 1, 6);
		noisy.show();
		final Path model = dir.resolve("m.n2n");
		final CompletableFuture<String> dialog = DialogWatcher.onNext("n2n-train", shown -> {
			final GenericDialog generic = (GenericDialog) shown;
			fill(generic, model.toString(), presetOf(dir));
			generic.actionPerformed(new ActionEvent(generic.getButtons()[0], ActionEvent.ACTION_PERFORMED, ""));
		});
		IJ.doCommand(LABEL);
		assertTrue(dialog.get(1, TimeUnit.MINUTES).contains("Model"), dialog::join);
		for (int i = 0; i < 300 && WindowManager.getImageCount() < 3; i++)
			TimeUnit.MILLISECONDS.sleep(100);
		for (int i = 0; i < 300 && !Files.exists(model); i++)
			TimeUnit.MILLISECONDS.sleep(100);
		assertTrue(Files.exists(model), "no model");
		TimeUnit.SECONDS.sleep(3);
		picture();
		final List<String> titles = Arrays.asList(WindowManager.getImageTitles());
		assertTrue(titles.contains("Training of m.n2n") && titles.contains("Preview of m.n2n"), titles::toString);
		assertSame(noisy, WindowManager.getCurrentImage());
	}

	private static void fill(final GenericDialog dialog, final String model, final String preset) {
		final List<?> texts = dialog.getStringFields();
		((TextField) texts.get(0)).setText(model);
		((TextField) texts.get(1)).setText(preset);
		for (final Object choice : dialog.getChoices())
			for (int i = 0; i < ((Choice) choice).getItemCount(); i++)
				if (((Choice) choice).getItem(i).equals("repeats")) ((Choice) choice).select("repeats");
		// Rank, depth, width, epochs.
		((TextField) dialog.getNumericFields().get(3)).setText("30");
	}

	private static String presetOf(final Path dir) {
		try {
			return TrainCommandsTest.preset(dir);
		}
		catch (final IOException e) {
			throw new IllegalStateException(e);
		}
	}

	/** For people to look at. */
	private static void picture() throws Exception {
		final File file = new File("target/screenshots/live-view.png");
		file.getParentFile().mkdirs();
		ImageIO.write(new Robot().createScreenCapture(new Rectangle(Toolkit.getDefaultToolkit().getScreenSize())), "png", file);
	}
}
