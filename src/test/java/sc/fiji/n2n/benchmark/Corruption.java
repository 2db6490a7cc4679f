package sc.fiji.n2n.benchmark;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.Random;

import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.random.MersenneTwister;
import org.apache.commons.math3.random.RandomGenerator;

/** The corruptions of the Noise2Noise paper (Lehtinen et al., ICML 2018, section 3), of 8-bit intensities. */
enum Corruption {
	/** White Gaussian noise, sigma 25. */
	GAUSSIAN {

		@Override
		void apply(final float[] pixels, final int width, final Random random) {
			for (int i = 0; i < pixels.length; i++)
				pixels[i] += 25 * random.nextGaussian();
		}
	},
	/** Photon noise, 30 photons at 255. */
	POISSON {

		@Override
		void apply(final float[] pixels, final int width, final Random random) {
			final RandomGenerator generator = new MersenneTwister(random.nextLong());
			for (int i = 0; i < pixels.length; i++) {
				final double photons = pixels[i] / 255 * 30;
				pixels[i] = photons < 1e-6 ? 0 : new PoissonDistribution(generator, photons, 1e-12, 10000).sample() * 255f / 30;
			}
		}
	},
	/** Words of random size, grey and place over about a quarter of the pixels. */
	TEXT {

		@Override
		void apply(final float[] pixels, final int width, final Random random) {
			final int height = pixels.length / width;
			final BufferedImage mask = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
			final Graphics2D g = mask.createGraphics();
			// Grey 0 stands for no text.
			for (int words = 0; covered(mask) < pixels.length / 4 && words < 5000; words++) {
				g.setColor(grey(1 + random.nextInt(255)));
				g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 10 + random.nextInt(15)));
				g.drawString(word(random), random.nextInt(width + 40) - 40, random.nextInt(height + 10));
			}
			g.dispose();
			final byte[] text = bytes(mask);
			for (int i = 0; i < pixels.length; i++)
				if (text[i] != 0) pixels[i] = text[i] & 0xff;
		}
	},
	/** Seven of ten pixels replaced by a random grey. */
	IMPULSES {

		@Override
		void apply(final float[] pixels, final int width, final Random random) {
			for (int i = 0; i < pixels.length; i++)
				if (random.nextDouble() < 0.7) pixels[i] = random.nextInt(256);
		}
	},
	/** Half of the pixels missing: 0. */
	BERNOULLI {

		@Override
		void apply(final float[] pixels, final int width, final Random random) {
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = random.nextBoolean() ? 0 : Math.max(1, pixels[i]);
		}
	};

	/** Corrupts an image in place. */
	abstract void apply(float[] pixels, int width, Random random);

	private static int covered(final BufferedImage mask) {
		int count = 0;
		for (final byte value : bytes(mask))
			if (value != 0) count++;
		return count;
	}

	/** Linear greys: a Color would be converted to the colour space of grey images. */
	private static Color grey(final int value) {
		final BufferedImage one = new BufferedImage(1, 1, BufferedImage.TYPE_BYTE_GRAY);
		bytes(one)[0] = (byte) value;
		return new Color(one.getRGB(0, 0));
	}

	private static byte[] bytes(final BufferedImage image) {
		return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
	}

	private static String word(final Random random) {
		final StringBuilder word = new StringBuilder();
		for (int i = 3 + random.nextInt(8); i > 0; i--)
			word.append((char) ('a' + random.nextInt(26)));
		return word.toString();
	}
}
