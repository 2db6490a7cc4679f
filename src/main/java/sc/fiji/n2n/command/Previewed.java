package sc.fiji.n2n.command;

import java.io.IOException;
import java.util.function.Consumer;

import ij.ImagePlus;
import sc.fiji.n2n.batch.PreviewRegion;
import sc.fiji.n2n.denoise.Progress;

/** A command of which a small region can be looked at before it runs. The methods are called with all parameters set, on any thread. */
interface Previewed {

	/**
	 * The region, as the parameters say.
	 *
	 * @throws IllegalArgumentException if a parameter does not suit, in words for the user
	 */
	PreviewRegion region();

	/** What may differ in the result for the whole image, in words for the user; empty for nothing. */
	String caveat();

	/**
	 * Denoises it.
	 *
	 * @param region the region
	 * @param log takes what the run says of itself
	 * @param run told how far it is; says when to stop
	 * @return the denoised planes of the region
	 * @throws IOException if a file cannot be read, in words for the user
	 * @throws IllegalArgumentException if a parameter does not suit, in words for the user
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	ImagePlus denoise(PreviewRegion region, Consumer<String> log, Progress run) throws IOException;
}
