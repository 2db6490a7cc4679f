package sc.fiji.n2n.image;

import java.io.Closeable;
import java.io.IOException;

import ij.ImagePlus;

/**
 * A file of one image or several ("series"), whose pixels are read as they are needed. Close it when its images are no longer
 * used.
 */
public interface ImageFile extends Closeable {

	/** How many images there are, 1 or more; smaller copies of the same image are not counted. */
	int seriesCount();

	/**
	 * The name of an image within the file.
	 *
	 * @param series from 0
	 * @return its name, empty if it has none
	 */
	String seriesName(int series);

	/**
	 * Opens an image.
	 *
	 * @param series from 0
	 * @return the image with its calibration, channels, slices and frames, not shown
	 * @throws IOException with the reason but without the path, if it cannot be read
	 */
	ImagePlus open(int series) throws IOException;

	@Override
	void close() throws IOException;
}
