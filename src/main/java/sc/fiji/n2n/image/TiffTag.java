package sc.fiji.n2n.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.apache.commons.math3.fraction.Fraction;
import org.apache.commons.math3.fraction.FractionConversionException;

/**
 * An entry of a TIFF directory.
 *
 * @param tag what it is, such as 256 for the width
 * @param type type of its values, such as 4 for LONG
 * @param count number of values
 * @param value the values in the byte order of the file
 */
record TiffTag(int tag, int type, long count, byte[] value) {

	static final int IMAGE_DESCRIPTION = 270;
	static final int STRIP_OFFSETS = 273;
	static final int STRIP_BYTE_COUNTS = 279;
	static final int X_RESOLUTION = 282;
	static final int Y_RESOLUTION = 283;
	static final int IMAGEJ_COUNTS = 50838;
	static final int IMAGEJ_METADATA = 50839;

	private static final int ASCII = 2;
	private static final int LONG = 4;
	private static final int RATIONAL = 5;
	private static final double DIGITS = 1e-12;
	private static final int LONG8 = 16;

	/** A number of 4 bytes, or in BigTIFF of 8. */
	static TiffTag number(final int tag, final long value, final boolean big, final ByteOrder order) {
		final ByteBuffer bytes = ByteBuffer.allocate(big ? Long.BYTES : Integer.BYTES).order(order);
		if (big) bytes.putLong(value);
		else bytes.putInt((int) value);
		return new TiffTag(tag, big ? LONG8 : LONG, 1, bytes.array());
	}

	/**
	 * Pixels per unit of a length, as the simplest fraction that is right to twelve digits, or else the closest; ImageJ's own encoder
	 * cuts it off after six decimals.
	 */
	static TiffTag resolution(final int tag, final double pixelSize, final ByteOrder order) {
		int numerator;
		int denominator;
		try {
			final Fraction fraction = new Fraction(1 / pixelSize, DIGITS / pixelSize, Byte.MAX_VALUE);
			numerator = fraction.getNumerator();
			denominator = fraction.getDenominator();
		}
		catch (final FractionConversionException e) {
			// More digits than two numbers of 4 bytes can hold.
			final int small = (int) Math.max(1, Math.round(Math.min(pixelSize, 1 / pixelSize) * Integer.MAX_VALUE));
			numerator = pixelSize > 1 ? small : Integer.MAX_VALUE;
			denominator = pixelSize > 1 ? Integer.MAX_VALUE : small;
		}
		return new TiffTag(tag, RATIONAL, 1, ByteBuffer.allocate(Long.BYTES).order(order).putInt(numerator).putInt(denominator).array());
	}

	/** A text, to whose bytes the 0 at the end is added. */
	static TiffTag text(final int tag, final byte[] text) {
		final byte[] value = new byte[text.length + 1];
		System.arraycopy(text, 0, value, 0, text.length);
		return new TiffTag(tag, ASCII, value.length, value);
	}

	/** Size of one value of a type in bytes. */
	static int size(final int type) {
		return switch (type) {
			case 3 -> Short.BYTES;
			case LONG -> Integer.BYTES;
			case RATIONAL, LONG8 -> Long.BYTES;
			default -> 1;
		};
	}
}
