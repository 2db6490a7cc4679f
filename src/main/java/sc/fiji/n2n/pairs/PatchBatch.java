package sc.fiji.n2n.pairs;

/**
 * Aligned patches of pairs, normalized.
 *
 * @param input the network's inputs, one patch after the other, x running fastest; finite
 * @param target its noisy targets, in the same order; finite
 * @param weight 0 where a pixel of the target does not count, else how much it counts, which is 1 for noisy ones; null where all count
 *          alike
 * @param mask which frequencies of each input were measured, as {@link sc.fiji.n2n.kspace.SamplingMask#ordered()} has them: they are put back
 *          into the network's output before it is compared with the target. Null where the images are no samplings of k-space
 * @param count number of patches
 * @param size size of a patch along each axis, (x, y) or (x, y, z)
 */
public record PatchBatch(float[] input, float[] target, float[] weight, float[] mask, int count, long[] size) {

	/** Of images that are no samplings of k-space. */
	public PatchBatch(final float[] input, final float[] target, final float[] weight, final int count, final long[] size) {
		this(input, target, weight, null, count, size);
	}
}
