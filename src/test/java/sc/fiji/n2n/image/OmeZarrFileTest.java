package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;

/** Reads what Python's zarr wrote, see make.py there, and what is not as it should be. */
class OmeZarrFileTest {

	private static final Path PYTHON = Path.of("src/test/resources/zarr");

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({
		"blosc-lz4-u2, 16, 2, 3, 1, 7",
		"blosc-zstd-i2, 16, 1, 2, 1, -300",
		"blosc-blosclz-i1, 32, 2, 1, 1, 0",
		"blosc-zlib-u2, 16, 1, 1, 1, 0",
		"zlib-f4, 32, 1, 1, 2, NaN",
		"gzip-u4, 32, 1, 1, 1, 0",
		"zstd-i4, 32, 1, 1, 1, 0",
		"zstd-u1, 8, 1, 1, 1, 255",
		"none-f8, 32, 1, 1, 1, 0",
		"none-f4, 32, 1, 2, 1, 0" })
	void pixelsAreThoseThatPythonWrote(final String name, final int bits, final int channels, final int slices, final int frames,
		final double fill) throws IOException
	{
		final ImagePlus imp = open(PYTHON.resolve(name));
		assertEquals(name, imp.getTitle());
		assertEquals(bits, imp.getBitDepth());
		assertArrayEquals(new int[] { 13, 9, channels, slices, frames }, imp.getDimensions());
		final String type = name.substring(name.length() - 2);
		for (int t = 0; t < frames; t++)
			for (int z = 0; z < slices; z++)
				for (int c = 0; c < channels; c++) {
					final ImageProcessor plane = imp.getStack().getProcessor(imp.getStackIndex(c + 1, z + 1, t + 1));
					plane.setCalibrationTable(imp.getCalibration().getCTable());
					for (int y = 0; y < 9; y++)
						for (int x = 0; x < 13; x++) {
							final long i = ((((long) t * channels + c) * slices + z) * 9 + y) * 13 + x;
							final float expected = missing(name, c, z, t, y, x) ? (float) fill : value(type, i * 2654435761L & 0xffffffffL);
							assertEquals(expected, plane.getPixelValue(x, y), name + " at " + i);
						}
				}
	}

	/** Which pixels lie in the chunk that make.py removed. */
	private static boolean missing(final String name, final int c, final int z, final int t, final int y, final int x) {
		return switch (name) {
			case "blosc-lz4-u2" -> c == 1 && z < 2 && y >= 5;
			case "blosc-zstd-i2" -> z == 1 && x >= 8;
			case "zlib-f4" -> t == 1 && y >= 5 && x >= 8;
			case "zstd-u1" -> y < 5 && x < 8;
			default -> false;
		};
	}

	private static float value(final String type, final long h) {
		return switch (type) {
			case "u1" -> h >> 24;
			case "i1" -> (byte) (h >> 24);
			case "u2" -> h >> 16;
			case "i2" -> (short) (h >> 16);
			case "u4" -> h;
			case "i4" -> (int) h;
			default -> (float) (h / 65536.0 - 1000);
		};
	}

	@Test
	void theViewReadsTheSameFromManyThreads() throws IOException {
		final ImagePlus imp = open(PYTHON.resolve("none-f4"));
		final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, 0);
		IntStream.range(0, 2000).parallel().forEach(n -> {
			final int i = n * 7 % 234;
			assertEquals(value("f4", i * 2654435761L & 0xffffffffL), view.getAt(i % 13, i / 13 % 9, i / 117).get());
		});
	}

	@Test
	void aRegionIsThatPartOfThePlane() throws IOException {
		final OmeZarrStack stack = (OmeZarrStack) open(PYTHON.resolve("blosc-zstd-i2")).getStack();
		assertEquals(8, stack.cellWidth());
		assertEquals(9, stack.cellHeight());
		final short[] plane = (short[]) stack.getPixels(1);
		final short[] region = (short[]) stack.read(1, 6, 3, 5, 4);
		for (int i = 0; i < region.length; i++)
			assertEquals(plane[(3 + i / 5) * 13 + 6 + i % 5], region[i]);
	}

	@Test
	void signedValuesAreImageJsSignedImage() throws IOException {
		assertTrue(open(PYTHON.resolve("blosc-zstd-i2")).getCalibration().isSigned16Bit());
		assertFalse(open(PYTHON.resolve("blosc-lz4-u2")).getCalibration().calibrated());
	}

	@Test
	void calibrationAndChannelsComeFromTheMetadata() throws IOException {
		final Path image = copy("blosc-lz4-u2", folder.resolve("cells.ome.zarr"));
		edit(image, "{\"name\": \"t\", \"type\": \"time\"}", "{\"name\": \"t\", \"unit\": \"millisecond\"}");
		edit(image, "{\"name\": \"z\", \"type\": \"space\"}", "{\"name\": \"z\", \"unit\": \"nanometer\"}");
		edit(image, "{\"name\": \"y\", \"type\": \"space\"}", "{\"name\": \"y\", \"unit\": \"micrometer\"}");
		edit(image, "{\"name\": \"x\", \"type\": \"space\"}", "{\"name\": \"x\", \"unit\": \"micrometer\"}");
		edit(image, "[1.0, 1.0, 1.0, 1.0, 1.0]", "[1, 1, 2.5, 0.5, 0.25]");
		edit(image, "\"version\": \"0.4\"", "\"coordinateTransformations\": [{\"type\": \"scale\", \"scale\": [20, 1, 100, 1, 1]}], \"name\": \"n\"");
		edit(image, "\"multiscales\"", "\"omero\": {\"channels\": [{\"label\": \"DAPI\", \"color\": \"0000ff\", \"window\": {\"start\": 5, \"end\": 99.5}}," +
			"{\"color\": \"FF8000\", \"active\": false}]}, \"multiscales\"");
		final CompositeImage imp = (CompositeImage) open(image);
		final Calibration calibration = imp.getCalibration();
		assertEquals("cells", imp.getTitle());
		assertArrayEquals(new double[] { 0.25, 0.5, 250, 20 }, new double[] { calibration.pixelWidth, calibration.pixelHeight, calibration.pixelDepth,
			calibration.frameInterval }, 1e-9);
		assertArrayEquals(new String[] { "micron", "micron", "nm", "msec" }, new String[] { calibration.getUnit(), calibration.getYUnit(), calibration
			.getZUnit(), calibration.getTimeUnit() });
		assertEquals(IJ.COMPOSITE, imp.getMode());
		assertEquals(Color.blue.getRGB(), imp.getChannelLut(1).getRGB(255));
		assertEquals(new Color(0xff8000).getRGB(), imp.getChannelLut(2).getRGB(255));
		assertEquals(5, imp.getChannelLut(1).min);
		assertEquals(99.5, imp.getChannelLut(1).max);
		assertArrayEquals(new boolean[] { true, false }, Arrays.copyOf(imp.getActiveChannels(), 2));
		assertEquals("DAPI", imp.getStack().getSliceLabel(1));
	}

	@Test
	void aColourOrRangeThatIsNoneIsLeftOut() throws IOException {
		final Path image = copy("blosc-lz4-u2", folder.resolve("a.zarr"));
		final CompositeImage plain = (CompositeImage) open(image);
		edit(image, "\"multiscales\"", "\"omero\": {\"channels\": [{\"color\": \"blue\", \"window\": {\"start\": \"a\", \"end\": 7}}, {}, {}]}, \"multiscales\"");
		final CompositeImage imp = (CompositeImage) open(image);
		for (int c = 1; c <= 2; c++) {
			assertArrayEquals(plain.getChannelLut(c).getBytes(), imp.getChannelLut(c).getBytes());
			assertEquals(plain.getChannelLut(c).max, imp.getChannelLut(c).max);
		}
	}

	@Test
	void severalImagesAreSeries() throws IOException {
		final Path root = Files.createDirectory(folder.resolve("two.zarr"));
		Files.writeString(root.resolve(".zattrs"), "{\"bioformats2raw.layout\": 3}");
		copy("zstd-u1", root.resolve("0"));
		copy("gzip-u4", root.resolve("1"));
		try (ImageFile file = OmeZarrFile.open(root)) {
			assertEquals(2, file.seriesCount());
			assertEquals("gzip-u4", file.seriesName(1));
			assertEquals(8, file.open(0).getBitDepth());
			assertEquals(32, file.open(1).getBitDepth());
		}
		Files.createDirectory(root.resolve("OME"));
		Files.writeString(root.resolve("OME/.zattrs"), "{\"series\": [\"1\"]}");
		assertEquals("gzip-u4", OmeZarrFile.open(root).seriesName(0));
		Files.writeString(root.resolve("OME/.zattrs"), "{\"series\": [\"../two.zarr/1\"]}");
		assertRefused(root, "series[0]");
		Files.writeString(root.resolve("OME/.zattrs"), "{\"series\": [\"2\"]}");
		assertRefused(root, "series 2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
		"\"name\": \"z\"; \"name\": \"q\"; axes are",
		"\"name\": \"z\"; \"name\": \"t\"; axes are",
		"\"name\": \"x\"; \"name\": \"w\"; axes are",
		"\"version\": \"0.4\"; \"version\": \"0.3\"; OME-NGFF 0.3",
		"\"multiscales\"; \"plate\": {}, \"multiscales\"; open one field of it",
		"\"multiscales\"; \"well\": {}, \"multiscales\"; open one field of it",
		"\"multiscales\"; \"labels\"; no \"multiscales\"",
		"\"path\": \"0\"; \"path\": \"../../0\"; leads out of its folder",
		"\"path\": \"0\"; \"path\": \"1\"; no .zarray",
		"\"path\": \"0\"; \"path\": \"\\u0000\"; is not a path",
		"[1.0, 1.0, 1.0, 1.0, 1.0]; [1.0, 1.0]; 2 numbers for 5 axes",
		"[1.0, 1.0, 1.0, 1.0, 1.0]; [1.0, 1.0, 1.0, 1.0, -1.0]; scale[4]",
		"[1.0, 1.0, 1.0, 1.0, 1.0]; [1.0, 1.0, 1.0, 1.0, \"a\"]; scale[4]",
		"\"datasets\"; \"data\"; datasets is missing",
		"\"axes\"; \"axis\"; axes are",
		"\"multiscales\": [; \"multiscales\": [7,; multiscales[0]",
		"\"multiscales\"; \"multiscales; not valid JSON" })
	void metadataThatIsNotUnderstoodIsRefused(final String good, final String bad, final String reason) throws IOException {
		final Path image = copy("blosc-lz4-u2", folder.resolve("a.zarr"));
		edit(image, good, bad);
		assertRefused(image, reason);
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', value = {
		"[1, 2, 3, 9, 13]; [1, 2, 2147483647, 9, 13]; more than the 10000000 planes",
		"[1, 2, 3, 9, 13]; [2147483647, 2147483647, 2147483647, 9, 13]; more than the 10000000 planes",
		"[1, 2, 3, 9, 13]; [1, 2, 3, 2147483647, 2147483647]; larger than ImageJ can have",
		"[1, 2, 3, 9, 13]; [1, 2, 3, 9, 2147483647]; larger than ImageJ can have",
		"[1, 2, 3, 9, 13]; [1, 2, 3, 45000, 45000]; more than half",
		"[1, 1, 2, 5, 13]; [1, 2000000000, 2000000000, 5, 13]; chunks of",
		"[1, 1, 2, 5, 13]; [1, 1, 2, 9, 13]; chunk 0/0/0/0/0 cannot be decoded",
		"\"<u2\"; \"<f4\"; chunk 0/0/0/0/0 cannot be decoded" })
	void damagedArraysAreRefusedWithoutMuchMemory(final String good, final String bad, final String reason) throws IOException {
		final Path image = copy("blosc-lz4-u2", folder.resolve("a.zarr"));
		edit(image.resolve("0/.zarray"), good, bad);
		assertRefused(image, reason);
	}

	@Test
	void aDamagedChunkIsNamedWhenItIsRead() throws IOException {
		final Path image = copy("blosc-lz4-u2", folder.resolve("a.zarr"));
		final ImagePlus imp = open(image);
		Files.write(image.resolve("0/0/1/0/0/0"), new byte[10]);
		final String message = assertThrows(UncheckedIOException.class, () -> ImageChannels.view(imp, 1).getAt(0, 0, 0)).getMessage();
		assertTrue(message.contains("chunk 0/1/0/0/0"), message);
	}

	@Test
	void otherVersionsAreNamed() throws IOException {
		Files.writeString(folder.resolve("zarr.json"), "{\"zarr_format\": 3, \"node_type\": \"group\", \"attributes\": {\"ome\": {\"version\": \"0.5\"}}}");
		assertTrue(OmeZarrFile.isOmeZarr(folder));
		assertRefused(folder, "Zarr version 3 and OME-NGFF 0.5");
	}

	@Test
	void otherFoldersAreNone() throws IOException {
		assertFalse(OmeZarrFile.isOmeZarr(folder));
		assertFalse(OmeZarrFile.isOmeZarr(folder.resolve("missing")));
		assertFalse(OmeZarrFile.isOmeZarr(Files.writeString(folder.resolve("file"), "")));
		assertRefused(folder, "not an OME-Zarr");
		assertRefused(PYTHON.resolve("gzip-u4/0"), "open the folder above it");
	}

	private static ImagePlus open(final Path path) throws IOException {
		return OmeZarrFile.open(path).open(0);
	}

	private static void assertRefused(final Path path, final String reason) {
		final String message = assertThrows(IOException.class, () -> open(path)).getMessage();
		assertTrue(message.contains(reason), message);
	}

	private static Path copy(final String name, final Path target) throws IOException {
		try (Stream<Path> files = Files.walk(PYTHON.resolve(name))) {
			for (final Path file : (Iterable<Path>) files::iterator)
				Files.copy(file, target.resolve(PYTHON.resolve(name).relativize(file).toString()));
		}
		return target;
	}

	/** Replaces a piece of metadata, whose line ends and spaces do not count. */
	private static void edit(final Path path, final String good, final String bad) throws IOException {
		final Path file = Files.isDirectory(path) ? path.resolve(".zattrs") : path;
		final String text = Files.readString(file).replaceAll("\\s", "");
		final String piece = good.replaceAll("\\s", "");
		assertTrue(text.contains(piece), piece);
		Files.writeString(file, text.replace(piece, bad));
	}
}
