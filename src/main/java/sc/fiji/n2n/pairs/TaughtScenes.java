package sc.fiji.n2n.pairs;

import java.util.HashMap;
import java.util.Map;

import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Progress;

/**
 * Scenes whose clean images are what a trained model makes of their shots, so that a smaller and faster network learns to do the same
 * (distillation: G. Hinton, O. Vinyals, J. Dean, 2015, arXiv 1503.02531). The target is the mean over the shots: most of the noise that the
 * teacher left is not that of the input. Scenes that have a clean image keep it.
 */
public final class TaughtScenes implements Scenes {

	/** Memory for results that are remembered, in bytes. */
	private static final long MAX_BYTES = SamplerOptions.DEFAULT_BYTES;

	private final Scenes scenes;
	private final ModelDenoiser teacher;
	private final Progress progress;
	private final Map<Integer, float[]> taught = new HashMap<>();
	private long bytes;

	/**
	 * @param scenes the noisy scenes
	 * @param teacher the model, of as many axes; stays the caller's, and is applied when a scene is asked for
	 * @param progress asked whether to stop
	 */
	public TaughtScenes(final Scenes scenes, final ModelDenoiser teacher, final Progress progress) {
		this.scenes = scenes;
		this.teacher = teacher;
		this.progress = progress;
	}

	@Override
	public int count() {
		return scenes.count();
	}

	@Override
	public synchronized Scene get(final int index) {
		final Scene scene = scenes.get(index);
		if (scene.cleanOrNull() != null) return scene;
		float[] mean = taught.get(index);
		if (mean == null) {
			mean = mean(scene);
			bytes += (long) Float.BYTES * mean.length;
			if (bytes <= MAX_BYTES) taught.put(index, mean);
		}
		return scene.withClean(ArrayImgs.floats(mean, scene.size()));
	}

	private float[] mean(final Scene scene) {
		final float[] mean = new float[Math.toIntExact(Intervals.numElements(scene.size()))];
		final int shots = scene.shots().size();
		for (final RandomAccessibleInterval<FloatType> shot : scene.shots()) {
			final RandomAccessibleInterval<FloatType> planes = shot.numDimensions() == 2 ? Views.addDimension(shot, 0, 0) : shot;
			final int area = (int) (planes.dimension(0) * planes.dimension(1));
			teacher.denoise(planes, planes.dimension(2), (plane, pixels) -> {
				int i = (int) plane * area;
				for (final FloatType value : Views.flatIterable(pixels))
					mean[i++] += value.get() / shots;
			}, new Canceling(progress));
		}
		return mean;
	}

	/** The progress is that of the training: only whether to stop is asked. */
	private record Canceling(Progress progress) implements Progress {

		@Override
		public void update(final String doing, final double fraction) {}

		@Override
		public boolean isCanceled() {
			return progress.isCanceled();
		}
	}
}
