package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;

/**
 * A bounded sample of pairs, in memory: windows of at most 512 x 512 pixels, at most 32 of them, spread evenly over at most
 * 16 scenes, their shots, their slices and their planes.
 */
final class PairSample {

	static final int MAX_SCENES = 16;
	private static final int MAX_WINDOWS = 32;
	private static final int MAX_PER_SCENE = 8;
	private static final int SIDE = 512;
	/** Shots of a scene that are compared with each other, and the side of what is compared. */
	private static final int COMPARED = 32;
	private static final int COMPARED_SIDE = 64;
	/** Windows spread along y by their number, along x by multiples of the golden ratio. */
	private static final double GOLDEN = 0.618034;

	/**
	 * The same window of two shots.
	 *
	 * @param scene the scene
	 * @param first index of one shot
	 * @param second index of the other
	 * @param a pixels of one, x running fastest; what is missing is NaN
	 * @param b pixels of the other
	 * @param width width of the window
	 * @param height its height
	 */
	record Window(Scene scene, int first, int second, float[] a, float[] b, int width, int height) {

		/** What the pair is called in messages: shots are counted from 1. */
		String pair() {
			return (first + 1) + " and " + (second + 1) + " of " + scene.name();
		}
	}

	private PairSample() {}

	/** Indices of the scenes to look at. */
	static int[] scenes(final int count) {
		final int n = Math.min(count, MAX_SCENES);
		final int[] chosen = new int[n];
		for (int i = 0; i < n; i++)
			chosen[i] = (int) ((long) i * count / n);
		return chosen;
	}

	/**
	 * Reads windows of a scene.
	 *
	 * @param scene the scene
	 * @param scenes how many scenes are looked at
	 * @param zeroIsMissing whether pixels that are 0 are read as NaN
	 * @return one window or more
	 */
	static List<Window> windows(final Scene scene, final int scenes, final boolean zeroIsMissing) {
		final long[] size = scene.size();
		final int shots = scene.shots().size();
		final long depth = size.length == 3 ? size[2] : 1;
		final long places = depth * ((size[0] + SIDE - 1) / SIDE) * ((size[1] + SIDE - 1) / SIDE);
		final int count = (int) Math.max(1, Math.min(Math.min(MAX_PER_SCENE, MAX_WINDOWS / scenes), places * (shots - 1)));
		final List<Window> windows = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			// What drifts or bleaches shows most between the first and the last.
			final boolean ends = shots > 2 && !scene.neighboursOnly() && count > 1 && i == count - 1;
			final int first = ends ? 0 : (int) ((long) i * (shots - 1) / count);
			final int second = ends ? shots - 1 : first + 1;
			final int[] side = { (int) Math.min(SIDE, size[0]), (int) Math.min(SIDE, size[1]), 1 };
			final long[] from = new long[size.length];
			from[0] = Math.round((size[0] - side[0]) * (count == 1 ? 0.5 : (i + 0.5) * GOLDEN % 1));
			from[1] = Math.round((size[1] - side[1]) * (i + 0.5) / count);
			if (size.length == 3) from[2] = (2L * i + 1) * depth / (2L * count);
			windows.add(new Window(scene, first, second, read(scene.shots().get(first), from, side, zeroIsMissing), //
				read(scene.shots().get(second), from, side, zeroIsMissing), side[0], side[1]));
		}
		return windows;
	}

	/**
	 * Looks for two shots that are the same image: among the windows that were read, and among at most 32 shots.
	 *
	 * @return their indices; null if there are none among those that were compared
	 */
	static int[] sameShots(final Scene scene, final List<Window> windows) {
		for (final Window window : windows)
			if (!isConstant(window.a()) && Arrays.equals(window.a(), window.b())) return new int[] { window.first(), window.second() };
		final int shots = scene.shots().size();
		final int count = Math.min(shots, COMPARED);
		final int[] side = { (int) Math.min(COMPARED_SIDE, scene.size()[0]), (int) Math.min(COMPARED_SIDE, scene.size()[1]), 1 };
		final long[] from = centre(scene.shots().get(0), side);
		final Map<Integer, Integer> seen = new HashMap<>();
		for (int i = 0; i < count; i++) {
			// By twos of neighbours: the doubled frames of a camera follow each other.
			final int shot = count == shots ? i : (int) ((long) (i / 2) * (shots - 2) / (COMPARED / 2 - 1)) + i % 2;
			final float[] pixels = read(scene.shots().get(shot), from, side, false);
			if (isConstant(pixels)) continue;
			final Integer before = seen.putIfAbsent(Arrays.hashCode(pixels), shot);
			if (before != null && before != shot && same(scene, before, shot)) return new int[] { before, shot };
		}
		return null;
	}

	/** Compares more of two shots than was compared at first. */
	private static boolean same(final Scene scene, final int first, final int second) {
		final int[] side = { (int) Math.min(SIDE, scene.size()[0]), (int) Math.min(SIDE, scene.size()[1]), 1 };
		final long[] from = centre(scene.shots().get(0), side);
		return Arrays.equals(read(scene.shots().get(first), from, side, false), read(scene.shots().get(second), from, side, false));
	}

	private static long[] centre(final Interval image, final int[] side) {
		final long[] from = new long[image.numDimensions()];
		for (int d = 0; d < from.length; d++)
			from[d] = (image.dimension(d) - side[d]) / 2;
		return from;
	}

	/** Whether all finite values are the same, or there is none. */
	static boolean isConstant(final float[] pixels) {
		float first = Float.NaN;
		for (final float v : pixels)
			if (Float.isFinite(v)) {
				if (Float.isNaN(first)) first = v;
				else if (v != first) return false;
			}
		return true;
	}

	private static float[] read(final RandomAccessibleInterval<FloatType> shot, final long[] from, final int[] side, final boolean zeroIsMissing) {
		final float[] pixels = new float[side[0] * side[1]];
		PrimitiveBlocks.of(shot, OnFallback.ACCEPT).copy(from, pixels, Arrays.copyOf(side, from.length));
		for (int i = 0; i < pixels.length; i++)
			if (!Float.isFinite(pixels[i]) || zeroIsMissing && pixels[i] == 0) pixels[i] = Float.NaN;
		return pixels;
	}
}
