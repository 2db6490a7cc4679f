package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * The shape of a network. Immutable, and checked when built.
 *
 * @param architecture kind of network
 * @param rank 2 for planes (x, y), 3 for volumes (x, y, z)
 * @param depth how often a U-Net halves the image along x and y, 1 to 6; of {@code RED} the number of convolutions before the
 *          middle, 1 to 20 (15 in the paper)
 * @param width channels of its layers, 4 to 256
 * @param residual whether the network predicts what is to be taken off its input, instead of the result
 * @param batchNorm whether each hidden convolution is followed by batch normalization (Ioffe and Szegedy 2015)
 * @param slope slope of the leaky ReLU below 0, 0 (ReLU) to less than 1
 */
public record NetworkOptions(Architecture architecture, int rank, int depth, int width, boolean residual, boolean batchNorm,
	double slope)
{

	/** @throws IllegalArgumentException if a number is out of range */
	public NetworkOptions {
		Objects.requireNonNull(architecture, "architecture");
		check("rank", rank, 2, 3);
		check("depth", depth, 1, architecture == Architecture.RED ? 20 : 6);
		check("width", width, 4, 256);
		if (!(slope >= 0 && slope < 1)) throw new IllegalArgumentException("slope is " + slope + ", but must be 0 to less than 1.");
	}

	/** The sides along x and y of what the network is given must be multiples of this, because it halves them so often. */
	public int multiple() {
		return architecture == Architecture.RED ? 1 : 1 << depth;
	}

	private static void check(final String name, final int value, final int min, final int max) {
		if (value < min || value > max) throw new IllegalArgumentException(name + " is " + value + ", but must be " + min + " to " + max + ".");
	}
}
