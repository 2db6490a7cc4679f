package sc.fiji.n2n.pairs;

import java.util.Objects;

import sc.fiji.n2n.kspace.SamplingMask;

/**
 * A sampling of k-space to learn from.
 *
 * @param input the zero-filled image of the frequencies that were measured
 * @param mask which those were
 * @param target another image of the same scene whose errors are independent: another sampling
 */
public record SampledPlane(float[] input, SamplingMask mask, float[] target) {

	/** @throws IllegalArgumentException if the sizes differ */
	public SampledPlane {
		Objects.requireNonNull(mask, "mask");
		if (input.length != mask.values().length || target.length != input.length) throw new IllegalArgumentException("Images and mask differ in size: " +
			input.length + ", " + target.length + " and " + mask.values().length + " pixels.");
	}
}
