package sc.fiji.n2n.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PatchBatch;

/**
 * Trains a network on pairs. After each epoch it is validated on held-out pairs, and the best weights are kept. When the
 * validation loss stalls, or 70 % of the epochs or minutes asked for are over, the learning rate ramps down to 0, as in
 * the last 30 % of the steps of the Noise2Noise paper, and training ends.
 */
public final class Training {

	private static final double SECOND = 1e9;
	private static final long CHECKPOINT_EVERY = 60_000_000_000L;
	/** The first one comes early: that a checkpoint cannot be written should show while somebody looks. */
	private static final long FIRST_CHECKPOINT = 5_000_000_000L;
	private static final int WARM_UP = 30;
	/** A validation loss counts as better when it adds this share to what was gained since the start. */
	private static final double MIN_GAIN = 0.01;
	/** A validation loss this many times that of the start is one of a network that is lost. */
	private static final double MAX_RISE = 3;
	private static final int MAX_RESTARTS = 3;

	private final TrainingOptions options;
	private final IntFunction<PatchBatch> batches;
	private final List<PatchBatch> validation;
	private final LongSupplier clock;

	/**
	 * @param options how to train
	 * @param batches the batch of each step, the same for the same step
	 * @param validation batches of held-out pairs, one or more
	 */
	public Training(final TrainingOptions options, final IntFunction<PatchBatch> batches, final List<PatchBatch> validation) {
		this(options, batches, validation, System::nanoTime);
	}

	/**
	 * @param options how to train
	 * @param batches the batch of each step, the same for the same step
	 * @param validation batches of held-out pairs, one or more
	 * @param clock nanoseconds, like {@code System::nanoTime}
	 */
	public Training(final TrainingOptions options, final IntFunction<PatchBatch> batches, final List<PatchBatch> validation, final LongSupplier clock) {
		if (validation.isEmpty()) throw new IllegalArgumentException("There are no pairs to validate with.");
		this.options = options;
		this.batches = batches;
		this.validation = List.copyOf(validation);
		this.clock = clock;
	}

	/**
	 * Trains. Canceling is not an error: the best weights so far are the result.
	 *
	 * @param learner the network, new or trained before; stays the caller's
	 * @param start where an interrupted training stood, or null for a new one
	 * @param listener told of epochs and checkpoints
	 * @param progress told how far the training is
	 * @return how it ended
	 * @throws CancellationException if it is canceled before the network learned anything, so that there is nothing to keep
	 * @throws IllegalStateException if the loss is not finite from the beginning
	 */
	public TrainingResult run(final Learner learner, final TrainingState start, final TrainingListener listener, final Progress progress) {
		return new Run(learner, listener, progress).go(start);
	}

	/** What changes while a network is trained. */
	private final class Run {

		private final Learner learner;
		private final TrainingListener listener;
		private final Progress progress;
		private final long started = clock.getAsLong();
		private final List<LossPoint> curve = new ArrayList<>();
		private int restarts;
		private double secondsBefore;
		private int step;
		private int rampStart = -1;
		private int rampSteps;
		private double lossAtStart;
		private LearnerState best;
		private int bestEpoch;
		private double bestLoss;
		private long lastCheckpoint = started - CHECKPOINT_EVERY + FIRST_CHECKPOINT;
		private double sum;
		private int summed;
		private long patches;
		private long epochStarted = started;

		Run(final Learner learner, final TrainingListener listener, final Progress progress) {
			this.learner = learner;
			this.listener = listener;
			this.progress = progress;
		}

		TrainingResult go(final TrainingState start) {
			if (options.epochs() > 0) ramp((int) Math.round(steps() * (1 - LearningRate.RAMP)), steps());
			lossAtStart = start != null ? start.lossAtStart() : validate();
			if (!Double.isFinite(lossAtStart)) throw new IllegalStateException("The loss is not finite before the first step (" + lossAtStart +
				"): the intensities of the images are too large or not finite.");
			best = learner.state().weightsOnly();
			bestLoss = lossAtStart;
			if (start != null) resume(start);
			while (!isOver()) {
				if (progress.isCanceled()) return canceled();
				progress.update(words(), fraction());
				final PatchBatch batch = batches.apply(step);
				sum += learner.learn(batch, rate(step), annealing());
				summed++;
				patches += batch.count();
				step++;
				if (step % options.stepsPerEpoch() == 0 || isOver()) if (!endEpoch()) return result(false,
					"Training became unstable; " + kept() + " Give a smaller learningRate in a preset file.");
				if (rampStart < 0 && options.minutes() > 0 && seconds() >= options.minutes() * 60 * (1 - LearningRate.RAMP)) ramp(step, 0);
				if (clock.getAsLong() - lastCheckpoint >= CHECKPOINT_EVERY) checkpoint();
			}
			return result(false, ending());
		}

		private void resume(final TrainingState start) {
			learner.restore(start.current());
			step = start.step();
			rampStart = start.rampStart();
			rampSteps = start.rampSteps();
			restarts = start.restarts();
			secondsBefore = start.seconds();
			curve.addAll(start.curve());
			best = start.best();
			bestEpoch = start.bestEpoch();
			bestLoss = start.bestLoss();
		}

		/** Lets the rate fall from a step on, until an end, or 0 for as long as makes it the last 30 %. */
		private void ramp(final int from, final int end) {
			rampStart = from;
			rampSteps = end > 0 ? Math.max(1, end - from) : LearningRate.rampAfter(from);
		}

		private boolean isOver() {
			if (options.minutes() > 0 && seconds() >= options.minutes() * 60 && step > 0) return true;
			return rampStart >= 0 && step >= rampStart + rampSteps;
		}

		/** Validates; returns false if training cannot go on. */
		private boolean endEpoch() {
			final long now = clock.getAsLong();
			final double patchesPerSecond = patches * SECOND / Math.max(1, now - epochStarted);
			final double loss = validate();
			if (!Double.isFinite(sum) || !(loss <= MAX_RISE * lossAtStart)) return restart();
			final LossPoint point = new LossPoint(epochs() + 1, step, sum / summed, loss, rate(step - 1), patchesPerSecond);
			curve.add(point);
			// The annealed loss of an early epoch says nothing about that of a late one.
			final boolean better = loss < bestLoss || options.loss() == Loss.L0;
			if (better) {
				bestLoss = loss;
				bestEpoch = point.epoch();
				best = learner.state().weightsOnly();
			}
			sum = 0;
			summed = 0;
			patches = 0;
			if (rampStart < 0 && options.loss() != Loss.L0 && isStalled()) ramp(step, 0);
			listener.epoch(point, better, learner::model);
			epochStarted = clock.getAsLong();
			return true;
		}

		private boolean isStalled() {
			final int patience = options.patience();
			if (curve.size() <= patience) return false;
			final double before = curve.subList(0, curve.size() - patience).stream().mapToDouble(LossPoint::validation).min().orElseThrow();
			final double now = curve.subList(curve.size() - patience, curve.size()).stream().mapToDouble(LossPoint::validation).min().orElseThrow();
			return before - now <= MIN_GAIN * Math.max(0, lossAtStart - before);
		}

		/** Goes back to the best weights with a third of the learning rate. */
		private boolean restart() {
			if (++restarts > MAX_RESTARTS) return false;
			learner.restore(best);
			sum = 0;
			summed = 0;
			patches = 0;
			epochStarted = clock.getAsLong();
			return true;
		}

		private double rate(final int of) {
			return new LearningRate(options.learningRate() / Math.pow(3, restarts), WARM_UP).at(of, rampStart, rampSteps);
		}

		private double validate() {
			double losses = 0;
			double patches = 0;
			for (final PatchBatch batch : validation) {
				losses += learner.loss(batch, annealing()) * batch.count();
				patches += batch.count();
			}
			return losses / patches;
		}

		private void checkpoint() {
			lastCheckpoint = clock.getAsLong();
			listener.checkpoint(state());
		}

		private TrainingState state() {
			return new TrainingState(step, rampStart, rampSteps, restarts, seconds(), lossAtStart, curve, bestEpoch, best, learner.state());
		}

		private TrainingResult canceled() {
			if (bestEpoch == 0) throw new CancellationException("Canceled before the network learned anything: there is nothing to keep.");
			checkpoint();
			return result(true, "Canceled after epoch " + epochs() + "; " + kept());
		}

		private TrainingResult result(final boolean canceled, final String ending) {
			return new TrainingResult(state(), LossOfInput.of(options.loss(), validation), canceled, ending);
		}

		private String ending() {
			final String why = options.minutes() > 0 && seconds() >= options.minutes() * 60 ? "The time was over"
				: options.epochs() > 0 && step >= steps() ? "All epochs were done" : "The validation loss did not get better any more";
			return why + "; " + kept();
		}

		private String kept() {
			return bestEpoch == 0 ? "no epoch was better than the network was before, whose weights were kept."
				: "the weights of epoch " + bestEpoch + " of " + epochs() + ", the best, were kept.";
		}

		private int epochs() {
			return curve.isEmpty() ? 0 : curve.get(curve.size() - 1).epoch();
		}

		private int steps() {
			return Math.multiplyExact(options.epochs(), options.stepsPerEpoch());
		}

		private double seconds() {
			return secondsBefore + (clock.getAsLong() - started) / SECOND;
		}

		/** Share of the training that is done, as far as it can be known; 0 where its end is open. */
		private double fraction() {
			final double byTime = options.minutes() > 0 ? seconds() / (options.minutes() * 60) : 0;
			return Math.min(1, rampStart >= 0 ? Math.max(byTime, step / (double) (rampStart + rampSteps)) : byTime);
		}

		private double annealing() {
			return options.loss() == Loss.L0 ? Math.min(1, step / (double) steps()) : 0;
		}

		private String words() {
			if (curve.isEmpty()) return "Training, epoch 1";
			return String.format(Locale.ROOT, "Training, epoch %d, validation loss %.4g", epochs() + 1, curve.get(curve.size() - 1).validation());
		}
	}
}
