package sc.fiji.n2n.djl;

import java.util.function.Supplier;

import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.LearningPoint;
import sc.fiji.n2n.denoise.PatchModel;

/** Tells a listener how one try of a zero-shot training goes. */
final class LearningWatch {

	/** How often a listener is told, about. */
	private static final int POINTS = 100;

	private final LearningListener listener;
	private final int steps;
	private final double errorOfInput;
	private final Supplier<PatchModel> model;
	private final int interval;
	private double sum;
	private int count;

	/**
	 * @param listener told
	 * @param steps steps of the training
	 * @param errorOfInput error of the untouched image
	 * @param model makes a model of the network as it is
	 */
	LearningWatch(final LearningListener listener, final int steps, final double errorOfInput, final Supplier<PatchModel> model) {
		this.listener = listener;
		this.steps = steps;
		this.errorOfInput = errorOfInput;
		this.model = model;
		interval = Math.max(1, steps / POINTS);
	}

	/** Whether anybody listens, so that the error of a step is worth being read. */
	boolean isOn() {
		return listener != LearningListener.NONE;
	}

	/** Error of the untouched image. */
	double errorOfInput() {
		return errorOfInput;
	}

	/** After a step: its error. */
	void learned(final double error) {
		sum += error;
		count++;
	}

	/** After so many steps: tells the listener, if it is time. */
	void point(final int step) {
		if (step % interval == 0 || step == steps) checked(step, Double.NaN);
	}

	/** After so many steps, at which the error against unseen neighbours was measured: tells the listener. */
	void checked(final int step, final double validation) {
		listener.learned(new LearningPoint(step, steps, sum / count, validation, errorOfInput), model);
		sum = 0;
		count = 0;
	}
}
