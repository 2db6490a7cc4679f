package sc.fiji.n2n.djl;

import java.nio.ByteBuffer;
import java.util.Arrays;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.tile.Borders;

/**
 * Hands batches to the engine. Their native memory is taken once and used again for each batch: the engine reads it in
 * place, so the arrays of one batch are valid until the next. Patches of a size that a network cannot pool are extended:
 * mirrored, and without weight there. Of samplings of k-space only the input is extended, because the output is cropped before its
 * frequencies are compared.
 */
final class PatchUpload {

	private final int multiple;
	private final int least;
	private final ByteBuffer[] buffers = new ByteBuffer[4];

	/**
	 * @param multiple patches are extended to sides along x and y that are multiples of this
	 * @param normalized whether the network has batch normalization, which needs two pixels of each channel at least
	 */
	PatchUpload(final int multiple, final boolean normalized) {
		this.multiple = multiple;
		least = normalized ? 2 : 1;
	}

	/**
	 * The arrays of a batch.
	 *
	 * @param batch the batch
	 * @param step owns the arrays
	 */
	PatchArrays arrays(final PatchBatch batch, final NDManager step) {
		final long[] size = extended(batch);
		final boolean fits = Arrays.equals(size, batch.size());
		final float[] input = fits ? batch.input() : mirrored(batch, batch.input(), size);
		final Shape shape = PatchArrays.shape(batch.count(), size);
		if (batch.mask() != null) {
			final Shape whole = PatchArrays.shape(batch.count(), batch.size());
			return new PatchArrays(array(0, input, shape, step), array(1, batch.target(), whole, step), null, array(3, batch.mask(), whole, step), whole.size());
		}
		final float[] target = fits ? batch.target() : mirrored(batch, batch.target(), size);
		final float[] weight = fits ? batch.weight() : extendedWeight(batch, size);
		final NDArray counted = weight == null ? null : array(2, weight, shape, step);
		return new PatchArrays(array(0, input, shape, step), array(1, target, shape, step), counted, null, weight == null ? shape.size() : sum(weight));
	}

	private NDArray array(final int index, final float[] values, final Shape shape, final NDManager step) {
		final int bytes = Math.multiplyExact(values.length, Float.BYTES);
		if (buffers[index] == null || buffers[index].capacity() != bytes) buffers[index] = step.allocateDirect(bytes);
		buffers[index].asFloatBuffer().put(values);
		return step.create(buffers[index], shape, DataType.FLOAT32);
	}

	private long[] extended(final PatchBatch batch) {
		final long[] size = batch.size().clone();
		for (int d = 0; d < 2; d++)
			size[d] = (size[d] + multiple - 1) / multiple * multiple;
		long pooled = batch.count() * (size[0] / multiple) * (size[1] / multiple);
		if (size.length > 2) pooled *= size[2];
		if (pooled < least) size[0] *= least;
		return size;
	}

	private static float[] mirrored(final PatchBatch batch, final float[] values, final long[] size) {
		return extended(batch, values, size, (patch, interval, result) -> Borders.mirrored(patch).copy(interval, result));
	}

	private static float[] extendedWeight(final PatchBatch batch, final long[] size) {
		final float[] weight = batch.weight() == null ? new float[batch.target().length] : batch.weight();
		if (batch.weight() == null) Arrays.fill(weight, 1);
		return extended(batch, weight, size, (patch, interval, result) -> PrimitiveBlocks.of(Views.extendZero(patch)).copy(interval, result));
	}

	/** Reads an interval that may reach beyond a patch. */
	private interface Reader {

		void read(RandomAccessibleInterval<FloatType> patch, Interval interval, float[] result);
	}

	private static float[] extended(final PatchBatch batch, final float[] values, final long[] size, final Reader reader) {
		final int from = values.length / batch.count();
		final Interval interval = new FinalInterval(size);
		final int to = Math.toIntExact(Intervals.numElements(interval));
		final float[] all = new float[Math.multiplyExact(to, batch.count())];
		final float[] one = new float[to];
		for (int i = 0; i < batch.count(); i++) {
			reader.read(ArrayImgs.floats(Arrays.copyOfRange(values, i * from, (i + 1) * from), batch.size()), interval, one);
			System.arraycopy(one, 0, all, i * to, to);
		}
		return all;
	}

	private static double sum(final float[] values) {
		double sum = 0;
		for (final float value : values)
			sum += value;
		return sum;
	}
}
