package sc.fiji.n2n.benchmark;

import net.imglib2.Interval;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;

/** A model that denoises so many blocks at once as there are threads to be used, which may be fewer than the engine has. */
class LimitedModel implements PatchModel {

	private final PatchModel model;
	private final int threads;

	LimitedModel(final PatchModel model, final int threads) {
		this.model = model;
		this.threads = threads;
	}

	@Override
	public Interval requiredSourceInterval(final Interval target, final Interval image) {
		return model.requiredSourceInterval(target, image);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size) {
		return denoise(block, size, Progress.NONE);
	}

	@Override
	public float[] denoise(final float[] block, final long[] size, final Progress progress) {
		return model.denoise(block, size, progress);
	}

	@Override
	public int parallelism() {
		return threads;
	}

	@Override
	public long bytesPerPixel() {
		return model.bytesPerPixel();
	}

	@Override
	public long freeBytes() {
		return model.freeBytes();
	}

	@Override
	public void close() {
		model.close();
	}
}
