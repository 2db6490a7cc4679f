package sc.fiji.n2n.pairs;

/**
 * Aligned patches of pairs, normalized.
 *
 * @param input the network's inputs, one patch after the other, x running fastest; finite
 * @param target its noisy targets, in the same order; finite
 * @param weight 0 where a pixel of the target does not count, else how much it counts, which is 1 for noisy ones; null where all count
 *          alike
 * @param count number of patches
 * @param size size of a patch along each axis, (x, y) or (x, y, z)
 */
public record PatchBatch(float[] input, float[] target, float[] weight, int count, long[] size) {}
