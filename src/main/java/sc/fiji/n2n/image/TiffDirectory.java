package sc.fiji.n2n.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The tags of one image of a TIFF, in the order that TIFF wants; of tags with the same number the first stays first. Values that
 * do not fit into the directory itself lie behind it.
 */
final class TiffDirectory {

	private final List<TiffTag> tags;
	private final boolean big;
	private final ByteOrder order;

	/**
	 * @param tags the tags
	 * @param big whether the file is a BigTIFF
	 * @param order byte order of the file
	 */
	TiffDirectory(final List<TiffTag> tags, final boolean big, final ByteOrder order) {
		this.tags = new ArrayList<>(tags);
		this.tags.sort(Comparator.comparingInt(TiffTag::tag));
		this.big = big;
		this.order = order;
	}

	/** Size of the directory with its values, in bytes; even. */
	long size() {
		return headSize() + tags.stream().mapToLong(this::outside).sum();
	}

	/** Size of the directory without the values that lie behind it. */
	int headSize() {
		return big ? Long.BYTES + tags.size() * 20 + Long.BYTES : Short.BYTES + tags.size() * 12 + Integer.BYTES;
	}

	private boolean fits(final TiffTag tag) {
		return tag.value().length <= (big ? Long.BYTES : Integer.BYTES);
	}

	/** Space behind the directory, to an even place. */
	private long outside(final TiffTag tag) {
		return fits(tag) ? 0 : tag.value().length + 1L & ~1L;
	}

	/**
	 * Where the values of a tag lie.
	 *
	 * @param wanted the tag
	 * @param at where the directory lies
	 */
	long place(final TiffTag wanted, final long at) {
		long place = at + headSize();
		for (final TiffTag tag : tags) {
			if (tag == wanted) return place;
			place += outside(tag);
		}
		throw new IllegalArgumentException("There is no such tag.");
	}

	/**
	 * The directory and its values.
	 *
	 * @param at where it will lie, an even place
	 * @param next where the next directory lies, 0 for none
	 */
	byte[] encode(final long at, final long next) {
		final ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size())).order(order);
		for (final TiffTag tag : tags)
			if (!fits(tag)) bytes.position((int) (place(tag, at) - at)).put(tag.value());
		bytes.position(0);
		putEntries(bytes, tag -> place(tag, at), next);
		return bytes.array();
	}

	/**
	 * The directory alone, for a plane that shares the values of another.
	 *
	 * @param places where the values of a tag lie
	 * @param next where the next directory lies, 0 for none
	 */
	byte[] encodeHead(final ToLongFunction<TiffTag> places, final long next) {
		final ByteBuffer bytes = ByteBuffer.allocate(headSize()).order(order);
		putEntries(bytes, places, next);
		return bytes.array();
	}

	private void putEntries(final ByteBuffer bytes, final ToLongFunction<TiffTag> places, final long next) {
		if (big) bytes.putLong(tags.size());
		else bytes.putShort((short) tags.size());
		for (final TiffTag tag : tags) {
			bytes.putShort((short) tag.tag()).putShort((short) tag.type());
			putNumber(bytes, tag.count());
			final int end = bytes.position() + (big ? Long.BYTES : Integer.BYTES);
			if (fits(tag)) bytes.put(tag.value()).position(end);
			else putNumber(bytes, places.applyAsLong(tag));
		}
		putNumber(bytes, next);
	}

	private void putNumber(final ByteBuffer bytes, final long number) {
		if (big) bytes.putLong(number);
		else bytes.putInt((int) number);
	}
}
