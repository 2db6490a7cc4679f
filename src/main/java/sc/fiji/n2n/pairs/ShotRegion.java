package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.tile.Borders;

/** The same region of some shots of a scene, beyond whose border it is mirrored. Not thread-safe. */
final class ShotRegion {

	private final List<PrimitiveBlocks<FloatType>> blocks = new ArrayList<>();
	private final int[] shots;
	private final boolean neighboursOnly;
	private final boolean mapsSecond;
	private final long[] size;

	/**
	 * @param scene the scene
	 * @param region the region
	 * @param shots indices of the shots, two or more, in order
	 * @param load whether to read the region now, unless it is in memory already, instead of block by block
	 */
	ShotRegion(final Scene scene, final Interval region, final int[] shots, final boolean load) {
		this.shots = shots.clone();
		neighboursOnly = scene.neighboursOnly();
		mapsSecond = scene.shots().size() == 2;
		size = region.dimensionsAsLongArray();
		for (final int shot : shots)
			blocks.add(blocks(scene.shots().get(shot), region, load));
		if (scene.cleanOrNull() != null) blocks.add(blocks(scene.cleanOrNull(), region, load));
	}

	private static PrimitiveBlocks<FloatType> blocks(final RandomAccessibleInterval<FloatType> image, final Interval region, final boolean load) {
		return Borders.mirrored(load ? inMemory(image, region) : Views.zeroMin(Views.interval(image, region)));
	}

	/** The region with all shots of the scene. */
	static ShotRegion all(final Scene scene, final Interval region, final boolean load) {
		final int[] shots = new int[scene.shots().size()];
		Arrays.setAll(shots, i -> i);
		return new ShotRegion(scene, region, shots, load);
	}

	private static RandomAccessibleInterval<FloatType> inMemory(final RandomAccessibleInterval<FloatType> shot, final Interval region) {
		if (shot instanceof ArrayImg) return Views.zeroMin(Views.interval(shot, region));
		final float[] pixels = new float[Math.toIntExact(Intervals.numElements(region))];
		PrimitiveBlocks.of(shot, OnFallback.ACCEPT).copy(new FinalInterval(region), pixels);
		return ArrayImgs.floats(pixels, region.dimensionsAsLongArray());
	}

	/** Size of the region along each axis. */
	long[] size() {
		return size;
	}

	/** How many pixels it has. */
	long pixels() {
		return Intervals.numElements(size);
	}

	/** How many ordered pairs its shots make. */
	int pairs() {
		return neighboursOnly ? 2 * (shots.length - 1) : shots.length * (shots.length - 1);
	}

	/**
	 * The shots of a pair, as indices among those read. Pairs 2k and 2k + 1 are the two orders of the same shots.
	 *
	 * @param pair from 0 to less than {@link #pairs()}
	 */
	int[] pair(final int pair) {
		int first = 0;
		int k = pair / 2;
		int second;
		if (neighboursOnly) {
			first = k;
			second = k + 1;
		}
		else {
			while (k >= shots.length - 1 - first)
				k -= shots.length - 1 - first++;
			second = first + 1 + k;
		}
		return pair % 2 == 0 ? new int[] { first, second } : new int[] { second, first };
	}

	/** How many shots were read. */
	int shots() {
		return shots.length;
	}

	/** The index of the clean image, which follows those of the shots; -1 if there is none. */
	int clean() {
		return blocks.size() > shots.length ? shots.length : -1;
	}

	/** Whether a shot among those read is the second image of a pair, to be mapped to the first. */
	boolean isSecond(final int shot) {
		return mapsSecond && shot != clean() && shots[shot] == 1;
	}

	/** Copies a block of a shot, which may reach beyond the region. */
	void copy(final int shot, final long[] from, final float[] to, final int[] side) {
		blocks.get(shot).copy(from, to, side);
	}

	/** Whether one array can hold all pixels of a region. */
	static boolean fits(final Interval region) {
		return Intervals.numElements(region) < Integer.MAX_VALUE - 8;
	}
}
