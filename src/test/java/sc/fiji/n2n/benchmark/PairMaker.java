package sc.fiji.n2n.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.denoise.Denoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.tile.Turns;

/** Pairs of patches of clean images with fresh noise, the same for the same seed and step whatever the loss and the targets. */
final class PairMaker {

	/** The images of the test resources that networks learn from; another is left to score them. */
	static final List<String> TRAINED_ON = List.of("brick", "grass", "moon", "cell");

	private final List<Scene> scenes;
	private final Corruption corruption;
	private final boolean clean;
	private final boolean masked;
	private final int count;
	private final int side;
	private final long seed;
	private final Normalization normalization;

	/**
	 * @param scenes the clean images
	 * @param corruption what is done to them
	 * @param clean whether targets are clean
	 * @param masked whether target pixels that are 0 do not count
	 * @param count pairs of a batch
	 * @param side side of a patch, in pixels
	 * @param seed seed of the draws
	 */
	PairMaker(final List<Scene> scenes, final Corruption corruption, final boolean clean, final boolean masked, final int count, final int side,
		final long seed)
	{
		this.scenes = scenes;
		this.corruption = corruption;
		this.clean = clean;
		this.masked = masked;
		this.count = count;
		this.side = side;
		this.seed = seed;
		final List<float[]> noisy = new ArrayList<>();
		for (final Scene scene : scenes) {
			final float[] pixels = scene.pixels().clone();
			corruption.apply(pixels, scene.width(), new Random(7));
			noisy.add(pixels);
		}
		normalization = Normalization.ofMeanAndDeviation(noisy);
	}

	/** What a model that learned from these pairs makes of a noisy image of a scene, in the units of the image. */
	float[] denoised(final PatchModel model, final Scene scene, final float[] noisy) {
		final float[] source = noisy.clone();
		normalization.apply(source);
		final float[] result = new float[source.length];
		new Denoiser(model, 512, 512).denoise(ArrayImgs.floats(source, scene.width(), scene.height()), ArrayImgs.floats(result, scene.width(), scene.height()),
			Progress.NONE);
		normalization.invert(result);
		return result;
	}

	/** The batch of a step. */
	PatchBatch batch(final int step) {
		final Random random = new Random(seed * 1_000_003L + step);
		final float[] input = new float[count * side * side];
		final float[] target = new float[input.length];
		final float[] weight = masked ? new float[input.length] : null;
		for (int i = 0; i < count; i++) {
			final float[] scene = patch(random);
			final float[] first = scene.clone();
			corruption.apply(first, side, random);
			final float[] second = scene.clone();
			corruption.apply(second, side, random);
			if (masked) for (int p = 0; p < second.length; p++)
				weight[i * second.length + p] = second[p] == 0 ? 0 : 1;
			final float[] aim = clean ? scene : second;
			normalization.apply(first);
			normalization.apply(aim);
			System.arraycopy(first, 0, input, i * first.length, first.length);
			System.arraycopy(aim, 0, target, i * aim.length, aim.length);
		}
		return new PatchBatch(input, target, weight, count, new long[] { side, side });
	}

	private float[] patch(final Random random) {
		final Scene scene = scenes.get(random.nextInt(scenes.size()));
		final int x0 = random.nextInt(scene.width() - side + 1);
		final int y0 = random.nextInt(scene.height() - side + 1);
		final int turn = random.nextInt(Turns.COUNT);
		final float[] patch = new float[side * side];
		for (int y = 0; y < side; y++)
			for (int x = 0; x < side; x++)
				patch[Turns.index(turn, x, y, side, side)] = scene.pixels()[(y0 + y) * scene.width() + x0 + x];
		return patch;
	}
}
