package sc.fiji.n2n.model;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.TrainingOptions;

/**
 * The part of the options of a training that belongs together and that few want to choose one by one. The components are
 * explained at {@link NetworkOptions} and {@link TrainingOptions}, and are the fields of a preset file.
 */
public record Preset(Architecture architecture, int rank, int depth, int width, boolean residual, boolean batchNorm, double slope, int patch,
	int batch, double learningRate, int stepsPerEpoch, int patience)
{

	/** Side of the patches of volumes, where the preset is of planes: a patch of 64 x 64 x 64 would be as many pixels as 64 of its planes. */
	private static final int PATCH_OF_VOLUMES = 32;

	/** @throws IllegalArgumentException if a number is out of range */
	public Preset {
		new TrainingOptions(new NetworkOptions(architecture, rank, depth, width, residual, batchNorm, slope), Loss.L2, patch, batch, learningRate,
			stepsPerEpoch, patience, 1, 0, 0, ComputeDevice.CPU);
	}

	/** The part of the options of a training that a preset holds: its {@link #options} are the same network and the same learning. */
	public static Preset of(final TrainingOptions o) {
		final NetworkOptions n = o.network();
		return new Preset(n.architecture(), n.rank(), n.depth(), n.width(), n.residual(), n.batchNorm(), n.slope(), o.patch(), o.batch(), o.learningRate(), o
			.stepsPerEpoch(), o.patience());
	}

	/**
	 * The options of a training.
	 *
	 * @param loss what it minimizes; with {@link Loss#HDR} the network has no residual connection, whatever the preset says,
	 *          because the input of such a network is tone-mapped and its result is not
	 * @param rankOr0 2 for planes, 3 for volumes, 0 as the preset says; 3 with a preset of planes makes patches of at most 32 pixels
	 * @param depthOr0 depth of the network, 0 as the preset says
	 * @param widthOr0 channels of its layers, 0 as the preset says
	 * @param epochs epochs at most, 0 for no limit
	 * @param minutes minutes at most, 0 for no limit
	 * @param seed seed of everything random
	 * @param device where to compute
	 * @return the options
	 * @throws IllegalArgumentException if a number is out of range
	 */
	public TrainingOptions options(final Loss loss, final int rankOr0, final int depthOr0, final int widthOr0, final int epochs,
		final double minutes, final long seed, final ComputeDevice device)
	{
		final NetworkOptions network = new NetworkOptions(architecture, or(rankOr0, rank), or(depthOr0, depth), or(widthOr0, width), residual &&
			loss != Loss.HDR, batchNorm, slope);
		final int side = network.rank() > rank ? Math.min(patch, PATCH_OF_VOLUMES) : patch;
		return new TrainingOptions(network, loss, side, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, device);
	}

	private static int or(final int asked, final int standard) {
		return asked == 0 ? standard : asked;
	}
}
