package sc.fiji.n2n.denoise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.LongStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.tile.SubLattices;

/**
 * Denoises one channel of an image that is its own training data: Zero-Shot Noise2Noise (Mansour and
 * Heckel, CVPR 2023) or a faster recipe of the same idea; see {@link Method}.
 */
public final class ZeroShot {

	/** Side of the patches that the fast method learns from, in pixels of the patch. */
	static final int PATCH_SIZE = 32;
	/** Slices of such patches of volumes. */
	private static final int PATCH_DEPTH = 8;
	/** Slices of the blocks in which a sample of a large volume is taken. */
	private static final int BLOCK_DEPTH = 32;
	/** Share of the progress bar for all trials. */
	private static final double TRIALS = 0.7;

	/** Share of the removed that was structure, above which the user should know. */
	private static final double MUCH_RETURNED = 0.25;
	/** Autocorrelation of neighbours below which they are no two measurements of the same. White noise reads as 0, give or take 0.05. */
	private static final double OPPOSITE = -0.3;

	private final ZeroShotOptions options;
	private final NetworkTrainer trainer;
	private final LearningListener listener;
	private final boolean published;

	/**
	 * @param options what to do
	 * @param trainer trains the networks; stays the caller's
	 */
	public ZeroShot(final ZeroShotOptions options, final NetworkTrainer trainer) {
		this(options, trainer, LearningListener.NONE);
	}

	/**
	 * @param options what to do
	 * @param trainer trains the networks; stays the caller's
	 * @param listener told how each network learns
	 */
	public ZeroShot(final ZeroShotOptions options, final NetworkTrainer trainer, final LearningListener listener) {
		this.options = options;
		this.trainer = trainer;
		this.listener = listener;
		published = options.method() == Method.PUBLISHED;
	}

	/**
	 * Denoises the planes of a channel.
	 *
	 * @param planes the channel (x, y, plane), in its own units, plane = z + t * slices; read as needed, never written
	 * @param slices number of slices of a frame
	 * @param isotropic whether slices are as close to each other as pixels are: neighbours along z are then learned from too
	 * @param out takes each denoised plane, in the same units; the mean of each plane is kept, and
	 *          pixels that are not finite stay as they are, and so does a plane that has the same value everywhere
	 * @param progress told how far the run is
	 * @return how it went
	 * @throws IllegalArgumentException if there is no pixel, or not three axes, or the mode does not fit the image
	 * @throws java.util.concurrent.CancellationException if the run is to stop
	 */
	public ZeroShotReport denoise(final RandomAccessibleInterval<FloatType> planes, final long slices, final boolean isotropic, final PlaneWriter out,
		final Progress progress)
	{
		return denoise(planes, slices, isotropic, out, null, progress);
	}

	/**
	 * As above, and says how far the passes differ over which the network's results are averaged: what it makes of turned and flipped
	 * versions of a plane or slab.
	 *
	 * @param spread takes for each plane the standard deviation of the passes at each pixel, in the units of the channel, before detail
	 *          is recovered and the mean restored: NaN where the pixel is not finite, or where the network was not used, because it
	 *          learned nothing; 0 for a plane that has the same value everywhere. Null if it is not wanted
	 * @throws IllegalArgumentException also if a spread is wanted of one pass
	 */
	public ZeroShotReport denoise(final RandomAccessibleInterval<FloatType> planes, final long slices, final boolean isotropic, final PlaneWriter out,
		final PlaneWriter spread, final Progress progress)
	{
		if (spread != null) checkSpread(options);
		return new Run(PlaneStack.of(planes, slices, options.mode()), isotropic && options.mode() == StackMode.VOLUME, out, spread, progress).go();
	}

	/**
	 * Checks that there are passes to differ.
	 *
	 * @param options of the run
	 * @throws IllegalArgumentException if the network is applied once; the message says what to choose
	 */
	public static void checkSpread(final ZeroShotOptions options) {
		if (Schedule.turns(options).length > 1) return;
		final List<String> efforts = Arrays.stream(Effort.values()).filter(effort -> Schedule.turns(options.with(effort)).length > 1).map(Effort::toString)
			.toList();
		throw new IllegalArgumentException("spread is yes, but with the " + (efforts.isEmpty() ? "method " + options.method() : "effort " + options.effort()) +
			" the network is applied once, and a spread needs two passes or more. Choose " + (efforts.isEmpty() ? "the method auto or fast"
				: "the effort " + String.join(" or ", efforts)) + ", or spread no.");
	}

	/**
	 * The strides that {@link Method#AUTO} chooses from by short trainings.
	 *
	 * @param noise autocorrelation of the noise
	 * @param width width of the planes
	 * @param height their height
	 * @return one alone where the noise is white
	 */
	public static List<Stride> strides(final NoiseAutocorrelation noise, final long width, final long height) {
		return new StrideLadder(noise, width, height).rungs();
	}

	/**
	 * The stride that {@link Method#AUTO} takes on a plane, tried out if its noise is correlated.
	 *
	 * @param plane the plane (x, y, 1), in its own units
	 * @param progress told how far the trials are
	 */
	public Stride stride(final RandomAccessibleInterval<FloatType> plane, final Progress progress) {
		final Run run = new Run(PlaneStack.of(plane, 1, StackMode.SLICES), false, null, null, progress);
		run.chooseStride();
		return run.stride;
	}

	/** What changes while one channel is denoised. */
	private final class Run {

		private final List<PlaneStack> stacks;
		private final boolean alongZ;
		private final int rank = options.mode().rank();
		private final PlaneWriter out;
		private final PlaneWriter spread;
		private final Progress progress;
		/** That of what comes after the trials. */
		private Progress rest;
		private final long start = System.nanoTime();
		private final Set<String> warnings = new LinkedHashSet<>();
		private final long count;
		private String noise = "";
		private Stride stride = options.stride().isAuto() ? Stride.NEIGHBOURS : options.stride();
		private int steps;
		private int restarts;
		private double returned;
		private long unchanged;

		Run(final List<PlaneStack> stacks, final boolean alongZ, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
			this.stacks = stacks;
			this.alongZ = alongZ;
			this.out = out;
			this.spread = spread;
			this.progress = progress;
			rest = progress;
			count = stacks.stream().mapToLong(PlaneStack::size).sum();
		}

		ZeroShotReport go() {
			progress.step("Measuring noise", 0);
			if (options.method() == Method.AUTO) chooseStride();
			final List<List<PlaneStack>> groups = groups();
			for (int i = 0; i < groups.size(); i++)
				denoise(groups.get(i), rest.part((double) i / groups.size(), (i + 1.0) / groups.size()));
			if (unchanged > 0) warnings.add((unchanged == count ? "All pixels have" : unchanged + " of " + count + " planes have") +
				" the same value, or none is finite: there is nothing to denoise, and the pixels are unchanged.");
			if (returned > MUCH_RETURNED) warnings.add(String.format(Locale.ROOT, "The noise is weak against the fine structure of the image: %.0f %% of " +
				"what the network removed looked like structure and was given back. Compare the result with the image before you use it.", 100 * returned));
			return new ZeroShotReport(options, trainer.device(), noise, stride, steps, restarts, returned, (System.nanoTime() - start) / 1e9,
				List.copyOf(warnings));
		}

		/** Stacks that share a network. */
		private List<List<PlaneStack>> groups() {
			if (options.slices() == SliceMode.TOGETHER && !published) return List.of(stacks);
			if (rank == 3) return stacks.stream().map(List::of).toList();
			final PlaneStack all = stacks.get(0);
			return LongStream.range(0, all.size()).mapToObj(i -> List.of(new PlaneStack(all.channel(), i, 1, 1))).toList();
		}

		private void chooseStride() {
			final RandomAccessibleInterval<FloatType> channel = stacks.get(0).channel();
			final NoiseAutocorrelation measured = NoiseAutocorrelation.measure(channel);
			noise = measured.toString();
			if (measured.x(1) < OPPOSITE || measured.y(1) < OPPOSITE) warnings.add("Neighbouring pixels tend to be opposite to each other (" + noise +
				"), as of a pattern as fine as the pixels, a raw image of a colour camera, or a sharpened image: the method takes that for noise and removes it. " +
				"Do not use the result before you have compared it with the image.");
			if (!options.stride().isAuto()) return;
			final StrideLadder ladder = new StrideLadder(measured, channel.dimension(0), channel.dimension(1));
			if (ladder.isCut()) warnings.add("The noise is correlated between neighbouring pixels (" + noise +
				"), but the image is too small to leave pixels out: expect some of the noise to stay.");
			stride = ladder.rungs().size() == 1 ? ladder.guess() : tried(ladder);
		}

		private Stride tried(final StrideLadder ladder) {
			final PlaneStack middle = stacks.get(stacks.size() / 2);
			final StrideTrial trial = StrideTrial.of(middle, middle.size() / 2, options, trainer, warnings::add);
			if (trial == null) {
				warnings.add("How strong the noise is could not be measured, so the stride was chosen from its correlation alone.");
				return ladder.guess();
			}
			rest = progress.part(TRIALS, 1);
			final int[] done = { 0 };
			return ladder.best(candidate -> trial.score(candidate, progress.part(share(done[0]), share(++done[0]))), //
				candidate -> trial.carefulScore(candidate, progress.part(share(done[0]), share(done[0] += StrideTrial.CAREFUL_COST))));
		}

		/** Share of the progress bar after so many trials, in short ones. */
		private double share(final int trials) {
			return TRIALS * Math.min(1, trials / (double) (StrideLadder.MAX_TRIALS + StrideLadder.MAX_CAREFUL * StrideTrial.CAREFUL_COST));
		}

		private void denoise(final List<PlaneStack> group, final Progress part) {
			final TrainingSample sample = published ? TrainingSample.of(group.get(0).pixels(), Long.MAX_VALUE) //
				: TrainingSample.of(group, rank == 2 ? 1 : BLOCK_DEPTH, TrainingSample.MAX_PIXELS, part);
			final Normalization normalization = published //
				? Normalization.ofRange(sample.values()) : Normalization.ofMeanAndDeviation(sample.values());
			final long planes = group.stream().mapToLong(PlaneStack::size).sum();
			if (normalization.isConstant()) {
				unchanged += planes;
				copy(group, 0);
				return;
			}
			listener.begin(new LearningPreview(group.get(group.size() / 2), rank, normalization, stride, published ? null : DetailRecovery::apply));
			final double training = Schedule.trainingShare(options, planes * Intervals.numElements(group.get(0).channel()) / count);
			try (TrainedNetwork network = train(sample, normalization, part.part(0, training))) {
				steps = network.steps();
				restarts += network.restarts();
				if (!network.isBetterThanInput()) warnings.add("The network did not learn to predict neighbouring pixels better than the " +
					"image itself does: there are too few steps, or the noise is too weak, or its structure does not suit the method." +
					(published ? " Do not trust the result." : " The pixels are unchanged."));
				if (network.isBetterThanInput() || published && Double.isFinite(network.error())) apply(network.model(), normalization, group, part.part(
					training, 1));
				else copy(group, Float.NaN);
			}
		}

		private TrainedNetwork train(final TrainingSample sample, final Normalization normalization, final Progress part) {
			sample.values().forEach(normalization::apply);
			if (published) return trainer.trainPublished(sample.images().get(0), Schedule.steps(options), options.seed(), listener, part);
			final List<RandomAccessibleInterval<FloatType>> images = new ArrayList<>();
			for (final RandomAccessibleInterval<FloatType> image : sample.images())
				images.addAll(SubLattices.of(image, stride.x(), stride.y()));
			final int[] sides = rank == 2 ? new int[] { PATCH_SIZE, PATCH_SIZE } : new int[] { PATCH_SIZE, PATCH_SIZE, PATCH_DEPTH };
			final NeighborPairs training = new NeighborPairs(images, sides, alongZ, options.seed());
			final NeighborPairs validation = new NeighborPairs(images, sides, alongZ, ~options.seed());
			return trainer.trainFast(training, validation, Schedule.steps(options), options.seed(), listener, part);
		}

		private void apply(final PatchModel model, final Normalization normalization, final List<PlaneStack> group, final Progress part) {
			final int lattices = stride.x() * stride.y();
			final LatticeStep recovery = published ? null : (noisy, denoised, width, height, step) -> returned += DetailRecovery.apply(noisy, denoised,
				width, height, step) / lattices / count;
			final StackDenoiser denoiser = new StackDenoiser(new TurnAveragedModel(model, Schedule.turns(options)), rank, normalization,
				PlaneFinish.MEAN_KEPT, stride, recovery, warnings::add);
			for (int i = 0; i < group.size(); i++)
				unchanged += denoiser.denoise(group.get(i), out, spread, part.part((double) i / group.size(), (i + 1.0) / group.size()));
		}

		private void copy(final List<PlaneStack> group, final float deviation) {
			for (final PlaneStack stack : group)
				for (long i = 0; i < stack.size(); i++) {
					final float[] pixels = PreparedPlanes.pixels(stack, i);
					out.write(stack.plane(i), ArrayImgs.floats(pixels, stack.channel().dimension(0), stack.channel().dimension(1)));
					if (spread == null) continue;
					final float[] none = new float[pixels.length];
					for (int k = 0; k < none.length; k++)
						none[k] = Float.isFinite(pixels[k]) ? deviation : Float.NaN;
					spread.write(stack.plane(i), ArrayImgs.floats(none, stack.channel().dimension(0), stack.channel().dimension(1)));
				}
		}
	}
}
