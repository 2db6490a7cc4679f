package sc.fiji.n2n.image;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.Prefs;
import ij.io.FileInfo;
import ij.io.FileSaver;
import ij.io.RoiEncoder;
import ij.io.TiffEncoder;

/**
 * The tags that ImageJ gives a TIFF of an image: its calibration, LUTs, labels, Info, properties, ROI and overlay. ImageJ's own
 * encoder writes them, and they are read back from what it wrote, so that they are ImageJ's whatever its version.
 */
final class ImageJTags {

	/** What precedes the directory in what the encoder writes. */
	private static final int HEADER = 8;

	private ImageJTags() {}

	/** The byte order in which ImageJ writes files now, as the user chose in Edit &gt; Options &gt; Input/Output. */
	static ByteOrder byteOrder() {
		return Prefs.intelByteOrder ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
	}

	/**
	 * The tags of an image, those of its strips left out.
	 *
	 * @param imp the image; its pixels are not read, but for the current plane
	 * @param labels whether the labels of slices are written
	 * @param order byte order of the file
	 * @return the tags, in order
	 */
	static List<TiffTag> of(final ImagePlus imp, final boolean labels, final ByteOrder order) {
		final FileInfo info = info(imp, labels);
		final List<TiffTag> tags = parse(encode(info, order), order);
		tags.replaceAll(tag -> switch (tag.tag()) {
			case TiffTag.X_RESOLUTION -> TiffTag.resolution(tag.tag(), info.pixelWidth, order);
			case TiffTag.Y_RESOLUTION -> TiffTag.resolution(tag.tag(), info.pixelHeight, order);
			default -> tag;
		});
		return tags;
	}

	/** As ImageJ's FileSaver does before it saves a stack. */
	private static FileInfo info(final ImagePlus imp, final boolean labels) {
		final FileInfo info = imp.getFileInfo();
		final FileSaver saver = new FileSaver(imp);
		info.description = saver.getDescriptionString();
		if (info.fileType == FileInfo.RGB48) {
			// ImageJ would interleave three 16-bit channels that are named as of an RGB image; here each plane is one.
			info.fileType = FileInfo.GRAY16_UNSIGNED;
			info.description = info.description.replaceFirst("\n", "\nimages=" + info.nImages + "\n");
		}
		// ImageJ reads the distance of slices from any file, but leaves it out where there is one slice.
		final double depth = imp.getCalibration().pixelDepth;
		if (info.nImages == 1 && depth > 0 && depth != 1) info.description = info.description.replaceFirst("\n", "\nspacing=" + depth + "\n");
		final String text = imp.getInfoProperty();
		info.info = text == null || text.isEmpty() ? null : text;
		if (labels) info.sliceLabels = labels(imp);
		info.roi = RoiEncoder.saveAsByteArray(imp.getRoi());
		info.overlay = FileSaver.getOverlay(imp);
		info.properties = imp.getPropertiesAsArray();
		if (imp instanceof CompositeImage) saver.saveDisplayRangesAndLuts(imp, info);
		// Without pixels, the encoder stops behind the tags.
		info.pixels = null;
		info.virtualStack = null;
		return info;
	}

	/** How many bytes the labels of the slices take. */
	static long bytesOfLabels(final ImagePlus imp) {
		final String[] labels = labels(imp);
		return labels == null ? 0 : Arrays.stream(labels).mapToLong(label -> Integer.BYTES + (label == null ? 0 : 2L * label.length())).sum();
	}

	private static String[] labels(final ImagePlus imp) {
		if (!imp.hasImageStack()) return null;
		final ImageStack stack = imp.getImageStack();
		final String[] labels = new String[stack.size()];
		for (int i = 0; i < labels.length; i++)
			labels[i] = stack.getSliceLabel(i + 1);
		return labels;
	}

	private static byte[] encode(final FileInfo info, final ByteOrder order) {
		final ByteArrayOutputStream out = new ByteArrayOutputStream();
		final boolean before = Prefs.intelByteOrder;
		try {
			// The user may have changed it since the file was begun.
			Prefs.intelByteOrder = order == ByteOrder.LITTLE_ENDIAN;
			final TiffEncoder encoder = new TiffEncoder(info);
			Prefs.intelByteOrder = before;
			encoder.write(out);
		}
		catch (final IOException e) {
			// Where the pixels should begin, there are none.
			if (out.size() != info.offset) throw new IllegalStateException("ImageJ cannot encode the metadata: " + e, e);
		}
		finally {
			Prefs.intelByteOrder = before;
		}
		return out.toByteArray();
	}

	private static List<TiffTag> parse(final byte[] file, final ByteOrder order) {
		final ByteBuffer bytes = ByteBuffer.wrap(file).order(order).position(HEADER);
		final int count = bytes.getShort();
		final List<TiffTag> tags = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			final int tag = bytes.getShort() & 0xffff;
			final int type = bytes.getShort();
			final int values = bytes.getInt();
			final int size = values * TiffTag.size(type);
			final int place = bytes.position();
			final int from = size <= Integer.BYTES ? place : bytes.getInt(place);
			bytes.position(place + Integer.BYTES);
			if (tag != TiffTag.STRIP_OFFSETS && tag != TiffTag.STRIP_BYTE_COUNTS) tags.add(new TiffTag(tag, type, values, Arrays.copyOfRange(file, from,
				from + size)));
		}
		return tags;
	}
}
