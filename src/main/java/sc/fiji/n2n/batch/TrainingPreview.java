package sc.fiji.n2n.batch;

import java.util.function.UnaryOperator;

import net.imglib2.FinalInterval;
import net.imglib2.Interval;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.util.Intervals;
import sc.fiji.n2n.denoise.Denoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.Thumbnail;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.tile.Gaps;

/** A small part of a noisy image, to show what a network makes of it while it learns. In the units of the image. */
public final class TrainingPreview {

	private final float[] noisy;
	private final float[] normalized;
	/** Size of what the network is shown. */
	private final long[] size;
	/** What is seen of that. */
	private final Interval shown;
	private final int plane;
	private final Normalization normalization;
	/** What is done to the result; null for nothing. */
	private final UnaryOperator<float[]> finish;

	/**
	 * Takes the middle of the first image of a scene.
	 *
	 * @param scene the scene
	 * @param side largest width and height, in pixels
	 * @param normalization that of the network
	 * @param finish what is done to the result for the whole image, or null
	 */
	TrainingPreview(final Scene scene, final int side, final Normalization normalization, final UnaryOperator<float[]> finish) {
		final RandomAccessibleInterval<FloatType> shot = scene.shots().get(0);
		this.normalization = normalization;
		this.finish = finish;
		final Interval middle = finish == null ? middle(shot, side) : shot;
		shown = finish == null ? new FinalInterval(middle.dimensionsAsLongArray()) : middle(shot, side);
		size = middle.dimensionsAsLongArray();
		plane = size.length > 2 ? (int) size[2] / 2 : 0;
		final float[] pixels = new float[Math.toIntExact(Intervals.numElements(middle))];
		PrimitiveBlocks.of(shot, OnFallback.ACCEPT).copy(middle, pixels);
		// A volume is one high image to this: what is filled in only shows in the preview.
		normalized = Gaps.filled(pixels, (int) size[0], pixels.length / (int) size[0]);
		normalization.apply(normalized);
		noisy = plane(pixels);
	}

	private static Interval middle(final Interval image, final int side) {
		final long[] min = image.minAsLongArray();
		final long[] max = image.maxAsLongArray();
		for (int d = 0; d < min.length; d++) {
			final long cut = Math.max(0, image.dimension(d) - (d < 2 ? side : 16));
			min[d] += cut / 2;
			max[d] -= cut - cut / 2;
		}
		return new FinalInterval(min, max);
	}

	/** Width in pixels. */
	public int width() {
		return (int) shown.dimension(0);
	}

	/** Height in pixels. */
	public int height() {
		return (int) shown.dimension(1);
	}

	/** The noisy pixels, x running fastest. */
	public float[] noisy() {
		return noisy.clone();
	}

	/** What a model makes of them. */
	public float[] denoised(final PatchModel model) {
		final float[] result = new float[normalized.length];
		new Denoiser(model, size).denoise(ArrayImgs.floats(normalized, size), ArrayImgs.floats(result, size), Progress.NONE);
		normalization.invert(result);
		return plane(finish == null ? result : finish.apply(result));
	}

	/** Before and after, as a picture for the model file. */
	String png(final PatchModel model) {
		return Thumbnail.png(noisy, denoised(model), width(), height());
	}

	private float[] plane(final float[] pixels) {
		final float[] one = new float[width() * height()];
		for (int y = 0; y < height(); y++) {
			final long row = shown.min(1) + y + plane * size[1];
			System.arraycopy(pixels, Math.toIntExact(row * size[0] + shown.min(0)), one, y * width(), width());
		}
		return one;
	}
}
