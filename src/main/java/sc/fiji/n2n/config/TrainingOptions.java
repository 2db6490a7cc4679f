package sc.fiji.n2n.config;

import java.util.Objects;

/**
 * How a network learns from pairs. Immutable, and checked when built.
 *
 * @param network shape of the network
 * @param loss what it minimizes
 * @param patch side of the patches, in pixels, 16 to 1024; a smaller image gives smaller patches
 * @param batch patches of a step, 1 to 256
 * @param learningRate largest learning rate
 * @param stepsPerEpoch steps of an epoch, after each of which the network is validated
 * @param patience epochs without a better validation loss before the learning rate is ramped down
 * @param epochs epochs at most, 0 for no limit
 * @param minutes minutes at most, 0 for no limit
 * @param seed seed of everything random
 * @param device where to compute
 * @param augment how many times as strong the noise of the inputs is made at most, at random, 1 to 20; 1 adds none
 * @param cleanWeight how many times as much a pixel of a clean target counts as one of a noisy one, 0.01 to 100
 */
public record TrainingOptions(NetworkOptions network, Loss loss, int patch, int batch, double learningRate, int stepsPerEpoch,
	int patience, int epochs, double minutes, long seed, ComputeDevice device, double augment, double cleanWeight)
{

	/** With the noise that the pairs have. */
	public TrainingOptions(final NetworkOptions network, final Loss loss, final int patch, final int batch, final double learningRate,
		final int stepsPerEpoch, final int patience, final int epochs, final double minutes, final long seed, final ComputeDevice device)
	{
		this(network, loss, patch, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, device, 1, 1);
	}

	/** @throws IllegalArgumentException if a number is out of range */
	public TrainingOptions {
		Objects.requireNonNull(network, "network");
		Objects.requireNonNull(loss, "loss");
		Objects.requireNonNull(device, "device");
		check("patch", patch, 16, 1024);
		check("batch", batch, 1, 256);
		check("stepsPerEpoch", stepsPerEpoch, 1, 100_000);
		check("patience", patience, 1, 10_000);
		check("epochs", epochs, 0, 1_000_000);
		if (!(learningRate > 0 && learningRate <= 1)) throw new IllegalArgumentException("learningRate is " + learningRate +
			", but must be more than 0 and at most 1.");
		if (!(minutes >= 0 && minutes <= 1e6)) throw new IllegalArgumentException("minutes is " + minutes + ", but must be 0 (no limit) or more.");
		if (!(cleanWeight >= 0.01 && cleanWeight <= 100)) throw new IllegalArgumentException("weight is " + cleanWeight + ", but must be 0.01 to 100.");
		if (!(augment >= 1 && augment <= 20)) throw new IllegalArgumentException("augment is " + augment + ", but must be 1 (no more noise) to 20.");
		if (loss == Loss.L0 && epochs == 0) throw new IllegalArgumentException("The loss l0 is annealed over a known number of epochs, " +
			"but epochs is 0. Give a number of epochs, such as 40.");
		if (loss == Loss.HDR && network.residual()) throw new IllegalArgumentException(
			"The loss hdr needs a network without residual connection, because its input is tone-mapped and its result is not.");
	}

	private static void check(final String name, final int value, final int min, final int max) {
		if (value < min || value > max) throw new IllegalArgumentException(name + " is " + value + ", but must be " + min + " to " + max + ".");
	}

	/** A copy for another network. */
	public TrainingOptions with(final NetworkOptions other) {
		return new TrainingOptions(other, loss, patch, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, device, augment, cleanWeight);
	}

	/** A copy with another device. */
	public TrainingOptions with(final ComputeDevice other) {
		return new TrainingOptions(network, loss, patch, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, other, augment, cleanWeight);
	}

	/** A copy with other noise on the inputs. */
	public TrainingOptions withAugment(final double other) {
		return new TrainingOptions(network, loss, patch, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, device, other, cleanWeight);
	}

	/** A copy in which clean targets count otherwise. */
	public TrainingOptions withCleanWeight(final double other) {
		return new TrainingOptions(network, loss, patch, batch, learningRate, stepsPerEpoch, patience, epochs, minutes, seed, device, augment, other);
	}
}
