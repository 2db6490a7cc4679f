package sc.fiji.n2n.pairs;

import java.awt.image.Raster;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

import javax.imageio.ImageIO;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;

/** Clean scenes of known content, and noisy shots of them. */
record Shots(int width, int height, float[] clean) {

	static Shots photograph(final String name) {
		try {
			final Raster raster = ImageIO.read(Shots.class.getResource("/images/" + name + ".png")).getRaster();
			final int w = raster.getWidth(), h = raster.getHeight();
			return new Shots(w, h, raster.getSamples(0, 0, w, h, 0, new float[w * h]));
		}
		catch (final IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	/** The middle of a scene. */
	Shots middle(final int side) {
		final float[] part = new float[side * side];
		for (int y = 0; y < side; y++)
			System.arraycopy(clean, (y + (height - side) / 2) * width + (width - side) / 2, part, y * side, side);
		return new Shots(side, side, part);
	}

	static Shots flat(final int width, final int height, final float value) {
		final float[] clean = new float[width * height];
		Arrays.fill(clean, value);
		return new Shots(width, height, clean);
	}

	/** Round spots on a background of 20, moved by a part of a pixel. */
	static Shots spots(final int width, final int height, final double dx, final double dy, final long seed) {
		final Random random = new Random(seed);
		final float[] clean = flat(width, height, 20).clean;
		for (int n = 0; n < width * height / 600; n++) {
			final double x0 = random.nextDouble() * width + dx, y0 = random.nextDouble() * height + dy;
			final double sigma = 1.2 + 3 * random.nextDouble(), peak = 30 + 120 * random.nextDouble();
			for (int y = Math.max(0, (int) y0 - 15); y < Math.min(height, y0 + 15); y++)
				for (int x = Math.max(0, (int) x0 - 15); x < Math.min(width, x0 + 15); x++)
					clean[y * width + x] += peak * Math.exp(-((x - x0) * (x - x0) + (y - y0) * (y - y0)) / (2 * sigma * sigma));
		}
		return new Shots(width, height, clean);
	}

	Shots plus(final float[] other) {
		final float[] sum = clean.clone();
		for (int i = 0; i < sum.length; i++)
			sum[i] += other[i];
		return new Shots(width, height, sum);
	}

	/** A shot with white Gaussian noise. */
	float[] gaussian(final double sigma, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] shot = clean.clone();
		for (int i = 0; i < shot.length; i++)
			shot[i] += sigma * random.nextGaussian();
		return shot;
	}

	/** A shot with as many photons a unit of intensity, and read noise, in units of photons on an offset. */
	float[] photons(final double photons, final double readNoise, final double offset, final long seed) {
		final SplittableRandom random = new SplittableRandom(seed);
		final float[] shot = new float[clean.length];
		for (int i = 0; i < shot.length; i++)
			shot[i] = (float) (offset + clean[i] * photons + Math.sqrt(clean[i] * photons + readNoise * readNoise) * random.nextGaussian());
		return shot;
	}

	RandomAccessibleInterval<FloatType> image(final float[] pixels) {
		return ArrayImgs.floats(pixels, width, height);
	}

	Scene scene(final float[]... shots) {
		return scene(false, shots);
	}

	Scene scene(final boolean movie, final float[]... shots) {
		final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
		for (final float[] shot : shots)
			images.add(image(shot));
		return new Scene("test", images, movie);
	}
}
