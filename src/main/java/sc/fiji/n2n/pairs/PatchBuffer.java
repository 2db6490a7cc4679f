package sc.fiji.n2n.pairs;

import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.tile.Turns;

/** Fills a batch, patch after patch. */
final class PatchBuffer {

	private final Normalization normalization;
	private final ExposureFit exposure;
	private final boolean zeroIsMissing;
	private final float cleanWeight;
	private final long[] sides;
	private final int[] side;
	private final int patch;
	private final int capacity;
	private final float[] a;
	private final float[] b;
	private final float[] input;
	private final float[] target;
	private final float[] weight;
	private boolean allCount = true;
	private boolean mapsFirst;
	private boolean mapsSecond;
	private float counts = 1;
	private int count;

	/**
	 * @param options how to draw
	 * @param sides sides of a patch
	 * @param capacity patches of the batch
	 */
	PatchBuffer(final SamplerOptions options, final long[] sides, final int capacity) {
		normalization = options.normalization();
		exposure = options.exposure();
		zeroIsMissing = options.zeroIsMissing();
		cleanWeight = (float) options.cleanWeight();
		this.sides = sides.clone();
		this.capacity = capacity;
		side = new int[sides.length];
		int pixels = 1;
		for (int d = 0; d < side.length; d++)
			pixels = Math.multiplyExact(pixels, side[d] = Math.toIntExact(sides[d]));
		patch = pixels;
		a = new float[patch];
		b = new float[patch];
		input = new float[Math.multiplyExact(patch, capacity)];
		target = new float[input.length];
		weight = new float[input.length];
	}

	long[] sides() {
		return sides;
	}

	/**
	 * Reads a pair of patches, to be added or not.
	 *
	 * @param region where from
	 * @param pair the shot that is the input and the one that is the target, or the clean image
	 * @param start corner of the patch in the region
	 */
	void read(final ShotRegion region, final int[] pair, final long[] start) {
		region.copy(pair[0], start, a, side);
		region.copy(pair[1], start, b, side);
		mapsFirst = !exposure.isSame() && region.isSecond(pair[0]);
		mapsSecond = !exposure.isSame() && region.isSecond(pair[1]);
		final boolean clean = pair[1] == region.clean();
		counts = clean ? cleanWeight : 1;
		final double saturated = region.isSecond(pair[1]) ? exposure.secondSaturated() : exposure.firstSaturated();
		if (!clean && saturated < Double.POSITIVE_INFINITY) leaveOut(b, saturated);
		if (zeroIsMissing) {
			markMissing(a);
			markMissing(b);
		}
	}

	/** A saturated target says only that the scene is brighter: it does not count. */
	private static void leaveOut(final float[] pixels, final double saturated) {
		for (int i = 0; i < pixels.length; i++)
			if (pixels[i] >= saturated) pixels[i] = Float.NaN;
	}

	/** Zero means missing in both; negative infinity keeps it apart from other gaps. */
	private static void markMissing(final float[] pixels) {
		for (int i = 0; i < pixels.length; i++)
			if (pixels[i] == 0) pixels[i] = Float.NEGATIVE_INFINITY;
			else if (!Float.isFinite(pixels[i])) pixels[i] = Float.NaN;
	}

	/**
	 * Adds noise to the input that was read, and to it alone: the target must not know of it.
	 *
	 * @param noise the noise, in the units of the first images
	 * @param factor how many times as strong the noise of the input becomes
	 * @param seed seed of the noise
	 */
	void addNoise(final PairNoise noise, final double factor, final long seed) {
		if (mapsFirst) exposure.toFirst(a);
		mapsFirst = false;
		noise.addTo(a, side[0], side[1], factor, seed);
	}

	/** The covariance of the patches that were read, in standard errors of chance. */
	double covariance() {
		return Covariance.inStandardErrors(a, b, side[0], side.length);
	}

	/**
	 * Adds the patches that were read.
	 *
	 * @param turn how to turn them in x and y
	 * @param flipZ whether to flip them along z, where they have it
	 */
	void add(final int turn, final boolean flipZ) {
		final int plane = side[0] * side[1];
		final int depth = patch / plane;
		for (int z = 0, i = 0; z < depth; z++) {
			final int offset = count * patch + (flipZ ? depth - 1 - z : z) * plane;
			for (int y = 0; y < side[1]; y++)
				for (int x = 0; x < side[0]; x++, i++) {
					final int at = offset + Turns.index(turn, x, y, side[0], side[1]);
					input[at] = zeroIsMissing && a[i] == Float.NEGATIVE_INFINITY ? normalized(0, false) : Float.isFinite(a[i]) ? normalized(a[i],
						mapsFirst) : 0;
					final boolean finite = Float.isFinite(b[i]);
					target[at] = finite ? normalized(b[i], mapsSecond) : 0;
					weight[at] = finite ? counts : 0;
					allCount &= weight[at] == 1;
				}
		}
		count++;
	}

	private float normalized(final float value, final boolean map) {
		return (float) (((map ? exposure.toFirst(value) : value) - normalization.offset()) / normalization.scale());
	}

	/** The batch, once all patches were added. */
	PatchBatch batch() {
		if (count != capacity) throw new IllegalStateException("The batch has " + count + " of " + capacity + " patches.");
		return new PatchBatch(input, target, allCount ? null : weight, count, sides);
	}
}
