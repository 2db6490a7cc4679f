package sc.fiji.n2n.pairs;

/**
 * Aligned patches of pairs, normalized.
 *
 * @param input the network's inputs, one patch after the other, x running fastest; finite
 * @param target its noisy targets, in the same order; finite
 * @param weight 0 where a pixel of the target does not count, else 1; null where all count
 * @param count number of patches
 * @param size size of a patch along each axis, (x, y) or (x, y, z)
 */
public record PatchBatch(float[] input, float[] target, float[] weight, int count, long[] size) {}
