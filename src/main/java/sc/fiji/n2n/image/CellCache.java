package sc.fiji.n2n.image;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Remembers the cells of an image that were read last, within a bound of memory. Safe for use by many threads, which read
 * different cells at the same time.
 */
final class CellCache {

	/** Memory for the remembered cells of one view, in bytes. */
	private static final long MAX_BYTES = 128L << 20;

	private final long cellBytes;
	private final LongFunction<Object> reader;
	private final Map<Long, Object> cells = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * @param cellBytes size of a cell in bytes
	 * @param reader reads a cell into an array; safe for use by many threads
	 */
	CellCache(final long cellBytes, final LongFunction<Object> reader) {
		this.cellBytes = cellBytes;
		this.reader = reader;
	}

	/** A cell, read unless it is remembered. */
	Object get(final long index) {
		synchronized (cells) {
			final Object known = cells.get(index);
			if (known != null) return known;
		}
		// Outside of the lock: two threads that want the same cell may both read it, which is seldom and does no harm.
		final Object read = reader.apply(index);
		synchronized (cells) {
			cells.put(index, read);
			// The last two stay whatever they take, or a row of pixels across two cells would be read anew for each pixel.
			final Iterator<Object> oldest = cells.values().iterator();
			while (cells.size() > 2 && cells.size() * cellBytes > MAX_BYTES) {
				oldest.next();
				oldest.remove();
			}
		}
		return read;
	}
}
