package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.image.ImageFiles;

/** Images whose pixels tell where they are from: base + 100 c + 10 z + t, counted from 0, and a little of x and y. */
final class NumberedImages {

	static final int WIDTH = 6;
	static final int HEIGHT = 5;

	private NumberedImages() {}

	static ImagePlus of(final String title, final int bits, final int base, final int channels, final int slices, final int frames) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int t = 0; t < frames; t++)
			for (int z = 0; z < slices; z++)
				for (int c = 0; c < channels; c++)
					stack.addSlice(plane(bits, base + 100 * c + 10 * z + t));
		final ImagePlus imp = stack.size() == 1 ? new ImagePlus(title, stack.getProcessor(1)) : new ImagePlus(title, stack);
		imp.setDimensions(channels, slices, frames);
		imp.setOpenAsHyperStack(stack.size() > 1);
		return imp;
	}

	/** Only the first pixel tells. */
	private static ImageProcessor plane(final int bits, final int value) {
		final ImageProcessor ip = switch (bits) {
			case 8 -> new ByteProcessor(WIDTH, HEIGHT);
			case 16 -> new ShortProcessor(WIDTH, HEIGHT);
			case 32 -> new FloatProcessor(WIDTH, HEIGHT);
			default -> new ColorProcessor(WIDTH, HEIGHT);
		};
		if (bits != 24) ip.setf(0, 0, value);
		ip.setf(WIDTH - 1, HEIGHT - 1, 7);
		return ip;
	}

	static Path save(final ImagePlus imp, final Path file) throws IOException {
		ImageFiles.saveTiff(imp, file);
		return file;
	}

	/** What the first pixels of a plane, or of the planes of a volume, tell. */
	static int[] told(final RandomAccessibleInterval<FloatType> shot) {
		final int planes = shot.numDimensions() == 3 ? (int) shot.dimension(2) : 1;
		final int[] told = new int[planes];
		for (int z = 0; z < planes; z++)
			told[z] = (int) (shot.numDimensions() == 3 ? shot.getAt(0, 0, z) : shot.getAt(0, 0)).get();
		return told;
	}
}
