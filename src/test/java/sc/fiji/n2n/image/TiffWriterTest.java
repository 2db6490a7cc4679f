package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.Prefs;
import ij.io.FileInfo;
import ij.io.Opener;
import ij.plugin.FileInfoVirtualStack;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.PixelType;

class TiffWriterTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "8, 1, 1, 1", "16, 1, 1, 1", "24, 1, 1, 1", "32, 1, 1, 1", "8, 1, 5, 1", "16, 2, 3, 2", "24, 1, 3, 2", "32, 3, 1, 2" })
	void pixelsComeBackInBothLayoutsOfImageJ(final int bits, final int c, final int z, final int t) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 13, 7, c, z, t);
		for (final long limit : new long[] { TiffWriter.MAX_CLASSIC, 1 }) {
			final Path file = write(imp, PixelType.SAME, limit, 100_000);
			for (final ImagePlus opened : List.of(IJ.openImage(file.toString()), FileInfoVirtualStack.openVirtual(file.toString()))) {
				assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
				assertArrayEquals(imp.getDimensions(), opened.getDimensions());
			}
			assertEquals(limit == 1 ? 1 : c * z * t, directories(file), "directories");
			assertTrue(Files.size(file) > (limit == 1 ? 100_000 : 0));
		}
		assertEquals(List.of("a.tif"), names());
	}

	@ParameterizedTest
	@CsvSource({ "false, 4294967295", "true, 4294967295", "false, 1", "true, 1" })
	void hasTheMetadataThatImageJSaves(final boolean intel, final long limit) throws IOException {
		final boolean before = Prefs.intelByteOrder;
		Prefs.intelByteOrder = intel;
		try {
			final CompositeImage imp = TestImages.decorated();
			ImageFiles.saveTiff(TestImages.unchanged(imp, PixelType.SAME), folder.resolve("expected.tif"));
			assertSame(info(folder.resolve("expected.tif")), info(write(imp, PixelType.SAME, limit, 100_000)));
		}
		finally {
			Prefs.intelByteOrder = before;
		}
	}

	@Test
	void hasTheMetadataOfOtherKinds() throws IOException {
		final ImagePlus ct = TestImages.noise(16, 6, 5, 1, 2, 1);
		ct.getLocalCalibration().setSigned16BitCalibration();
		final ImagePlus coloured = TestImages.noise(8, 6, 5, 1, 1, 1);
		coloured.getProcessor().setLut(TestImages.lut(Color.orange, 3, 99));
		final ImagePlus labelled = TestImages.noise(32, 6, 5, 1, 1, 1);
		labelled.setProp("Slice_Label", "the one");
		final ImagePlus rgb = TestImages.noise(24, 6, 5, 1, 2, 1);
		for (final ImagePlus imp : List.of(ct, coloured, labelled, rgb))
			for (final PixelType type : PixelType.values()) {
				ImageFiles.saveTiff(TestImages.unchanged(imp, type), folder.resolve("expected.tif"));
				final Path file = write(imp, type, TiffWriter.MAX_CLASSIC, 100_000);
				assertSame(info(folder.resolve("expected.tif")), info(file));
				assertArrayEquals(TestImages.copies(ImageFiles.open(folder.resolve("expected.tif"))), TestImages.copies(ImageFiles.open(file)));
			}
	}

	/** ImageJ itself forgets it: the thickness of a single slice of CT. */
	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void theDepthOfASingleSliceIsKept(final int bits) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 6, 5, 1, 1, 1);
		imp.getLocalCalibration().pixelDepth = 20;
		imp.getLocalCalibration().pixelWidth = imp.getLocalCalibration().pixelHeight = 0.5;
		imp.getLocalCalibration().setUnit("mm");
		final ImagePlus opened = IJ.openImage(write(imp, PixelType.SAME, TiffWriter.MAX_CLASSIC, 100_000).toString());
		assertEquals(20, opened.getCalibration().pixelDepth);
		assertEquals("mm", opened.getCalibration().getUnit());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
	}

	/** ImageJ's own encoder would make 2004 of 2000. */
	@ParameterizedTest
	@ValueSource(doubles = { 2000, 1, 0.0648, 1.0 / 3, 353.78, 4.482e-5, 1e-7, 123456.789 })
	void pixelSizesAreKept(final double pixelSize) throws IOException {
		final ImagePlus imp = TestImages.noise(16, 6, 5, 1, 1, 1);
		imp.getLocalCalibration().pixelWidth = pixelSize;
		imp.getLocalCalibration().pixelHeight = 2 * pixelSize;
		imp.getLocalCalibration().setUnit("micron");
		final ImagePlus opened = IJ.openImage(write(imp, PixelType.SAME, TiffWriter.MAX_CLASSIC, 100_000).toString());
		final double least = Math.max(1e-9, Math.max(pixelSize, 1 / pixelSize) / Integer.MAX_VALUE);
		assertEquals(pixelSize, opened.getCalibration().pixelWidth, pixelSize * least);
		assertEquals(2 * pixelSize, opened.getCalibration().pixelHeight, 4 * pixelSize * least);
	}

	@Test
	void channelsNamedRedGreenBlueStayPlanes() throws IOException {
		final ImagePlus plain = TestImages.noise(16, 6, 5, 3, 1, 1);
		for (int c = 0; c < 3; c++)
			plain.getStack().setSliceLabel(List.of("Red", "Green", "Blue").get(c), c + 1);
		final CompositeImage imp = new CompositeImage(plain, IJ.COMPOSITE);
		final ImagePlus opened = IJ.openImage(write(imp, PixelType.SAME, TiffWriter.MAX_CLASSIC, 100_000).toString());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertEquals("Green", opened.getStack().getSliceLabel(2));
		assertEquals(3, opened.getNChannels());
	}

	@Test
	void bigTiffIsReadByAnotherLibrary() throws IOException {
		final ImagePlus imp = TestImages.decorated();
		final Path file = folder.resolve("big.tif");
		save(imp, PixelType.SAME, TiffWriter.create(file, ImageResult.shape(imp, PixelType.SAME), TiffLayout.BIG, imp));
		assertEquals(43, Files.readAllBytes(file)[3] + Files.readAllBytes(file)[2]);
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			final ImageReader reader = ImageIO.getImageReadersByFormatName("TIFF").next();
			reader.setInput(in);
			assertEquals(12, reader.getNumImages(true));
			for (int i = 0; i < 12; i++) {
				final Raster pixels = reader.readRaster(i, null);
				for (int y = 0; y < 7; y++)
					for (int x = 0; x < 13; x++)
						assertEquals(imp.getStack().getProcessor(i + 1).get(x, y), pixels.getSample(x, y, 0));
			}
		}
	}

	@Test
	void labelsThatFindNoRoomAreLeftOutAndThatIsSaid() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 3, 1);
		imp.getStack().setSliceLabel("long ".repeat(3000), 2);
		final TiffWriter writer = TiffWriter.create(folder.resolve("a.tif"), ImageResult.shape(imp, PixelType.SAME), TiffLayout.IMAGEJ, 5000, 1);
		final List<String> notes = save(imp, PixelType.SAME, writer);
		assertEquals(1, notes.size());
		assertTrue(notes.get(0).contains("labels of the slices take 30012 bytes"), notes.get(0));
		final ImagePlus opened = IJ.openImage(folder.resolve("a.tif").toString());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertEquals("Made by a test.", opened.getInfoProperty());
	}

	@Test
	void planesMayComeInAnyOrderAndAreReadBack() throws IOException {
		final ImagePlus imp = TestImages.noise(24, 300, 301, 1, 6, 1);
		final List<Integer> order = new ArrayList<>(List.of(0, 1, 2, 3, 4, 5));
		Collections.shuffle(order, new Random(3));
		try (TiffWriter writer = TiffWriter.create(folder.resolve("a.tif"), ImageResult.shape(imp, PixelType.SAME), TiffLayout.IMAGEJ, imp)) {
			for (final int plane : order) {
				assertEquals(0xff000000, ((int[]) writer.get(plane))[77], "opaque black at first");
				writer.put(plane, imp.getStack().getPixels(plane + 1));
			}
			for (int plane = 0; plane < 6; plane++)
				assertArrayEquals((int[]) imp.getStack().getPixels(plane + 1), (int[]) writer.get(plane));
		}
		assertEquals(List.of(), names(), "it was not finished");
	}

	@Test
	void aResultThatIsNotSavedLeavesTheOlderFile() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 2, 1);
		final Path file = Files.writeString(folder.resolve("a.tif"), "older");
		try (ImageResult result = ImageResult.inFile(imp, PixelType.SAME, new ResultFile(file, FileFormat.TIFF))) {
			result.channel(0).write(0, Views.hyperSlice(ImageChannels.view(imp, 0), 2, 0));
			assertTrue(assertThrows(IllegalStateException.class, () -> result.save("")).getMessage().contains("1 of 2 planes"));
		}
		assertEquals("older", Files.readString(file));
		assertEquals(List.of("a.tif"), names());
	}

	@Test
	void moreThanTheDiskHoldsIsRefusedBeforeTheWork() {
		final StackShape shape = new StackShape(1 << 15, 1 << 15, 32, 1, 1 << 15, 1);
		final String message = assertThrows(IOException.class, () -> TiffWriter.create(folder.resolve("a.tif"), shape, TiffLayout.BIG, 0, 0))
			.getMessage();
		assertTrue(message.contains("needs 134217728 MB, but only ") && message.contains("a.tif"), message);
		assertFalse(Files.exists(folder.resolve("a.tif")));
	}

	private Path write(final ImagePlus imp, final PixelType type, final long limit, final long room) throws IOException {
		final Path file = folder.resolve("a.tif");
		assertEquals(List.of(), save(imp, type, TiffWriter.create(file, ImageResult.shape(imp, type), TiffLayout.IMAGEJ, room, limit)));
		return file;
	}

	private static List<String> save(final ImagePlus imp, final PixelType type, final TiffWriter writer) throws IOException {
		try (ImageResult result = ImageResult.inFile(imp, type, writer)) {
			TestImages.copy(imp, result);
			return result.save("Made by a test.");
		}
	}

	private static FileInfo info(final Path file) {
		return Opener.getTiffFileInfo(file.toString())[0];
	}

	/** How many directories the chain has that other readers follow. */
	private static int directories(final Path file) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
			final ImageReader reader = ImageIO.getImageReadersByFormatName("TIFF").next();
			reader.setInput(in);
			return reader.getNumImages(true);
		}
	}

	private static void assertSame(final FileInfo expected, final FileInfo info) {
		assertEquals(expected.description, info.description);
		assertEquals(expected.info, info.info);
		assertArrayEquals(expected.sliceLabels, info.sliceLabels);
		assertArrayEquals(expected.displayRanges, info.displayRanges);
		assertArrayEquals(expected.channelLuts, info.channelLuts);
		assertArrayEquals(expected.roi, info.roi);
		assertArrayEquals(expected.overlay, info.overlay);
		assertArrayEquals(expected.properties, info.properties);
		assertArrayEquals(expected.reds, info.reds);
		assertEquals(expected.pixelWidth, info.pixelWidth, 1e-6);
		assertEquals(expected.pixelHeight, info.pixelHeight, 1e-6);
		assertEquals(expected.unit, info.unit);
		assertEquals(expected.fileType, info.fileType);
		assertEquals(expected.intelByteOrder, info.intelByteOrder);
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map(file -> file.getFileName().toString()).sorted().toList();
		}
	}
}
