package sc.fiji.n2n.djl;

import ai.djl.ndarray.NDArray;
import sc.fiji.n2n.config.Loss;

/** What training on pairs minimizes (Lehtinen et al., Noise2Noise, ICML 2018, sections 2 and 3): means over the pixels that count. */
final class PatchLoss {

	/** Keeps the slope of the power finite where result and target are equal (section 3.2). */
	private static final float L0_EPSILON = 1e-8f;
	/** Keeps the relative error finite where the result is 0 (section 3.3). */
	private static final float HDR_EPSILON = 0.01f;

	private final Loss kind;

	PatchLoss(final Loss kind) {
		this.kind = kind;
	}

	/**
	 * The loss of a batch.
	 *
	 * @param result the network's result
	 * @param patches the targets, and which of their pixels count
	 * @param progress share of the training that is done, 0 to 1
	 * @return one number; 0 if no pixel counts
	 */
	NDArray of(final NDArray result, final PatchArrays patches, final double progress) {
		final NDArray errors = errors(result, result.sub(patches.target()), progress);
		return patches.weight() == null ? errors.mean() : errors.mul(patches.weight()).sum().div((float) Math.max(1, patches.counting()));
	}

	private NDArray errors(final NDArray result, final NDArray difference, final double progress) {
		return switch (kind) {
			case L2, MASKED_L2 -> difference.square();
			case L1 -> difference.abs();
			case L0 -> difference.abs().add(L0_EPSILON).pow((float) (2 * (1 - progress)));
			// The denominator is no part of the gradient, or the network would learn to be bright. A result below 0 counts
			// as 0: no radiance is negative, and near -0.01 its error would be infinite.
			case HDR -> difference.div(result.stopGradient().maximum(0).add(HDR_EPSILON)).square();
		};
	}
}
