package sc.fiji.n2n.djl;

/**
 * A learning rate that rises linearly, then falls to 0 along half a cosine (Loshchilov and Hutter,
 * SGDR, ICLR 2017, equation 5, without restarts).
 *
 * @param peak the largest rate
 * @param warmUp steps until it is reached
 * @param steps steps in all
 */
record LearningRate(double peak, int warmUp, int steps) {

	/** The rate of a step, counted from 0. */
	double at(final int step) {
		final double rise = Math.min(1, (step + 1.0) / warmUp);
		return peak * rise * 0.5 * (1 + Math.cos(Math.PI * step / steps));
	}
}
