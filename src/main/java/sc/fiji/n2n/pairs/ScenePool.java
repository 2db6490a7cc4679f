package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.util.Intervals;

/**
 * The part of the training scenes that is in memory: all of them where they fit; else others every 100 steps, chosen at
 * random by the number of the hundred, so that all are seen in the course of a training. Of a scene that does not fit on its
 * own, some shots; of shots that do not fit, a part.
 */
final class ScenePool {

	/** Steps after which other scenes are loaded. */
	static final int WINDOW = 100;

	private final Scenes scenes;
	private final Holdout holdout;
	private final long maxBytes;
	private final long seed;
	/** Bytes of what is learned from of each scene; 0 where it is not known yet. */
	private final long[] bytes;
	private List<ShotRegion> loaded = List.of();
	/** Number of axes of the scenes; 0 before the first. */
	private int rank;
	private int window = -1;
	private boolean isAll;

	ScenePool(final Scenes scenes, final Holdout holdout, final long maxBytes, final long seed) {
		this.scenes = scenes;
		this.holdout = holdout;
		this.maxBytes = maxBytes;
		this.seed = seed;
		bytes = new long[scenes.count()];
	}

	/** The regions to draw from in a step, the same whatever steps were asked for before. */
	List<ShotRegion> at(final int step) {
		if (step / WINDOW != window && !isAll) {
			window = step / WINDOW;
			// Before others are loaded.
			loaded = List.of();
			loaded = load(new SplittableRandom(Seeds.mix(seed, -1 - window)));
		}
		return loaded;
	}

	private List<ShotRegion> load(final SplittableRandom random) {
		final int[] order = shuffled(holdout.trainingScenes(), random);
		final List<List<ShotRegion>> regions = new ArrayList<>();
		for (int i = 0; i < scenes.count(); i++)
			regions.add(List.of());
		long used = 0;
		boolean all = true;
		for (final int index : order) {
			if (used > 0 && bytes[index] > maxBytes - used) {
				all = false;
				break;
			}
			final Scene scene = scenes.get(index);
			checkRank(scene);
			final List<Interval> parts = holdout.training(index, scene.size());
			final long ofShot = parts.stream().mapToLong(Intervals::numElements).sum() * Float.BYTES;
			bytes[index] = ofShot * (scene.shots().size() + (scene.cleanOrNull() == null ? 0 : 1));
			if (bytes[index] > maxBytes - used || !parts.stream().allMatch(ShotRegion::fits)) {
				all = false;
				if (used > 0) break;
				regions.set(index, List.of(some(scene, parts, ofShot, random)));
				break;
			}
			regions.set(index, parts.stream().map(part -> ShotRegion.all(scene, part, true)).toList());
			used += bytes[index];
		}
		isAll = all;
		final List<ShotRegion> list = new ArrayList<>();
		regions.forEach(list::addAll);
		if (list.isEmpty()) throw new IllegalArgumentException("There is nothing to learn from beside what is held out.");
		return list;
	}

	private void checkRank(final Scene scene) {
		if (rank == 0) rank = scene.size().length;
		if (rank != scene.size().length) throw new IllegalArgumentException(scene.name() + " has " + scene.size().length +
			" axes, but another scene has " + rank + ". Train on planes only, or on volumes only.");
	}

	/** A region of a scene that is too large: of as many shots as fit, at least two. */
	private ShotRegion some(final Scene scene, final List<Interval> parts, final long ofShot, final SplittableRandom random) {
		final int all = scene.shots().size();
		final int count = (int) Math.max(2, Math.min(all, maxBytes / Math.max(1, ofShot)));
		int[] shots = new int[all];
		Arrays.setAll(shots, i -> i);
		if (scene.neighboursOnly()) {
			final int first = random.nextInt(all - count + 1);
			shots = Arrays.copyOfRange(shots, first, first + count);
		}
		else {
			shots = Arrays.copyOf(shuffled(shots, random), count);
			Arrays.sort(shots);
		}
		long pixel = random.nextLong(ofShot / Float.BYTES);
		int i = 0;
		while (pixel >= Intervals.numElements(parts.get(i)))
			pixel -= Intervals.numElements(parts.get(i++));
		return new ShotRegion(scene, cropped(parts.get(i), maxBytes / Float.BYTES / count, random), shots, true);
	}

	/** A random part of a region, halved along its longest axis until it has few enough pixels. */
	private static Interval cropped(final Interval region, final long maxPixels, final SplittableRandom random) {
		final long[] size = region.dimensionsAsLongArray();
		while (Intervals.numElements(size) > maxPixels || !ShotRegion.fits(new FinalInterval(size))) {
			int longest = 0;
			for (int d = 1; d < size.length; d++)
				if (size[d] > size[longest]) longest = d;
			if (size[longest] < 2) break;
			size[longest] = (size[longest] + 1) / 2;
		}
		final long[] min = region.minAsLongArray();
		for (int d = 0; d < size.length; d++)
			min[d] += random.nextLong(region.dimension(d) - size[d] + 1);
		return FinalInterval.createMinSize(min, size);
	}

	private static int[] shuffled(final int[] values, final SplittableRandom random) {
		final int[] shuffled = values.clone();
		for (int i = shuffled.length - 1; i > 0; i--) {
			final int j = random.nextInt(i + 1);
			final int swapped = shuffled[i];
			shuffled[i] = shuffled[j];
			shuffled[j] = swapped;
		}
		return shuffled;
	}
}
