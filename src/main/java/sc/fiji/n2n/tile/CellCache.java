package sc.fiji.n2n.tile;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * Remembers the cells of an image that were read last, within a bound of memory. Safe for use by many threads, which read
 * different cells at the same time.
 */
public final class CellCache {

	private final long capacity;
	private final LongFunction<Object> reader;
	private final Map<Long, Object> cells = new LinkedHashMap<>(16, 0.75f, true);

	/**
	 * @param cellBytes size of a cell in bytes
	 * @param maxBytes memory for the remembered cells; the last two stay whatever they take
	 * @param reader reads a cell into an array; safe for use by many threads
	 */
	public CellCache(final long cellBytes, final long maxBytes, final LongFunction<Object> reader) {
		// Of one alone, a row of pixels across two cells would be read anew for each pixel.
		capacity = Math.max(2, maxBytes / Math.max(1, cellBytes));
		this.reader = reader;
	}

	/** A cell, read unless it is remembered. */
	public Object get(final long index) {
		synchronized (cells) {
			final Object known = cells.get(index);
			if (known != null) return known;
		}
		// Outside of the lock: two threads that want the same cell may both read it, which is seldom and does no harm.
		final Object read = reader.apply(index);
		synchronized (cells) {
			cells.put(index, read);
			final Iterator<Object> oldest = cells.values().iterator();
			while (cells.size() > capacity) {
				oldest.next();
				oldest.remove();
			}
		}
		return read;
	}
}
