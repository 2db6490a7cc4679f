package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.tile.SubLattices;

/**
 * Denoises one channel of an image that is its own training data: Zero-Shot Noise2Noise (Mansour and
 * Heckel, CVPR 2023) or a faster recipe of the same idea; see {@link Method}.
 */
public final class ZeroShot {

	/** Smallest side of a sub-lattice that is worth learning from, in pixels. */
	private static final int MIN_LATTICE_SIDE = 32;
	/** Side of the tiles: their overlap costs little, and one tile ends well within a second. */
	private static final int TILE_SIZE = 512;
	/** Side of the patches that the fast method learns from, in pixels of the patch. */
	private static final int PATCH_SIZE = 32;

	/** Share of the removed that was structure, above which the user should know. */
	private static final double MUCH_RETURNED = 0.25;

	private final ZeroShotOptions options;
	private final NetworkTrainer trainer;
	private final boolean published;

	/**
	 * @param options what to do
	 * @param trainer trains the networks; stays the caller's
	 */
	public ZeroShot(final ZeroShotOptions options, final NetworkTrainer trainer) {
		this.options = options;
		this.trainer = trainer;
		published = options.method() == Method.PUBLISHED;
	}

	/**
	 * Denoises the planes of a channel.
	 *
	 * @param planes the channel (x, y, plane), in its own units; read as needed, never written
	 * @param out takes each denoised plane, in the same units; the mean of each plane is kept, and
	 *          pixels that are not finite stay as they are
	 * @param progress told how far the run is
	 * @return how it went
	 * @throws IllegalArgumentException if there is no pixel, or not three axes
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	public ZeroShotReport denoise(final RandomAccessibleInterval<FloatType> planes, final PlaneWriter out, final Progress progress) {
		if (planes.numDimensions() != 3) throw new IllegalArgumentException("The image has " + planes.numDimensions() +
			" axes, but x, y and plane are needed.");
		for (int d = 0; d < 3; d++)
			if (planes.dimension(d) < 1) throw new IllegalArgumentException("The image has no pixels.");
		return new Run(Views.zeroMin(planes), out, progress).go();
	}

	/** What changes while one channel is denoised. */
	private final class Run {

		private final RandomAccessibleInterval<FloatType> planes;
		private final PlaneWriter out;
		private final Progress progress;
		private final long start = System.nanoTime();
		private final Set<String> warnings = new LinkedHashSet<>();
		private String noise = "";
		private int stride = Math.max(1, options.stride());
		private int steps;
		private int restarts;
		private double returned;

		Run(final RandomAccessibleInterval<FloatType> planes, final PlaneWriter out, final Progress progress) {
			this.planes = planes;
			this.out = out;
			this.progress = progress;
		}

		ZeroShotReport go() {
			progress.step("Measuring noise", 0);
			if (options.method() == Method.AUTO) chooseStride();
			final long count = planes.dimension(2);
			final boolean together = options.slices() == SliceMode.TOGETHER && !published;
			final long group = together ? count : 1;
			for (long first = 0; first < count; first += group)
				denoise(first, group, progress.part((double) first / count, (double) (first + group) / count));
			if (returned > MUCH_RETURNED) warnings.add(String.format(Locale.ROOT, "The noise is weak against the fine structure of the image: %.0f %% of " +
				"what the network removed looked like structure and was given back. Compare the result with the image before you use it.", 100 * returned));
			return new ZeroShotReport(options, trainer.device(), noise, stride, steps, restarts, returned, (System.nanoTime() - start) / 1e9,
				List.copyOf(warnings));
		}

		private void chooseStride() {
			final NoiseAutocorrelation measured = NoiseAutocorrelation.measure(planes);
			noise = measured.toString();
			if (options.stride() > 0) return;
			final long side = Math.min(planes.dimension(0), planes.dimension(1));
			final int wanted = measured.stride();
			stride = (int) Math.max(1, Math.min(wanted, side / MIN_LATTICE_SIDE));
			if (stride < wanted) warnings.add("The noise is correlated between neighbouring pixels (" + noise +
				"), but the image is too small to leave pixels out: expect some of the noise to stay.");
		}

		private void denoise(final long first, final long count, final Progress part) {
			final RandomAccessibleInterval<FloatType> group = Views.zeroMin(Views.interval(planes, new FinalInterval(//
				new long[] { 0, 0, first }, new long[] { planes.max(0), planes.max(1), first + count - 1 })));
			final TrainingSample sample = TrainingSample.of(group, published ? Long.MAX_VALUE : TrainingSample.MAX_PIXELS);
			final Normalization normalization = published //
				? Normalization.ofRange(sample.values()) : Normalization.ofMeanAndDeviation(sample.values());
			if (normalization.isConstant()) {
				warnings.add("All pixels have the same value, or none is finite: there is nothing to denoise, and the pixels are unchanged.");
				copy(group, first);
				return;
			}
			final double training = Schedule.trainingShare(options, group);
			try (TrainedNetwork network = train(sample, normalization, part.part(0, training))) {
				steps = network.steps();
				restarts += network.restarts();
				if (!network.isBetterThanInput()) warnings.add("The network did not learn to predict neighbouring pixels better than the " +
					"image itself does: there are too few steps, or the noise is too weak, or its structure does not suit the method." +
					(published ? " Do not trust the result." : " The pixels are unchanged."));
				if (network.isBetterThanInput() || published && Double.isFinite(network.error())) apply(network.model(), normalization, group, first,
					part.part(training, 1));
				else copy(group, first);
			}
		}

		private TrainedNetwork train(final TrainingSample sample, final Normalization normalization, final Progress part) {
			sample.values().forEach(normalization::apply);
			if (published) return trainer.trainPublished(sample.images().get(0), Schedule.steps(options), options.seed(), part);
			final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
			for (final RandomAccessibleInterval<FloatType> image : sample.images())
				images.addAll(SubLattices.of(image, stride));
			final NeighborPairs training = new NeighborPairs(images, PATCH_SIZE, options.seed());
			final NeighborPairs validation = new NeighborPairs(images, PATCH_SIZE, ~options.seed());
			return trainer.trainFast(training, validation, Schedule.steps(options), options.seed(), part);
		}

		private void apply(final PatchModel model, final Normalization normalization, final RandomAccessibleInterval<FloatType> group,
			final long first, final Progress part)
		{
			final Denoiser denoiser = new Denoiser(new TurnAveragedModel(model, Schedule.turns(options)), TILE_SIZE, TILE_SIZE);
			final long count = group.dimension(2);
			for (long i = 0; i < count; i++) {
				final Volume plane = Volume.read(group, i, 1, normalization, true);
				if (plane.hasFinitePixel()) {
					apply(denoiser, plane, part.part((double) i / count, (i + 1.0) / count));
					plane.finish(PlaneFinish.MEAN_KEPT);
					out.write(first + i, plane.result(0));
				}
				else out.write(first + i, plane.original(0));
			}
		}

		private void apply(final Denoiser denoiser, final Volume plane, final Progress part) {
			final List<RandomAccessibleInterval<FloatType>> sources = SubLattices.of(plane.source(2), stride);
			final List<RandomAccessibleInterval<FloatType>> targets = SubLattices.of(plane.target(2), stride);
			for (int k = 0; k < sources.size(); k++) {
				final RandomAccessibleInterval<FloatType> source = sources.get(k);
				final long[] size = source.dimensionsAsLongArray();
				final float[] noisy = new float[(int) Intervals.numElements(source)];
				final float[] denoised = new float[noisy.length];
				PrimitiveBlocks.of(source, OnFallback.ACCEPT).copy(source, noisy);
				final Progress lattice = part.part((double) k / sources.size(), (k + 1.0) / sources.size());
				denoiser.denoise(ArrayImgs.floats(noisy, size), ArrayImgs.floats(denoised, size), lattice.part(0, 0.9));
				if (!published) returned += DetailRecovery.apply(noisy, denoised, (int) size[0], (int) size[1], lattice.part(0.9, 1)) //
					/ sources.size() / planes.dimension(2);
				lattice.step("Denoising", 1);
				LoopBuilder.setImages(ArrayImgs.floats(denoised, size), targets.get(k)).forEachPixel((from, to) -> to.set(from));
			}
		}

		private void copy(final RandomAccessibleInterval<FloatType> group, final long first) {
			for (long i = 0; i < group.dimension(2); i++)
				out.write(first + i, ArrayImgs.floats(Volume.pixels(group, i, 1), group.dimension(0), group.dimension(1)));
		}
	}
}
