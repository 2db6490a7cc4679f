package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.UncheckedIOException;

import ij.VirtualStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;

/**
 * The planes of an image in a file, of which any region can be read on its own. ImageJ sees a virtual stack. Safe for use by
 * many threads if {@link #read} is.
 */
abstract class LazyStack extends VirtualStack {

	private final int cellWidth;
	private final int cellHeight;

	/**
	 * @param width width in pixels
	 * @param height height in pixels
	 * @param size number of planes, in ImageJ's order: channels, then slices, then frames
	 * @param bitDepth 8, 16, 24 (RGB) or 32
	 * @param cellWidth width of the regions that are read best, such as that of a tile of the file
	 * @param cellHeight their height
	 */
	LazyStack(final int width, final int height, final int size, final int bitDepth, final int cellWidth, final int cellHeight) {
		super(width, height, size);
		setBitDepth(bitDepth);
		this.cellWidth = Math.max(1, Math.min(cellWidth, width));
		this.cellHeight = Math.max(1, Math.min(cellHeight, height));
	}

	/**
	 * Reads a region of a plane.
	 *
	 * @param index index of the plane, from 1
	 * @param x left column
	 * @param y upper row
	 * @param regionWidth width of the region, which lies within the plane
	 * @param regionHeight height of the region
	 * @return a {@code byte[]}, {@code short[]}, {@code int[]} (RGB, opaque) or {@code float[]} of the caller's own, x running
	 *         fastest
	 * @throws IOException with the reason, if it cannot be read
	 */
	abstract Object read(int index, int x, int y, int regionWidth, int regionHeight) throws IOException;

	/** Width of the regions that are read best; the last of a row may be narrower. */
	final int cellWidth() {
		return cellWidth;
	}

	/** Their height. */
	final int cellHeight() {
		return cellHeight;
	}

	@Override
	public ImageProcessor getProcessor(final int n) {
		final int width = getWidth();
		final int height = getHeight();
		final Object pixels;
		try {
			pixels = read(n, 0, 0, width, height);
		}
		catch (final IOException e) {
			throw new UncheckedIOException(e);
		}
		return processor(width, height, pixels);
	}

	/** ImageJ's view of the pixels of a plane. */
	static ImageProcessor processor(final int width, final int height, final Object pixels) {
		if (pixels instanceof byte[] bytes) return new ByteProcessor(width, height, bytes);
		if (pixels instanceof short[] shorts) return new ShortProcessor(width, height, shorts, null);
		if (pixels instanceof int[] colours) return new ColorProcessor(width, height, colours);
		return new FloatProcessor(width, height, (float[]) pixels);
	}

	@Override
	public Object getPixels(final int n) {
		return getProcessor(n).getPixels();
	}
}
