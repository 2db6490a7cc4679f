package sc.fiji.n2n.pairs;

import java.util.Objects;

import sc.fiji.n2n.denoise.Normalization;

/**
 * How patches are drawn. Immutable, and checked when built.
 *
 * @param patch side of a patch along x and y, in pixels; smaller where images are smaller
 * @param multiple what the sides along x and y must be a multiple of, as the network halves them
 * @param depth slices of a patch of a volume; fewer where volumes have fewer
 * @param batch patches of a batch
 * @param normalization from the units of the images to those of the network
 * @param exposure how second images follow the first, to map them to their units and to leave out saturated pixels of
 *          targets; {@link ExposureFit#SAME} to leave them as they are
 * @param zeroIsMissing whether pixels of the target that are 0 do not count
 * @param maxBytes memory for the pixels of scenes that are kept, in bytes
 * @param seed seed of all draws
 * @param augment how many times as strong the noise of training inputs is made at most, 1 or more; 1 adds none
 * @param noiseOrNull the noise that is added; may be null where none is
 * @param cleanWeight how many times as much a pixel of a clean target counts as one of a noisy one
 */
public record SamplerOptions(int patch, int multiple, int depth, int batch, Normalization normalization, ExposureFit exposure,
	boolean zeroIsMissing, long maxBytes, long seed, double augment, PairNoise noiseOrNull, double cleanWeight)
{

	/** Memory for scenes that is enough for most, 1 GB. */
	public static final long DEFAULT_BYTES = 1L << 30;

	/** @throws IllegalArgumentException if a number is out of range, or the normalization is of constant images */
	public SamplerOptions {
		Objects.requireNonNull(exposure, "exposure");
		check("patch", patch);
		check("multiple", multiple);
		check("depth", depth);
		check("batch", batch);
		check("maxBytes", maxBytes);
		if (!(cleanWeight > 0 && cleanWeight < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("cleanWeight is " + cleanWeight +
			", but must be more than 0.");
		if (!(augment >= 1 && augment < Double.POSITIVE_INFINITY)) throw new IllegalArgumentException("augment is " + augment + ", but must be 1 or more.");
		if (augment > 1 && noiseOrNull == null) throw new IllegalArgumentException("augment is " + augment +
			", but the noise of the pairs could not be measured, so that no more of it can be added. Set augment to 1.");
		if (normalization.isConstant()) throw new IllegalArgumentException(
			"There is nothing to learn from: all pixels have the same value, or none is valid.");
	}

	/** Without more noise on the inputs. */
	public SamplerOptions(final int patch, final int multiple, final int depth, final int batch, final Normalization normalization,
		final ExposureFit exposure, final boolean zeroIsMissing, final long maxBytes, final long seed)
	{
		this(patch, multiple, depth, batch, normalization, exposure, zeroIsMissing, maxBytes, seed, 1, null, 1);
	}

	private static void check(final String name, final long value) {
		if (value < 1) throw new IllegalArgumentException(name + " is " + value + ", but must be 1 or more.");
	}
}
