package sc.fiji.n2n.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.tile.NeighborPairs;

/** A trainer in place of the engine's, which times the steps and the blocks that a run really asks for. */
final class StepTimer implements NetworkTrainer {

	/** A block that was denoised. */
	record Block(long pixels, double seconds) {}

	private final NetworkTrainer trainer;
	private final int steps;
	private final int threads;
	private final List<Block> blocks = Collections.synchronizedList(new ArrayList<>());
	private double secondsOfStep;
	private int pixelsOfPatch;
	private Row shares;

	/**
	 * @param trainer does the work
	 * @param steps steps of a training
	 * @param threads number of blocks that are denoised at once
	 */
	StepTimer(final NetworkTrainer trainer, final int steps, final int threads) {
		this.trainer = trainer;
		this.steps = steps;
		this.threads = threads;
	}

	/** Seconds of a training step: the median of the times between them. */
	double secondsOfStep() {
		return secondsOfStep;
	}

	/** Pixels of a patch of the training. */
	int pixelsOfPatch() {
		return pixelsOfPatch;
	}

	/** Shares of the parts of a training, in percent. */
	Row shares() {
		return shares;
	}

	/** The blocks of the greatest size, in the order that they were denoised in. */
	List<Block> largest() {
		final long greatest = blocks.stream().mapToLong(Block::pixels).max().orElseThrow();
		return blocks.stream().filter(block -> block.pixels == greatest).toList();
	}

	@Override
	public String device() {
		return trainer.device();
	}

	@Override
	public TrainedNetwork trainFast(final NeighborPairs training, final NeighborPairs validation, final int asked, final long seed,
		final LearningListener listener, final Progress progress)
	{
		pixelsOfPatch = training.pixels();
		// For the compiler of Java and the caches
		trainer.trainFast(training, validation, steps / 2, seed, listener, progress).close();
		final StepClock clock = new StepClock();
		final TrainedNetwork network;
		try (StackSampler sampler = new StackSampler()) {
			network = trainer.trainFast(training, validation, steps, seed, listener, clock);
			shares = sampler.shares();
		}
		secondsOfStep = clock.median();
		return new TrainedNetwork(new TimedModel(network.model()), network.steps(), network.restarts(), network.error(), network.errorOfInput());
	}

	@Override
	public TrainedNetwork trainPublished(final RandomAccessibleInterval<FloatType> image, final int steps, final long seed,
		final LearningListener listener, final Progress progress)
	{
		throw new UnsupportedOperationException("Only the method fast is timed.");
	}

	/** When each step began. */
	private static final class StepClock implements Progress {

		private final List<Long> times = new ArrayList<>();

		@Override
		public void update(final String doing, final double fraction) {
			times.add(System.nanoTime());
		}

		@Override
		public boolean isCanceled() {
			return false;
		}

		double median() {
			return IntStream.range(1, times.size()).mapToDouble(i -> (times.get(i) - times.get(i - 1)) / 1e9).sorted().skip(times.size() / 2).findFirst().orElse(
				Double.NaN);
		}
	}

	private final class TimedModel extends LimitedModel {

		TimedModel(final PatchModel model) {
			super(model, threads);
		}

		@Override
		public float[] denoise(final float[] block, final long[] size, final Progress progress) {
			final long start = System.nanoTime();
			final float[] result = super.denoise(block, size, progress);
			blocks.add(new Block(block.length, (System.nanoTime() - start) / 1e9));
			return result;
		}
	}
}
