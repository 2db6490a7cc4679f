package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/**
 * Which pixels are held out to watch a training by, so that no pixel is both learned from and judged by. Of ten scenes or
 * more, every tenth is held out whole. Of fewer, a strip across the longer of x and y of each, about an eighth of it, where
 * the scene is typical.
 */
public final class Holdout {

	/** Least length of the longer of x and y of which a strip can be held out, in pixels. */
	public static final int MIN_SIDE = 32;

	private static final int WHOLE_SCENES = 10;
	/** Places that are looked at for the strip, and the share of the image that it takes. */
	private static final int CANDIDATES = 8;
	/** Least width of a strip, and of what is learned from beside it; strips begin at multiples of it. */
	private static final int MIN_WIDTH = 16;
	/** Pixels of a strip at which its content is judged. */
	private static final int MAX_LOOKED_AT = 1 << 16;

	private final int count;
	private final List<Interval> strips;

	private Holdout(final int count, final List<Interval> strips) {
		this.count = count;
		this.strips = strips;
	}

	/**
	 * Chooses what is held out. Of fewer than ten scenes each is read in part.
	 *
	 * @param scenes the pairs
	 * @return the choice, the same for the same scenes
	 * @throws IllegalArgumentException if an image is too small to be split
	 */
	public static Holdout of(final Scenes scenes) {
		final List<Interval> strips = new ArrayList<>();
		if (scenes.count() < WHOLE_SCENES) for (int i = 0; i < scenes.count(); i++)
			strips.add(strip(scenes.get(i)));
		return new Holdout(scenes.count(), strips);
	}

	/** Indices of the scenes with pixels to learn from. */
	public int[] trainingScenes() {
		return scenes(false);
	}

	/** Indices of the scenes with pixels that are held out. */
	public int[] validationScenes() {
		return scenes(true);
	}

	private int[] scenes(final boolean held) {
		final int[] all = new int[count];
		Arrays.setAll(all, i -> i);
		return strips.isEmpty() ? Arrays.stream(all).filter(i -> isWhole(i) == held).toArray() : all;
	}

	/** Of ten scenes the last is held out, then every tenth: never the first, which people look at. */
	private static boolean isWhole(final int index) {
		return index % WHOLE_SCENES == WHOLE_SCENES - 1;
	}

	/**
	 * What may be learned from.
	 *
	 * @param index index of the scene
	 * @param size its size
	 * @return intervals of all its shots, that do not overlap; none where the scene is held out
	 */
	public List<Interval> training(final int index, final long[] size) {
		if (strips.isEmpty()) return isWhole(index) ? List.of() : List.of(new FinalInterval(size));
		final Interval strip = strips.get(index);
		final int axis = axis(size);
		final List<Interval> sides = new ArrayList<>();
		final long[] max = new FinalInterval(size).maxAsLongArray();
		max[axis] = strip.min(axis) - 1;
		if (max[axis] + 1 >= MIN_WIDTH) sides.add(new FinalInterval(new long[size.length], max));
		final long[] min = new long[size.length];
		min[axis] = strip.max(axis) + 1;
		if (size[axis] - min[axis] >= MIN_WIDTH) sides.add(new FinalInterval(min, new FinalInterval(size).maxAsLongArray()));
		return sides;
	}

	/**
	 * What is held out.
	 *
	 * @param index index of the scene
	 * @param size its size
	 * @return an interval of all its shots; none where all of the scene is for learning
	 */
	public List<Interval> validation(final int index, final long[] size) {
		if (strips.isEmpty()) return isWhole(index) ? List.of(new FinalInterval(size)) : List.of();
		return List.of(strips.get(index));
	}

	/** The strip whose two shots vary together neither much nor little. */
	private static Interval strip(final Scene scene) {
		final long[] size = scene.size();
		final int axis = axis(size);
		final long length = size[axis];
		if (length < MIN_SIDE) throw new IllegalArgumentException(scene.name() + " is " + size[0] + " x " + size[1] +
			" pixels, but to hold out a part of it, its longer side must have at least " + MIN_SIDE + ". Use larger images, or at least " +
			WHOLE_SCENES + " pairs.");
		final long width = Math.max(MIN_WIDTH, (length / CANDIDATES + MIN_WIDTH / 2) / MIN_WIDTH * MIN_WIDTH);
		final List<Interval> candidates = new ArrayList<>();
		for (int i = 0; i < CANDIDATES; i++) {
			final long[] min = new long[size.length];
			final long[] max = new FinalInterval(size).maxAsLongArray();
			min[axis] = (length - width) * i / (CANDIDATES - 1) / MIN_WIDTH * MIN_WIDTH;
			max[axis] = min[axis] + width - 1;
			candidates.add(new FinalInterval(min, max));
		}
		final double[] covariances = candidates.stream().mapToDouble(strip -> covariance(scene, strip)).toArray();
		final double[] sorted = Arrays.stream(covariances).sorted().toArray();
		for (int i = 0; i < CANDIDATES; i++)
			if (covariances[i] == sorted[CANDIDATES / 2]) return candidates.get(i);
		throw new AssertionError("The median is one of the values.");
	}

	private static int axis(final long[] size) {
		return size[0] >= size[1] ? 0 : 1;
	}

	/** Covariance of the first two shots in rows of the middle of a strip; 0 where nothing is finite. */
	private static double covariance(final Scene scene, final Interval strip) {
		final long[] from = strip.minAsLongArray();
		final int[] side = new int[from.length];
		side[0] = (int) Math.min(MAX_LOOKED_AT, strip.dimension(0));
		side[1] = (int) Math.max(1, Math.min(MAX_LOOKED_AT / side[0], strip.dimension(1)));
		from[0] += (strip.dimension(0) - side[0]) / 2;
		from[1] += (strip.dimension(1) - side[1]) / 2;
		if (side.length == 3) {
			side[2] = 1;
			from[2] += strip.dimension(2) / 2;
		}
		final float[] a = read(scene.shots().get(0), from, side);
		final float[] b = read(scene.shots().get(1), from, side);
		double sumA = 0, sumB = 0, products = 0;
		int n = 0;
		for (int i = 0; i < a.length; i++)
			if (Float.isFinite(a[i]) && Float.isFinite(b[i])) {
				sumA += a[i];
				sumB += b[i];
				products += a[i] * (double) b[i];
				n++;
			}
		return n == 0 ? 0 : products / n - sumA / n * (sumB / n);
	}

	private static float[] read(final RandomAccessibleInterval<FloatType> shot, final long[] from, final int[] side) {
		final float[] pixels = new float[side[0] * side[1]];
		PrimitiveBlocks.of(shot, OnFallback.ACCEPT).copy(from, pixels, side);
		return pixels;
	}
}
