package sc.fiji.n2n.batch;

import ij.ImagePlus;
import sc.fiji.n2n.denoise.Progress;

/** Makes a new image of an image. */
@FunctionalInterface
public interface ImageTask {

	/**
	 * Makes a new image.
	 *
	 * @param image the source, which stays as it is
	 * @param progress told how far the task is
	 * @return the new image, not shown
	 * @throws IllegalArgumentException if the image does not suit the task, in words for the user
	 * @throws java.util.concurrent.CancellationException if the task is to stop
	 */
	ImagePlus apply(ImagePlus image, Progress progress);
}
