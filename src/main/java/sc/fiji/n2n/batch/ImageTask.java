package sc.fiji.n2n.batch;

import java.io.IOException;

import ij.ImagePlus;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ResultFile;

/** Makes a new image of an image, in a file. */
@FunctionalInterface
public interface ImageTask {

	/**
	 * Makes a new image, which appears under its name when it is complete.
	 *
	 * @param image the source, which stays as it is
	 * @param target where the new image goes, in place of an older one
	 * @param progress told how far the task is
	 * @throws IOException with path and reason, if the image cannot be read or the file not be written
	 * @throws IllegalArgumentException if the image does not suit the task, in words for the user
	 * @throws java.util.concurrent.CancellationException if the task is to stop
	 */
	void apply(ImagePlus image, ResultFile target, Progress progress) throws IOException;
}
