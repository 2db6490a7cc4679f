package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.config.FileFormat;

class BatchPlanTest {

	@TempDir
	Path dir;

	@Test
	void folderKeepsItsStructureAndLeavesOutWhatIsNoImage() throws IOException {
		touch("in/b.tif", "in/a.png", "in/sub/c.tif", "in/notes.txt", "in/.hidden.tif", "in/.cache/d.tif");
		assertEquals(List.of("a.tif", "b.tif", "sub/c.tif"), outputs("in", "out"));
	}

	@Test
	void patternPicksFiles() throws IOException {
		touch("in/a.tif", "in/b.png", "in/sub/c.tif");
		assertEquals(List.of("a.tif"), outputs("in/*.tif", "out"));
		assertEquals(List.of("a.tif", "sub/c.tif"), outputs("in/**/*.tif", "out"));
	}

	/** As scanners name them; other files without an ending are not images. */
	@Test
	void dicomFilesWithoutAnEndingAreFound() throws IOException {
		touch("in/a.tif", "in/LICENSE", "in/EMPTY");
		Files.writeString(dir.resolve("in/LICENSE"), "x".repeat(200));
		Files.writeString(dir.resolve("in/IM0001"), "\0".repeat(128) + "DICM");
		assertEquals(List.of("IM0001.tif", "a.tif"), outputs("in", "out"));
		assertEquals(List.of("IM0001.tif"), outputs("in/IM*", "out"));
	}

	@Test
	void fileNameWithSpecialCharactersIsAFile() throws IOException {
		touch("in/a[1].tif", "in/a1.tif");
		assertEquals(List.of("a[1].tif"), outputs("in/a[1].tif", "out"));
	}

	@Test
	void oneFileGoesToAFileOrAFolder() throws IOException {
		touch("a.tif");
		Files.createDirectory(dir.resolve("folder.tif"));
		assertEquals(dir.resolve("b.tif"), plan("a.tif", "b.tif").jobs().get(0).output());
		assertEquals(dir.resolve("new/a.tif"), plan("a.tif", "new").jobs().get(0).output());
		assertEquals(dir.resolve("folder.tif/a.tif"), plan("a.tif", "folder.tif").jobs().get(0).output());
	}

	@Test
	void severalFilesDoNotGoToOne() throws IOException {
		touch("in/a.tif", "in/b.tif", "taken.tif", "taken");
		assertProblem("2 input files", "in", "b.tif");
		assertProblem("2 input files", "in", "taken.tif");
		assertProblem("does not end in .tif", "in", "b.png");
		assertProblem("does not end in .tif", "in", "taken");
	}

	@Test
	void resultsInsideTheInputFolderAreNotReadAgain() throws IOException {
		touch("in/a.tif", "in/out/a.tif", "in/out/deep/b.tif");
		assertEquals(List.of("a.tif"), outputs("in", "in/out"));
		assertEquals(List.of("a.tif"), outputs("in/**/*.tif", "in/sub/../out"));
	}

	@Test
	void inputsAreNeverOverwritten() throws IOException {
		touch("in/a.tif", "in/b.png");
		assertProblem("overwrite", "in/a.tif", "in/a.tif");
		assertProblem("overwrite", "in/a.tif", "in/../in/a.tif");
		assertProblem("overwrite", "in/a.tif", "in");
		assertProblem("overwrite", "in", "in");
		assertProblem("overwrite", "in/*.tif", "in");
		Files.createSymbolicLink(dir.resolve("link"), dir.resolve("in"));
		assertProblem("overwrite", "in/a.tif", "link");
		assertProblem("overwrite", "link/a.tif", "in/a.tif");
		Files.createSymbolicLink(dir.resolve("b.tif"), dir.resolve("in/a.tif"));
		assertProblem("overwrite", "in/a.tif", "b.tif");
	}

	@Test
	void resultsBesideInputsMustNotBecomeInputs() throws IOException {
		touch("in/b.png");
		assertProblem("next time", "in", "in");
		assertProblem("next time", "in/*", "in");
		assertEquals(List.of("b.tif"), plan("in/*.png", "in").jobs().stream().map(job -> dir.resolve("in").relativize(job.output()).toString()).toList());
	}

	@Test
	void nothingToDoIsAProblemThatNamesTheInput() throws IOException {
		touch("in/notes.txt");
		assertProblem(dir.resolve("in").toString(), "in", "out");
		assertProblem(dir.resolve("in/*.czi").toString(), "in/*.czi", "out");
		assertProblem("missing.tif", "missing.tif", "out");
		assertProblem("missing", "missing/*.tif", "out");
		assertProblem("cannot be understood", "in/{a.tif", "out");
		assertTrue(assertThrows(IllegalArgumentException.class, () -> BatchPlan.of(" ", "out", FileFormat.TIFF, 0)).getMessage().contains("no input"));
		assertTrue(assertThrows(IllegalArgumentException.class, () -> BatchPlan.of(dir.toString(), null, FileFormat.TIFF, 0)).getMessage().contains("no output"));
	}

	@Test
	void theNameOfOneResultDecidesItsFormat() throws IOException {
		touch("a.tif");
		assertEquals(FileFormat.TIFF, plan("a.tif", "b.tiff").jobs().get(0).format());
		assertEquals(FileFormat.OME_ZARR, plan("a.tif", "b.ome.zarr").jobs().get(0).format());
		assertEquals(FileFormat.BIGTIFF, plan("a.tif", "b.tif", FileFormat.BIGTIFF, 0).jobs().get(0).format());
		assertThrows(IllegalArgumentException.class, () -> plan("a.tif", "b.tif", FileFormat.OME_ZARR, 0));
		assertThrows(IllegalArgumentException.class, () -> plan("a.tif", "b.ome.zarr", FileFormat.BIGTIFF, 0));
		assertThrows(IllegalArgumentException.class, () -> plan("a.tif", "b.zarr"));
		final String message = assertThrows(IllegalArgumentException.class, () -> plan("a.tif", "out", FileFormat.TIFF, -1)).getMessage();
		assertTrue(message.contains("series is -1"), message);
	}

	@Test
	void aFolderOfOmeZarrIsOneInput() throws IOException {
		touch("in/a.zarr/0/0/0", "in/a.zarr/thumb.png", "in/sub/b.ome.zarr/.zattrs", "in/c.tif");
		assertEquals(List.of("a.tif", "c.tif", "sub/b.tif"), outputs("in", "out"));
		assertEquals(List.of("a.tif"), outputs("in/*.zarr", "out"));
		assertEquals(List.of("a.tif"), outputs("in/a.zarr", "out"));
		assertEquals(dir.resolve("out/sub/b.ome.zarr"), plan("in", "out", FileFormat.OME_ZARR, 0).jobs().get(2).output());
		assertEquals(dir.resolve("in/a.ome.zarr"), plan("in/a.zarr", "in/a.ome.zarr").jobs().get(0).output());
		assertProblem("overwrite", "in/sub/b.ome.zarr", "in/sub/b.ome.zarr");
	}

	@Test
	void aResultThatIsAFolderIsNoInput() throws IOException {
		touch("in/a.tif", "in/a.ome.zarr/0/0");
		assertEquals(List.of(dir.resolve("in/a.tif").toRealPath()), plan("in", "in/a.ome.zarr").jobs().stream().map(BatchPlan.Job::input).toList());
		assertThrows(IllegalArgumentException.class, () -> plan("in", "in", FileFormat.OME_ZARR, 0));
	}

	@Test
	void seriesHaveNumbers() throws IOException {
		touch("in/a.tif");
		final BatchPlan.Job all = plan("in/a.tif", "out").jobs().get(0);
		assertEquals(dir.resolve("out/a.tif"), all.result(1, 1).path());
		assertEquals(dir.resolve("out/a_series2.tif"), all.result(2, 3).path());
		assertEquals(dir.resolve("out/a_series2.tif"), plan("in/a.tif", "out", FileFormat.TIFF, 2).jobs().get(0).result(2, 3).path());
		assertEquals(dir.resolve("b.tif"), plan("in/a.tif", "b.tif", FileFormat.TIFF, 2).jobs().get(0).result(2, 3).path());
		assertEquals(dir.resolve("b_series3.ome.zarr"), plan("in/a.tif", "b.ome.zarr").jobs().get(0).result(3, 3).path());
	}

	private void assertProblem(final String words, final String input, final String output) {
		final String message = assertThrows(IllegalArgumentException.class, () -> plan(input, output)).getMessage();
		assertTrue(message.contains(words), message);
	}

	private List<String> outputs(final String input, final String output) throws IOException {
		return plan(input, output).jobs().stream().map(job -> dir.resolve(output).relativize(job.output()).toString().replace('\\', '/')).toList();
	}

	private BatchPlan plan(final String input, final String output) throws IOException {
		return plan(input, output, FileFormat.TIFF, 0);
	}

	private BatchPlan plan(final String input, final String output, final FileFormat format, final int series) throws IOException {
		return BatchPlan.of(dir + "/" + input, dir + "/" + output, format, series);
	}

	private void touch(final String... files) throws IOException {
		for (final String file : Arrays.asList(files)) {
			Files.createDirectories(dir.resolve(file).getParent());
			Files.writeString(dir.resolve(file), "");
		}
	}
}
