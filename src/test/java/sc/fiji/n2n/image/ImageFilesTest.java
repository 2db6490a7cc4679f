package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;

class ImageFilesTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void aSingleImageComesBack(final int bits) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 13, 7, 1, 1, 1);
		final Path file = folder.resolve("not/yet there/a b.tif");
		ImageFiles.saveTiff(imp, file);
		final ImagePlus opened = ImageFiles.open(file);
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertEquals(imp.getType(), opened.getType());
		assertEquals("a b.tif", opened.getTitle());
		assertEquals(List.of("a b.tif"), names(file.getParent()));
	}

	@Test
	void aHyperstackComesBackWithItsMetadata() throws IOException {
		final ImagePlus imp = TestImages.unchanged(TestImages.decorated(), sc.fiji.n2n.config.PixelType.SAME);
		final Path file = folder.resolve("hyper.tiff");
		ImageFiles.saveTiff(imp, file);
		final CompositeImage opened = (CompositeImage) ImageFiles.open(file);
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertArrayEquals(imp.getDimensions(), opened.getDimensions());
		assertEquals(IJ.COMPOSITE, opened.getMode());
		assertEquals(5000, opened.getChannelLut(1).max);
		assertEquals(60000, opened.getChannelLut(2).max);
		assertArrayEquals(((CompositeImage) imp).getChannelLut(1).getBytes(), opened.getChannelLut(1).getBytes());
		assertEquals("micron", opened.getCalibration().getUnit());
		assertEquals(0.2, opened.getCalibration().pixelWidth, 1e-6);
		assertEquals(2.5, opened.getCalibration().frameInterval);
		assertEquals("plane 12", opened.getStack().getSliceLabel(12));
		assertEquals("Objective: 63x\nMade by a test.", opened.getInfoProperty());
		assertEquals("mouse", opened.getProp("Sample"));
		assertEquals("marked", opened.getOverlay().get(0).getName());
		assertEquals(imp.getRoi().getBounds(), opened.getRoi().getBounds());
	}

	@Test
	void savingLeavesTheImageAsItWas() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 2, 1);
		imp.changes = true;
		ImageFiles.saveTiff(imp, folder.resolve("other.tif"));
		assertTrue(imp.changes);
		assertEquals("cell.tif", imp.getTitle());
		assertEquals(null, imp.getOriginalFileInfo());
	}

	@Test
	void anOlderFileIsReplaced() throws IOException {
		final Path file = folder.resolve("a.tif");
		ImageFiles.saveTiff(TestImages.noise(8, 4, 4, 1, 1, 1), file);
		final ImagePlus newer = TestImages.noise(16, 9, 4, 1, 1, 1);
		ImageFiles.saveTiff(newer, file);
		assertArrayEquals(TestImages.copies(newer), TestImages.copies(ImageFiles.open(file)));
		assertEquals(List.of("a.tif"), names(folder));
	}

	@Test
	void savingToAnImpossiblePlaceLeavesNothing() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		Files.writeString(folder.resolve("file"), "not a folder");
		Files.createDirectory(folder.resolve("folder.tif"));
		final String inFile = assertThrows(IOException.class, () -> ImageFiles.saveTiff(imp, folder.resolve("file/a.tif"))).getMessage();
		assertTrue(inFile.contains(folder.resolve("file/a.tif").toString()), inFile);
		final String onFolder = assertThrows(IOException.class, () -> ImageFiles.saveTiff(imp, folder.resolve("folder.tif"))).getMessage();
		assertTrue(onFolder.contains("it is a folder"), onFolder);
		assertEquals(List.of("file", "folder.tif"), names(folder));
		assertEquals(List.of(), names(folder.resolve("folder.tif")));
	}

	@Test
	void savingAsAnotherFormatIsRefused() {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		final String message = assertThrows(IllegalArgumentException.class, () -> ImageFiles.saveTiff(imp, folder.resolve("a.png"))).getMessage();
		assertTrue(message.contains(".tif"), message);
		imp.flush();
		assertThrows(IllegalArgumentException.class, () -> ImageFiles.saveTiff(imp, folder.resolve("a.tif")));
	}

	@Test
	void unreadableFilesSayWhy() throws IOException {
		assertMessage(folder.resolve("missing.tif"), "there is no such file");
		assertMessage(folder, "it is a folder");
		assertMessage(Files.createFile(folder.resolve("empty.tif")), "it is empty");
		assertMessage(Files.writeString(folder.resolve("text.tif"), "This is not an image."), "not an image");
		assertMessage(Files.write(folder.resolve("noise.tif"), new byte[] { 1, 2, 3, -1, -5 }), "not an image");
		assertMessage(Files.write(folder.resolve("head.tif"), new byte[] { 'I', 'I', 42, 0, 8, 0, 0, 0 }), "Cannot open");
		assertMessage(Files.write(folder.resolve("bad.png"), new byte[] { (byte) 137, 80, 78, 71, 13, 10, 26, 10, 0 }), "Cannot open");
	}

	@ParameterizedTest
	@CsvSource({ "1, 1", "1, 5", "3, 2" })
	void aTiffThatIsCutOffIsRefused(final int channels, final int slices) throws IOException {
		final Path file = folder.resolve("whole.tif");
		ImageFiles.saveTiff(TestImages.noise(16, 40, 30, channels, slices, 1), file);
		final byte[] bytes = Files.readAllBytes(file);
		final int pixels = 40 * 30 * 2 * channels * slices;
		Files.write(folder.resolve("cut.tif"), Arrays.copyOf(bytes, pixels));
		// Where the decoder can still read its tables, the pixels are missed; where it cannot, the tables.
		assertMessage(folder.resolve("cut.tif"), slices == 1 && channels == 1 ? "not complete" : "Cannot open");
	}

	@ParameterizedTest
	@ValueSource(strings = { "png", "jpg", "gif", "bmp", "pgm", "zip" })
	void opensWhatImageJWrites(final String format) throws IOException {
		final ImagePlus imp = TestImages.noise(8, 20, 10, 1, 1, 1);
		final Path file = folder.resolve("image." + format);
		final FileSaver saver = new FileSaver(imp);
		final String path = file.toString();
		switch (format) {
			case "png" -> saver.saveAsPng(path);
			case "jpg" -> saver.saveAsJpeg(path);
			case "gif" -> saver.saveAsGif(path);
			case "bmp" -> saver.saveAsBmp(path);
			case "pgm" -> saver.saveAsPgm(path);
			default -> saver.saveAsZip(path);
		}
		final ImagePlus opened = ImageFiles.open(file);
		assertEquals(20, opened.getWidth());
		if (!format.equals("jpg")) assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.gif", "a.png" })
	void aPaletteIsNotTakenForIntensities(final String name) throws IOException {
		final ImagePlus imp = TestImages.noise(8, 20, 10, 1, 1, 1);
		imp.getProcessor().setColorModel(TestImages.palette());
		final String path = folder.resolve(name).toString();
		if (name.endsWith("gif")) new FileSaver(imp).saveAsGif(path);
		else new FileSaver(imp).saveAsPng(path);
		final ImagePlus opened = ImageFiles.open(folder.resolve(name));
		assertThrows(IllegalArgumentException.class, () -> ImageChannels.check(opened));
	}

	@Test
	void opensAnAviAsFramesWithoutADialog() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 20, 10, 1, 3, 1);
		final Path file = folder.resolve("film.avi");
		new ij.plugin.filter.AVI_Writer().writeImage(imp, file.toString(), 0, 0);
		assertEquals(3, ImageFiles.open(file).getNFrames());
	}

	@ParameterizedTest
	@CsvSource({ "a.tif, true", "A.TIFF, true", "a.ome.tif, true", "a.png, true", "a.dcm, true", "a.txt, false", "a, false", "tif, false",
		".a.tif, false", "._a.tif, false", "RoiSet.zip, false" })
	void knowsImagesByName(final String name, final boolean image) {
		assertEquals(image, ImageFiles.isImage(Path.of("folder", name)));
	}

	@Test
	void drawsPanelsSideBySide() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 100, 50, 1, 1, 1);
		imp.getProcessor().setColor(255);
		imp.getProcessor().fill();
		final ImagePlus black = TestImages.noise(32, 100, 50, 1, 1, 1);
		black.getProcessor().set(Float.NaN);
		final Path file = folder.resolve("figure.png");
		BeforeAfter.save(file, List.of("before", "after"), List.of(imp.getProcessor(), black.getProcessor()), 0, 255);
		final BufferedImage figure = ImageIO.read(file.toFile());
		assertEquals(404, figure.getWidth());
		assertEquals(0xffffffff, figure.getRGB(100, 70));
		assertEquals(0xff000000, figure.getRGB(300, 70));
		assertEquals(List.of("figure.png"), names(folder));
		assertThrows(IllegalArgumentException.class, () -> BeforeAfter.save(file, List.of(), List.of(imp.getProcessor()), 0, 1));
	}

	@Test
	void batchModeSettingsAreLeftAlone() throws IOException {
		IJ.redirectErrorMessages(false);
		final Path text = Files.writeString(folder.resolve("text.tif"), "This is not an image.");
		assertThrows(IOException.class, () -> ImageFiles.open(text));
		ImageFiles.saveTiff(TestImages.noise(8, 4, 4, 1, 1, 1), folder.resolve("a.tif"));
		ImageFiles.open(folder.resolve("a.tif"));
		assertFalse(IJ.redirectingErrorMessages());
	}

	private static void assertMessage(final Path file, final String part) {
		final String message = assertThrows(IOException.class, () -> ImageFiles.open(file)).getMessage();
		assertTrue(message.contains(part) && message.contains(file.toString()), message);
	}

	private static List<String> names(final Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
