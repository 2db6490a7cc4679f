package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;

import ij.ImagePlus;
import ij.ImageStack;
import sc.fiji.n2n.image.ImageFiles;

/** Results of open images that go into a file. */
class SavedResultTest {

	@TempDir
	Path dir;

	@RegisterExtension
	final ScriptedCommands commands = new ScriptedCommands();

	private final List<String> log = commands.log();
	private ImagePlus noisy;

	@BeforeEach
	void openVirtualStack() throws Exception {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < 4; i++)
			stack.addSlice("slice " + i, NoisyImages.create("", i).getProcessor());
		final ImagePlus imp = new ImagePlus("noisy", stack);
		imp.setDimensions(2, 2, 1);
		imp.setOpenAsHyperStack(true);
		ImageFiles.saveTiff(imp, dir.resolve("noisy.tif"));
		noisy = ImageFiles.openVirtual(dir.resolve("noisy.tif"));
		assertTrue(noisy.getStack().isVirtual());
	}

	@Test
	void isTheSameAsInMemory() throws Exception {
		final ImagePlus inMemory = result(run(ZeroShotDenoise.class, "image", noisy, "method", "fast", "effort", "quick"));
		final Path file = dir.resolve("new folder/denoised.tif");
		final ImagePlus inFile = result(run(ZeroShotDenoise.class, "image", noisy, "method", "fast", "effort", "quick", "save", file.toString()));
		assertFalse(inMemory.getStack().isVirtual());
		assertTrue(inFile.getStack().isVirtual());
		assertEquals("denoised.tif", inFile.getTitle());
		assertArrayEquals(inMemory.getDimensions(), inFile.getDimensions());
		for (int i = 1; i <= 4; i++) {
			assertArrayEquals((byte[]) inMemory.getStack().getPixels(i), (byte[]) inFile.getStack().getPixels(i));
			assertEquals("slice " + (i - 1), inFile.getStack().getSliceLabel(i));
		}
		assertTrue(inFile.getInfoProperty().contains("method used: fast"));
	}

	@Test
	void modelsWriteIntoFilesToo() throws Exception {
		final Path model = SavedModels.random(dir.resolve("a.n2n"), 2);
		final Path file = dir.resolve("denoised.tif");
		final ImagePlus inFile = result(run(N2nDenoise.class, "image", noisy, "model", model.toString(), "save", file.toString()));
		assertTrue(inFile.getStack().isVirtual());
		assertEquals(4, ImageFiles.open(file).getStackSize());
	}

	@Test
	void theFileOfAnOpenImageIsNeverOverwritten() throws Exception {
		final Path file = dir.resolve("noisy.tif");
		final byte[] before = Files.readAllBytes(file);
		assertProblem("is read from " + file, noisy, file.toString());
		Files.createDirectory(dir.resolve("sub"));
		assertProblem("is read from", noisy, dir.resolve("sub/../noisy.tif").toString());
		assertProblem("is read from", ImageFiles.open(file), file.toString());
		assertArrayEquals(before, Files.readAllBytes(file));
	}

	@Test
	void aNameThatCannotBeIsAProblemBeforeTheWork() throws Exception {
		assertProblem("does not end in .tif", noisy, dir.resolve("a.png").toString());
		assertProblem("is in the way", noisy, dir.resolve("noisy.tif/a.tif").toString());
		assertFalse(log.stream().anyMatch(line -> line.contains("method used")), log::toString);
	}

	private void assertProblem(final String words, final ImagePlus image, final String save) throws Exception {
		commands.assertProblem(ZeroShotDenoise.class, words, "image", image, "method", "fast", "effort", "quick", "save", save);
	}

	private ImagePlus result(final CommandModule module) {
		assertFalse(module.isCanceled(), log::toString);
		return (ImagePlus) module.getOutput("result");
	}

	private CommandModule run(final Class<? extends Command> command, final Object... inputs) throws Exception {
		return commands.run(command, inputs);
	}
}
