package sc.fiji.n2n.image;

import java.awt.Font;
import java.util.Arrays;

import ij.process.ByteProcessor;
import org.apache.commons.math3.random.RandomGenerator;
import sc.fiji.n2n.noise.NoiseModel;

/**
 * Words of random characters over the image, each of one random value, size and place, until a share of the pixels is covered. Words
 * may cover each other. The letters are those of the fonts of this computer.
 *
 * @param share share of the pixels to cover, 0 to 1
 * @param min smallest value
 * @param max largest value
 */
public record TextNoise(double share, double min, double max) implements NoiseModel {

	private static final int MIN_LETTERS = 3;
	private static final int MAX_LETTERS = 10;
	private static final int MIN_POINTS = 10;
	private static final int MAX_POINTS = 24;

	@Override
	public void apply(final float[] pixels, final int width, final RandomGenerator random) {
		final float[] text = new float[pixels.length];
		Arrays.fill(text, Float.NaN);
		final long wanted = Math.round(share * pixels.length);
		for (long covered = 0; covered < wanted;)
			covered += draw(word(random), (float) (min + (max - min) * random.nextDouble()), text, width, random);
		for (int i = 0; i < pixels.length; i++)
			if (!Float.isNaN(text[i]) && !Float.isNaN(pixels[i])) pixels[i] = text[i];
	}

	/** Draws a word at a random place, partly outside too; returns how many pixels it covers that were not covered. */
	private static int draw(final ByteProcessor word, final float value, final float[] text, final int width, final RandomGenerator random) {
		final int height = text.length / width;
		final int left = random.nextInt(width + word.getWidth()) - word.getWidth();
		final int top = random.nextInt(height + word.getHeight()) - word.getHeight();
		int covered = 0;
		for (int y = Math.max(0, -top); y < Math.min(word.getHeight(), height - top); y++)
			for (int x = Math.max(0, -left); x < Math.min(word.getWidth(), width - left); x++) {
				if (word.get(x, y) == 0) continue;
				final int i = (top + y) * width + left + x;
				if (Float.isNaN(text[i])) covered++;
				text[i] = value;
			}
		return covered;
	}

	/** A random word, 0 beside the letters. */
	private static ByteProcessor word(final RandomGenerator random) {
		final StringBuilder letters = new StringBuilder();
		for (int i = MIN_LETTERS + random.nextInt(MAX_LETTERS - MIN_LETTERS + 1); i > 0; i--)
			letters.append((char) ('a' + random.nextInt(26)));
		final int points = MIN_POINTS + random.nextInt(MAX_POINTS - MIN_POINTS + 1);
		// Wide enough for any letter, and high enough for those that go below the line.
		final ByteProcessor word = new ByteProcessor((letters.length() + 2) * points, 2 * points);
		word.setFont(new Font(Font.SANS_SERIF, Font.BOLD, points));
		word.setAntialiasedText(false);
		word.setValue(255);
		word.drawString(letters.toString(), 0, 3 * points / 2);
		if (word.getStats().max == 0) throw new IllegalStateException("ImageJ cannot draw text on this computer. Install a font, or choose another noise.");
		return word;
	}
}
