package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import ij.io.FileInfo;
import ij.io.Opener;

/** Finds TIFF and CZI files that were not copied to the end: Bio-Formats fills what is missing with zeros, and says nothing. */
final class BioFormatsLength {

	/** A segment of a CZI file begins with a name, the bytes that it takes and those of them in use. */
	private static final int CZI_HEADER = 32;

	private BioFormatsLength() {}

	/**
	 * Checks that a file does not end before its pixels. Of other kinds than TIFF and CZI nothing is said, nor of BigTIFF.
	 *
	 * @param file the file
	 * @throws IOException if it cannot be read, or pixels are missing
	 */
	static void check(final Path file) throws IOException {
		try (FileChannel channel = FileChannel.open(file)) {
			final ByteBuffer header = ByteBuffer.allocate(CZI_HEADER).order(ByteOrder.LITTLE_ENDIAN);
			if (name(channel, 0, header).startsWith("ZISRAWFILE")) checkCzi(channel, header);
			else if (isTiff(header)) checkTiff(file, channel.size());
		}
	}

	private static String name(final FileChannel channel, final long position, final ByteBuffer header) throws IOException {
		header.clear();
		// Reading may stop halfway; at the end of the file what is missing stays as it was.
		while (header.hasRemaining() && channel.read(header, position + header.position()) > 0);
		return new String(header.array(), 0, 16, StandardCharsets.ISO_8859_1);
	}

	private static void checkCzi(final FileChannel channel, final ByteBuffer header) throws IOException {
		long position = 0;
		while (position < channel.size()) {
			final String name = name(channel, position, header);
			if (!name.startsWith("ZISRAW") && !name.startsWith("DELETED")) return;
			final long allocated = header.getLong(16);
			final long used = header.getLong(24) == 0 ? allocated : header.getLong(24);
			final long needed = position + CZI_HEADER + used;
			if (header.hasRemaining() || allocated < 0 || needed > channel.size()) throw new IOException("it is not complete: it has " +
				channel.size() + " bytes, but needs " + Math.max(needed, position + CZI_HEADER) + "; copy it again");
			position += CZI_HEADER + allocated;
		}
	}

	private static boolean isTiff(final ByteBuffer header) {
		final int magic = header.getInt(0);
		return magic == 0x002a4949 || magic == 0x2a004d4d;
	}

	private static void checkTiff(final Path file, final long length) throws IOException {
		final FileInfo[] images;
		try {
			images = Opener.getTiffFileInfo(file.toString());
		}
		catch (final RuntimeException e) {
			// ImageJ's decoder does not know all of TIFF that Bio-Formats knows.
			return;
		}
		if (images != null) TiffLength.check(images, length);
	}
}
