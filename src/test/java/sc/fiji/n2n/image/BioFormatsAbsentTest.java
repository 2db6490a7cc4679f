package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without Bio-Formats, as in plain ImageJ. */
class BioFormatsAbsentTest {

	@TempDir
	Path folder;

	@BeforeEach
	void isAbsent() {
		assumeFalse(BioFormatsFile.isPresent(), "Bio-Formats is on the class path of this run, so how it is without was not tested");
	}

	@Test
	void openingSaysWhatIsMissing() throws IOException {
		final Path file = Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE");
		final String message = assertThrows(IOException.class, () -> BioFormatsFile.open(file)).getMessage();
		assertTrue(message.contains("Bio-Formats is not installed") && message.contains("Fiji"), message);
	}

	@Test
	void filesOfMicroscopesAreNotTakenForImages() throws IOException {
		assertFalse(ImageFiles.isImage(Path.of("a.czi")));
		final Path file = Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE");
		final String message = assertThrows(IOException.class, () -> ImageFiles.open(file)).getMessage();
		assertEquals("Cannot open " + file + ": it is not an image of a kind that ImageJ knows.", message);
	}

	@Test
	void missingClassesAreNamed() {
		final String message = assertThrows(IOException.class, () -> ByName.create("loci.formats.ImageReader")).getMessage();
		assertTrue(message.contains("loci.formats.ImageReader"), message);
	}
}
