package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Rectangle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.image.BioFormatsTestFile.Image;
import sc.fiji.n2n.image.BioFormatsTestFile.Plane;
import sc.fiji.n2n.config.PixelType;

/** With the real Bio-Formats, which is not on Maven Central and so has to be given. */
class BioFormatsFileTest {

	/** One channel of one sample, of which nothing is said. */
	private static final String GREY = "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"1\"/>";

	@TempDir
	Path folder;

	@BeforeEach
	void isPresent() {
		assumeTrue(BioFormatsFile.isPresent(), "NOT TESTED: reading with Bio-Formats. Give its jars, such as those of jars/bio-formats in a" +
			" Fiji, with -Dmaven.test.additionalClasspath=a.jar,b.jar (see docs/contributing.md).");
	}

	@ParameterizedTest
	@CsvSource({ "8, 1, 1, 1", "16, 1, 1, 1", "24, 1, 1, 1", "32, 1, 1, 1", "8, 2, 3, 2", "16, 3, 1, 2", "24, 1, 3, 1", "32, 1, 2, 3" })
	void readsTheSameAsImageJ(final int bits, final int channels, final int slices, final int frames) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 13, 7, channels, slices, frames);
		final Calibration calibration = imp.getCalibration();
		calibration.pixelWidth = calibration.pixelHeight = 0.25;
		calibration.pixelDepth = 1.5;
		calibration.setUnit("micron");
		calibration.frameInterval = 2.5;
		final Path file = folder.resolve("a.tif");
		assertTrue(new FileSaver(imp).saveAsTiff(file.toString()));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus read = opened.open(0);
			final ImagePlus expected = QuietOpener.open(file, Long.MAX_VALUE);
			assertArrayEquals(expected.getDimensions(), read.getDimensions());
			assertEquals(expected.getType(), read.getType());
			assertArrayEquals(TestImages.copies(imp), TestImages.copies(read));
			assertEquals("a.tif", read.getTitle());
			assertEquals("micron", read.getCalibration().getUnit());
			assertEquals(0.25, read.getCalibration().pixelWidth, 1e-6);
			assertEquals(0.25, read.getCalibration().pixelHeight, 1e-6);
			if (slices > 1) assertEquals(1.5, read.getCalibration().pixelDepth, 1e-6);
			if (frames > 1) assertEquals(2.5, read.getCalibration().frameInterval, 1e-6);
		}
	}

	@Test
	void ordersPlanesAsImageJDoesAndKeepsWhatTheFileSaysOfThem() throws IOException {
		// The file's order is z, then t, then c.
		final List<Plane> planes = new ArrayList<>();
		for (int c = 0; c < 2; c++)
			for (int t = 0; t < 2; t++)
				for (int z = 0; z < 3; z++)
					planes.add(filled(16, false, 1000 * c + 100 * t + z));
		final Path file = omeTiff(planes, new Image("cells", size(4, 3, 3, 2, 2, "uint16", "XYZTC") +
			" PhysicalSizeX=\"200\" PhysicalSizeXUnit=\"nm\" PhysicalSizeY=\"0.3\" PhysicalSizeZ=\"1.5\" TimeIncrement=\"500\"" +
			" TimeIncrementUnit=\"ms\"", "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"1\" Name=\"DAPI\" Color=\"65535\"/>" +
				"<Channel ID=\"Channel:0:1\" SamplesPerPixel=\"1\" Name=\"GFP\" Color=\"16711935\"/>", 12));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final CompositeImage imp = assertInstanceOf(CompositeImage.class, opened.open(0));
			for (int c = 0; c < 2; c++)
				for (int t = 0; t < 2; t++)
					for (int z = 0; z < 3; z++)
						assertEquals(1000 * c + 100 * t + z, imp.getStack().getProcessor(imp.getStackIndex(c + 1, z + 1, t + 1)).get(3, 2));
			assertTrue(imp.isHyperStack());
			assertEquals("DAPI", imp.getStack().getSliceLabel(1));
			assertEquals("GFP", imp.getStack().getSliceLabel(4));
			assertEquals(0xff0000ff, imp.getChannelLut(1).getRGB(255));
			assertEquals(0xff00ff00, imp.getChannelLut(2).getRGB(255));
			final Calibration calibration = imp.getCalibration();
			assertEquals("micron", calibration.getUnit());
			assertArrayEquals(new double[] { 0.2, 0.3, 1.5 }, new double[] { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth },
				1e-9);
			assertEquals(0.5, calibration.frameInterval, 1e-9);
			assertEquals("sec", calibration.getTimeUnit());
		}
	}

	@Test
	void whatTheFileDoesNotSayStaysUnknown() throws IOException {
		final Path file = omeTiff(List.of(filled(8, false, 1)), new Image("", size(4, 3, 1, 1, 1, "uint8", "XYZTC"), GREY, 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus imp = opened.open(0);
			assertFalse(imp.getCalibration().scaled());
			assertEquals(0, imp.getCalibration().frameInterval);
			assertNull(imp.getStack().getSliceLabel(1));
			assertEquals("", opened.seriesName(0));
		}
	}

	@ParameterizedTest
	@CsvSource({ "int8, 8, true", "int16, 16, true", "int32, 32, true", "uint32, 32, false" })
	void signedAndLargeNumbersKeepTheirValues(final String type, final int bits, final boolean signed) throws IOException {
		final int[] values = { -128, -1, 0, 1, 100, 127, 5, -7, 9, 11, -13, 2 };
		final Path file = omeTiff(List.of(BioFormatsTestFile.integers(4, 3, bits, signed, values)), new Image("a", size(4, 3, 1, 1, 1, type, "XYZTC"),
			GREY, 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus imp = opened.open(0);
			assertEquals(bits, imp.getBitDepth());
			assertEquals(bits == 16, imp.getCalibration().isSigned16Bit());
			for (int i = 0; i < values.length; i++)
				assertEquals((float) (signed ? values[i] : values[i] & 0xffffffffL), value(imp, i));
		}
	}

	@Test
	void doublesBecomeFloats() throws IOException {
		final double[] values = { 0.1, -1e30, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1 / 3.0 };
		final Path file = omeTiff(List.of(BioFormatsTestFile.doubles(4, 3, values)), new Image("a", size(4, 3, 1, 1, 1, "double", "XYZTC"), GREY, 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus imp = opened.open(0);
			for (int i = 0; i < values.length; i++)
				assertEquals((float) values[i], value(imp, i));
		}
	}

	@Test
	void samplesOf16BitColoursBecomeChannels() throws IOException {
		final int[] interleaved = IntStream.range(0, 3 * 12).map(i -> 20000 * (i % 3) + i / 3).toArray();
		final Path file = omeTiff(List.of(BioFormatsTestFile.integers(4, 3, 16, false, interleaved)), new Image("a", size(4, 3, 1, 3, 1, "uint16",
			"XYCZT"), "<Channel ID=\"Channel:0:0\" SamplesPerPixel=\"3\"/>", 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final CompositeImage imp = assertInstanceOf(CompositeImage.class, opened.open(0));
			for (int c = 0; c < 3; c++) {
				final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, c);
				assertEquals(20000 * c + 11, view.getAt(3, 2, 0).get());
				assertEquals(20000 * c + 1, view.getAt(1, 0, 0).get());
				assertEquals(ImageChannels.RGB.get(c), ImageChannels.name(imp, c));
			}
			assertEquals(IJ.COMPOSITE, imp.getMode());
			assertEquals(0xff00ff00, imp.getChannelLut(2).getRGB(255));
			assertEquals(40000, imp.getChannelLut(3).min);
		}
	}

	@Test
	void aSignedDicomIsReadAloneAndAsImageJReadsIt() throws IOException {
		for (int i = 1; i <= 3; i++) {
			final short[] values = Arrays.copyOf(new short[] { -5, 0, 7, (short) (100 * i), Short.MIN_VALUE, Short.MAX_VALUE }, 1200);
			BioFormatsTestFile.writeDicom(folder.resolve("slice-" + i + ".dcm"), 40, i, values);
		}
		final Path file = folder.resolve("slice-2.dcm");
		try (ImageFile opened = BioFormatsFile.open(file)) {
			assertEquals(1, opened.seriesCount());
			final ImagePlus imp = opened.open(0);
			final ImagePlus expected = QuietOpener.open(file, Long.MAX_VALUE);
			assertArrayEquals(TestImages.copies(expected), TestImages.copies(imp));
			assertArrayEquals(expected.getDimensions(), imp.getDimensions());
			assertEquals(200, value(imp, 3));
			assertEquals(value(expected, 4), value(imp, 4));
			assertTrue(imp.getCalibration().isSigned16Bit());
			assertEquals(500, imp.getCalibration().pixelWidth, 1e-6);
		}
	}

	@Test
	void readsAMapOfElectronMicroscopy() throws Exception {
		final Path file = Path.of(getClass().getResource("/formats/EMD-3197.map").toURI());
		final ByteBuffer map = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus imp = opened.open(0);
			assertArrayEquals(new int[] { 20, 20, 1, 20, 1 }, imp.getDimensions());
			// Rows are stored upwards, after a header of 1024 bytes.
			for (int i = 0; i < 8000; i++)
				assertEquals(map.getFloat(1024 + 4 * i), imp.getStack().getProcessor(1 + i / 400).getf(i % 20, 19 - i / 20 % 20));
			assertEquals(11.4e-4, imp.getCalibration().pixelWidth, 1e-8);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 24, 32 })
	void regionsAreCropsOfPlanes(final int bits) throws IOException {
		final Path file = tiff(TestImages.noise(bits, 70, 65, 1, 2, 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final LazyStack stack = (LazyStack) opened.open(0).getStack();
			for (final Rectangle region : List.of(new Rectangle(0, 0, 1, 1), new Rectangle(69, 64, 1, 1), new Rectangle(13, 50, 40, 7))) {
				final ImageProcessor whole = stack.getProcessor(2);
				whole.setRoi(region);
				assertArrayEquals(new Object[] { whole.crop().getPixels() }, new Object[] { stack.read(2, region.x, region.y, region.width, region.height) });
			}
		}
	}

	@Test
	void largePlanesAreReadInCells() throws IOException {
		// Bio-Formats makes up the pixels of files of such names.
		final Path file = Files.createFile(folder.resolve("a&sizeX=2000&sizeY=700&sizeC=2&pixelType=uint16.fake"));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus imp = opened.open(0);
			final LazyStack stack = (LazyStack) imp.getStack();
			assertEquals(2000, stack.cellWidth());
			assertTrue(stack.cellHeight() >= 256 && stack.cellHeight() < 700, stack.cellHeight() + " rows");
			final ImageProcessor whole = stack.getProcessor(2);
			final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 1);
			for (int y = 0; y < 700; y++)
				assertEquals(whole.get(3 * y / 2, y), view.getAt(3 * y / 2, y, 0).get());
		}
	}

	@Test
	void severalThreadsReadSeveralImagesOfAFile() throws IOException {
		final List<Plane> planes = new ArrayList<>();
		for (int i = 0; i < 40; i++)
			planes.add(filled(16, false, i));
		final Path file = omeTiff(planes, new Image("first", size(4, 3, 20, 1, 1, "uint16", "XYZTC"), GREY, 20), new Image("second",
			size(4, 3, 1, 1, 20, "uint16", "XYZTC"), GREY, 20));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final List<ImagePlus> images = List.of(opened.open(0), opened.open(1));
			IntStream.range(0, 4000).parallel().forEach(i -> {
				final int plane = i / 2 % 20;
				assertEquals(20 * (i % 2) + plane, ImageChannels.view(images.get(i % 2), 0).getAt(3, 2, plane).get());
			});
		}
	}

	@Test
	void smallerCopiesAreNoImages() throws IOException {
		final Plane small = BioFormatsTestFile.integers(2, 2, 8, false, new int[4]);
		final Plane first = filled(8, false, 3);
		final Plane pyramid = new Plane(4, 3, 8, 1, 1, first.pixels(), small);
		final Path file = omeTiff(List.of(pyramid, BioFormatsTestFile.integers(2, 5, 8, false, new int[10])), new Image("first", size(4, 3, 1, 1, 1,
			"uint8", "XYZTC"), GREY, 1), new Image("", size(2, 5, 1, 1, 1, "uint8", "XYZTC"), GREY, 1));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			assertEquals(2, opened.seriesCount());
			assertEquals("first", opened.seriesName(0));
			assertEquals("", opened.seriesName(1));
			assertEquals("a.ome.tif - first", opened.open(0).getTitle());
			assertEquals("a.ome.tif - #2", opened.open(1).getTitle());
			assertEquals(4, opened.open(0).getWidth());
			assertEquals(5, opened.open(1).getHeight());
		}
	}

	@Test
	void coloursOfAPaletteAreNotTakenForIntensities() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 20, 10, 1, 1, 1);
		imp.getProcessor().setColorModel(TestImages.palette());
		final Path file = folder.resolve("a.png");
		assertTrue(new FileSaver(imp).saveAsPng(file.toString()));
		try (ImageFile opened = BioFormatsFile.open(file)) {
			final ImagePlus read = opened.open(0);
			assertThrows(IllegalArgumentException.class, () -> ImageChannels.check(read));
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.999, 0.6, 0.01 })
	void filesThatAreCutOffAreRefused(final double part) throws Exception {
		final Path map = Path.of(getClass().getResource("/formats/EMD-3197.map").toURI());
		final Path tiff = tiff(TestImages.noise(16, 40, 30, 1, 1, 1));
		BioFormatsTestFile.writeDicom(folder.resolve("a.dcm"), 40, 1, new short[1200]);
		for (final Path whole : List.of(map, tiff, folder.resolve("a.dcm"))) {
			final byte[] bytes = Files.readAllBytes(whole);
			final Path cut = Files.write(folder.resolve("cut-" + whole.getFileName()), Arrays.copyOf(bytes, (int) (part * bytes.length)));
			assertRefused(cut, "");
		}
	}

	@Test
	void unreadableFilesSayWhy() throws IOException {
		assertRefused(Files.writeString(folder.resolve("text.xyz"), "This is not an image."), "not an image of a kind that Bio-Formats knows");
		assertRefused(Files.writeString(folder.resolve("a.czi"), "ZISRAWFILE"), "not complete");
		assertRefused(Files.createFile(folder.resolve("a&sizeX=50000&sizeY=50000.fake")), "50000 x 50000");
		assertRefused(Files.createFile(folder.resolve("b&sizeX=40000&sizeY=40000&pixelType=double.fake")), "Memory & Threads");
	}

	@Test
	void pixelsAreNotReadFromAClosedFile() throws IOException {
		final ImageFile opened = BioFormatsFile.open(tiff(TestImages.noise(16, 40, 30, 1, 3, 1)));
		final LazyStack stack = (LazyStack) opened.open(0).getStack();
		opened.close();
		opened.close();
		final String message = assertThrows(IOException.class, () -> stack.read(1, 0, 0, 2, 2)).getMessage();
		assertTrue(message.contains("closed"), message);
	}

	@Test
	void filesThatImageJCannotReadAreReadAsTheyAreNeeded() throws Exception {
		try (ImageFile file = ImageFiles.openFile(Path.of(getClass().getResource("/formats/EMD-3197.map").toURI()))) {
			final ImagePlus imp = file.open(0);
			assertEquals("EMD-3197.map", imp.getTitle());
			assertTrue(imp.getStack().isVirtual());
			assertEquals(20, imp.getNSlices());
		}
	}

	/** What this plugin writes, in all layouts of TIFF: with a small limit also the one of more than 4 GB. */
	@ParameterizedTest
	@CsvSource({ "IMAGEJ, 4294967295, 16", "IMAGEJ, 1, 16", "BIG, 4294967295, 16", "IMAGEJ, 4294967295, 24", "IMAGEJ, 1, 8", "BIG, 4294967295, 32",
		"IMAGEJ, 1, 32" })
	void readsWhatIsWritten(final TiffLayout layout, final long maxClassic, final int bits) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, 13, 7, bits == 24 ? 1 : 2, 3, 2);
		imp.getLocalCalibration().setUnit("micron");
		imp.getLocalCalibration().pixelWidth = 0.25;
		imp.getLocalCalibration().pixelHeight = 0.5;
		imp.getLocalCalibration().pixelDepth = 2;
		final Path target = folder.resolve("result.tif");
		try (ImageResult result = ImageResult.inFile(imp, PixelType.SAME, TiffWriter.create(target, ImageResult.shape(imp, PixelType.SAME), layout, 100_000,
			maxClassic)))
		{
			TestImages.copy(imp, result);
			result.save("Made by a test.");
		}
		try (ImageFile file = BioFormatsFile.open(target)) {
			final ImagePlus read = file.open(0);
			assertArrayEquals(imp.getDimensions(), read.getDimensions());
			assertArrayEquals(TestImages.copies(imp), TestImages.copies(read));
			assertEquals("micron", read.getCalibration().getUnit());
			assertEquals(0.25, read.getCalibration().pixelWidth, 1e-9);
			assertEquals(0.5, read.getCalibration().pixelHeight, 1e-9);
			assertEquals(2, read.getCalibration().pixelDepth, 1e-9);
		}
	}

	/** Opens a file and its first image, either of which may be where it is refused. */
	private static void assertRefused(final Path file, final String part) {
		final String message = assertThrows(IOException.class, () -> {
			try (ImageFile opened = BioFormatsFile.open(file)) {
				opened.open(0);
			}
		}, file.toString()).getMessage();
		assertTrue(message.contains(part) && !message.contains(file.toString()), message);
	}

	private Path tiff(final ImagePlus imp) {
		final Path file = folder.resolve("whole.tif");
		assertTrue(new FileSaver(imp).saveAsTiff(file.toString()));
		return file;
	}

	private Path omeTiff(final List<Plane> planes, final Image... images) throws IOException {
		final Path file = folder.resolve("a.ome.tif");
		BioFormatsTestFile.writeOmeTiff(file, List.of(images), planes);
		return file;
	}

	private static Plane filled(final int bits, final boolean signed, final int value) {
		final int[] values = new int[12];
		Arrays.fill(values, value);
		return BioFormatsTestFile.integers(4, 3, bits, signed, values);
	}

	private static String size(final int x, final int y, final int z, final int c, final int t, final String type, final String order) {
		return "DimensionOrder=\"" + order + "\" Type=\"" + type + "\" SizeX=\"" + x + "\" SizeY=\"" + y + "\" SizeZ=\"" + z + "\" SizeC=\"" + c +
			"\" SizeT=\"" + t + "\"";
	}

	private static double value(final ImagePlus imp, final int index) {
		final ImageProcessor ip = imp.getStack().getProcessor(1);
		return imp.getBitDepth() == 32 ? ip.getf(index) : imp.getCalibration().getCValue(ip.get(index));
	}
}
