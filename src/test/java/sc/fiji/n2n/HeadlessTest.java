package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.ImageStack;
import ij.io.FileSaver;
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
			"\",report=\"yes\""), () -> printed);
		assertTrue(printed.contains("trust report: ") && Files.readString(dir.resolve("out/b-report.html")).contains("Expected error"), printed);
		assertTrue(((String) ImageFiles.open(dir.resolve("out/b.tif")).getProperty("Info")).contains("model: waves"), printed);
		assertEquals(0, run("--run", "sc.fiji.n2n.command.ModelInfo", "model=\"" + model + "\""), () -> printed);
		assertTrue(printed.contains("Noise2Noise model: waves"), printed);
		Files.writeString(dir.resolve("text.n2n"), "not a model");
		assertFails("text.n2n", "--run", FILES, "input=\"" + dir.resolve("a.tif") + "\",output=\"" + dir.resolve("c.tif") + "\",model=\"" + dir.resolve(
			"text.n2n") + "\"");
	}

	@Test
	void writesASpreadMapBesideTheResult() throws Exception {
		final String files = "input=\"" + NoisyImages.save(dir.resolve("a.tif")) + "\",output=\"" + dir.resolve("out/b.tif") + "\",method=\"fast\",spread=\"yes\"";
		assertFails("Choose the effort normal or thorough", "--run", FILES, files + ",effort=\"quick\"");
		assertEquals(0, run("--run", FILES, files), () -> printed);
		assertEquals(List.of("b-spread.tif", "b.tif"), results());
		final ImagePlus map = ImageFiles.open(dir.resolve("out/b-spread.tif"));
		assertTrue(map.getBitDepth() == 32 && map.getStatistics().min >= 0 && map.getStatistics().mean > 0.1, map::toString);
		assertTrue(NoisyImages.error(ImageFiles.open(dir.resolve("out/b.tif"))) < 15, "not denoised");
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
	void aFolderOfAllSortsIsDoneButForWhatIsBroken() throws Exception {
		NoisyImages.save(dir.resolve("in/a.tif"));
		new FileSaver(NoisyImages.create("b")).saveAsPng(dir.resolve("in/b.png").toString());
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < 3; i++)
			stack.addSlice("slice " + i, NoisyImages.create("", i).getProcessor().convertToShort(false));
		ImageFiles.saveTiff(new ImagePlus("stack", stack), dir.resolve("in/deep/stack.tif"));
		final Path readOnly = NoisyImages.save(dir.resolve("in/readonly.tif"));
		assertTrue(readOnly.toFile().setWritable(false));
		Files.writeString(dir.resolve("in/bad.tif"), "not an image");
		final byte[] whole = Files.readAllBytes(readOnly);
		Files.write(dir.resolve("in/cut.tif"), Arrays.copyOf(whole, whole.length / 2));
		final String inputs = "input=\"" + dir.resolve("in") + "\",output=\"" + dir.resolve("out") + "\",method=\"fast\",effort=\"quick\"";
		assertEquals(1, run("--run", FILES, inputs), () -> printed);
		assertTrue(printed.contains("4 files denoised, 0 skipped, 2 failed."), printed);
		final String summary = printed.substring(printed.indexOf("4 files denoised"));
		assertTrue(summary.contains("bad.tif: it is not an image") && summary.contains("cut.tif: it is not complete"), summary);
		assertEquals(List.of("a.tif", "b.tif", "deep/stack.tif", "readonly.tif"), results());
		final ImagePlus result = ImageFiles.open(dir.resolve("out/deep/stack.tif"));
		assertEquals(3, result.getStackSize());
		assertEquals(16, result.getBitDepth());
		assertEquals("slice 2", result.getStack().getSliceLabel(3));
		assertTrue(result.getInfoProperty().contains("method used: fast"), result.getInfoProperty());
		assertEquals(1, run("--run", FILES, inputs), () -> printed);
		assertTrue(printed.contains("0 files denoised, 4 skipped, 2 failed."), printed);
	}

	@Test
	void whatAKilledRunLeftIsDoneByTheNext() throws Exception {
		for (int i = 0; i < 6; i++)
			NoisyImages.save(dir.resolve("in/" + i + ".tif"));
		final String files = "input=\"" + dir.resolve("in") + "\",output=\"" + dir.resolve("out") + "\",method=\"fast\",effort=";
		final Process process = HeadlessProcess.start(dir.resolve("printed.txt"), "--run", FILES, files + "\"normal\"");
		final long started = System.nanoTime();
		while (visible().isEmpty() && process.isAlive() && System.nanoTime() - started < TimeUnit.MINUTES.toNanos(2))
			Thread.sleep(5);
		process.destroyForcibly();
		assertTrue(process.waitFor(10, TimeUnit.SECONDS), "It does not stop.");
		final List<String> before = visible();
		assertTrue(!before.isEmpty() && before.size() < 6, before::toString);
		for (final String result : before)
			assertTrue(NoisyImages.error(ImageFiles.open(dir.resolve("out").resolve(result))) < 15, result + " is not complete");
		assertEquals(0, run("--run", FILES, files + "\"quick\""), () -> printed);
		assertTrue(printed.contains(6 - before.size() + (before.size() == 5 ? " file" : " files") + " denoised, " + before.size() + " skipped, 0 failed."),
			printed);
		assertEquals(List.of("0.tif", "1.tif", "2.tif", "3.tif", "4.tif", "5.tif"), results());
	}

	/** Two processes share a folder, as two jobs of a cluster: each file is done by one of them. */
	@Test
	@Tag("long")
	void twoProcessesShareFiftyFiles() throws Exception {
		for (int i = 0; i < 50; i++)
			NoisyImages.save(dir.resolve("in/" + i + ".tif"));
		final String inputs = "input=\"" + dir.resolve("in") + "\",output=\"" + dir.resolve("out") + "\",method=\"fast\",effort=\"quick\"";
		final Process first = HeadlessProcess.start(dir.resolve("first.txt"), "--run", FILES, inputs);
		final Process second = HeadlessProcess.start(dir.resolve("second.txt"), "--run", FILES, inputs);
		assertEquals(0, HeadlessProcess.exitOf(first), () -> dir.toString());
		assertEquals(0, HeadlessProcess.exitOf(second), () -> dir.toString());
		assertEquals(50, visible().size());
		assertEquals(visible(), results());
		for (final String result : visible())
			assertTrue(NoisyImages.error(ImageFiles.open(dir.resolve("out").resolve(result))) < 15, result);
		printed = Files.readString(dir.resolve("first.txt")) + Files.readString(dir.resolve("second.txt"));
		assertTrue(printed.contains("is being written by another run"), printed);
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

	/** What looks finished. */
	private List<String> visible() throws IOException {
		return results().stream().filter(name -> !name.startsWith(".")).toList();
	}

	private int run(final String... args) throws Exception {
		final Path file = dir.resolve("printed.txt");
		final int exit = HeadlessProcess.run(file, args);
		printed = Files.readString(file);
		return exit;
	}
}
