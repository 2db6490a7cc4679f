package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.plugin.FileInfoVirtualStack;
import ij.process.FloatProcessor;
import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.PixelType;

class ImageResultTest {

	@ParameterizedTest
	@CsvSource({ "8, 13, 7, 1, 1, 1", "16, 13, 7, 1, 1, 1", "32, 13, 7, 1, 1, 1", "24, 13, 7, 1, 1, 1", "8, 1, 9, 1, 1, 1", "16, 9, 1, 1, 1, 1",
		"32, 1, 1, 1, 1, 1", "24, 1, 1, 1, 1, 1", "8, 5, 4, 2, 3, 2", "16, 5, 4, 3, 1, 2", "32, 5, 4, 2, 2, 1", "24, 5, 4, 1, 3, 2",
		"16, 5, 4, 1, 5, 1", "8, 5, 4, 1, 1, 5" })
	void givesBackTheSamePixels(final int bits, final int width, final int height, final int c, final int z, final int t) {
		final ImagePlus imp = TestImages.noise(bits, width, height, c, z, t);
		final Object[] before = TestImages.copies(imp);
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		assertArrayEquals(before, TestImages.copies(result));
		assertArrayEquals(before, TestImages.copies(imp), "the source has changed");
		assertArrayEquals(imp.getDimensions(), result.getDimensions());
		assertEquals(imp.isHyperStack(), result.isHyperStack());
		assertEquals(imp.getOpenAsHyperStack(), result.getOpenAsHyperStack());
		assertEquals(imp.getType(), result.getType());
		assertEquals("cell.tif denoised", result.getTitle());
		assertEquals("Made by a test.", result.getInfoProperty());
		for (int i = 1; i <= imp.getStackSize(); i++)
			assertNotSame(imp.getStack().getPixels(i), result.getStack().getPixels(i));
	}

	@Test
	void readsAVirtualStackOfAFile(@TempDir final Path folder) throws Exception {
		final CompositeImage imp = TestImages.decorated();
		final Path file = folder.resolve("virtual.tif");
		ImageFiles.saveTiff(imp, file);
		final ImagePlus virtual = FileInfoVirtualStack.openVirtual(file.toString());
		assertTrue(virtual.getStack().isVirtual());
		final ImagePlus result = TestImages.unchanged(virtual, PixelType.SAME);
		assertFalse(result.getStack().isVirtual());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(result));
		assertEquals("plane 12", result.getStack().getSliceLabel(12));
		assertEquals(60000, ((CompositeImage) result).getChannelLut(2).max);
		assertEquals("micron", result.getCalibration().getUnit());
	}

	@ParameterizedTest
	@CsvSource({ "8, 255", "16, 65535", "24, 255" })
	void roundsAndClampsToTheType(final int bits, final int max) {
		final ImagePlus imp = TestImages.noise(bits, 10, 1, 1, 1, 1);
		final float[] values = { -5, -0.4f, 0.49f, 0.5f, 1.5f, 2.5f, max - 0.5f, max + 0.4f, 1e9f, Float.NEGATIVE_INFINITY };
		final int[] expected = { 0, 0, 0, 1, 2, 3, max, max, max, 0 };
		final ImageResult result = new ImageResult(imp, PixelType.SAME);
		for (int c = 0; c < ImageChannels.count(imp); c++)
			result.channel(c).write(0, ArrayImgs.floats(values, 10, 1));
		final ImagePlus finished = result.finish("");
		for (int i = 0; i < expected.length; i++)
			for (int c = 0; c < ImageChannels.count(imp); c++)
				assertEquals(expected[i], ImageChannels.view(finished, c).getAt(i, 0, 0).get(), "value " + values[i]);
	}

	@Test
	void keepsWhatIsNotFiniteIn32Bit() {
		final float[] pixels = { Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1.25f, 7e20f, 0.3f };
		final ImagePlus imp = new ImagePlus("nan", new FloatProcessor(3, 2, pixels.clone()));
		assertArrayEquals(pixels, (float[]) TestImages.unchanged(imp, PixelType.SAME).getProcessor().getPixels());
	}

	@Test
	void doesNotRoundIn32Bit() {
		final ImageResult result = new ImageResult(TestImages.noise(8, 2, 1, 1, 1, 1), PixelType.FLOAT32);
		result.channel(0).write(0, ArrayImgs.floats(new float[] { -0.75f, 300.5f }, 2, 1));
		final ImagePlus finished = result.finish("");
		assertEquals(ImagePlus.GRAY32, finished.getType());
		assertArrayEquals(new float[] { -0.75f, 300.5f }, (float[]) finished.getProcessor().getPixels());
	}

	@Test
	void rgbBecomesThreeChannelsIn32Bit() {
		final ImagePlus rgb = TestImages.noise(24, 5, 3, 1, 2, 1);
		rgb.getStack().setSliceLabel("second", 2);
		rgb.setSlice(2);
		final ImagePlus result = TestImages.unchanged(rgb, PixelType.FLOAT32);
		assertArrayEquals(new int[] { 5, 3, 3, 2, 1 }, result.getDimensions());
		assertEquals(IJ.COMPOSITE, result.getCompositeMode());
		for (int z = 0; z < 2; z++)
			for (int c = 0; c < 3; c++)
				assertEquals(rgb.getStack().getProcessor(z + 1).get(4, 2) >> 16 - 8 * c & 0xff,
					result.getStack().getProcessor(result.getStackIndex(c + 1, z + 1, 1)).getf(4, 2));
		assertEquals("green", result.getStack().getSliceLabel(2));
		assertEquals("second", result.getStack().getSliceLabel(4));
		assertEquals(2, result.getSlice());
		assertEquals(255, ((CompositeImage) result).getChannelLut(3).max);
		assertEquals(0xff0000ff, ((CompositeImage) result).getChannelLut(3).getRGB(255));
	}

	@ParameterizedTest
	@CsvSource({ "0, 1", "1, 0", "3, 1" })
	void eachPlaneOfEachChannelMustExist(final int channel, final int plane) {
		final ImageResult result = new ImageResult(TestImages.noise(8, 4, 4, 1, 1, 1), PixelType.SAME);
		assertThrows(IllegalArgumentException.class, () -> result.channel(channel).write(plane, ArrayImgs.floats(4, 4)));
	}

	@Test
	void refusesWhatIsNotCompleteOrFinishedTwice() {
		final ImageResult result = new ImageResult(TestImages.noise(8, 4, 4, 1, 2, 1), PixelType.SAME);
		result.channel(0).write(0, ArrayImgs.floats(4, 4));
		assertThrows(IllegalArgumentException.class, () -> result.channel(0).write(1, ArrayImgs.floats(4, 5)));
		final String message = assertThrows(IllegalStateException.class, () -> result.finish("")).getMessage();
		assertTrue(message.contains("1 of 2 planes"), message);
		result.channel(0).write(1, ArrayImgs.floats(4, 4));
		result.finish("");
		assertThrows(IllegalStateException.class, () -> result.finish(""));
		assertThrows(IllegalStateException.class, () -> result.channel(0).write(1, ArrayImgs.floats(4, 4)));
	}

	@Test
	void signed16BitStaysAsItIsStored() {
		final ImagePlus ct = TestImages.noise(16, 6, 5, 1, 2, 1);
		ct.getLocalCalibration().setSigned16BitCalibration();
		ct.setDisplayRange(32000, 33000);
		final ImagePlus result = TestImages.unchanged(ct, PixelType.SAME);
		assertArrayEquals(TestImages.copies(ct), TestImages.copies(result));
		assertTrue(result.getCalibration().isSigned16Bit());
		assertEquals(32000, result.getDisplayRangeMin());
		assertEquals(33000, result.getDisplayRangeMax());
		assertEquals(ct.getStack().getProcessor(2).get(3, 3) - 32768.0, result.getCalibration().getCValue(result.getStack().getProcessor(2).get(3, 3)));
	}

	@Test
	void calibratedValuesIn32Bit() {
		final ImagePlus ct = TestImages.noise(16, 6, 5, 1, 1, 1);
		ct.getLocalCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -1024, 0.5 }, "HU");
		ct.setDisplayRange(1000, 3000);
		final ImagePlus result = TestImages.unchanged(ct, PixelType.FLOAT32);
		for (int i = 0; i < 30; i++)
			assertEquals(-1024 + 0.5 * ct.getProcessor().get(i), result.getProcessor().getf(i), 1e-2);
		assertFalse(result.getCalibration().calibrated());
		assertEquals("HU", result.getCalibration().getValueUnit());
		assertEquals(-524, result.getDisplayRangeMin());
		assertEquals(476, result.getDisplayRangeMax());
	}

	@Test
	void curvedCalibrationIsInterpolatedIn32Bit() {
		final ImagePlus gel = TestImages.noise(8, 3, 1, 1, 1, 1);
		gel.getLocalCalibration().setFunction(Calibration.UNCALIBRATED_OD, null, "OD");
		final float[] od = gel.getLocalCalibration().getCTable();
		final ImageResult result = new ImageResult(gel, PixelType.FLOAT32);
		result.channel(0).write(0, ArrayImgs.floats(new float[] { 100, 100.5f, 400 }, 3, 1));
		final float[] pixels = (float[]) result.finish("").getProcessor().getPixels();
		assertArrayEquals(new float[] { od[100], (od[100] + od[101]) / 2, od[255] }, pixels, 1e-6f);
		assertTrue(od[100] > od[101], "the table of the test is not a curve");
	}

	@Test
	void survivesThatTheSourceIsClosedInTheMeantime() {
		final CompositeImage imp = TestImages.decorated();
		final ImageResult result = new ImageResult(imp, PixelType.SAME);
		imp.getRoi().setLocation(0, 0);
		imp.getOverlay().clear();
		imp.flush();
		for (int c = 0; c < 2; c++)
			for (int plane = 0; plane < 6; plane++)
				result.channel(c).write(plane, ArrayImgs.floats(13, 7));
		final ImagePlus finished = result.finish("Made by a test.");
		assertEquals("plane 3", finished.getStack().getSliceLabel(3));
		assertEquals("Objective: 63x\nMade by a test.", finished.getInfoProperty());
		assertEquals(60000, ((CompositeImage) finished).getChannelLut(2).max);
		assertEquals(1, finished.getOverlay().size());
		assertEquals(new Rectangle(2, 1, 5, 4), finished.getRoi().getBounds());
		assertNull(imp.getProcessor());
	}

	@Test
	void knowsWhatRoundingDidToTheSum() {
		final ImageResult result = new ImageResult(IJ.createImage("dark", "8-bit", 10, 10, 2), PixelType.SAME);
		final float[] few = new float[100];
		Arrays.fill(few, 0.2f);
		result.channel(0).write(0, ArrayImgs.floats(few, 10, 10));
		assertEquals(-1, result.changeOfSum(0), 1e-6);
		Arrays.fill(few, 19.8f);
		result.channel(0).write(1, ArrayImgs.floats(few, 10, 10));
		assertEquals(0, result.changeOfSum(0), 1e-6);
		final ImageResult exact = new ImageResult(IJ.createImage("dark", "8-bit", 10, 10, 1), PixelType.FLOAT32);
		Arrays.fill(few, 0.2f);
		exact.channel(0).write(0, ArrayImgs.floats(few, 10, 10));
		assertEquals(0, exact.changeOfSum(0));
	}
}
