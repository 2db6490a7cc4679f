package sc.fiji.n2n.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small files as microscopes and scanners write them, which ImageJ cannot write: OME-TIFF and DICOM. Little-endian. */
final class BioFormatsTestFile {

	private static final int SHORT = 3;
	private static final int LONG = 4;

	private BioFormatsTestFile() {}

	/** One plane of a TIFF, its pixels as bytes, and a smaller copy of it or null. */
	record Plane(int width, int height, int bits, int sampleFormat, int samples, byte[] pixels, Plane smaller) {}

	/** A plane of whole numbers of 8, 16 or 32 bits. */
	static Plane integers(final int width, final int height, final int bits, final boolean signed, final int[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
		for (final int value : values) {
			if (bits == 8) bytes.put((byte) value);
			else if (bits == 16) bytes.putShort((short) value);
			else bytes.putInt(value);
		}
		return new Plane(width, height, bits, signed ? 2 : 1, values.length / width / height, bytes.array(), null);
	}

	/** A plane of doubles. */
	static Plane doubles(final int width, final int height, final double[] values) {
		final ByteBuffer bytes = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
		for (final double value : values)
			bytes.putDouble(value);
		return new Plane(width, height, 64, 3, 1, bytes.array(), null);
	}

	/** One image of OME-XML: attributes of its Pixels, its channels as XML, and its number of planes. */
	record Image(String name, String pixels, String channels, int planes) {}

	static void writeOmeTiff(final Path file, final List<Image> images, final List<Plane> planes) throws IOException {
		final StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" +
			"<OME xmlns=\"http://www.openmicroscopy.org/Schemas/OME/2016-06\">");
		int first = 0;
		for (int i = 0; i < images.size(); i++) {
			final Image image = images.get(i);
			xml.append("<Image ID=\"Image:" + i + "\" Name=\"" + image.name + "\"><Pixels ID=\"Pixels:" + i + "\" BigEndian=\"false\" " +
				image.pixels + ">" + image.channels + "<TiffData IFD=\"" + first + "\" PlaneCount=\"" + image.planes + "\"/></Pixels></Image>");
			first += image.planes;
		}
		writeTiff(file, xml.append("</OME>").toString(), planes);
	}

	private static void writeTiff(final Path file, final String description, final List<Plane> planes) throws IOException {
		final ByteBuffer tiff = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
		tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42);
		int link = tiff.position();
		tiff.putInt(0);
		for (int i = 0; i < planes.size(); i++)
			link = writePlane(tiff, link, planes.get(i), i == 0 ? description : null, false);
		final byte[] bytes = new byte[tiff.position()];
		tiff.flip().get(bytes);
		Files.write(file, bytes);
	}

	/** Returns where the place of the next plane is to be written. */
	private static int writePlane(final ByteBuffer tiff, final int link, final Plane plane, final String description, final boolean reduced) {
		final int pixels = tiff.position();
		tiff.put(plane.pixels);
		final byte[] text = (description == null ? "" : description + "\0").getBytes(StandardCharsets.UTF_8);
		final int textAt = tiff.position();
		tiff.put(text);
		int smaller = 0;
		if (plane.smaller != null) {
			final int pointer = tiff.position();
			tiff.putInt(0);
			writePlane(tiff, pointer, plane.smaller, null, true);
			smaller = tiff.getInt(pointer);
		}
		tiff.position(tiff.position() + tiff.position() % 2);
		tiff.putInt(link, tiff.position());
		tiff.putShort((short) (11 + (text.length > 0 ? 1 : 0) + (smaller > 0 ? 1 : 0)));
		entry(tiff, 254, LONG, 1, reduced ? 1 : 0);
		entry(tiff, 256, LONG, 1, plane.width);
		entry(tiff, 257, LONG, 1, plane.height);
		entry(tiff, 258, SHORT, 1, plane.bits);
		entry(tiff, 259, SHORT, 1, 1);
		entry(tiff, 262, SHORT, 1, plane.samples == 3 ? 2 : 1);
		if (text.length > 0) entry(tiff, 270, 2, text.length, textAt);
		entry(tiff, 273, LONG, 1, pixels);
		entry(tiff, 277, SHORT, 1, plane.samples);
		entry(tiff, 278, LONG, 1, plane.height);
		entry(tiff, 279, LONG, 1, plane.pixels.length);
		if (smaller > 0) entry(tiff, 330, LONG, 1, smaller);
		entry(tiff, 339, SHORT, 1, plane.sampleFormat);
		final int next = tiff.position();
		tiff.putInt(0);
		return next;
	}

	private static void entry(final ByteBuffer tiff, final int tag, final int type, final int count, final int value) {
		tiff.putShort((short) tag).putShort((short) type).putInt(count).putInt(value);
	}

	/** One slice of a series of signed 16-bit DICOM images, each in a file of its own, of 0.5 mm pixels. */
	static void writeDicom(final Path file, final int width, final int number, final short[] values) throws IOException {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		out.write(new byte[128]);
		out.write("DICM".getBytes(StandardCharsets.US_ASCII));
		tag(out, 0x0002, 0x0010, "UI", text("1.2.840.10008.1.2.1"));
		tag(out, 0x0008, 0x0008, "CS", text("ORIGINAL\\PRIMARY"));
		tag(out, 0x0008, 0x0016, "UI", text("1.2.840.10008.5.1.4.1.1.4"));
		tag(out, 0x0008, 0x0018, "UI", text("1.2.3.4." + number));
		tag(out, 0x0008, 0x0022, "DA", text("20200102"));
		tag(out, 0x0008, 0x0032, "TM", text("101112.000000"));
		tag(out, 0x0008, 0x0060, "CS", text("MR"));
		tag(out, 0x0020, 0x000d, "UI", text("1.2.3"));
		tag(out, 0x0020, 0x000e, "UI", text("1.2.3.4"));
		tag(out, 0x0020, 0x0011, "IS", text("1"));
		tag(out, 0x0020, 0x0013, "IS", text("" + number));
		tag(out, 0x0028, 0x0002, "US", number(1));
		tag(out, 0x0028, 0x0004, "CS", text("MONOCHROME2"));
		tag(out, 0x0028, 0x0010, "US", number(values.length / width));
		tag(out, 0x0028, 0x0011, "US", number(width));
		tag(out, 0x0028, 0x0030, "DS", text("0.5\\0.5"));
		tag(out, 0x0028, 0x0100, "US", number(16));
		tag(out, 0x0028, 0x0101, "US", number(16));
		tag(out, 0x0028, 0x0102, "US", number(15));
		tag(out, 0x0028, 0x0103, "US", number(1));
		final ByteBuffer pixels = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
		pixels.asShortBuffer().put(values);
		tag(out, 0x7fe0, 0x0010, "OW", pixels.array());
		Files.write(file, out.toByteArray());
	}

	private static void tag(final ByteArrayOutputStream out, final int group, final int element, final String type, final byte[] value)
		throws IOException
	{
		final ByteBuffer header = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
		header.putShort((short) group).putShort((short) element).put(type.getBytes(StandardCharsets.US_ASCII));
		if (type.equals("OW")) header.putShort((short) 0).putInt(value.length);
		else header.putShort((short) value.length);
		out.write(header.array(), 0, header.position());
		out.write(value);
	}

	private static byte[] text(final String text) {
		return (text.length() % 2 == 0 ? text : text + "\0").getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] number(final int value) {
		return new byte[] { (byte) value, (byte) (value >> 8) };
	}
}
