package sc.fiji.n2n.search;

import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.TrainingOptions;

/**
 * The settings that are searched.
 *
 * @param learningRate largest learning rate
 * @param width channels of the layers
 * @param depth how often the U-Net halves the image
 * @param slope slope of the leaky ReLU below 0: the activation; 0 is ReLU
 * @param batchNorm whether there is batch normalization
 * @param batch patches of a step
 */
public record SearchSetting(double learningRate, int width, int depth, double slope, boolean batchNorm, int batch) {

	/** The settings of a training. */
	public static SearchSetting of(final TrainingOptions options) {
		final NetworkOptions network = options.network();
		return new SearchSetting(options.learningRate(), network.width(), network.depth(), network.slope(), network.batchNorm(), options.batch());
	}

	/**
	 * The options of a training with these settings.
	 *
	 * @param base all that is not searched
	 * @return the options
	 * @throws IllegalArgumentException if a setting is out of range
	 */
	public TrainingOptions applyTo(final TrainingOptions base) {
		final NetworkOptions other = base.network();
		final NetworkOptions network = new NetworkOptions(other.architecture(), other.rank(), depth, width, other.residual(), batchNorm, slope);
		return new TrainingOptions(network, base.loss(), base.patch(), batch, learningRate, base.stepsPerEpoch(), base.patience(), base.epochs(), base
			.minutes(), base.seed(), base.device());
	}
}
