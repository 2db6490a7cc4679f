package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.LUT;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.zarr.ZarrArray;

/** What is written is read back with the same pixels and metadata. */
class OmeZarrWriterTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "8, 13, 7, 1, 1, 1", "8, 1, 1, 1, 1, 1", "16, 13, 7, 2, 3, 2", "16, 513, 1025, 1, 1, 1", "32, 600, 5, 3, 1, 2", "32, 5, 7, 1, 4, 1",
		"8, 512, 512, 1, 2, 1" })
	void pixelsComeBack(final int bits, final int width, final int height, final int channels, final int slices, final int frames)
		throws IOException
	{
		final ImagePlus imp = TestImages.noise(bits, width, height, channels, slices, frames);
		final ImagePlus opened = written(imp);
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertArrayEquals(imp.getDimensions(), opened.getDimensions());
		assertEquals(imp.getType(), opened.getType());
		assertEquals("Made by a test.", opened.getInfoProperty());
	}

	@Test
	void valuesThatAreNotFiniteComeBack() throws IOException {
		final ImagePlus imp = TestImages.noise(32, 5, 5, 1, 1, 1);
		final float[] pixels = (float[]) imp.getProcessor().getPixels();
		pixels[3] = Float.NaN;
		pixels[4] = Float.NEGATIVE_INFINITY;
		pixels[5] = Float.MIN_VALUE;
		assertArrayEquals(pixels, (float[]) written(imp).getProcessor().getPixels());
	}

	@Test
	void rgbBecomesThreeChannels() throws IOException {
		final ImagePlus imp = TestImages.noise(24, 13, 7, 1, 2, 2);
		final CompositeImage opened = (CompositeImage) written(imp);
		assertArrayEquals(new int[] { 13, 7, 3, 2, 2 }, opened.getDimensions());
		for (int i = 0; i < 4; i++) {
			final byte[][] components = new byte[3][13 * 7];
			((ColorProcessor) imp.getStack().getProcessor(i + 1)).getRGB(components[0], components[1], components[2]);
			for (int c = 0; c < 3; c++)
				assertArrayEquals(components[c], (byte[]) opened.getStack().getPixels(3 * i + c + 1));
		}
		assertEquals(0xffff0000, opened.getChannelLut(1).getRGB(255));
		assertEquals(0xff0000ff, opened.getChannelLut(3).getRGB(255));
		assertEquals(255, opened.getChannelLut(2).max);
	}

	@Test
	void planesCanBeReadBackAndChanged() throws IOException {
		for (final int bits : new int[] { 8, 16, 24, 32 })
			for (final boolean signed : new boolean[] { false, true }) {
				final ImagePlus imp = TestImages.noise(bits, 13, 7, 1, 2, 1);
				if (signed) imp.getCalibration().setSigned16BitCalibration();
				try (OmeZarrWriter writer = new OmeZarrWriter(folder.resolve(bits + "bit" + signed), imp, bits)) {
					final Object empty = Array.newInstance(imp.getProcessor().getPixels().getClass().getComponentType(), 13 * 7);
					if (empty instanceof int[] colours) Arrays.fill(colours, 0xff000000);
					assertArrayEquals(new Object[] { empty }, new Object[] { writer.get(1) });
					for (int i = 1; i <= 2; i++) {
						writer.put(1, imp.getStack().getPixels(i));
						assertArrayEquals(new Object[] { imp.getStack().getPixels(i) }, new Object[] { writer.get(1) });
					}
				}
			}
	}

	@Test
	void signedValuesStaySigned() throws IOException {
		final ImagePlus imp = TestImages.noise(16, 13, 7, 1, 2, 1);
		imp.getCalibration().setSigned16BitCalibration();
		imp.setDisplayRange(32768 - 500, 32768 + 1000);
		final ImagePlus opened = written(imp);
		assertTrue(Files.readString(folder.resolve("a.ome.zarr/0/.zarray")).contains("\"<i2\""));
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(opened));
		assertTrue(opened.getCalibration().isSigned16Bit());
		assertEquals(32768 - 500, opened.getDisplayRangeMin());
		assertEquals(32768 + 1000, opened.getDisplayRangeMax());
		assertEquals(imp.getProcessor().getPixel(3, 2) - 32768, opened.getCalibration().getCValue(opened.getProcessor().getPixel(3, 2)));
	}

	@Test
	void metadataComesBack() throws IOException {
		final CompositeImage imp = TestImages.decorated();
		for (int i = 1; i <= 12; i++)
			imp.getStack().setSliceLabel(i % 2 == 1 ? "GFP" : "a long name of a channel of an image", i);
		final CompositeImage opened = (CompositeImage) written(imp);
		final Calibration before = imp.getCalibration();
		final Calibration after = opened.getCalibration();
		assertArrayEquals(new double[] { before.pixelWidth, before.pixelHeight, before.pixelDepth, before.frameInterval }, new double[] {
			after.pixelWidth, after.pixelHeight, after.pixelDepth, after.frameInterval });
		assertArrayEquals(new String[] { "micron", "micron", "nm", "min" }, new String[] { after.getUnit(), after.getYUnit(), after.getZUnit(), after
			.getTimeUnit() });
		assertEquals(IJ.COMPOSITE, opened.getMode());
		for (int c = 1; c <= 2; c++) {
			assertArrayEquals(imp.getChannelLut(c).getBytes(), opened.getChannelLut(c).getBytes());
			assertEquals(imp.getChannelLut(c).min, opened.getChannelLut(c).min);
			assertEquals(imp.getChannelLut(c).max, opened.getChannelLut(c).max);
			assertEquals(imp.getActiveChannels()[c - 1], opened.getActiveChannels()[c - 1]);
			assertEquals(imp.getStack().getSliceLabel(c), opened.getStack().getSliceLabel(c));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, IJ.GRAYSCALE, IJ.COMPOSITE })
	void channelsWithoutColoursStayGrey(final int mode) throws IOException {
		final ImagePlus plain = TestImages.noise(8, 5, 5, 2, 1, 1);
		final ImagePlus opened = written(mode == 0 ? plain : new CompositeImage(plain, mode));
		assertEquals(mode == IJ.COMPOSITE ? IJ.COMPOSITE : IJ.GRAYSCALE, ((CompositeImage) opened).getMode());
	}

	@Test
	void theColourAndRangeOfASingleChannelComeBack() throws IOException {
		final ImagePlus imp = TestImages.noise(16, 5, 5, 1, 2, 1);
		imp.setLut(LUT.createLutFromColor(Color.green));
		imp.setDisplayRange(100, 2000);
		final ImagePlus opened = written(imp);
		assertEquals(Color.green.getRGB(), opened.getProcessor().getColorModel().getRGB(255));
		assertEquals(100, opened.getDisplayRangeMin());
		assertEquals(2000, opened.getDisplayRangeMax());
		opened.setSlice(2);
		assertEquals(2000, opened.getDisplayRangeMax());
	}

	/** Python's zarr 2 reads no other metadata. */
	@Test
	void textOfAnyLanguageIsWrittenAsAscii() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 5, 5, 1, 1, 1);
		final Path target = folder.resolve("a.ome.zarr");
		try (OmeZarrWriter writer = new OmeZarrWriter(target, imp, 8)) {
			writer.put(0, imp.getProcessor().getPixels());
			writer.finish("\u00b5m \"\u7d30\u80de\" \\", "a\nb \ud83d\udd2c");
		}
		for (final byte b : Files.readAllBytes(target.resolve(".zattrs")))
			assertTrue(b > 0);
		final ImageFile file = OmeZarrFile.open(target);
		assertEquals("\u00b5m \"\u7d30\u80de\" \\", file.seriesName(0));
		assertEquals("a\nb \ud83d\udd2c", file.open(0).getInfoProperty());
	}

	@Test
	void anUncalibratedImageStaysUncalibrated() throws IOException {
		final Calibration calibration = written(TestImages.noise(8, 5, 5, 1, 1, 3)).getCalibration();
		assertEquals("pixel", calibration.getUnit());
		assertFalse(calibration.calibrated());
		assertEquals(0, calibration.frameInterval);
		assertFalse(calibration.scaled());
	}

	@Test
	void aFloatResultOfAnRgbImageHasThreeChannelsInItsPlanes() throws IOException {
		final ImagePlus imp = TestImages.noise(24, 5, 4, 1, 2, 1);
		try (OmeZarrWriter writer = new OmeZarrWriter(folder.resolve("a.ome.zarr"), imp, 32)) {
			for (int i = 0; i < 6; i++) {
				final float[] plane = (float[]) writer.get(i);
				Arrays.fill(plane, i + 0.5f);
				writer.put(i, plane);
			}
			writer.finish("a", "Made by a test.");
		}
		final ImagePlus opened = OmeZarrFile.open(folder.resolve("a.ome.zarr")).open(0);
		assertArrayEquals(new int[] { 5, 4, 3, 2, 1 }, opened.getDimensions());
		assertEquals(4.5f, opened.getStack().getProcessor(5).getf(4, 3));
	}

	@ParameterizedTest
	@CsvSource({ "8, false, 600, 411", "16, false, 257, 3", "16, true, 1, 300", "32, false, 530, 515" })
	void levelsAreMeans(final int bits, final boolean signed, final int width, final int height) throws IOException {
		final ImagePlus imp = TestImages.noise(bits, width, height, 2, 1, 1);
		if (signed) imp.getCalibration().setSigned16BitCalibration();
		written(imp);
		int w = width;
		int h = height;
		double[] expected = IntStream.range(0, w * h).mapToDouble(i -> imp.getStack().getProcessor(2).getf(i) - (signed ? 32768 : 0)).toArray();
		int level = 0;
		while (Math.max(w, h) > 256) {
			expected = halved(expected, w, h, bits < 32);
			w = (w + 1) / 2;
			h = (h + 1) / 2;
			level++;
			final ZarrArray array = ZarrArray.open(folder.resolve("a.ome.zarr/" + level));
			assertArrayEquals(new int[] { 1, 2, 1, h, w }, array.metadata().shape());
			final int[] chunks = array.metadata().chunks();
			for (int y = 0; y < h; y += chunks[3])
				for (int x = 0; x < w; x += chunks[4]) {
					final Object chunk = array.readChunk(0, 1, 0, y / chunks[3], x / chunks[4]);
					for (int v = y; v < Math.min(h, y + chunks[3]); v++)
						for (int u = x; u < Math.min(w, x + chunks[4]); u++)
							assertEquals(expected[v * w + u], value(chunk, (v - y) * chunks[4] + u - x, signed), bits < 32 ? 0 : 1e-3);
				}
		}
		assertFalse(Files.exists(folder.resolve("a.ome.zarr/" + (level + 1))));
	}

	private static double value(final Object chunk, final int index, final boolean signed) {
		if (chunk instanceof byte[] bytes) return bytes[index] & 0xff;
		if (chunk instanceof float[] floats) return floats[index];
		return signed ? ((short[]) chunk)[index] : ((short[]) chunk)[index] & 0xffff;
	}

	private static double[] halved(final double[] from, final int w, final int h, final boolean whole) {
		final int half = (w + 1) / 2;
		return IntStream.range(0, half * ((h + 1) / 2)).mapToDouble(i -> {
			final int x = 2 * (i % half);
			final int y = 2 * (i / half);
			final double mean = IntStream.range(0, 4).filter(k -> x + k % 2 < w && y + k / 2 < h).mapToDouble(k -> from[(y + k / 2) * w + x + k % 2])
				.average().orElseThrow();
			return whole ? Math.floor(mean + 0.5) : mean;
		}).toArray();
	}

	@Test
	void manyThreadsReadTheSame() throws IOException {
		final ImagePlus imp = TestImages.noise(16, 700, 530, 2, 2, 1);
		final ImagePlus opened = written(imp);
		final var views = List.of(ImageChannels.view(opened, 0), ImageChannels.view(opened, 1));
		IntStream.range(0, 8).parallel().forEach(n -> {
			final RandomAccessibleInterval<FloatType> before = ImageChannels.view(imp, n % 2);
			final Cursor<FloatType> after = views.get(n % 2).localizingCursor();
			while (after.hasNext()) {
				after.fwd();
				if (before.getAt(after).get() != after.get().get()) throw new AssertionError("at " + after);
			}
		});
	}

	@Test
	void beforeItIsFinishedItIsNoImage() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 5, 5, 1, 1, 1);
		final Path target = folder.resolve("a.ome.zarr");
		try (OmeZarrWriter writer = new OmeZarrWriter(target, imp, 8)) {
			writer.put(0, imp.getProcessor().getPixels());
		}
		assertThrows(IOException.class, () -> OmeZarrFile.open(target));
	}

	@Test
	void whatCannotBeWrittenSaysWhy() throws IOException {
		final ImagePlus imp = TestImages.noise(8, 5, 5, 1, 1, 1);
		final Path file = Files.writeString(folder.resolve("file"), "");
		assertThrows(IOException.class, () -> new OmeZarrWriter(file.resolve("a"), imp, 8));
		final Path target = folder.resolve("a.ome.zarr");
		try (OmeZarrWriter writer = new OmeZarrWriter(target, imp, 8)) {
			Files.writeString(target.resolve("0/0"), "in the way");
			final String message = assertThrows(IOException.class, () -> writer.put(0, imp.getProcessor().getPixels())).getMessage();
			assertTrue(message.contains("chunk 0/0/0/0/0") && message.contains("cannot be written"), message);
		}
	}

	private ImagePlus written(final ImagePlus imp) throws IOException {
		final Path target = folder.resolve("a.ome.zarr");
		try (OmeZarrWriter writer = new OmeZarrWriter(target, imp, imp.getBitDepth())) {
			for (int i = 0; i < imp.getStackSize(); i++)
				writer.put(i, imp.getStack().getPixels(i + 1));
			writer.finish("cell", "Made by a test.");
		}
		final ImageFile file = OmeZarrFile.open(target);
		assertEquals("cell", file.seriesName(0));
		final ImagePlus opened = file.open(0);
		assertEquals("a", opened.getTitle());
		return opened;
	}
}
