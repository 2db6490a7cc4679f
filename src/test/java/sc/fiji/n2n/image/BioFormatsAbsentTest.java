package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.PixelType;

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

	/** They are images, so that a folder of them is not passed over, and the message says what they need. */
	@ParameterizedTest
	@ValueSource(strings = { "a.czi", "a.LIF", "brain.nii.gz", "a.map" })
	void filesOfMicroscopesSayWhatTheyNeed(final String name) throws IOException {
		assertTrue(ImageFiles.isImage(Path.of(name)));
		final Path file = Files.writeString(folder.resolve(name), "ZISRAWFILE");
		final String message = assertThrows(IOException.class, () -> ImageFiles.open(file)).getMessage();
		assertEquals("Cannot open " + file + ": it is a file that Bio-Formats reads, which is not installed; it is in every Fiji.", message);
	}

	@Test
	void bigTiffNeedsIt() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 4, 3, 1, 2, 1);
		final Path file = folder.resolve("big.tif");
		try (ImageResult result = ImageResult.inFile(imp, PixelType.SAME, new ResultFile(file, FileFormat.BIGTIFF))) {
			TestImages.copy(imp, result);
			result.save("Made by a test.");
		}
		final String message = assertThrows(IOException.class, () -> ImageFiles.open(file)).getMessage();
		assertTrue(message.contains("BigTIFF") && message.contains("Bio-Formats") && message.contains(file.toString()), message);
	}

	@Test
	void missingClassesAreNamed() {
		final String message = assertThrows(IOException.class, () -> ByName.create("loci.formats.ImageReader")).getMessage();
		assertTrue(message.contains("loci.formats.ImageReader"), message);
	}
}
