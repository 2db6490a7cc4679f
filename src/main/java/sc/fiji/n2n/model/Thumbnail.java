package sc.fiji.n2n.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;

import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A small picture of what a model does: a piece of an image before and after, side by side. */
public final class Thumbnail {

	/** Largest side of a piece. */
	private static final int MAX_PIECE = 256;
	private static final int GAP = 2;
	private static final int WHITE = 255;
	/** Largest side of a picture that is read. */
	private static final int MAX_SIDE = 4096;
	private static final double LOW = 0.005;
	private static final double HIGH = 0.995;

	private Thumbnail() {}

	/**
	 * Draws a picture. Of an image larger than 256 pixels the middle is taken, and not a smaller version, because making it
	 * smaller would take off the noise that it is to show.
	 *
	 * @param before pixels, row by row; black is at their quantile 0.5 %, white at 99.5 %, or just above where those are equal
	 * @param after pixels, shown with the same range; what is not a number is black
	 * @param width pixels in a row
	 * @param height rows
	 * @return a PNG, 8-bit gray, base64
	 * @throws IllegalArgumentException if there are not width times height pixels, or none
	 */
	public static String png(final float[] before, final float[] after, final int width, final int height) {
		final long pixels = (long) width * height;
		if (width < 1 || height < 1 || before.length != pixels || after.length != pixels) throw new IllegalArgumentException("There are " +
			before.length + " and " + after.length + " pixels, but must be " + width + " x " + height + ".");
		final int w = Math.min(width, MAX_PIECE);
		final int h = Math.min(height, MAX_PIECE);
		final float[] left = middle(before, width, height, w, h);
		final float[] right = middle(after, width, height, w, h);
		final float[] sorted = finiteSorted(left);
		final float min = quantile(sorted, LOW);
		final float max = Math.max(quantile(sorted, HIGH), Math.nextUp(min));
		final BufferedImage picture = new BufferedImage(2 * w + GAP, h, BufferedImage.TYPE_BYTE_GRAY);
		for (int y = 0; y < h; y++) {
			for (int x = 0; x < w; x++) {
				picture.getRaster().setSample(x, y, 0, gray(left[y * w + x], min, max));
				picture.getRaster().setSample(x + w + GAP, y, 0, gray(right[y * w + x], min, max));
			}
			for (int x = w; x < w + GAP; x++)
				picture.getRaster().setSample(x, y, 0, WHITE);
		}
		return encode(picture);
	}

	private static float[] middle(final float[] pixels, final int width, final int height, final int w, final int h) {
		final float[] piece = new float[w * h];
		for (int y = 0; y < h; y++)
			System.arraycopy(pixels, ((height - h) / 2 + y) * width + (width - w) / 2, piece, y * w, w);
		return piece;
	}

	private static float[] finiteSorted(final float[] pixels) {
		final float[] finite = new float[pixels.length];
		int n = 0;
		for (final float pixel : pixels)
			if (Float.isFinite(pixel)) finite[n++] = pixel;
		Arrays.sort(finite, 0, n);
		return Arrays.copyOf(finite, n);
	}

	private static float quantile(final float[] sorted, final double q) {
		return sorted.length == 0 ? 0 : sorted[(int) Math.round(q * (sorted.length - 1))];
	}

	private static int gray(final float value, final float min, final float max) {
		// In double: the difference of two floats can be more than a float holds. NaN becomes 0.
		final double share = ((double) value - min) / ((double) max - min);
		return (int) Math.round(WHITE * Math.max(0, Math.min(1, share)));
	}

	private static String encode(final BufferedImage picture) {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		// ImageIO's own streams would write a temporary file.
		try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			ImageIO.write(picture, "png", out);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return Base64.getEncoder().encodeToString(bytes.toByteArray());
	}

	/**
	 * Reads a picture. Its size is looked at before memory is taken for its pixels.
	 *
	 * @param base64 a PNG, base64
	 * @return the picture
	 * @throws IOException if it is not a PNG, damaged, or larger than 4096 pixels
	 */
	public static BufferedImage read(final String base64) throws IOException {
		final ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
		try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
			// Without metadata, in which compressed texts of any size can hide.
			reader.setInput(in, true, true);
			final int width = reader.getWidth(0);
			final int height = reader.getHeight(0);
			if (width > MAX_SIDE || height > MAX_SIDE) throw new IIOException("it has " + width + " x " + height + " pixels, but " + MAX_SIDE + " x " +
				MAX_SIDE + " are possible");
			return reader.read(0);
		}
		catch (final IOException | RuntimeException e) {
			// Java's reader throws all kinds of exceptions for a damaged picture.
			throw new IOException("The picture in the model cannot be shown: " + e.getMessage() + ".", e);
		}
		finally {
			reader.dispose();
		}
	}
}
