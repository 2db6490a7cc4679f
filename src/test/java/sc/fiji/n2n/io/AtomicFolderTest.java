package sc.fiji.n2n.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFolderTest {

	private static final String MARK = ".zgroup";

	@TempDir
	Path folder;

	@Test
	void makesFoldersAndReplacesAnOlderOne() throws IOException {
		final Path target = folder.resolve("new/a.zarr");
		write(target, "first", true);
		Files.createDirectories(target.resolve("deep/er"));
		Files.writeString(target.resolve("deep/er/chunk"), "of the first");
		write(target, "second", true);
		assertEquals("second", Files.readString(target.resolve(MARK)));
		assertEquals(List.of(MARK), names(target));
		assertEquals(List.of("a.zarr"), names(target.getParent()));
	}

	@Test
	void whatIsNotCommittedLeavesTheOlderFolder() throws IOException {
		final Path target = folder.resolve("a.zarr");
		write(target, "older", true);
		write(target, "newer", false);
		assertEquals("older", Files.readString(target.resolve(MARK)));
		assertEquals(List.of("a.zarr"), names(folder));
	}

	@Test
	void whatAKilledRunLeftIsRemoved() throws IOException {
		final Path target = folder.resolve("a.zarr");
		final AtomicFolder killed = new AtomicFolder(target, MARK);
		Files.createDirectory(killed.temporary().resolve("0"));
		Files.writeString(killed.temporary().resolve("0/leftover"), "");
		write(target, "again", true);
		assertEquals(List.of(MARK), names(target));
		assertEquals(List.of("a.zarr"), names(folder));
	}

	@Test
	void aReplacementThatWasKilledBetweenItsTwoMovesIsUndone() throws IOException {
		final Path target = folder.resolve("a.zarr");
		write(target, "older", true);
		Files.move(target, folder.resolve(".a.zarr.old"));
		write(target, "newer", false);
		assertEquals("older", Files.readString(target.resolve(MARK)));
		assertEquals(List.of("a.zarr"), names(folder));
	}

	@Test
	void otherDataInTheWayIsKept() throws IOException {
		final Path target = Files.createDirectory(folder.resolve("a.zarr"));
		Files.writeString(target.resolve("precious.txt"), "data");
		final String message = assertThrows(IOException.class, () -> write(target, "new", true)).getMessage();
		assertTrue(message.contains(target.toString()) && message.contains("holds something else"), message);
		assertEquals(List.of("precious.txt"), names(target));
		final Path file = Files.writeString(folder.resolve("b.zarr"), "data");
		assertTrue(assertThrows(IOException.class, () -> write(file, "new", true)).getMessage().contains("a file of that name is in the way"));
		assertThrows(IOException.class, () -> write(file.resolve("c.zarr"), "new", true));
		assertEquals(List.of("a.zarr", "b.zarr"), names(folder));
	}

	private static void write(final Path target, final String content, final boolean commit) throws IOException {
		try (AtomicFolder atomic = new AtomicFolder(target, MARK)) {
			Files.writeString(atomic.temporary().resolve(MARK), content);
			if (commit) atomic.commit();
		}
	}

	private static List<String> names(final Path parent) throws IOException {
		try (Stream<Path> files = Files.list(parent)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
