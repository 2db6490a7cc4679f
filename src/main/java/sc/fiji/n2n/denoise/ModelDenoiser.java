package sc.fiji.n2n.denoise;

import java.util.List;
import java.util.function.Consumer;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;

/**
 * Denoises channels with a trained model: plane by plane, or, with a model of volumes, volume by volume or movie by movie, in
 * slabs where they do not fit into memory.
 */
public final class ModelDenoiser {

	private final StackMode mode;
	private final StackDenoiser denoiser;

	/**
	 * @param model the model; stays the caller's
	 * @param mode what it sees at once, of the rank that it was trained for
	 * @param normalization from the units of the channel to those of the model
	 * @param finish what is done to each plane afterwards
	 * @param notes takes a sentence where memory ran out
	 * @throws IllegalArgumentException if the normalization has no scale
	 */
	public ModelDenoiser(final PatchModel model, final StackMode mode, final Normalization normalization, final PlaneFinish finish,
		final Consumer<String> notes)
	{
		if (normalization.isConstant()) throw new IllegalArgumentException("The scale of the normalization is 0.");
		this.mode = mode;
		denoiser = new StackDenoiser(model, mode.rank(), normalization, finish, Stride.NEIGHBOURS, null, notes);
	}

	/**
	 * Denoises the planes of a channel.
	 *
	 * @param planes the channel (x, y, plane), in its own units, plane = z + t * slices; read as needed, never written
	 * @param slices number of slices of a frame
	 * @param out takes each denoised plane, in the same units. Pixels that are not finite stay as they are, unless they
	 *          are to be filled, and so does a plane that has the same value everywhere
	 * @param progress told of each tile
	 * @return number of planes that stayed as they were, because there was nothing to denoise
	 * @throws IllegalArgumentException if there is no pixel, or not three axes, or the planes do not fit the slices, or the mode
	 *           does not fit the image
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	public long denoise(final RandomAccessibleInterval<FloatType> planes, final long slices, final PlaneWriter out, final Progress progress) {
		final List<PlaneStack> stacks = PlaneStack.of(planes, slices, mode);
		long unchanged = 0;
		for (int i = 0; i < stacks.size(); i++)
			unchanged += denoiser.denoise(stacks.get(i), out, progress.part((double) i / stacks.size(), (i + 1.0) / stacks.size()));
		return unchanged;
	}
}
