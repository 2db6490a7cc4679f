package sc.fiji.n2n.image;

import java.awt.Color;
import java.awt.image.IndexColorModel;
import java.util.Random;
import java.util.stream.IntStream;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.process.LUT;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.PixelType;

/** Small images of noise for the tests, and a denoiser that changes nothing. */
final class TestImages {

	private TestImages() {}

	/** Noise over the whole range of the type; in 32-bit also negative values. */
	static ImagePlus noise(final int bitDepth, final int width, final int height, final int channels, final int slices, final int frames) {
		final Random random = new Random(bitDepth * 31L + width);
		final ImageStack stack = new ImageStack(width, height);
		for (int i = 0; i < channels * slices * frames; i++)
			stack.addSlice(null, pixels(bitDepth, width * height, random));
		final ImagePlus imp = stack.size() == 1 ? new ImagePlus("cell.tif", stack.getProcessor(1)) : new ImagePlus("cell.tif", stack);
		imp.setDimensions(channels, slices, frames);
		imp.setOpenAsHyperStack(channels * slices * frames > 1);
		return imp;
	}

	private static Object pixels(final int bitDepth, final int length, final Random random) {
		final byte[] bytes = new byte[length];
		final short[] shorts = new short[length];
		final float[] floats = new float[length];
		final int[] colours = new int[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) random.nextInt();
			shorts[i] = (short) random.nextInt();
			floats[i] = (float) (1000 * random.nextGaussian());
			colours[i] = 0xff000000 | random.nextInt();
		}
		return switch (bitDepth) {
			case 8 -> bytes;
			case 16 -> shorts;
			case 32 -> floats;
			default -> colours;
		};
	}

	/** A 16-bit composite of 2 channels, 3 slices, 2 frames with all the metadata that an image can have. */
	static CompositeImage decorated() {
		final ImagePlus plain = noise(16, 13, 7, 2, 3, 2);
		for (int i = 1; i <= 12; i++)
			plain.getStack().setSliceLabel("plane " + i + (i == 5 ? "\n0008,0060  Modality: CT\n" : ""), i);
		final CompositeImage imp = new CompositeImage(plain, IJ.COMPOSITE);
		imp.setLuts(new LUT[] { lut(Color.magenta, 100, 5000), lut(Color.cyan, 7, 60000) });
		imp.setActiveChannels("10");
		final Calibration calibration = new Calibration(imp);
		calibration.pixelWidth = 0.2;
		calibration.pixelHeight = 0.3;
		calibration.pixelDepth = 1.5;
		calibration.setUnit("micron");
		calibration.setZUnit("nm");
		calibration.frameInterval = 2.5;
		calibration.setTimeUnit("min");
		calibration.xOrigin = 4;
		calibration.setValueUnit("photons");
		imp.setCalibration(calibration);
		imp.setProperty("Info", "Objective: 63x");
		imp.setProperty("Number", 42);
		imp.setProp("Sample", "mouse");
		imp.setRoi(new OvalRoi(2, 1, 5, 4));
		final Roi marked = new Roi(1, 1, 3, 3);
		marked.setName("marked");
		marked.setPosition(1, 2, 2);
		imp.setOverlay(new Overlay(marked));
		imp.setPositionWithoutUpdate(2, 3, 1);
		imp.setDisplayRange(7, 60000);
		return imp;
	}

	static LUT lut(final Color colour, final double min, final double max) {
		final LUT lut = LUT.createLutFromColor(colour);
		lut.min = min;
		lut.max = max;
		return lut;
	}

	/** 256 colours that do not follow each other. */
	static IndexColorModel palette() {
		final byte[][] colours = new byte[3][256];
		for (int i = 0; i < 3; i++)
			new Random(i).nextBytes(colours[i]);
		return new IndexColorModel(8, 256, colours[0], colours[1], colours[2]);
	}

	/** The result of a denoiser that gives back what it gets. */
	static ImagePlus unchanged(final ImagePlus imp, final PixelType type) {
		final ImageResult result = new ImageResult(imp, type);
		copy(imp, result);
		return result.finish("Made by a test.");
	}

	/** Writes what a denoiser would that gives back what it gets. */
	static void copy(final ImagePlus imp, final ImageResult result) {
		IntStream.range(0, ImageChannels.count(imp)).parallel().forEach(c -> {
			final RandomAccessibleInterval<FloatType> view = ImageChannels.view(imp, c);
			for (long plane = 0; plane < view.dimension(2); plane++)
				result.channel(c).write(plane, Views.hyperSlice(view, 2, plane));
		});
	}

	/** Copies of the pixel arrays of an image, to compare later. */
	static Object[] copies(final ImagePlus imp) {
		final Object[] copies = new Object[imp.getStackSize()];
		for (int i = 0; i < copies.length; i++)
			copies[i] = imp.getStack().getProcessor(i + 1).duplicate().getPixels();
		return copies;
	}
}
