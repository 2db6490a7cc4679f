package sc.fiji.n2n.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import sc.fiji.n2n.image.ImageFiles;

/** Small noisy images. */
public final class NoisyImages {

	private NoisyImages() {}

	/** 64 x 64 pixels, 8 bits: waves and Gaussian noise. */
	public static ImagePlus create(final String title) {
		return create(title, 1);
	}

	/** The same waves with other noise. */
	public static ImagePlus create(final String title, final long seed) {
		final Random random = new Random(seed);
		final ByteProcessor pixels = new ByteProcessor(64, 64);
		for (int y = 0; y < 64; y++)
			for (int x = 0; x < 64; x++)
				pixels.set(x, y, (int) Math.round(Math.max(0, Math.min(255, clean(x, y) + 20 * random.nextGaussian()))));
		return new ImagePlus(title, pixels);
	}

	/** Saves such an image. */
	public static Path save(final Path file) throws IOException {
		ImageFiles.saveTiff(create(file.getFileName().toString()), file);
		return file;
	}

	/** How far an image is from the waves without noise, in grey levels. */
	public static double error(final ImagePlus image) {
		double sum = 0;
		for (int y = 0; y < 64; y++)
			for (int x = 0; x < 64; x++)
				sum += Math.pow(image.getProcessor().getf(x, y) - clean(x, y), 2);
		return Math.sqrt(sum / (64 * 64));
	}

	private static double clean(final int x, final int y) {
		return 120 + 40 * Math.sin(x / 8.0) + 30 * Math.cos(y / 11.0);
	}
}
