package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.DataKind;
import sc.fiji.n2n.kspace.SamplingMask;

/**
 * Scenes whose two shots are samplings of k-space with masks. Whole slices are held out, in all frames, which may be other samplings of them: of
 * ten slices or more every tenth, of fewer the last. Of one slice whole frames are.
 */
public final class SampledScenes implements Scenes {

	private static final int EVERY = 10;

	private final List<Scene> scenes;
	private final List<List<SamplingMask>> masks;
	/** What is held out as a whole: slices or frames. */
	private final int groups;

	/**
	 * @param scenes scenes of two shots (x, y), all of one size
	 * @param masks for each scene the masks of both shots
	 * @param slices slices of a frame; scenes are numbered through slices, then frames
	 * @throws IllegalArgumentException if there is but one scene, or a mask is none, in words for the user
	 */
	public SampledScenes(final List<Scene> scenes, final List<List<SamplingMask>> masks, final int slices) {
		this.scenes = List.copyOf(scenes);
		this.masks = List.copyOf(masks);
		groups = slices > 1 ? slices : scenes.size();
		if (scenes.size() < 2) throw new IllegalArgumentException(
			"There is one slice with samplings of k-space, but to hold out one, there must be at least 2. Give a stack of slices.");
		for (int i = 0; i < scenes.size(); i++) {
			masks.get(i).get(0).check("Mask A of " + scenes.get(i).name());
			masks.get(i).get(1).check("Mask B of " + scenes.get(i).name());
		}
	}

	@Override
	public int count() {
		return scenes.size();
	}

	@Override
	public Scene get(final int index) {
		return scenes.get(index);
	}

	@Override
	public DataKind data() {
		return DataKind.K_SPACE;
	}

	/** Its measured frequencies are put back. */
	@Override
	public UnaryOperator<float[]> finish(final int index) {
		final float[] sampling = read(index, 0);
		return result -> masks.get(index).get(0).reinsert(result, sampling);
	}

	/** Each sampling predicts the other. A batch has about as many pixels as one of patches, but one plane at least. */
	@Override
	public PatchSource patches(final SamplerOptions options) {
		final List<SampledPlane> training = new ArrayList<>();
		final List<SampledPlane> held = new ArrayList<>();
		for (int i = 0; i < scenes.size(); i++) {
			final float[] a = read(i, 0);
			final float[] b = read(i, 1);
			final List<SampledPlane> to = isHeld(i) ? held : training;
			to.add(new SampledPlane(a, masks.get(i).get(0), b));
			to.add(new SampledPlane(b, masks.get(i).get(1), a));
		}
		final long pixels = (long) options.batch() * options.patch() * options.patch();
		final long plane = training.get(0).input().length;
		return new SampledPlanes(training, held, options.normalization(), (int) Math.max(1, Math.min(options.batch(), pixels / plane)), options.seed());
	}

	private boolean isHeld(final int index) {
		final int group = index % groups;
		return groups < EVERY ? group == groups - 1 : group % EVERY == EVERY - 1;
	}

	private float[] read(final int scene, final int shot) {
		final RandomAccessibleInterval<FloatType> image = scenes.get(scene).shots().get(shot);
		final float[] pixels = new float[Math.toIntExact(image.size())];
		PrimitiveBlocks.of(image, OnFallback.ACCEPT).copy(image, pixels);
		for (final float pixel : pixels)
			if (!Float.isFinite(pixel)) throw new IllegalArgumentException(scenes.get(scene).name() + " has a pixel that is " + pixel +
				", but every frequency depends on all pixels, which must be numbers.");
		return pixels;
	}
}
