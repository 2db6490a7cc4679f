package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

import ij.ImagePlus;
import sc.fiji.n2n.io.PendingFile;

/**
 * Writes an uncompressed TIFF whose planes come in any order: they lie one behind the other, so that the place of each is known
 * from the beginning. The directories, which hold the metadata, are written at the end.
 */
final class TiffWriter implements FileStore {

	/** What a classic TIFF can address, in bytes. */
	static final long MAX_CLASSIC = 0xffffffffL;

	/** Longest labels of slices that are written, in bytes; ImageJ puts them into one array. */
	private static final long MAX_LABELS = 1L << 29;
	/** Room for what is added to the metadata until the end, in bytes: how the result was made. */
	private static final long ADDED = 1 << 20;
	private static final int ADDED_PER_CHANNEL = 1 << 16;
	private static final int ADDED_PER_PLANE = 128;
	private static final int CLASSIC_HEADER = 8;
	private static final int BIG_HEADER = 16;
	private static final int CLASSIC_MAGIC = 42;
	private static final int BIG_MAGIC = 43;

	private final PendingFile file;
	private final StackShape shape;
	private final boolean big;
	private final long room;
	private final long maxClassic;
	private final ByteOrder order = ImageJTags.byteOrder();
	private final TiffPixels pixels;
	private final BitSet written = new BitSet();

	/**
	 * @param file the file; closed by this
	 * @param shape what the pixels are
	 * @param big whether it is to be a BigTIFF
	 * @param room bytes in front of the pixels for the directory, or 0 if all directories lie behind them
	 * @param maxClassic largest place that is written in 4 bytes
	 */
	private TiffWriter(final PendingFile file, final StackShape shape, final boolean big, final long room, final long maxClassic) {
		this.file = file;
		this.shape = shape;
		this.big = big;
		this.room = room;
		this.maxClassic = maxClassic;
		pixels = new TiffPixels(shape, order);
	}

	/**
	 * Begins a file.
	 *
	 * @param path its name
	 * @param shape what the pixels are
	 * @param layout how its directories are laid out
	 * @param source the image whose metadata it will have, but for what is added to the Info
	 * @throws IOException with path and reason, if it cannot be written, or there is not enough room on the disk
	 */
	static TiffWriter create(final Path path, final StackShape shape, final TiffLayout layout, final ImagePlus source) throws IOException {
		final ByteOrder order = ImageJTags.byteOrder();
		final long known = new TiffDirectory(ImageJTags.of(source, false, order), false, order).size() + Math.min(MAX_LABELS, ImageJTags.bytesOfLabels(source));
		// Three times, because each component of an RGB image may become a channel with a LUT and labels.
		final long metadata = 3 * known + ADDED + (long) shape.channels() * ADDED_PER_CHANNEL + (long) shape.planes() * ADDED_PER_PLANE;
		return create(path, shape, layout, metadata, MAX_CLASSIC);
	}

	/**
	 * Begins a file.
	 *
	 * @param metadata the most bytes that the metadata will take
	 * @param maxClassic largest file with a directory for each plane in the layout of ImageJ, in bytes
	 */
	static TiffWriter create(final Path path, final StackShape shape, final TiffLayout layout, final long metadata, final long maxClassic)
		throws IOException
	{
		final boolean big = layout == TiffLayout.BIG;
		final long room = !big && shape.bytes() + metadata > maxClassic ? metadata + 1 & ~1L : 0;
		if (room > 0 && shape.planeBytes() > MAX_CLASSIC) throw new IOException("Cannot write " + path + ": a plane of " + shape.width() + " x " + shape
			.height() + " pixels takes more than the 4 GB that ImageJ's TIFF can hold. Choose the format bigtiff or ome-zarr.");
		return new TiffWriter(PendingFile.create(path, shape.bytes() + metadata), shape, big, room, maxClassic);
	}

	@Override
	public Object get(final int index) throws IOException {
		return written.get(index) ? pixels.read(file.channel(), place(index)) : shape.blank();
	}

	@Override
	public void put(final int index, final Object plane) throws IOException {
		try {
			pixels.write(file.channel(), place(index), plane);
		}
		catch (final IOException e) {
			throw new IOException("Cannot write " + file.file() + ": " + e.getMessage() + ". Is the disk full?", e);
		}
		written.set(index);
	}

	private long place(final int index) {
		return (big ? BIG_HEADER : CLASSIC_HEADER) + room + index * shape.planeBytes();
	}

	@Override
	public List<String> finish(final ImagePlus image) throws IOException {
		final List<String> notes = new ArrayList<>();
		try {
			if (room > 0) finishLarge(image, notes);
			else finishWithAll(image, notes);
		}
		catch (final IOException e) {
			throw new IOException("Cannot write " + file.file() + ": " + e.getMessage() + ".", e);
		}
		file.complete();
		return notes;
	}

	/** One directory in front of the pixels. Without OME-XML, because readers of that want a directory for each plane. */
	private void finishLarge(final ImagePlus image, final List<String> notes) throws IOException {
		final TiffDirectory directory = directory(tags(image, tags -> directory(tags, 0).size() <= room, notes), 0);
		if (directory.size() > room) throw new IOException("the metadata take " + directory.size() + " bytes, but " + room + " were kept for them");
		write(CLASSIC_HEADER, directory.encode(CLASSIC_HEADER, 0));
		writeHeader(CLASSIC_HEADER);
	}

	/** A directory for each plane, behind the pixels. */
	private void finishWithAll(final ImagePlus image, final List<String> notes) throws IOException {
		final long at = place(shape.planes()) + 1 & ~1L;
		final TiffTag ome = TiffTag.text(TiffTag.IMAGE_DESCRIPTION, OmeXmlWriter.write(OmeMetadata.of(image), shape.bitDepth()));
		final Predicate<List<TiffTag>> fits = tags -> big || end(at, ome, tags) <= maxClassic;
		final List<TiffTag> tags = tags(image, fits, notes);
		if (!fits.test(tags)) throw new IOException("it would be larger than 4 GB; choose the format bigtiff");
		writeDirectories(ome, tags, at);
		writeHeader(at);
	}

	/** The labels of the slices are the first to go. */
	private List<TiffTag> tags(final ImagePlus image, final Predicate<List<TiffTag>> fits, final List<String> notes) {
		final long labels = ImageJTags.bytesOfLabels(image);
		if (labels <= MAX_LABELS) {
			final List<TiffTag> tags = ImageJTags.of(image, true, order);
			if (labels == 0 || fits.test(tags)) return tags;
		}
		notes.add("The labels of the slices take " + labels + " bytes, for which there is no room in this TIFF, and are left out.");
		return ImageJTags.of(image, false, order);
	}

	private long end(final long at, final TiffTag ome, final List<TiffTag> tags) {
		return at + first(ome, tags).size() + (long) other(tags, 0).headSize() * (shape.planes() - 1);
	}

	/**
	 * OME-XML comes before the description of ImageJ: ImageJ takes the last of two descriptions, Bio-Formats the first, and
	 * tifffile knows both.
	 */
	private TiffDirectory first(final TiffTag ome, final List<TiffTag> tags) {
		final List<TiffTag> all = new ArrayList<>();
		all.add(ome);
		all.addAll(tags);
		return directory(all, 0);
	}

	private TiffDirectory directory(final List<TiffTag> tags, final int plane) {
		final List<TiffTag> all = new ArrayList<>(tags);
		all.add(TiffTag.number(TiffTag.STRIP_OFFSETS, place(plane), big, order));
		all.add(TiffTag.number(TiffTag.STRIP_BYTE_COUNTS, shape.planeBytes(), big, order));
		return new TiffDirectory(all, big, order);
	}

	/** That of another plane than the first: without what ImageJ wants only once. */
	private TiffDirectory other(final List<TiffTag> tags, final int plane) {
		return directory(tags.stream().filter(tag -> tag.tag() != TiffTag.IMAGEJ_COUNTS && tag.tag() != TiffTag.IMAGEJ_METADATA).toList(), plane);
	}

	private void writeDirectories(final TiffTag ome, final List<TiffTag> tags, final long at) throws IOException {
		final TiffDirectory first = first(ome, tags);
		final int planes = shape.planes();
		long next = at + first.size();
		write(at, first.encode(at, planes > 1 ? next : 0));
		for (int i = 1; i < planes; i++) {
			final TiffDirectory directory = other(tags, i);
			final long here = next;
			next += directory.headSize();
			write(here, directory.encodeHead(tag -> first.place(tag, at), i + 1 < planes ? next : 0));
		}
	}

	private void writeHeader(final long directory) throws IOException {
		final ByteBuffer header = ByteBuffer.allocate(big ? BIG_HEADER : CLASSIC_HEADER).order(order);
		final byte mark = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
		header.put(mark).put(mark);
		if (big) header.putShort((short) BIG_MAGIC).putShort((short) Long.BYTES).putShort((short) 0).putLong(directory);
		else header.putShort((short) CLASSIC_MAGIC).putInt((int) directory);
		write(0, header.array());
	}

	private void write(final long at, final byte[] bytes) throws IOException {
		final ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining())
			file.channel().write(buffer, at + buffer.position());
	}

	@Override
	public void close() throws IOException {
		file.close();
	}
}
