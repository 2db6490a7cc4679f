package sc.fiji.n2n.djl;

/**
 * Pixels along one axis that a result depends on, from the last layer back to the first.
 *
 * @param min the first, counted from the first of the image; may be less than 0
 * @param max the last
 */
record Span(long min, long max) {

	/** What a convolution reads that reaches so many pixels to each side. */
	Span expand(final long reach) {
		return new Span(min - reach, max + reach);
	}

	/** What the doubling of an image reads. */
	Span halve() {
		return new Span(Math.floorDiv(min, 2), Math.floorDiv(max, 2));
	}

	/** What the pooling of cells of two reads. */
	Span enlarge() {
		return new Span(2 * min, 2 * max + 1);
	}

	/** What both read. */
	Span union(final Span other) {
		return new Span(Math.min(min, other.min), Math.max(max, other.max));
	}

	/** The smallest span around this one whose ends lie between cells of a size. */
	Span align(final long size) {
		return new Span(Math.floorDiv(min, size) * size, (Math.floorDiv(max, size) + 1) * size - 1);
	}
}
