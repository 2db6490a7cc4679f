package sc.fiji.n2n.train;

/**
 * A learning rate that rises linearly, stays, and falls to 0 along half a cosine (Loshchilov and Hutter, SGDR, ICLR 2017,
 * equation 5, without restarts). Lehtinen et al. (Noise2Noise, ICML 2018, appendix) let it fall over the last 30 % of the
 * steps; when those begin may be decided on the way.
 *
 * @param peak the constant rate
 * @param warmUp steps until it is reached
 */
public record LearningRate(double peak, int warmUp) {

	/** Share of all steps in which the rate falls. */
	static final double RAMP = 0.3;

	/**
	 * The rate of a step.
	 *
	 * @param step the step, from 0
	 * @param rampStart the step at which the rate begins to fall, or -1
	 * @param rampSteps steps until it is 0
	 */
	public double at(final int step, final int rampStart, final int rampSteps) {
		final double rise = Math.min(1, (step + 1.0) / warmUp);
		if (rampStart < 0 || step < rampStart) return peak * rise;
		return peak * rise * 0.5 * (1 + Math.cos(Math.PI * (step - rampStart) / rampSteps));
	}

	/** Steps of a ramp that begins after so many steps, so that it is the last 30 %. */
	static int rampAfter(final int steps) {
		return Math.max(1, (int) Math.round(steps * RAMP / (1 - RAMP)));
	}
}
