package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;

import org.junit.jupiter.api.Test;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.Roi;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import sc.fiji.n2n.config.StackMode;

class PreviewRegionTest {

	@Test
	void isTheMiddleWhereNothingIsSelected() {
		assertEquals("Preview of a: 256 x 256 pixels at 72, 22", title(plane(400, 300), null));
		assertEquals("Preview of a: 100 x 90 pixels at 0, 0", title(plane(100, 90), null));
		assertEquals("Preview of a: 256 x 256 pixels at 72, 22", title(plane(400, 300), new Line(5, 5, 60, 60)), "a line has no pixels to denoise");
		assertEquals("Preview of a: 1 x 1 pixels at 0, 0", title(plane(1, 1), null));
	}

	@Test
	void isTheSelectionWithinLimits() {
		assertEquals("Preview of a: 120 x 80 pixels at 30, 40", title(plane(400, 300), new Roi(30, 40, 120, 80)));
		assertEquals("Preview of a: 64 x 64 pixels at 336, 236", title(plane(400, 300), new Roi(395, 295, 3, 3)), "too small to learn from");
		assertEquals("Preview of a: 512 x 512 pixels at 244, 144", title(plane(1000, 800), new Roi(0, 0, 1000, 800)), "too large to be quick");
		assertEquals("Preview of a: 100 x 100 pixels at 300, 200", title(plane(400, 300), new Roi(300, 200, 500, 500)), "beyond the border");
	}

	@Test
	void takesTheShownPlaneOrWhatTheNetworkSeesAround() {
		final ImagePlus image = IJ.createHyperStack("a", 80, 70, 2, 20, 5, 16);
		for (int i = 1; i <= image.getStackSize(); i++)
			image.getStack().getProcessor(i).set(i);
		image.setPosition(2, 9, 3);
		assertPlanes(image, StackMode.SLICES, 0, 1, 1, 9, 3, 2);
		assertPlanes(image, StackMode.VOLUME, 0, 13, 1, 3, 3, 2);
		assertPlanes(image, StackMode.MOVIE, 0, 1, 5, 9, 1, 2);
		assertPlanes(image, StackMode.SLICES, 1, 1, 1, 9, 3, 1);
		image.setPosition(1, 20, 1);
		assertPlanes(image, StackMode.VOLUME, 0, 7, 1, 14, 1, 1);
		assertThrows(IllegalArgumentException.class, () -> new PreviewRegion(image, StackMode.SLICES, 3));
	}

	private static void assertPlanes(final ImagePlus image, final StackMode mode, final int channel, final int slices, final int frames, final int firstZ,
		final int firstT, final int c)
	{
		final ImagePlus noisy = new PreviewRegion(image, mode, channel).noisy();
		assertEquals(slices, noisy.getNSlices());
		assertEquals(frames, noisy.getNFrames());
		assertEquals(1, noisy.getNChannels());
		assertEquals(image.getStackIndex(c, firstZ, firstT), noisy.getStack().getProcessor(1).get(0, 0));
	}

	@Test
	void isSeenInTheColoursAndTheDisplayRangeOfTheImage() {
		final ImagePlus image = new ImagePlus("a", new ShortProcessor(70, 70));
		image.getProcessor().setLut(LUT.createLutFromColor(Color.GREEN));
		image.setDisplayRange(100, 300);
		image.getProcessor().set(3, 4, 200);
		image.getProcessor().set(5, 4, 1000);
		final PreviewRegion region = new PreviewRegion(image, StackMode.SLICES, 0);
		assertGreen(region.before());
		// As 32-bit, which the result may be.
		final BufferedImage after = region.after(new ImagePlus("b", image.getProcessor().convertToFloat()));
		assertGreen(after);
	}

	private static void assertGreen(final BufferedImage picture) {
		assertEquals(0, picture.getRGB(0, 0) & 0xffffff);
		assertEquals(0xff00, picture.getRGB(5, 4) & 0xffffff);
		assertEquals(0, picture.getRGB(3, 4) & 0xff00ff);
		assertEquals(127, picture.getRGB(3, 4) >> 8 & 0xff, 2);
	}

	@Test
	void aChannelOfACompositeImageHasItsOwnColour() {
		final ImagePlus stack = IJ.createHyperStack("a", 64, 64, 2, 1, 1, 8);
		stack.getStack().getProcessor(2).set(1, 1, 255);
		final CompositeImage image = new CompositeImage(stack, CompositeImage.COMPOSITE);
		image.setChannelLut(LUT.createLutFromColor(Color.MAGENTA), 2);
		image.setPosition(1, 1, 1);
		final BufferedImage picture = new PreviewRegion(image, StackMode.SLICES, 2).before();
		assertEquals(0xff00ff, picture.getRGB(1, 1) & 0xffffff);
	}

	@Test
	void rgbIsTakenWhole() {
		final ImagePlus image = new ImagePlus("a", new ColorProcessor(70, 70));
		image.getProcessor().set(2, 2, 0x123456);
		final PreviewRegion region = new PreviewRegion(image, StackMode.SLICES, 0);
		assertEquals(ImagePlus.COLOR_RGB, region.noisy().getType());
		assertEquals(0x123456, region.before().getRGB(2, 2) & 0xffffff);
	}

	@Test
	void keepsThePixelSizeAndLeavesTheImageAlone() {
		final ImagePlus image = plane(300, 300);
		image.getCalibration().pixelWidth = 0.25;
		image.setRoi(10, 10, 100, 100);
		final PreviewRegion region = new PreviewRegion(image, StackMode.SLICES, 0);
		assertEquals(0.25, region.noisy().getCalibration().pixelWidth);
		region.noisy().getProcessor().set(1);
		assertEquals(0, image.getProcessor().getf(20, 20));
		assertEquals(10, image.getRoi().getBounds().x);
		assertTrue(region.isPart());
		assertFalse(new PreviewRegion(plane(100, 100), StackMode.SLICES, 0).isPart());
	}

	@Test
	void whatCannotBeDenoisedIsExplained() {
		assertTrue(assertThrows(IllegalArgumentException.class, () -> new PreviewRegion(null, StackMode.SLICES, 0)).getMessage().contains("There is no image"));
	}

	private static ImagePlus plane(final int width, final int height) {
		return new ImagePlus("a", new FloatProcessor(width, height));
	}

	private static String title(final ImagePlus image, final Roi roi) {
		image.setRoi(roi);
		return new PreviewRegion(image, StackMode.SLICES, 0).title();
	}
}
