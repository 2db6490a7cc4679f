package sc.fiji.n2n.djl;

import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import sc.fiji.n2n.tile.NeighborPairs;

/**
 * A batch of pairs of patches, (N, 1, [depth,] height, width) each.
 *
 * @param first the network's input
 * @param second its target
 * @param weight 0 where a pixel does not count, else 1; null where all count
 */
record PairBatch(NDArray first, NDArray second, NDArray weight) {

	/** Draws a batch. */
	static PairBatch draw(final NeighborPairs pairs, final int count, final NDManager manager) {
		final int pixels = pairs.pixels();
		final float[] first = new float[count * pixels];
		final float[] second = new float[first.length];
		final float[] weight = new float[first.length];
		boolean finite = true;
		for (int i = 0; i < count; i++)
			finite &= pairs.next(first, second, weight, i * pixels);
		final Shape shape = PatchArrays.shape(count, Arrays.stream(pairs.sides()).asLongStream().toArray());
		return new PairBatch(manager.create(first, shape), manager.create(second, shape), finite ? null : manager.create(weight, shape));
	}

	/** Mean squared difference between an image and the second patch, over the pixels that count. */
	NDArray error(final NDArray image) {
		final NDArray squares = image.sub(second).square();
		return weight == null ? squares.mean() : squares.mul(weight).sum().div(weight.sum().add(1e-6f));
	}
}
