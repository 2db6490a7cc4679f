package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.SliceMode;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.DjlTrainer;

/**
 * Movies of known truth, one that stands still and one that moves by 1 to 2 pixels a frame, with independent noise in each frame: how
 * near the results are to the truth, and how much a pixel that does not change still flickers.
 */
final class FlickerBenchmarks {

	private static final int SIDE = 256, FRAMES = 16;
	/** Frames of which each is learned from on its own. */
	private static final int SEPARATE = 4;

	/** Ways to denoise a movie. */
	private enum Way {
		NOISY("noisy", null, null, FRAMES, false),
		TOGETHER("slices, together", StackMode.SLICES, SliceMode.TOGETHER, FRAMES, false),
		SEPARATELY("slices, separately", StackMode.SLICES, SliceMode.SEPARATELY, SEPARATE, false),
		MOVIE("movie", StackMode.MOVIE, SliceMode.TOGETHER, FRAMES, false),
		/** Where slices are farther apart than pixels, it is the same as {@link #MOVIE}. */
		VOLUME("volume, pixels of equal sides", StackMode.VOLUME, SliceMode.TOGETHER, FRAMES, true);

		final String words;
		final StackMode mode;
		final SliceMode slices;
		final int frames;
		final boolean isotropic;

		Way(final String words, final StackMode mode, final SliceMode slices, final int frames, final boolean isotropic) {
			this.words = words;
			this.mode = mode;
			this.slices = slices;
			this.frames = frames;
			this.isotropic = isotropic;
		}
	}

	private static final List<Way> ALL = List.of(Way.values()), MAIN = List.of(Way.NOISY, Way.TOGETHER, Way.MOVIE);

	private interface Noise {

		void add(float[] pixels, Random random);
	}

	private final DjlTrainer trainer;
	private final int seeds;

	FlickerBenchmarks(final DjlTrainer trainer, final int seeds) {
		this.trainer = trainer;
		this.seeds = seeds;
	}

	/** @param scenes names of clean images */
	void compare(final List<String> scenes) throws IOException {
		Benchmarks.print("| movie | noise | way | PSNR | frame-to-frame deviation, %% of the noise's | seconds, %d frames |%n|---|---|---|---|---|---|", FRAMES);
		for (final boolean moves : new boolean[] { false, true })
			for (final String scene : scenes) {
				rows(scene, moves, "Gaussian, sigma 25", gaussian(25), ALL);
				if (moves) continue;
				rows(scene, false, "Gaussian, sigma 10", gaussian(10), MAIN);
				rows(scene, false, "Poisson, 30 photons", (pixels, random) -> Corruption.POISSON.apply(pixels, SIDE, random), MAIN);
			}
	}

	private static Noise gaussian(final double sigma) {
		return (pixels, random) -> {
			for (int i = 0; i < pixels.length; i++)
				pixels[i] += sigma * random.nextGaussian();
		};
	}

	private void rows(final String name, final boolean moves, final String words, final Noise noise, final List<Way> ways) throws IOException {
		final float[] clean = movie(Scene.load(name), moves);
		for (final Way way : ways) {
			final double[] psnr = new double[seeds], flicker = new double[seeds], seconds = new double[seeds];
			for (int seed = 0; seed < seeds; seed++) {
				final float[] noisy = clean.clone();
				noise.add(noisy, new Random(seed));
				final float[] result = denoise(Arrays.copyOf(noisy, way.frames * SIDE * SIDE), way, seed, seconds);
				psnr[seed] = psnr(result, clean, way.frames);
				flicker[seed] = 100 * deviation(result, way.frames) / deviation(noisy, way.frames);
				seconds[seed] *= (double) FRAMES / way.frames;
			}
			Benchmarks.print("| %s | %s | %s | %s | %s | %.1f |", name + (moves ? ", moving" : ", still"), words, way.words, Benchmarks.spread(psnr), moves ? "-"
				: String.format(Locale.ROOT, "%.1f", Arrays.stream(flicker).average().orElseThrow()), Arrays.stream(seconds).average().orElseThrow());
		}
	}

	/** Crops of a scene, the same again and again, or each 1 or 2 pixels to the right and 1 below the last. */
	private static float[] movie(final Scene scene, final boolean moves) {
		final float[] movie = new float[FRAMES * SIDE * SIDE];
		final int left = (scene.width() - SIDE) / 2 - FRAMES / 2, top = (scene.height() - SIDE) / 2 - FRAMES / 2;
		for (int frame = 0, i = 0; frame < FRAMES; frame++) {
			final int dx = moves ? frame + frame / 2 : 0, dy = moves ? frame : 0;
			for (int y = 0; y < SIDE; y++)
				for (int x = 0; x < SIDE; x++, i++)
					movie[i] = scene.pixels()[(top + dy + y) * scene.width() + left + dx + x];
		}
		return movie;
	}

	private float[] denoise(final float[] noisy, final Way way, final int seed, final double[] seconds) {
		if (way == Way.NOISY) return noisy;
		final float[] result = new float[noisy.length];
		final ZeroShotOptions options = ZeroShotOptions.defaults().with(way.mode).with(way.slices).with(ComputeDevice.CPU).withSeed(seed);
		seconds[seed] = new ZeroShot(options, trainer).denoise(ArrayImgs.floats(noisy, SIDE, SIDE, way.frames), way.mode == StackMode.VOLUME ? way.frames : 1,
			way.isotropic, (plane, pixels) -> {
				int i = (int) plane * SIDE * SIDE;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, Progress.NONE).seconds();
		return result;
	}

	/** PSNR of the peak 255, the mean over frames. */
	private static double psnr(final float[] result, final float[] clean, final int frames) {
		double mean = 0;
		for (int frame = 0; frame < frames; frame++) {
			double squares = 0;
			for (int i = frame * SIDE * SIDE; i < (frame + 1) * SIDE * SIDE; i++)
				squares += Math.pow(result[i] - clean[i], 2);
			mean += 10 * Math.log10(255.0 * 255 * SIDE * SIDE / squares) / frames;
		}
		return mean;
	}

	/** Standard deviation of a pixel over the frames, the mean over pixels. */
	private static double deviation(final float[] movie, final int frames) {
		double mean = 0;
		for (int i = 0; i < SIDE * SIDE; i++) {
			double sum = 0, squares = 0;
			for (int frame = 0; frame < frames; frame++) {
				// Against the first, whose rounding does not matter then.
				final double value = movie[frame * SIDE * SIDE + i] - (double) movie[i];
				sum += value;
				squares += value * value;
			}
			mean += Math.sqrt(Math.max(0, squares - sum * sum / frames) / (frames - 1)) / (SIDE * SIDE);
		}
		return mean;
	}
}
