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

class AtomicFileTest {

	@TempDir
	Path folder;

	@Test
	void makesFoldersAndReplacesAnOlderFile() throws IOException {
		final Path file = folder.resolve("new/a.txt");
		AtomicFile.write(file, ".txt", 1, temporary -> Files.writeString(temporary, "first"));
		AtomicFile.write(file, ".txt", 1, temporary -> Files.writeString(temporary, "second"));
		assertEquals("second", Files.readString(file));
	}

	@Test
	void whatFailsHalfwayLeavesTheOlderFile() throws IOException {
		final Path file = folder.resolve("a.tif");
		Files.writeString(file, "older");
		assertThrows(IOException.class, () -> AtomicFile.write(file, ".tif", 1, temporary -> {
			Files.writeString(temporary, "half");
			throw new IOException("No space left on device");
		}));
		assertThrows(IOException.class, () -> AtomicFile.write(file, ".tif", 100, temporary -> Files.writeString(temporary, "short")));
		assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, ".tif", 1, temporary -> {
			throw new IllegalStateException();
		}));
		assertEquals("older", Files.readString(file));
		assertEquals(List.of("a.tif"), names());
	}

	@Test
	void aFolderInTheWayIsNamed() throws IOException {
		final Path file = Files.createDirectory(folder.resolve("a.tif"));
		final String message = assertThrows(IOException.class, () -> AtomicFile.write(file, ".tif", 1, temporary -> {})).getMessage();
		assertTrue(message.contains(file.toString()) && message.contains("it is a folder"), message);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).toList();
		}
	}
}
