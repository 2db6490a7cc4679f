package sc.fiji.n2n.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Rectangle;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.LUT;
import sc.fiji.n2n.config.PixelType;

class ImageMetadataTest {

	@ParameterizedTest
	@EnumSource(PixelType.class)
	void survives(final PixelType type) {
		final CompositeImage imp = TestImages.decorated();
		final CompositeImage result = (CompositeImage) TestImages.unchanged(imp, type);
		assertEquals(IJ.COMPOSITE, result.getMode());
		for (int c = 1; c <= 2; c++) {
			assertArrayEquals(imp.getChannelLut(c).getBytes(), result.getChannelLut(c).getBytes());
			assertNotSame(imp.getChannelLut(c), result.getChannelLut(c));
			assertEquals(c == 1 ? 100 : 7, result.getChannelLut(c).min);
			assertEquals(c == 1 ? 5000 : 60000, result.getChannelLut(c).max);
		}
		assertTrue(result.getActiveChannels()[0]);
		assertFalse(result.getActiveChannels()[1]);
		final Calibration calibration = result.getCalibration();
		assertTrue(calibration.equals(imp.getCalibration()), calibration.toString());
		assertEquals("nm", calibration.getZUnit());
		assertEquals(1.5, calibration.pixelDepth);
		assertEquals(2.5, calibration.frameInterval);
		assertEquals("min", calibration.getTimeUnit());
		assertEquals(4, calibration.xOrigin);
		assertEquals("photons", calibration.getValueUnit());
		for (int i = 1; i <= 12; i++)
			assertEquals(imp.getStack().getSliceLabel(i), result.getStack().getSliceLabel(i));
		assertEquals("Objective: 63x\nMade by a test.", result.getInfoProperty());
		assertEquals(42, result.getProperty("Number"));
		assertEquals("mouse", result.getProp("Sample"));
		assertEquals(new Rectangle(2, 1, 5, 4), result.getRoi().getBounds());
		assertEquals(Roi.OVAL, result.getRoi().getType());
		assertNotSame(imp.getRoi(), result.getRoi());
		assertSame(result, result.getRoi().getImage());
		assertEquals("marked", result.getOverlay().get(0).getName());
		assertEquals(2, result.getOverlay().get(0).getZPosition());
		assertNotSame(imp.getOverlay().get(0), result.getOverlay().get(0));
		assertEquals(2, result.getC());
		assertEquals(3, result.getZ());
		assertEquals(1, result.getT());
		assertEquals(60000, result.getDisplayRangeMax());
		assertEquals(60000, result.getProcessor().getMax());
		assertTrue(result.changes);
	}

	@ParameterizedTest
	@ValueSource(ints = { CompositeImage.COMPOSITE, CompositeImage.COLOR })
	void looksTheSame(final int mode) {
		final CompositeImage imp = TestImages.decorated();
		imp.setMode(mode);
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		imp.updateImage();
		result.updateImage();
		assertArrayEquals((int[]) new ColorProcessor(imp.getImage()).getPixels(), (int[]) new ColorProcessor(result.getImage()).getPixels());
	}

	@Test
	void leavesTheSourceAsItWas() {
		final CompositeImage imp = TestImages.decorated();
		imp.changes = false;
		final Roi roi = imp.getRoi();
		final Overlay overlay = imp.getOverlay();
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		((CompositeImage) result).setLuts(new LUT[] { TestImages.lut(Color.red, 1, 2), TestImages.lut(Color.red, 1, 2) });
		result.getOverlay().clear();
		result.getCalibration().pixelWidth = 99;
		result.setProperty("Number", 1);
		assertSame(roi, imp.getRoi());
		assertSame(imp, roi.getImage());
		assertSame(overlay, imp.getOverlay());
		assertEquals(1, overlay.size());
		assertEquals(imp.getStackIndex(2, 3, 1), imp.getCurrentSlice());
		assertEquals(60000, imp.getChannelLut(2).max);
		assertEquals(0.2, imp.getCalibration().pixelWidth);
		assertEquals(42, imp.getProperty("Number"));
		assertEquals("Objective: 63x", imp.getInfoProperty());
		assertEquals("cell.tif", imp.getTitle());
		assertFalse(imp.changes);
		assertFalse(imp.isLocked());
	}

	@ParameterizedTest
	@ValueSource(ints = { CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE })
	void keepsTheModeOfAComposite(final int mode) {
		final CompositeImage imp = new CompositeImage(TestImages.noise(16, 4, 4, 2, 1, 1), mode);
		imp.setLuts(new LUT[] { TestImages.lut(Color.orange, 3, 77), TestImages.lut(Color.cyan, 5, 99) });
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		assertEquals(mode, result.getCompositeMode());
		assertEquals(3, result.getProcessor().getMin());
		assertEquals(77, result.getProcessor().getMax());
		assertEquals(mode != CompositeImage.GRAYSCALE, result.getProcessor().isColorLut());
	}

	@Test
	void plainChannelsStayPlain() {
		final ImagePlus imp = TestImages.noise(16, 4, 4, 2, 3, 1);
		assertFalse(TestImages.unchanged(imp, PixelType.SAME).isComposite());
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32 })
	void keepsAnInvertedLutAndTheDisplayRange(final int bits) {
		final ImagePlus imp = TestImages.noise(bits, 4, 4, 1, 3, 1);
		imp.setSlice(2);
		imp.getProcessor().invertLut();
		imp.setDisplayRange(20, 90);
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		assertTrue(result.isInvertedLut());
		assertArrayEquals(TestImages.copies(imp), TestImages.copies(result));
		assertEquals(20, result.getDisplayRangeMin());
		assertEquals(90, result.getDisplayRangeMax());
		assertEquals(2, result.getCurrentSlice());
		result.setSlice(3);
		assertEquals(90, result.getDisplayRangeMax());
	}

	@Test
	void aHiddenOverlayStaysHidden() {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		imp.setOverlay(new Overlay(new Roi(0, 0, 2, 2)));
		imp.setHideOverlay(true);
		final ImagePlus result = TestImages.unchanged(imp, PixelType.SAME);
		assertTrue(result.getHideOverlay());
		assertEquals(1, result.getOverlay().size());
	}

	@Test
	void anImageWithNothingGetsNothing() {
		final ImagePlus result = TestImages.unchanged(TestImages.noise(8, 4, 4, 1, 1, 1), PixelType.SAME);
		assertNull(result.getRoi());
		assertNull(result.getOverlay());
		assertNull(result.getPropertiesAsArray());
		assertFalse(result.hasImageStack());
		assertEquals("pixel", result.getCalibration().getUnit());
	}

	@Test
	void pixelsHiddenInPropertiesAreNotTaken() {
		final ImagePlus imp = TestImages.noise(8, 4, 4, 1, 1, 1);
		imp.setProperty("FHT", new Object());
		assertNull(TestImages.unchanged(imp, PixelType.SAME).getProperty("FHT"));
	}
}
