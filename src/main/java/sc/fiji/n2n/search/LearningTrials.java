package sc.fiji.n2n.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.LearnerFactory;
import sc.fiji.n2n.train.LossPoint;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingResult;
import sc.fiji.n2n.train.TrainingState;

/**
 * Lets trials learn as a training does. Each round is a training of its own, whose learning rate falls to 0 at its end: a network that
 * is stopped at full rate is judged by where it happens to be. The next round begins with the best weights of the one before (warm
 * restarts: Loshchilov and Hutter, SGDR, ICLR 2017).
 */
public final class LearningTrials implements TrialTrainer {

	/** Number of the step from which the base with another seed takes its batches: no other comes so far. */
	private static final int OTHER_BATCHES = 1 << 28;
	/** A round ends when its time is over, not before. */
	private static final int PATIENCE = 10_000;
	private static final double NANOS = 1e9;

	private final TrainingOptions base;
	private final LearnerFactory learners;
	private final IntFunction<IntFunction<PatchBatch>> batches;
	private final List<PatchBatch> validation;
	private final LongSupplier clock;

	/**
	 * @param base all that is not searched
	 * @param learners makes the networks
	 * @param batches for a number of patches, the batch of each step
	 * @param validation batches of held-out pairs, the same for all trials
	 * @param clock nanoseconds, like {@code System::nanoTime}
	 */
	public LearningTrials(final TrainingOptions base, final LearnerFactory learners, final IntFunction<IntFunction<PatchBatch>> batches,
		final List<PatchBatch> validation, final LongSupplier clock)
	{
		this.base = base;
		this.learners = learners;
		this.batches = batches;
		this.validation = List.copyOf(validation);
		this.clock = clock;
	}

	@Override
	public Trial train(final Trial trial, final double seconds, final Progress progress) {
		final TrainingOptions options = round(trial.setting().applyTo(base), seconds);
		final IntFunction<PatchBatch> ofStep = batches.apply(options.batch());
		final int first = trial.steps() + (trial.repeats() ? OTHER_BATCHES : 0);
		final List<CurvePoint> points = new ArrayList<>();
		final long started = clock.getAsLong();
		final TrainingListener listener = new TrainingListener() {

			@Override
			public void epoch(final LossPoint point, final boolean best, final Supplier<PatchModel> model) {
				points.add(new CurvePoint(trial.seconds() + (clock.getAsLong() - started) / NANOS, point.validation()));
			}
		};
		try (Learner learner = learners.create(options.network(), options.loss(), base.seed() + (trial.repeats() ? 1 : 0))) {
			if (trial.learned() != null) learner.restore(trial.learned());
			final TrainingResult result = new Training(options, step -> ofStep.apply(first + step), validation, clock).run(learner, null, listener, progress);
			if (result.canceled()) throw new CancellationException("Canceled.");
			final TrainingState state = result.state();
			return trial.after(state.step(), (clock.getAsLong() - started) / NANOS, state.bestLoss(), points, state.best());
		}
	}

	private static TrainingOptions round(final TrainingOptions o, final double seconds) {
		// 0 would be no limit.
		final double minutes = Math.max(Double.MIN_NORMAL, seconds / 60);
		return new TrainingOptions(o.network(), o.loss(), o.patch(), o.batch(), o.learningRate(), o.stepsPerEpoch(), PATIENCE, 0, minutes, o.seed(), o.device());
	}
}
