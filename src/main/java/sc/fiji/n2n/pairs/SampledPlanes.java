package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fiji.n2n.denoise.Normalization;

/**
 * Draws samplings of k-space: whole planes, because a mask belongs to a whole plane. They are shifted around at random, as by Lehtinen et
 * al. (Noise2Noise, ICML 2018, appendix A.3), mirrored and, where they are square, transposed: of a plane that is shifted the same
 * frequencies were measured, and with a plane that is mirrored or transposed the mask is too.
 */
public final class SampledPlanes implements PatchSource {

	/** Held-out planes that are looked at, at most. */
	private static final int VALIDATION_PLANES = 64;

	private final List<SampledPlane> training;
	private final List<SampledPlane> held;
	private final Normalization normalization;
	private final int batch;
	private final long seed;
	private final int width;
	private final int height;

	/**
	 * @param training what to learn from, all of one size
	 * @param held what is held out, of the same size
	 * @param normalization from the units of the images to those of the network
	 * @param batch planes of a batch
	 * @param seed seed of all draws
	 */
	public SampledPlanes(final List<SampledPlane> training, final List<SampledPlane> held, final Normalization normalization, final int batch,
		final long seed)
	{
		this.training = List.copyOf(training);
		this.held = List.copyOf(held);
		this.normalization = normalization;
		this.batch = batch;
		this.seed = seed;
		if (normalization.isConstant()) throw new IllegalArgumentException(
			"There is nothing to learn from: all pixels have the same value, or none is valid.");
		width = training.get(0).mask().width();
		height = training.get(0).mask().height();
	}

	@Override
	public PatchBatch training(final int step) {
		final SplittableRandom random = new SplittableRandom(Seeds.mix(seed, step));
		final Buffer buffer = new Buffer(batch);
		for (int i = 0; i < batch; i++)
			buffer.add(training.get(random.nextInt(training.size())), new Move(random.nextInt(width), random.nextInt(height), random.nextBoolean(), random
				.nextBoolean(), random.nextBoolean() && width == height));
		return buffer.batch();
	}

	@Override
	public List<PatchBatch> validation() {
		final int count = Math.min(held.size(), VALIDATION_PLANES);
		final List<PatchBatch> batches = new ArrayList<>();
		for (int from = 0; from < count; from += batch) {
			final int to = Math.min(count, from + batch);
			final Buffer buffer = new Buffer(to - from);
			for (int i = from; i < to; i++)
				buffer.add(held.get((int) ((long) i * held.size() / count)), new Move(0, 0, false, false, false));
			batches.add(buffer.batch());
		}
		return batches;
	}

	/** Where pixels and frequencies go: mirrored around the first, transposed, and, pixels only, shifted around. */
	private record Move(int dx, int dy, boolean mirrorX, boolean mirrorY, boolean transpose) {

		int index(final int x, final int y, final int w, final int h, final boolean shift) {
			final int u = ((mirrorX ? w - x : x) + (shift ? dx : 0)) % w;
			final int v = ((mirrorY ? h - y : y) + (shift ? dy : 0)) % h;
			return transpose ? u * w + v : v * w + u;
		}
	}

	private final class Buffer {

		private final int size = width * height;
		private final float[] input;
		private final float[] target;
		private final float[] mask;
		private final int capacity;
		private int count;

		Buffer(final int capacity) {
			this.capacity = capacity;
			input = new float[Math.multiplyExact(size, capacity)];
			target = new float[input.length];
			mask = new float[input.length];
		}

		void add(final SampledPlane plane, final Move move) {
			final float[] ordered = plane.mask().ordered();
			final int offset = count++ * size;
			for (int y = 0, i = 0; y < height; y++)
				for (int x = 0; x < width; x++, i++) {
					final int at = offset + move.index(x, y, width, height, true);
					input[at] = normalized(plane.input()[i]);
					target[at] = normalized(plane.target()[i]);
					mask[offset + move.index(x, y, width, height, false)] = ordered[i];
				}
		}

		private float normalized(final float value) {
			return (float) ((value - normalization.offset()) / normalization.scale());
		}

		PatchBatch batch() {
			return new PatchBatch(input, target, null, mask, capacity, new long[] { width, height });
		}
	}
}
