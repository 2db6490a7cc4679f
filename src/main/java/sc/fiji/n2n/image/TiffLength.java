package sc.fiji.n2n.image;

import java.io.IOException;

import ij.io.FileInfo;

/** Finds TIFF files that were not copied to the end: ImageJ fills what is missing with zeros, and says nothing. */
final class TiffLength {

	/** {@code FileInfo} has 0 or 1 for no compression. */
	private static final int NOT_COMPRESSED = 1;

	private TiffLength() {}

	/**
	 * Checks that the pixels of a file lie within it.
	 *
	 * @param images the images of the file, as ImageJ's decoder lists them
	 * @param length length of the file in bytes
	 * @throws IOException if pixels are missing
	 */
	static void check(final FileInfo[] images, final long length) throws IOException {
		for (final FileInfo image : images) {
			final long needed = needed(image);
			if (needed > length) throw new IOException("it is not complete: it has " + length + " bytes, but its pixels need " + needed +
				"; copy it again");
		}
	}

	private static long needed(final FileInfo image) {
		final boolean strips = image.stripOffsets != null && image.stripOffsets.length > 1 && image.nImages <= 1;
		// Lengths of strips are wrong in some files that can be read all the same, hence only the place of the last counts.
		if (strips) return (image.stripOffsets[image.stripOffsets.length - 1] & 0xffffffffL) + 1;
		if (image.compression > NOT_COMPRESSED || !wholeBytes(image.fileType)) return image.getOffset() + 1;
		final long plane = (long) image.width * image.height * image.getBytesPerPixel();
		return image.getOffset() + plane * Math.max(1, image.nImages) + image.getGap() * Math.max(0L, image.nImages - 1L);
	}

	private static boolean wholeBytes(final int fileType) {
		return switch (fileType) {
			case FileInfo.GRAY8, FileInfo.COLOR8, FileInfo.GRAY16_SIGNED, FileInfo.GRAY16_UNSIGNED, FileInfo.GRAY32_FLOAT, FileInfo.RGB -> true;
			default -> false;
		};
	}
}
