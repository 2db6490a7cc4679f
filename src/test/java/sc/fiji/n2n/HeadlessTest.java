package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.command.SavedModels;
import sc.fiji.n2n.image.ImageFiles;

/** A process of its own, as on a server. */
class HeadlessTest {

	private static final String FILES = "sc.fiji.n2n.command.DenoiseFiles";

	@TempDir
	Path dir;

	private String printed;

	@Test
	void goesOnAfterABadFileAndSkipsWhatIsDone() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		NoisyImages.save(dir.resolve("in/sub dir/b.tif"));
		Files.writeString(dir.resolve("in/bad.tif"), "not an image");
		final String inputs = "input=\"" + dir.resolve("in") + "\",output=\"" + dir.resolve("out") + "\",method=\"fast\",effort=\"quick\"";
		assertEquals(1, run("--run", FILES, inputs), () -> printed);
		assertTrue(printed.contains("2 files denoised, 0 skipped, 1 failed."), printed);
		assertTrue(printed.contains("bad.tif"), printed);
		assertEquals(List.of("a.tif", "sub dir/b.tif"), results());
		assertTrue(NoisyImages.error(ImageFiles.open(dir.resolve("out/a.tif"))) < 15, "not denoised");
		assertFalse(printed.contains("\tat "), printed);
		Files.delete(dir.resolve("in/bad.tif"));
		assertEquals(0, run("--run", FILES, inputs), () -> printed);
		assertTrue(printed.contains("0 files denoised, 2 skipped, 0 failed."), printed);
	}

	@Test
	void appliesAModel() throws Exception {
		NoisyImages.save(dir.resolve("a.tif"));
		final Path model = SavedModels.random(dir.resolve("my model.n2n"), 2);
		assertEquals(0, run("--run", FILES, "input=\"" + dir.resolve("a.tif") + "\",output=\"" + dir.resolve("out/b.tif") + "\",model=\"" + model +
			"\""), () -> printed);
		assertTrue(((String) ImageFiles.open(dir.resolve("out/b.tif")).getProperty("Info")).contains("model: waves"), printed);
		assertEquals(0, run("--run", "sc.fiji.n2n.command.ModelInfo", "model=\"" + model + "\""), () -> printed);
		assertTrue(printed.contains("Noise2Noise model: waves"), printed);
		Files.writeString(dir.resolve("text.n2n"), "not a model");
		assertFails("text.n2n", "--run", FILES, "input=\"" + dir.resolve("a.tif") + "\",output=\"" + dir.resolve("c.tif") + "\",model=\"" + dir.resolve(
			"text.n2n") + "\"");
	}

	@Test
	void failsOnMistakes() throws Exception {
		assertFails("without a window");
		for (final String words : List.of("DenoiseFiles 'input=\"folder\",output=\"results\",model=\"cells.n2n\"'", "TrainOnFiles 'pairs=\"names\"",
			"start: ", "model: the file to write"))
			assertTrue(printed.contains(words), printed);
		assertFails("no.such.Command", "--run", "no.such.Command", "input=\"a.tif\"");
		assertFails("inptu", "--run", FILES, "inptu=\"a.tif\"");
		assertFails("There is no method \"slow\"", "--run", FILES, "input=\"a.tif\",output=\"b.tif\",method=\"slow\"");
		assertFails("missing.tif", "--run", FILES, "input=\"" + dir.resolve("missing.tif") + "\",output=\"b.tif\"");
	}

	@Test
	void leavesNoHalfResultWhenKilled() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		final Process process = HeadlessProcess.start(dir.resolve("printed.txt"), "--run", FILES, "input=\"" + dir.resolve("in") + "\",output=\"" + dir.resolve("out") +
			"\",method=\"published\",effort=\"thorough\"");
		assertFalse(process.waitFor(4, TimeUnit.SECONDS), "It cannot be done yet.");
		process.destroy();
		assertTrue(process.waitFor(10, TimeUnit.SECONDS), "It does not stop.");
		assertFalse(process.exitValue() == 0);
		assertEquals(List.of(), results());
	}

	private void assertFails(final String words, final String... args) throws Exception {
		assertEquals(1, run(args), () -> printed);
		assertTrue(printed.contains(words), printed);
	}

	private List<String> results() throws IOException {
		final Path out = dir.resolve("out");
		if (!Files.exists(out)) return List.of();
		try (Stream<Path> files = Files.walk(out)) {
			return files.filter(Files::isRegularFile).map(file -> out.relativize(file).toString().replace('\\', '/')).sorted().toList();
		}
	}

	private int run(final String... args) throws Exception {
		final Path file = dir.resolve("printed.txt");
		final int exit = HeadlessProcess.run(file, args);
		printed = Files.readString(file);
		return exit;
	}
}
