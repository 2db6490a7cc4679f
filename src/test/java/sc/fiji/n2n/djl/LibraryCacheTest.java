package sc.fiji.n2n.djl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryCacheTest {

	@TempDir
	Path dir;

	@Test
	void tellsItsSize() throws IOException {
		Files.createDirectories(dir.resolve("cache/pytorch"));
		Files.write(dir.resolve("cache/pytorch/library"), new byte[3 << 20]);
		final String words = new LibraryCache(dir.resolve("cache")).describe();
		assertTrue(words.startsWith(dir.resolve("cache") + ", 3 MB used, ") && words.endsWith(" MB free, can be written to"), words);
	}

	/** It is made when it is needed, and not before. */
	@Test
	void aFolderThatIsNotThereYetIsNoProblem() {
		final LibraryCache cache = new LibraryCache(dir.resolve("a/b"));
		assertTrue(cache.describe().contains(", 0 MB used, "), cache::describe);
		assertEquals("", cache.problem());
		assertFalse(Files.exists(dir.resolve("a")));
	}

	@Test
	void aFileAboveItIsNamed() throws IOException {
		final Path file = Files.writeString(dir.resolve("file"), "");
		final LibraryCache cache = new LibraryCache(file.resolve("cache"));
		assertTrue(cache.problem().contains(file + " is a file, not a folder. Set the environment variable DJL_CACHE_DIR"), cache::problem);
		assertTrue(cache.describe().endsWith("cannot be written to"), cache::describe);
	}

	@Test
	void aFolderThatMayNotBeWrittenToIsNamed() throws IOException {
		final Path locked = Files.createDirectory(dir.resolve("locked"));
		assertTrue(locked.toFile().setWritable(false));
		assumeFalse(Files.isWritable(locked), "SKIPPED: this user may write everywhere.");
		final LibraryCache cache = new LibraryCache(locked.resolve("cache"));
		assertTrue(cache.problem().contains("you may not write to " + locked), cache::problem);
		assertTrue(locked.toFile().setWritable(true));
	}
}
