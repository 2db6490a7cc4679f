package sc.fiji.n2n.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

import ij.ImagePlus;

/**
 * The planes of a result in a file that is complete or absent: it gets its name when it is finished. Closed without being
 * finished, it leaves nothing.
 */
interface FileStore extends PlaneStore, Closeable {

	/**
	 * Writes what an image has besides its pixels, and gives the file its name.
	 *
	 * @param image the metadata; its pixels are those of this store
	 * @return what could not be kept, in words for the user; mostly empty
	 * @throws IOException with path and reason, if it cannot be written
	 */
	List<String> finish(ImagePlus image) throws IOException;

	/**
	 * Shows other intensities than the source does; to be called before the end by formats that take them from the source.
	 *
	 * @param tops for each channel the value that is shown brightest; 0 is shown darkest
	 */
	default void show(final double[] tops) {}
}
