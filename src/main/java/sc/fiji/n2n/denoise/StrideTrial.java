package sc.fiji.n2n.denoise;

import java.util.List;
import java.util.function.Consumer;

import net.imglib2.FinalInterval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.tile.NeighborPairs;
import sc.fiji.n2n.tile.SubLattices;

/**
 * Finds out how well correlated noise is removed from a plane with a stride: a network is trained shortly, and scored by Stein's unbiased
 * estimate of its mean squared error, which needs no clean image but the strength and the autocorrelation of the noise. The divergence
 * is probed with noise of the same kind (Ramani, Blu and Unser, IEEE TIP 17, 2008, equation 15), so that the estimate counts the
 * correlated noise that a network keeps as well as the detail that it loses.
 */
final class StrideTrial {

	/** Width and height of the part of a plane that is tried, at most. */
	private static final int SIDE = 512;
	/** Steps of a short training. */
	private static final int STEPS = 200;
	/** Steps of a careful one. A short one finds the best stride within 1.1 dB, a careful one within 0.25 dB (docs/measurements.md). */
	private static final int CAREFUL_STEPS = 800;
	/** What a careful trial costs in short ones. */
	static final int CAREFUL_COST = CAREFUL_STEPS / STEPS;
	/** How strong the probe is, relative to the noise. */
	private static final float PROBE = 0.2f;

	private final float[] noisy;
	private final float[] noise;
	private final int width;
	private final int height;
	private final ZeroShotOptions options;
	private final NetworkTrainer trainer;
	private final Consumer<String> notes;

	private StrideTrial(final float[] noisy, final float[] noise, final int width, final int height, final ZeroShotOptions options,
		final NetworkTrainer trainer, final Consumer<String> notes)
	{
		this.noisy = noisy;
		this.noise = noise;
		this.width = width;
		this.height = height;
		this.options = options;
		this.trainer = trainer;
		this.notes = notes;
	}

	/**
	 * Prepares trials on the middle of a plane.
	 *
	 * @param stack the stack of the plane
	 * @param index of the plane within the stack
	 * @param options of the run: no trial is longer than it
	 * @param trainer trains the networks; stays the caller's
	 * @param notes takes a sentence where memory ran out
	 * @return the trials; null if the noise of the plane cannot be measured
	 */
	static StrideTrial of(final PlaneStack stack, final long index, final ZeroShotOptions options, final NetworkTrainer trainer,
		final Consumer<String> notes)
	{
		final int width = (int) Math.min(SIDE, stack.channel().dimension(0));
		final int height = (int) Math.min(SIDE, stack.channel().dimension(1));
		final long[] min = { (stack.channel().dimension(0) - width) / 2, (stack.channel().dimension(1) - height) / 2, stack.plane(index) };
		final RandomAccessibleInterval<FloatType> part = Views.zeroMin(Views.interval(stack.channel(), new FinalInterval(min, new long[] { min[0] + width - 1,
			min[1] + height - 1, min[2] })));
		final float[] pixels = PreparedPlanes.pixels(new PlaneStack(part, 0, 1, 1), 0);
		final float[] noise = NoiseProbe.draw(pixels, width, height, options.seed());
		return noise == null ? null : new StrideTrial(pixels, noise, width, height, options, trainer, notes);
	}

	/**
	 * Tries a stride by a short training.
	 *
	 * @param stride the stride
	 * @param progress told how far it is
	 * @return the estimated mean squared error, as a part of the variance of the noise
	 */
	double score(final Stride stride, final Progress progress) {
		return score(stride, STEPS, new int[] { 0 }, progress);
	}

	/** As above, by a training as long as that of the run, but for the longest ones; the same for all strides where that is hardly longer. */
	double carefulScore(final Stride stride, final Progress progress) {
		return Schedule.steps(options) < 2 * STEPS ? 0 : score(stride, CAREFUL_STEPS, Schedule.turns(options), progress);
	}

	private double score(final Stride stride, final int steps, final int[] turns, final Progress progress) {
		final Normalization normalization = Normalization.ofMeanAndDeviation(List.of(noisy));
		final float[] normalized = noisy.clone();
		normalization.apply(normalized);
		try (TrainedNetwork network = trainer.trainFast(pairs(normalized, stride, options.seed()), pairs(normalized, stride, ~options.seed()), Math.min(steps,
			Schedule.steps(options)), options.seed(), LearningListener.NONE, progress.part(0, 0.8)))
		{
			final StackDenoiser denoiser = new StackDenoiser(new TurnAveragedModel(network.model(), turns), 2, normalization, PlaneFinish.MEAN_KEPT, stride,
				DetailRecovery::apply, notes);
			final float[] probed = noisy.clone();
			for (int i = 0; i < probed.length; i++)
				probed[i] += PROBE * noise[i];
			return score(denoised(denoiser, noisy, progress.part(0.8, 0.9)), denoised(denoiser, probed, progress.part(0.9, 1)));
		}
	}

	private double score(final float[] denoised, final float[] probed) {
		double sum = 0, variance = 0;
		for (int i = 0; i < noisy.length; i++) {
			if (!Float.isFinite(noisy[i])) continue;
			final double residual = denoised[i] - noisy[i];
			sum += residual * residual + 2 / PROBE * noise[i] * (probed[i] - denoised[i]);
			variance += noise[i] * noise[i];
		}
		return sum / variance - 1;
	}

	private NeighborPairs pairs(final float[] plane, final Stride stride, final long seed) {
		return new NeighborPairs(SubLattices.of(ArrayImgs.floats(plane, width, height), stride.x(), stride.y()), ZeroShot.PATCH_SIZE, seed);
	}

	private float[] denoised(final StackDenoiser denoiser, final float[] plane, final Progress progress) {
		final float[] result = new float[plane.length];
		denoiser.denoise(new PlaneStack(ArrayImgs.floats(plane, width, height, 1), 0, 1, 1), (index, pixels) -> {
			int i = 0;
			for (final FloatType pixel : Views.flatIterable(pixels))
				result[i++] = pixel.get();
		}, progress);
		return result;
	}
}
