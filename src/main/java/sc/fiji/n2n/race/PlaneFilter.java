package sc.fiji.n2n.race;

import sc.fiji.n2n.denoise.Progress;

/** A way to denoise one plane. The same pixels must give the same result. */
@FunctionalInterface
public interface PlaneFilter {

	/**
	 * Denoises a plane.
	 *
	 * @param pixels its pixels, x running fastest, all finite, in the units of the image; not to be changed
	 * @param width its width
	 * @param height its height
	 * @param progress told how far the work is
	 * @return the denoised pixels, a new array
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	float[] apply(float[] pixels, int width, int height, Progress progress);
}
