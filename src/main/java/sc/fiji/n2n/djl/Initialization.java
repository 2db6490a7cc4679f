package sc.fiji.n2n.djl;

/**
 * How weights are drawn before training: uniform within +-gain/sqrt(fan-in).
 *
 * @param gain the gain
 * @param biases whether biases are drawn too; else they are 0
 */
record Initialization(double gain, boolean biases) {

	/** As PyTorch draws them for convolutions, biases too. DJL's own initializers end 1.4 dB lower. */
	static final Initialization PYTORCH = new Initialization(1, true);

	/** He et al. (ICCV 2015, equation 15), which keeps the variance through layers with a leaky ReLU. */
	static Initialization he(final double slope) {
		return new Initialization(Math.sqrt(6 / (1 + slope * slope)), false);
	}
}
