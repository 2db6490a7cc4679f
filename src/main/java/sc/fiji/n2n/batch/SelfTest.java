package sc.fiji.n2n.batch;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CancellationException;

import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.TrainedNetwork;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.noise.Quality;
import sc.fiji.n2n.tile.NeighborPairs;

/** Denoises an image of which the truth is known, and measures how fast networks are here. */
public final class SelfTest {

	private static final int SIDE = 256;
	/** Of the image that a network alone is applied to. */
	private static final int LARGE_SIDE = 1024;
	private static final double NOISE = 20;
	/** Share of the error that may be left; a run that works leaves about a quarter. */
	private static final double MAX_LEFT = 0.6;
	private static final int PATCH_SIZE = 32;

	private final NetworkTrainer trainer;
	private final EngineReport report;

	/**
	 * @param trainer the network library
	 * @param report takes what was measured, and, if the test failed, the problem
	 */
	public SelfTest(final NetworkTrainer trainer, final EngineReport report) {
		this.trainer = trainer;
		this.report = report;
	}

	/**
	 * Runs it: some seconds.
	 *
	 * @param progress told how far it is
	 * @throws CancellationException if the run is to stop
	 */
	public void run(final Progress progress) {
		try {
			denoise(progress.part(0, 0.8));
			apply(progress.part(0.8, 1));
		}
		catch (final CancellationException e) {
			throw e;
		}
		catch (final RuntimeException | LinkageError e) {
			report.problem("The self-test failed on the device " + trainer.device() + ": " + e);
		}
	}

	private void denoise(final Progress progress) {
		final Img<FloatType> truth = image(SIDE, 0);
		final Img<FloatType> noisy = image(SIDE, NOISE);
		final float[] result = new float[SIDE * SIDE];
		final ZeroShotOptions options = ZeroShotOptions.defaults().with(Method.FAST).with(Effort.QUICK);
		final long start = System.nanoTime();
		new ZeroShot(options, trainer).denoise(noisy, 1, false, (plane, pixels) -> {
			int i = 0;
			for (final FloatType pixel : Views.flatIterable(pixels))
				result[i++] = pixel.get();
		}, progress);
		final double seconds = secondsSince(start);
		final double before = error(noisy, truth);
		final double after = error(ArrayImgs.floats(result, SIDE, SIDE, 1), truth);
		report.add("self-test", String.format(Locale.ROOT, "%d x %d pixels denoised in %.1f s; root mean square error %.1f before, %.1f after", SIDE, SIDE,
			seconds, before, after));
		// Not the other way round, so that it fails for NaN.
		if (!(after <= MAX_LEFT * before)) report.problem(String.format(Locale.ROOT, "The self-test failed on the device %s: the error is %.1f of %.1f, but " +
			"must be %.1f at most. Results of this device cannot be trusted%s", trainer.device(), after, before, MAX_LEFT * before, trainer.device().equals("CPU")
				? "." : "; choose the device cpu."));
	}

	private void apply(final Progress progress) {
		final Img<FloatType> large = image(LARGE_SIDE, NOISE);
		final float[] pixels = new float[SIDE * SIDE];
		int i = 0;
		for (final FloatType pixel : Views.flatIterable(image(SIDE, NOISE)))
			pixels[i++] = pixel.get();
		final Normalization normalization = Normalization.ofMeanAndDeviation(List.of(pixels));
		normalization.apply(pixels);
		final NeighborPairs pairs = new NeighborPairs(List.of(ArrayImgs.floats(pixels, SIDE, SIDE)), PATCH_SIZE, 0);
		// A network is as fast before it has learned as after.
		try (TrainedNetwork network = trainer.trainFast(pairs, pairs, 1, 0, LearningListener.NONE, progress.part(0, 0.2))) {
			final ModelDenoiser denoiser = new ModelDenoiser(network.model(), StackMode.SLICES, normalization, PlaneFinish.AS_IS, note -> {});
			// The first run is slower: memory is taken, and algorithms are chosen.
			denoiser.denoise(large, 1, (plane, result) -> {}, progress.part(0.2, 0.6));
			final long start = System.nanoTime();
			denoiser.denoise(large, 1, (plane, result) -> {}, progress.part(0.6, 1));
			report.add("speed", String.format(Locale.ROOT, "%.2f megapixels a second, the network of the method fast alone", LARGE_SIDE * LARGE_SIDE / 1e6 /
				secondsSince(start)));
		}
	}

	private static double secondsSince(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static double error(final Img<FloatType> image, final Img<FloatType> truth) {
		return Math.pow(10, -Quality.psnr(image, truth, 1) / 20);
	}

	/** Waves and a bright square (x, y, one plane), with Gaussian noise of a standard deviation. */
	private static Img<FloatType> image(final int side, final double noise) {
		final Random random = new Random(1);
		final float[] pixels = new float[side * side];
		for (int y = 0; y < side; y++)
			for (int x = 0; x < side; x++) {
				final boolean bright = Math.max(Math.abs(x - side / 2), Math.abs(y - side / 2)) < side / 8;
				pixels[y * side + x] = (float) (100 + 40 * Math.sin(x / 9.0) * Math.cos(y / 13.0) + (bright ? 50 : 0) + noise * random.nextGaussian());
			}
		return ArrayImgs.floats(pixels, side, side, 1);
	}
}
