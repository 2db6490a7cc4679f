package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.pairs.Scenes;
import sc.fiji.n2n.config.StackMode;

class FilePairsTest {

	@TempDir
	Path dir;

	private final List<String> opened = new ArrayList<>();

	@Test
	void filesOfTheSameNameInTwoFoldersArePairedPlaneByPlane() throws IOException {
		save("a/one.tif", 16, 1000, 1, 2, 1);
		save("b/one.tif", 16, 2000, 1, 2, 1);
		save("a/sub/two.tif", 16, 3000, 1, 1, 1);
		save("b/sub/two.tif", 16, 4000, 1, 1, 1);
		final FilePairs pairs = FilePairs.folders(path("a"), path("b"), 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1000 2000", "1010 2010", "3000 4000"), told(pairs));
		assertEquals("one.tif, slice 2", pairs.get(1).name());
		assertEquals(Path.of("sub/two.tif").toString(), pairs.get(2).name());
		assertEquals(6, pairs.info().shots());
		assertEquals("16-bit", pairs.info().pixelType());
		assertEquals(65535, pairs.info().maxValue());
		assertEquals("files of the same name in the folders a and b", pairs.info().source());
		assertEquals(List.of(), pairs.info().notes());
	}

	@Test
	void aFolderInsideTheOtherIsNotTakenForImagesOfIt() throws IOException {
		save("a/one.tif", 8, 1, 1, 1, 1);
		save("a/b/one.tif", 8, 2, 1, 1, 1);
		final FilePairs pairs = FilePairs.folders(path("a"), path("a/b"), 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1 2"), told(pairs));
		assertEquals(List.of(), pairs.info().notes());
	}

	@Test
	void filesWithoutPartnerAreNamed() throws IOException {
		for (final String name : List.of("one", "two", "three"))
			save("a/" + name + ".tif", 8, 1, 1, 1, 1);
		save("b/one.tif", 8, 2, 1, 1, 1);
		final FilePairs pairs = FilePairs.folders(path("a"), path("b"), 1, StackMode.SLICES, Progress.NONE);
		assertEquals(1, pairs.count());
		assertEquals(List.of("2 files of the folder a were left out, because the other folder has none of that name: three.tif, two.tif."), pairs.info()
			.notes());
		Files.delete(dir.resolve("a/one.tif"));
		assertProblem("three.tif, two.tif and one.tif", () -> FilePairs.folders(path("a"), path("b"), 1, StackMode.SLICES, Progress.NONE));
	}

	@Test
	void eachStackIsRepeatsOfAScene() throws IOException {
		save("in/a.tif", 16, 1000, 1, 1, 3);
		save("in/b.tif", 16, 2000, 1, 2, 2);
		save("in/c.txt.tif", 16, 3000, 1, 2, 1);
		final FilePairs pairs = FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1000 1001 1002", "2000 2001", "2010 2011", "3000 3010"), told(pairs));
		assertEquals("b.tif, slice 2", pairs.get(2).name());
		assertEquals(9, pairs.info().shots());
		assertEquals(List.of("1000 1001 1002"), told(FilePairs.stacks(path("in") + "/a*.tif", 1, StackMode.SLICES, Progress.NONE)));
		assertEquals(List.of("2000 2010 2001 2011"), told(FilePairs.stacks(path("in/b.tif"), 1, StackMode.VOLUME, Progress.NONE)));
	}

	@Test
	void namesTellScenesAndRepeats() throws IOException {
		for (int i = 1; i <= 11; i++)
			save("in/cell_1_" + i + ".tif", 8, i, 1, 1, 1);
		save("in/cell_2_01.tif", 8, 101, 1, 1, 1);
		save("in/cell_2_02.tif", 8, 102, 1, 1, 1);
		save("in/alone_1.tif", 8, 0, 1, 1, 1);
		save("in/other.tif", 8, 0, 1, 1, 1);
		final FilePairs pairs = FilePairs.names(path("in"), "*_#.tif", 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1 2 3 4 5 6 7 8 9 10 11", "101 102"), told(pairs));
		assertEquals("cell_2_#.tif", pairs.get(1).name());
		assertNote(pairs, "alone_1.tif");
		assertNote(pairs, "other.tif");
	}

	@Test
	void patternsReachIntoFoldersAndTakeAllDigits() throws IOException {
		save("in/x/shot9.tif", 8, 9, 1, 2, 1);
		save("in/x/shot10.tif", 8, 10, 1, 2, 1);
		save("in/y/shot1.tif", 8, 1, 1, 2, 1);
		save("in/y/shot2.tif", 8, 2, 1, 2, 1);
		final List<String> expected = List.of("9 10", "19 20", "1 2", "11 12");
		assertEquals(expected, told(FilePairs.names(path("in"), "*/*#.tif", 1, StackMode.SLICES, Progress.NONE)));
		assertEquals(expected, told(FilePairs.names(path("in"), "**/shot#.tif", 1, StackMode.SLICES, Progress.NONE)));
		assertEquals(List.of("9 19 10 20", "1 11 2 12"), told(FilePairs.names(path("in"), "?/*#.*", 1, StackMode.VOLUME, Progress.NONE)));
	}

	@Test
	void explainsWrongPatterns() throws IOException {
		save("in/a_1.tif", 8, 9, 1, 2, 1);
		save("in/b_2.tif", 8, 9, 1, 2, 1);
		assertProblem("must hold one #", () -> FilePairs.names(path("in"), "*.tif", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("must hold one #", () -> FilePairs.names(path("in"), "#_#.tif", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("There is no pattern", () -> FilePairs.names(path("in"), " ", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("No file in", () -> FilePairs.names(path("in"), "*-#.tif", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("a_1.tif, b_2.tif", () -> FilePairs.names(path("in"), "*_#.tif", 1, StackMode.SLICES, Progress.NONE));
		save("in/a_01.tif", 8, 9, 1, 2, 1);
		assertProblem("same number", () -> FilePairs.names(path("in"), "*_#.tif", 1, StackMode.SLICES, Progress.NONE));
	}

	@Test
	void explainsMissingFolders() throws IOException {
		save("a/one.tif", 8, 1, 1, 1, 1);
		assertProblem("There is no folder. Give", () -> FilePairs.folders("", path("a"), 1, StackMode.SLICES, Progress.NONE));
		assertProblem("There is no second. Give", () -> FilePairs.folders(path("a"), null, 1, StackMode.SLICES, Progress.NONE));
		assertProblem("Check second", () -> FilePairs.folders(path("a"), path("nowhere"), 1, StackMode.SLICES, Progress.NONE));
		assertProblem("Both folders are", () -> FilePairs.folders(path("a"), path("a") + "/.", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("There is no input", () -> FilePairs.stacks("", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("no file or folder", () -> FilePairs.stacks(path("nowhere"), 1, StackMode.SLICES, Progress.NONE));
		Files.createDirectories(dir.resolve("empty"));
		assertProblem("no image file", () -> FilePairs.folders(path("a"), path("empty"), 1, StackMode.SLICES, Progress.NONE));
	}

	@Test
	void filesThatDoNotSuitAreNamedAndLeftOut() throws IOException {
		for (int i = 1; i <= 5; i++)
			save("in/cell_" + i + ".tif", 8, i, 1, 1, 1);
		Files.write(dir.resolve("in/cell_2.tif"), new byte[] { 1, 2, 3 });
		save("in/cell_3.tif", 8, 3, 1, 2, 1);
		save("in/cell_4.tif", 24, 4, 1, 1, 1);
		final FilePairs pairs = FilePairs.names(path("in"), "*_#.tif", 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1 5"), told(pairs));
		assertEquals(2, pairs.info().shots());
		assertEquals(3, pairs.info().notes().size());
		assertNote(pairs, "cell_2.tif");
		assertNote(pairs, "cell_3.tif: it has 6 x 5 pixels, 2 slices, but ");
		assertNote(pairs, "RGB");
		Files.delete(dir.resolve("in/cell_5.tif"));
		assertProblem("cell_1.tif: no other image of its scene is left", () -> FilePairs.names(path("in"), "*_#.tif", 1, StackMode.SLICES, Progress.NONE));
		assertProblem("There is no channel 2", () -> FilePairs.names(path("in"), "*_#.tif", 2, StackMode.SLICES, Progress.NONE));
	}

	@Test
	void aStackOfOneFrameIsLeftOut() throws IOException {
		save("in/a.tif", 8, 1, 1, 1, 1);
		assertProblem("has only one frame", () -> FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE));
		save("in/b.tif", 8, 1, 1, 1, 2);
		final FilePairs pairs = FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE);
		assertEquals(List.of("1 2"), told(pairs));
		assertNote(pairs, "\"a.tif\" has only one frame");
	}

	@Test
	void manyProblemsAreCounted() throws IOException {
		save("in/good.tif", 8, 1, 1, 1, 2);
		for (int i = 0; i < 15; i++)
			save("in/a" + i + ".tif", 8, 1, 1, 1, 1);
		final List<String> notes = FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE).info().notes();
		assertEquals(11, notes.size());
		assertEquals("5 more files were left out.", notes.get(10));
	}

	@Test
	void tellsThatTypesDiffer() throws IOException {
		save("a/one.tif", 8, 1, 1, 1, 1);
		save("b/one.tif", 16, 1, 1, 1, 1);
		final SourceInfo two = FilePairs.folders(path("a"), path("b"), 1, StackMode.SLICES, Progress.NONE).info();
		assertEquals("8-bit 16-bit", two.pixelType() + " " + two.secondPixelType());
		assertTrue(Double.isNaN(two.maxValue()));
		save("in/one.tif", 8, 1, 1, 1, 2);
		save("in/two.tif", 16, 1, 1, 1, 2);
		final FilePairs mixed = FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE);
		assertTrue(Double.isNaN(mixed.info().maxValue()));
		assertNote(mixed, "different types");
	}

	@Test
	void filesAreOpenedOnceToLookAndThenWhenTheyAreNeeded() throws IOException {
		save("in/a.tif", 8, 1, 1, 2, 3);
		save("in/b.tif", 8, 101, 1, 2, 3);
		final FilePairs pairs = counted(FileGroups.stacks(path("in")), Progress.NONE);
		assertEquals(List.of("a.tif", "b.tif"), opened);
		opened.clear();
		assertEquals(4, pairs.count());
		assertEquals(List.of(), opened);
		pairs.get(0);
		pairs.get(1);
		assertEquals(List.of("a.tif"), opened);
		pairs.get(3);
		pairs.get(2);
		assertEquals(List.of("a.tif", "b.tif"), opened);
	}

	@Test
	void scenesAreCopiesThatOutliveTheirFiles() throws IOException {
		save("in/a.tif", 16, 1000, 2, 2, 2);
		final FilePairs pairs = FilePairs.stacks(path("in"), 2, StackMode.VOLUME, Progress.NONE);
		final var shot = pairs.get(0).shots().get(1);
		Files.delete(dir.resolve("in/a.tif"));
		assertArrayEquals(new int[] { 1101, 1111 }, NumberedImages.told(shot));
		assertEquals(7, shot.getAt(5, 4, 1).get());
		assertArrayEquals(new long[] { 6, 5, 2 }, shot.dimensionsAsLongArray());
		final String message = assertThrows(UncheckedIOException.class, () -> pairs.get(0)).getMessage();
		assertTrue(message.contains("a.tif"), message);
	}

	@Test
	void aFileThatChangedIsAnError() throws IOException {
		save("in/a.tif", 16, 1000, 1, 1, 3);
		final FilePairs pairs = FilePairs.stacks(path("in"), 1, StackMode.SLICES, Progress.NONE);
		save("in/a.tif", 16, 1000, 1, 1, 2);
		final String message = assertThrows(IllegalArgumentException.class, () -> pairs.get(0)).getMessage();
		assertTrue(message.contains("has changed"), message);
	}

	@Test
	void lookingCanBeCanceledAndTellsHowFarItIs() throws IOException {
		for (int i = 0; i < 4; i++)
			save("in/a" + i + ".tif", 8, 1, 1, 1, 2);
		final List<Double> fractions = new ArrayList<>();
		final Progress progress = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				fractions.add(fraction);
			}

			@Override
			public boolean isCanceled() {
				return fractions.size() == 2;
			}
		};
		assertThrows(CancellationException.class, () -> counted(FileGroups.stacks(path("in")), progress));
		assertEquals(List.of(0.0, 0.25), fractions);
		assertEquals(List.of("a0.tif", "a1.tif"), opened);
	}

	private FilePairs counted(final FileGroups files, final Progress progress) {
		return new FilePairs(files, 1, StackMode.SLICES, file -> {
			opened.add(file.getFileName().toString());
			return ImageFiles.openFile(file);
		}, progress);
	}

	private void save(final String file, final int bits, final int base, final int channels, final int slices, final int frames)
		throws IOException
	{
		NumberedImages.save(NumberedImages.of("", bits, base, channels, slices, frames), dir.resolve(file));
	}

	private String path(final String name) {
		return dir.resolve(name).toString();
	}

	private static List<String> told(final Scenes scenes) {
		return IntStream.range(0, scenes.count()).mapToObj(i -> OpenPairsTest.told(scenes.get(i))).toList();
	}

	private static void assertNote(final FilePairs pairs, final String words) {
		assertTrue(pairs.info().notes().stream().anyMatch(note -> note.contains(words)), pairs.info().notes()::toString);
	}

	private static void assertProblem(final String words, final Executable call) {
		final String message = assertThrows(IllegalArgumentException.class, call).getMessage();
		assertTrue(message.contains(words), message);
		assertFalse(message.contains("null"), message);
	}
}
