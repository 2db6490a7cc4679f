package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import sc.fiji.n2n.tile.Turns;

/**
 * Draws patches of pairs: of all ordered pairs of shots, at random places, turned and flipped at random; of volumes also
 * flipped along z. A place is drawn in proportion to the pixels of its scene.
 * <p>
 * Patches whose two shots have nothing in common but chance are empty: they are mostly passed over, so that a small specimen
 * on a large background is learned from, and sometimes kept, so that background is learned too.
 * <p>
 * All patches of a batch have the size that fits into the scene of the first; scenes that are smaller are mirrored at their
 * border. Not thread-safe.
 */
public final class PairSampler implements PatchSource {

	/** Draws of a patch before an empty one is kept. */
	private static final int MAX_DRAWS = 8;
	private static final double KEPT_EMPTY = 0.1;
	/** Standard errors above which the covariance of two shots is not chance. */
	private static final double CHANCE = 2;
	/** Limits of what is held out for validation in each order of the shots. */
	private static final int VALIDATION_PATCHES = 64;
	private static final long VALIDATION_PIXELS = 1L << 23;

	private final Scenes scenes;
	private final Holdout holdout;
	private final SamplerOptions options;
	private final ScenePool pool;

	/**
	 * @param scenes the pairs, all of the same number of axes
	 * @param holdout what is held out of them
	 * @param options how to draw
	 */
	public PairSampler(final Scenes scenes, final Holdout holdout, final SamplerOptions options) {
		this.scenes = scenes;
		this.holdout = holdout;
		this.options = options;
		pool = new ScenePool(scenes, holdout, options.maxBytes(), options.seed());
	}

	/**
	 * The patches to learn from in a step: the same for the same seed and step, whatever was drawn before. Loads scenes where
	 * not all fit into memory.
	 *
	 * @param step number of the step, from 0
	 * @return a batch; weights may be 0 everywhere where images have large gaps
	 * @throws IllegalArgumentException if there is nothing to learn from
	 */
	@Override
	public PatchBatch training(final int step) {
		final List<ShotRegion> regions = pool.at(step);
		final SplittableRandom random = new SplittableRandom(Seeds.mix(options.seed(), step));
		final PatchBuffer buffer = new PatchBuffer(options, sides(drawn(regions, random).size()), options.batch());
		for (int i = 0; i < options.batch(); i++) {
			for (int draw = 1;; draw++) {
				final ShotRegion region = drawn(regions, random);
				buffer.read(region, pair(region, random), start(region.size(), buffer.sides(), random));
				if (draw == MAX_DRAWS || buffer.covariance() > CHANCE || random.nextDouble() < KEPT_EMPTY) break;
			}
			// Half of the patches stay as they are, so that images like the pairs are denoised nearly as well as without more noise. Of the
			// others, as many are between once and twice as strong as between twice and four times.
			if (options.augment() > 1 && random.nextBoolean()) buffer.addNoise(options.noiseOrNull(), Math.pow(options.augment(), random.nextDouble()), random.nextLong());
			buffer.add(random.nextInt(Turns.COUNT), random.nextBoolean());
		}
		return buffer.batch();
	}

	/**
	 * Patches of all that is held out, spread evenly, at most 64 in each order of the shots, not turned.
	 *
	 * @return batches, always the same; those of the two orders of the shots alternate
	 */
	@Override
	public List<PatchBatch> validation() {
		final int[] held = holdout.validationScenes();
		final int chosen = Math.min(held.length, VALIDATION_PATCHES);
		final List<PatchBatch> batches = new ArrayList<>();
		for (int i = 0; i < chosen; i++) {
			final int index = held[(int) ((long) i * held.length / chosen)];
			final Scene scene = scenes.get(index);
			holdout.validation(index, scene.size()).forEach(part -> addValidation(ShotRegion.all(scene, part, false), chosen, batches));
		}
		return batches;
	}

	/** Any shot with the clean image, where there is one: no other target says as much. */
	private static int[] pair(final ShotRegion region, final SplittableRandom random) {
		return region.clean() < 0 ? region.pair(random.nextInt(region.pairs())) : new int[] { random.nextInt(region.shots()), region.clean() };
	}

	private void addValidation(final ShotRegion region, final int scenesChosen, final List<PatchBatch> batches) {
		final long[] sides = sides(region.size());
		final List<long[]> starts = grid(region.size(), sides);
		long pixels = 1;
		for (final long side : sides)
			pixels *= side;
		final int most = (int) Math.max(1, Math.min(VALIDATION_PATCHES, VALIDATION_PIXELS / pixels) / scenesChosen);
		// With few places, other pairs of shots at the same places.
		final int count = (int) Math.min(most, (long) starts.size() * (region.pairs() / 2));
		for (int from = 0; from < count; from += options.batch()) {
			final int to = Math.min(count, from + options.batch());
			for (int order = 0; order < 2; order++) {
				final PatchBuffer buffer = new PatchBuffer(options, sides, to - from);
				for (int k = from; k < to; k++) {
					final long[] start = count < starts.size() ? starts.get((int) ((2L * k + 1) * starts.size() / (2L * count))) : starts.get(k % starts.size());
					final int pair = (int) ((long) k * (region.pairs() / 2) / count);
					buffer.read(region, region.pair(2 * pair + order), start);
					buffer.add(0, false);
				}
				batches.add(buffer.batch());
			}
		}
	}

	/** A region, drawn in proportion to its pixels. */
	private static ShotRegion drawn(final List<ShotRegion> regions, final SplittableRandom random) {
		long pixels = 0;
		for (final ShotRegion region : regions)
			pixels += region.pixels();
		long pixel = random.nextLong(pixels);
		for (final ShotRegion region : regions) {
			pixel -= region.pixels();
			if (pixel < 0) return region;
		}
		throw new AssertionError("The pixel is one of them.");
	}

	/** Sides of the patches of a region: square in x and y, as they are turned. */
	private long[] sides(final long[] size) {
		final long[] sides = new long[size.length];
		// The largest multiple that is not larger than the patch nor the image, but one at least.
		sides[0] = sides[1] = Math.max(1, Math.min(options.patch(), Math.min(size[0], size[1])) / options.multiple()) * options.multiple();
		if (size.length == 3) sides[2] = Math.min(options.depth(), size[2]);
		return sides;
	}

	/** A patch lies inside the region; or, where it is larger, around it. */
	private static long[] start(final long[] size, final long[] sides, final SplittableRandom random) {
		final long[] start = new long[size.length];
		for (int d = 0; d < size.length; d++) {
			final long room = size[d] - sides[d];
			start[d] = Math.min(room, 0) + random.nextLong(Math.abs(room) + 1);
		}
		return start;
	}

	/** As many patches as fit beside each other, spread evenly; in a region that is smaller, one. */
	private static List<long[]> grid(final long[] size, final long[] sides) {
		List<long[]> starts = List.of(new long[size.length]);
		for (int d = size.length - 1; d >= 0; d--) {
			final long count = Math.max(1, size[d] / sides[d]);
			final long room = Math.max(0, size[d] - sides[d]);
			final List<long[]> finer = new ArrayList<>();
			for (final long[] start : starts)
				for (long i = 0; i < count; i++) {
					final long[] at = start.clone();
					at[d] = count == 1 ? room / 2 : i * room / (count - 1);
					finer.add(at);
				}
			starts = finer;
		}
		return starts;
	}
}
