package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThumbnailTest {

	private static final int WIDTH_AT = 16;
	private static final int HEADER_AT = 12;
	private static final int HEADER_CRC_AT = 29;

	@ParameterizedTest
	@CsvSource({ "1, 1", "5, 3", "256, 256", "300, 10", "1000, 999" })
	void bothSideBySide(final int width, final int height) throws IOException {
		final BufferedImage picture = Thumbnail.read(Thumbnail.png(new float[width * height], new float[width * height], width, height));
		assertEquals(2 * Math.min(width, 256) + 2, picture.getWidth());
		assertEquals(Math.min(height, 256), picture.getHeight());
	}

	@Test
	void theRangeIsThatOfBeforeWithoutItsExtremes() throws IOException {
		final float[] before = new float[1000];
		for (int i = 0; i < before.length; i++)
			before[i] = i;
		before[999] = 1e30f;
		final float[] after = new float[1000];
		Arrays.fill(after, 499.5f);
		after[0] = Float.NaN;
		after[1] = -1e30f;
		after[2] = Float.POSITIVE_INFINITY;
		final BufferedImage picture = Thumbnail.read(Thumbnail.png(before, after, 100, 10));
		assertEquals(0, gray(picture, 0, 0));
		assertEquals(0, gray(picture, 5, 0));
		assertEquals(128, gray(picture, 0, 5), 1);
		assertEquals(255, gray(picture, 99, 9));
		assertEquals(255, gray(picture, 100, 0));
		assertEquals(0, gray(picture, 102, 0));
		assertEquals(0, gray(picture, 103, 0));
		assertEquals(255, gray(picture, 104, 0));
		assertEquals(128, gray(picture, 105, 0), 1);
	}

	@Test
	void theMiddleOfALargeImageIsTaken() throws IOException {
		final float[] pixels = new float[1000 * 500];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = i % 1000;
		pixels[(122 + 3) * 1000 + 372 + 7] = -1e6f;
		final BufferedImage picture = Thumbnail.read(Thumbnail.png(pixels, pixels, 1000, 500));
		assertEquals(0, gray(picture, 7, 3));
		assertTrue(gray(picture, 8, 3) > 0);
		assertEquals(0, gray(picture, 7 + 258, 3));
	}

	@Test
	void constantAndEmptyImagesAreBlack() throws IOException {
		for (final float value : new float[] { 0, 7, -3, Float.NaN, Float.MAX_VALUE, Float.NEGATIVE_INFINITY }) {
			final float[] pixels = new float[16];
			Arrays.fill(pixels, value);
			assertEquals(0, gray(Thumbnail.read(Thumbnail.png(pixels, pixels, 4, 4)), 1, 1), "value " + value);
		}
	}

	@Test
	void sizesThatDoNotFitAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> Thumbnail.png(new float[0], new float[0], 0, 0));
		assertThrows(IllegalArgumentException.class, () -> Thumbnail.png(new float[4], new float[3], 2, 2));
		assertThrows(IllegalArgumentException.class, () -> Thumbnail.png(new float[6], new float[6], -2, -3));
	}

	@ParameterizedTest
	@CsvSource({ "4097, 1", "1, 4097", "2147483647, 2147483647", "100000, 2" })
	void largePicturesAreRefusedByTheirHeader(final int width, final int height) {
		final ByteBuffer png = ByteBuffer.wrap(Base64.getDecoder().decode(Thumbnail.png(new float[16], new float[16], 4, 4)));
		png.putInt(WIDTH_AT, width).putInt(WIDTH_AT + 4, height);
		final CRC32 checksum = new CRC32();
		checksum.update(png.array(), HEADER_AT, HEADER_CRC_AT - HEADER_AT);
		png.putInt(HEADER_CRC_AT, (int) checksum.getValue());
		final String message = assertThrows(IOException.class, () -> Thumbnail.read(Base64.getEncoder().encodeToString(png.array()))).getMessage();
		assertTrue(message.contains(width + " x " + height) && message.contains("4096"), message);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "!", "AAAA", "iVBORw0KGgo=" })
	void whatIsNoPictureIsRefused(final String text) {
		assertThrows(IOException.class, () -> Thumbnail.read(text));
	}

	@Test
	void otherFormatsAndHalfPicturesAreRefused() throws IOException {
		final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
			assertTrue(ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "gif", out));
		}
		assertThrows(IOException.class, () -> Thumbnail.read(Base64.getEncoder().encodeToString(bytes.toByteArray())));
		final byte[] png = Base64.getDecoder().decode(Thumbnail.png(new float[100], new float[100], 10, 10));
		assertThrows(IOException.class, () -> Thumbnail.read(Base64.getEncoder().encodeToString(Arrays.copyOf(png, 45))));
	}

	private static int gray(final BufferedImage picture, final int x, final int y) {
		return picture.getRaster().getSample(x, y, 0);
	}
}
