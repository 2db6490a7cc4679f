package sc.fiji.n2n.image;

import java.lang.reflect.Array;
import java.nio.file.Files;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ImageProcessor;
import sc.fiji.n2n.tile.CellCache;

/**
 * The pixel arrays of an image, plane by plane. Those of an image in memory are its own; those of a
 * virtual stack are read when they are asked for, and the last ones are remembered. Safe for use by
 * many threads.
 */
final class PixelPlanes {

	/** Memory for the remembered planes of a virtual stack, in bytes. */
	private static final long CACHE_BYTES = 128L << 20;
	private static final int MAX_CACHED = 64;

	private final String title;
	private final int length;
	private final Object[] inMemory;
	private final ImageStack virtual;
	private final CellCache cache;

	PixelPlanes(final ImagePlus imp) {
		title = imp.getTitle();
		length = Math.multiplyExact(imp.getWidth(), imp.getHeight());
		final long bytes = length * (long) imp.getBytesPerPixel();
		cache = new CellCache(bytes, Math.min(CACHE_BYTES, MAX_CACHED * bytes), index -> read((int) index));
		// One image alone is not asked for its stack, because ImageJ would then make one and change the image.
		if (!imp.hasImageStack()) {
			virtual = null;
			inMemory = new Object[] { imp.getProcessor().getPixels() };
		}
		else if (imp.getImageStack().isVirtual()) {
			virtual = imp.getImageStack();
			inMemory = null;
		}
		else {
			virtual = null;
			// ImageJ forgets the arrays when the user closes the image; those listed here stay until the run is over.
			inMemory = new Object[imp.getStackSize()];
			for (int i = 0; i < inMemory.length; i++)
				inMemory[i] = imp.getImageStack().getPixels(i + 1);
		}
	}

	/**
	 * The pixels of a plane.
	 *
	 * @param index index into the stack, from 1
	 * @return a {@code byte[]}, {@code short[]}, {@code float[]} or {@code int[]}, not to be changed
	 * @throws IllegalStateException if a virtual stack cannot read the plane
	 */
	Object get(final int index) {
		if (virtual == null) return inMemory[index - 1];
		// Virtual stacks are not made for several threads at once.
		synchronized (cache) {
			return cache.get(index);
		}
	}

	private Object read(final int index) {
		checkFile(index);
		final ImageProcessor ip = virtual.getProcessor(index);
		if (ip == null) throw new IllegalStateException("Slice " + index + " of the virtual stack \"" + title +
			"\" cannot be read. Is its file still there?");
		final int found = Array.getLength(ip.getPixels());
		if (found != length) throw new IllegalStateException("Slice " + index + " of the virtual stack \"" + title + "\" has " + found +
			" pixels, but the image has " + length + " a slice. Open the files as a normal stack to make them one size.");
		return ip.getPixels();
	}

	/** ImageJ shows an empty slice for a file that is gone, and it must not be denoised as if it were data. */
	private void checkFile(final int index) {
		final Class<?> kind = virtual.getClass();
		if (kind != VirtualStack.class && kind != FileInfoVirtualStack.class && kind != TiffStack.class) return;
		final VirtualStack stack = (VirtualStack) virtual;
		final String folder = stack.getDirectory();
		if (folder == null || folder.isEmpty() || folder.contains("://")) return;
		final Path file = Path.of(folder, stack.getFileName(index));
		if (!Files.isReadable(file)) throw new IllegalStateException("Slice " + index + " of the virtual stack \"" + title +
			"\" cannot be read: there is no file " + file + ". Put it back, or open the images again.");
	}
}
