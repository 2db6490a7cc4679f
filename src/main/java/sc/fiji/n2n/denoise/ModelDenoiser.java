package sc.fiji.n2n.denoise;

import java.util.Arrays;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/**
 * Denoises channels with a trained model: plane by plane, or, with a model of volumes, frame by frame. Each plane or
 * volume is in memory while it is denoised, the rest of the stack need not be.
 */
public final class ModelDenoiser {

	/** Side of the tiles where the model's blocks stay small enough: large tiles overlap least. */
	private static final long LARGEST_TILE = 512;
	/** No smaller, or most of the work would be overlap. A multiple of what every network needs. */
	private static final long SMALLEST_TILE = 64;
	/** Pixels of a block that keep the native memory of the layers within a gigabyte or so. */
	private static final long MAX_BLOCK = 1L << 20;

	private final PatchModel model;
	private final int rank;
	private final Normalization normalization;
	private final PlaneFinish finish;

	/**
	 * @param model the model; stays the caller's
	 * @param rank 2 if it takes planes (x, y), 3 if it takes volumes (x, y, z)
	 * @param normalization from the units of the channel to those of the model
	 * @param finish what is done to each plane afterwards
	 * @throws IllegalArgumentException if the rank is neither 2 nor 3, or the normalization has no scale
	 */
	public ModelDenoiser(final PatchModel model, final int rank, final Normalization normalization, final PlaneFinish finish) {
		if (rank < 2 || rank > 3) throw new IllegalArgumentException("rank is " + rank + ", but must be 2 or 3.");
		if (normalization.isConstant()) throw new IllegalArgumentException("The scale of the normalization is 0.");
		this.model = model;
		this.rank = rank;
		this.normalization = normalization;
		this.finish = finish;
	}

	/**
	 * Denoises the planes of a channel.
	 *
	 * @param planes the channel (x, y, plane), in its own units, plane = z + t * slices; read as needed, never written
	 * @param slices number of slices of a volume; planes that do not fill a last volume are an error
	 * @param out takes each denoised plane, in the same units. Pixels that are not finite stay as they are, unless they
	 *          are to be filled, and so does a plane that has the same value everywhere
	 * @param progress told of each tile
	 * @return number of planes that stayed as they were, because there was nothing to denoise
	 * @throws IllegalArgumentException if there is no pixel, or not three axes, or the planes do not fit the slices
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	public long denoise(final RandomAccessibleInterval<FloatType> planes, final long slices, final PlaneWriter out, final Progress progress) {
		if (planes.numDimensions() != 3) throw new IllegalArgumentException("The image has " + planes.numDimensions() +
			" axes, but x, y and plane are needed.");
		if (Intervals.isEmpty(planes)) throw new IllegalArgumentException("The image has no pixels.");
		final long count = planes.dimension(2);
		if (slices < 1 || count % slices != 0) throw new IllegalArgumentException(count + " planes cannot be cut into volumes of " + slices + " slices.");
		final long depth = rank == 2 ? 1 : slices;
		long unchanged = 0;
		for (long first = 0; first < count; first += depth)
			unchanged += denoise(Volume.read(Views.zeroMin(planes), first, depth, normalization, finish !=
				PlaneFinish.GAPS_FILLED), first, depth, out, //
				progress.part((double) first / count, (double) (first + depth) / count));
		return unchanged;
	}

	private long denoise(final Volume volume, final long first, final long depth, final PlaneWriter out, final Progress progress) {
		long unchanged = 0;
		for (int i = 0; i < depth; i++)
			if (volume.isConstant(i)) unchanged++;
		progress.step("Denoising", 0);
		if (unchanged < depth) {
			final RandomAccessibleInterval<FloatType> source = volume.source(rank);
			new Denoiser(model, tileSize(model, source)).denoise(source, volume.target(rank), progress);
			volume.finish(finish);
		}
		for (int i = 0; i < depth; i++)
			out.write(first + i, volume.isConstant(i) ? volume.original(i) : volume.result(i));
		return unchanged;
	}

	/** The largest tiles whose blocks, with all that the model sees around a tile, are not too large. */
	static long[] tileSize(final PatchModel model, final Interval image) {
		final long[] size = new long[image.numDimensions()];
		Arrays.fill(size, LARGEST_TILE);
		while (true) {
			final long[] tile = new long[size.length];
			int longest = 0;
			for (int d = 0; d < size.length; d++) {
				tile[d] = Math.min(size[d], image.dimension(d));
				if (tile[d] > tile[longest]) longest = d;
			}
			final long block = Intervals.numElements(model.requiredSourceInterval(new FinalInterval(tile), image));
			if (block <= MAX_BLOCK || tile[longest] <= SMALLEST_TILE) return size;
			size[longest] /= 2;
		}
	}
}
