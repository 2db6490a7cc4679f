package sc.fiji.n2n.denoise;

import net.imglib2.FinalInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Stride;

/**
 * The middle of the image that a zero-shot network is for, to show what it makes of it while it learns: what the result will be there,
 * but for the average over turns, and for what detail recovery learns from the rest of the image. In the units of the image. Nothing
 * is read before it is asked for; then it is kept.
 */
public final class LearningPreview {

	/** Width and height at most. */
	private static final int SIDE = 256;
	/** The same of volumes, of which 13 planes are computed for the one that is shown: half a second on one thread. */
	private static final int SIDE_OF_VOLUMES = 128;
	/** Planes of a volume to each side of the one that is shown: as far as the network sees. */
	private static final int AROUND = 6;

	private final PlaneStack stack;
	private final int rank;
	private final Normalization normalization;
	private final Stride stride;
	private final LatticeStep afterwards;
	private PlaneStack read;

	/**
	 * @param stack what the network is for; its middle plane is shown
	 * @param rank 2 if the network sees planes, 3 if volumes
	 * @param normalization from the units of the image to those of the network
	 * @param stride steps of the sub-lattices that the network is applied to
	 * @param afterwards what is done to each plane of a sub-lattice; null for nothing
	 */
	LearningPreview(final PlaneStack stack, final int rank, final Normalization normalization, final Stride stride, final LatticeStep afterwards) {
		this.stack = stack;
		this.rank = rank;
		this.normalization = normalization;
		this.stride = stride;
		this.afterwards = afterwards;
	}

	/** Width in pixels. */
	public int width() {
		return (int) Math.min(rank == 2 ? SIDE : SIDE_OF_VOLUMES, stack.channel().dimension(0));
	}

	/** Height in pixels. */
	public int height() {
		return (int) Math.min(rank == 2 ? SIDE : SIDE_OF_VOLUMES, stack.channel().dimension(1));
	}

	/** The noisy pixels, x running fastest. */
	public float[] noisy() {
		return PreparedPlanes.pixels(piece(), shown());
	}

	/**
	 * What a model makes of them.
	 *
	 * @param model the network
	 * @return as many pixels as {@link #noisy()}
	 */
	public float[] denoised(final PatchModel model) {
		final float[] result = new float[width() * height()];
		new StackDenoiser(model, rank, normalization, PlaneFinish.MEAN_KEPT, stride, afterwards, note -> {}).denoisePlane(piece(), shown(), (plane, pixels) -> {
			int i = 0;
			for (final FloatType pixel : Views.flatIterable(pixels))
				result[i++] = pixel.get();
		}, Progress.NONE);
		return result;
	}

	/** First plane of the piece within the stack. */
	private long first() {
		return Math.max(0, stack.size() / 2 - around());
	}

	/** The plane of the piece that is shown. */
	private long shown() {
		return stack.size() / 2 - first();
	}

	private int around() {
		return rank == 2 ? 0 : AROUND;
	}

	/** The piece, in memory, because the image may be a file that is slow to read. */
	private PlaneStack piece() {
		if (read != null) return read;
		final int width = width();
		final int height = height();
		final int depth = (int) (Math.min(stack.size(), stack.size() / 2 + around() + 1L) - first());
		final long[] min = { (stack.channel().dimension(0) - width) / 2, (stack.channel().dimension(1) - height) / 2, 0 };
		final long[] max = { min[0] + width - 1, min[1] + height - 1, stack.channel().max(2) };
		final PlaneStack view = new PlaneStack(Views.zeroMin(Views.interval(stack.channel(), new FinalInterval(min, max))), stack.plane(first()), stack
			.step(), depth);
		final float[] pixels = new float[width * height * depth];
		for (int i = 0; i < depth; i++)
			System.arraycopy(PreparedPlanes.pixels(view, i), 0, pixels, i * width * height, width * height);
		read = new PlaneStack(ArrayImgs.floats(pixels, width, height, depth), 0, 1, depth);
		return read;
	}
}
