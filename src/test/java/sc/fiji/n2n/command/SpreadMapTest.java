package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.CommandModule;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.WindowManager;
import sc.fiji.n2n.image.ImageFiles;

/** Maps of the spread: by macros, through SciJava and beside files. */
// In a thread of its own, because a box that nobody closes cannot be interrupted.
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SpreadMapTest {

	private static final String LABEL = "ZS-N2N Denoise...";

	@RegisterExtension
	static final StartedImageJ IMAGEJ = new StartedImageJ(LABEL);

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();

	@Test
	void whatHasNoPassesIsAProblemBeforeTheWork() throws Exception {
		commands.assertProblem(ZeroShotDenoise.class, "Choose the effort normal or thorough", "image", NoisyImages.create("a"), "effort", "quick", "spread", "yes");
		commands.assertProblem(ZeroShotDenoise.class, "Choose the method auto or fast", "image", NoisyImages.create("a"), "method", "published", "spread", "yes");
		commands.assertProblem(ZeroShotDenoise.class, "There is no spread \"maybe\"", "image", NoisyImages.create("a"), "spread", "maybe");
		final Path file = NoisyImages.save(dir.resolve("a.tif"));
		commands.assertProblem(DenoiseFiles.class, "a model is applied once", "input", file.toString(), "output", dir.resolve("out").toString(), "model", SavedModels
			.random(dir.resolve("a.n2n"), 2).toString(), "spread", "yes");
		assertFalse(Files.exists(dir.resolve("out")));
	}

	@Test
	void filesHaveOneBesideTheResult() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		final Object[] inputs = { "input", dir.resolve("in").toString(), "output", dir.resolve("out").toString(), "method", "fast", "spread", "yes" };
		assertFalse(commands.run(DenoiseFiles.class, inputs).isCanceled(), log::toString);
		final ImagePlus map = ImageFiles.open(dir.resolve("out/a-spread.tif"));
		assertEquals(32, map.getBitDepth());
		assertTrue(map.getStatistics().min >= 0 && map.getStatistics().mean > 0.1, map::toString);
		assertTrue(map.getInfoProperty().contains("Spread map by Noise2Noise"), map.getInfoProperty());
		assertFalse(commands.run(DenoiseFiles.class, inputs).isCanceled(), log::toString);
		commands.assertLogged("0 files denoised, 1 skipped, 0 failed.");
		// No file that is there is overwritten, and no result.
		Files.delete(dir.resolve("out/a.tif"));
		commands.assertProblem(DenoiseFiles.class, "would overwrite " + dir.resolve("out/a-spread.tif"), inputs);
		NoisyImages.save(dir.resolve("in/a-spread.tif"));
		Files.delete(dir.resolve("out/a-spread.tif"));
		commands.assertProblem(DenoiseFiles.class, "which another input or result has", inputs);
		assertFalse(Files.exists(dir.resolve("out/a.tif")));
	}

	@Test
	void goesIntoAFileBesideThatOfTheResult() throws Exception {
		final ImageStack slices = new ImageStack(64, 64);
		for (int i = 0; i < 2; i++)
			slices.addSlice(NoisyImages.create("", i).getProcessor());
		final ImagePlus noisy = new ImagePlus("noisy", slices);
		final CommandModule module = commands.run(ZeroShotDenoise.class, "image", noisy, "method", "fast", "spread", "yes", "save", dir.resolve("new/a.tif").toString());
		final ImagePlus map = (ImagePlus) module.getOutput("map");
		assertTrue(map.getStack().isVirtual());
		assertEquals("a-spread.tif", map.getTitle());
		assertTrue(map.getStatistics().min >= 0 && map.getStatistics().mean > 0.1, map::toString);
		commands.assertProblem(ZeroShotDenoise.class, "is read from", "image", map, "spread", "yes", "save", dir.resolve("new/a.tif").toString());
	}

	@Test
	void aMacroGoesOnWithTheResultAndFindsTheMap() {
		Screen.need();
		assertEquals("noisy denoised|3|noisy denoised-spread|32", IJ.runMacro("newImage('noisy', '8-bit noise', 64, 64, 1); run('" + LABEL +
			"', 'method=fast spread=yes'); title = getTitle(); count = nImages; selectImage('noisy denoised-spread'); return title + '|' + count + '|' + getTitle() + '|' + bitDepth();"));
		final ImagePlus map = WindowManager.getImage("noisy denoised-spread");
		assertTrue(map.getStatistics().min >= 0 && map.getStatistics().mean > 0, map::toString);
		assertTrue(Macros.problem("selectImage('noisy'); run('" + LABEL + "', 'method=fast effort=quick spread=yes');").contains("Choose the effort normal"));
	}
}
