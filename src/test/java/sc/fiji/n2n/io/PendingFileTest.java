package sc.fiji.n2n.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PendingFileTest {

	@TempDir
	Path folder;

	@Test
	void appearsWhenItIsComplete() throws IOException {
		final Path file = folder.resolve("new/a.tif");
		try (PendingFile pending = PendingFile.create(file, 4)) {
			pending.channel().write(ByteBuffer.wrap("done".getBytes()), 0);
			assertEquals(List.of(".a.tif.part"), names("new"));
			pending.complete();
			assertEquals(List.of("a.tif"), names("new"));
		}
		assertEquals("done", Files.readString(file));
	}

	@Test
	void whatIsNotCompletedLeavesTheOlderFile() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.tif"), "older");
		try (PendingFile pending = PendingFile.create(file, 4)) {
			pending.channel().write(ByteBuffer.wrap("half".getBytes()), 0);
		}
		assertEquals("older", Files.readString(file));
		assertEquals(List.of("a.tif"), names(""));
	}

	@Test
	void whatAKilledRunLeftIsReplaced() throws IOException {
		Files.writeString(folder.resolve(".a.tif.part"), "longer than what comes");
		try (PendingFile pending = PendingFile.create(folder.resolve("a.tif"), 4)) {
			assertEquals(0, pending.channel().size());
			pending.complete();
		}
		assertEquals(List.of("a.tif"), names(""));
	}

	@Test
	void whatAnotherRunWritesIsLeftAlone() throws IOException {
		final Path file = folder.resolve("a.tif");
		try (PendingFile first = PendingFile.create(file, 4)) {
			first.channel().write(ByteBuffer.wrap("mine".getBytes()), 0);
			final String message = assertThrows(PendingFile.BusyException.class, () -> PendingFile.create(file, 4)).getMessage();
			assertTrue(message.contains(file.toString()), message);
			first.complete();
		}
		assertEquals("mine", Files.readString(file));
	}

	@Test
	void saysWhyItCannotBe() throws IOException {
		assertProblem("it is a folder", Files.createDirectory(folder.resolve("a.tif")), 1);
		assertProblem("of that name is in the way", Files.writeString(folder.resolve("file"), "").resolve("a.tif"), 1);
		assertProblem("it needs 8796093022207 MB, but only ", folder.resolve("b.tif"), Long.MAX_VALUE - (1 << 20));
		assertEquals(List.of("a.tif", "file"), names(""));
	}

	private static void assertProblem(final String words, final Path file, final long bytes) {
		final String message = assertThrows(IOException.class, () -> PendingFile.create(file, bytes)).getMessage();
		assertTrue(message.contains(words) && message.contains(file.toString()), message);
	}

	private List<String> names(final String sub) throws IOException {
		try (Stream<Path> files = Files.list(folder.resolve(sub))) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
