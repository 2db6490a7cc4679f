package sc.fiji.n2n.benchmark;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.denoise.ZeroShotReport;
import sc.fiji.n2n.image.ClassicalFilters;
import sc.fiji.n2n.race.NonLocalMeans;
import sc.fiji.n2n.race.PlaneFilter;

/** Runs a method by its name on a noisy image: "noisy" (nothing), "auto quick", "published normal", "stride 2 normal", "gaussian", "median", "nlm". */
final class MethodRun {

	/** The settings of Race Methods. */
	private static final List<Double> SIGMAS = List.of(0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0);
	private static final List<Double> RADII = List.of(1.0, 1.5, 2.0, 3.0, 4.0);
	private static final List<Double> SMOOTHINGS = List.of(0.4, 0.6, 0.8, 1.1);

	private final Setting setting;
	private final NetworkTrainer engine;

	MethodRun(final Setting setting) {
		this(setting, setting.engine());
	}

	/** @param engine trains the networks */
	MethodRun(final Setting setting, final NetworkTrainer engine) {
		this.setting = setting;
		this.engine = engine;
	}

	/** What comes out: psnr, ssim, seconds, rss_mb, and how. */
	Row run(final String method, final NoisyImage image, final long seed) {
		final String[] words = method.split(" ");
		return switch (words[0]) {
			case "noisy" -> scores(image, image.noisy());
			case "gaussian" -> best(image, "sigma", SIGMAS, sigma -> (pixels, w, h, p) -> ClassicalFilters.gaussian(pixels, w, h, sigma));
			case "median" -> best(image, "radius", RADII, radius -> (pixels, w, h, p) -> ClassicalFilters.median(pixels, w, h, radius, p::stopIfCanceled));
			case "nlm" -> best(image, "h / noise", SMOOTHINGS, h -> new NonLocalMeans(image.sigma(), h * image.sigma()));
			default -> network(words, image, seed);
		};
	}

	private Row network(final String[] words, final NoisyImage image, final long seed) {
		final Effort effort = Choices.parse("effort", words[words.length - 1], Effort.values());
		ZeroShotOptions options = ZeroShotOptions.defaults().with(effort).with(ComputeDevice.CPU).withSeed(seed).withSteps(setting.steps());
		options = words[0].equals("stride") ? options.withStride(Stride.parse(words[1])) : options.with(Choices.parse("method", words[0], Method.values()));
		final Scene scene = image.scene();
		final float[] result = new float[image.noisy().length];
		final boolean peak = PeakMemory.reset();
		final ZeroShotReport report = new ZeroShot(options, engine).denoise(ArrayImgs.floats(image.noisy().clone(), scene.width(), scene.height(), 1), 1,
			false, (plane, pixels) -> {
				int i = 0;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, Progress.NONE);
		return scores(image, result).and(Row.of("seconds", report.seconds(), "rss_mb", peak ? PeakMemory.megabytes() : Double.NaN, "stride", report.stride()));
	}

	/** The filter with the setting that is best by the truth, which its users do not know; the seconds are of that one. */
	private static Row best(final NoisyImage image, final String name, final List<Double> values, final DoubleFunction<PlaneFilter> filter) {
		Row best = null;
		for (final double value : values) {
			final boolean peak = PeakMemory.reset();
			final long start = System.nanoTime();
			final float[] result = filter.apply(value).apply(image.noisy(), image.scene().width(), image.scene().height(), Progress.NONE);
			final double seconds = (System.nanoTime() - start) / 1e9;
			final Row row = scores(image, result).and(Row.of("seconds", seconds, "rss_mb", peak ? PeakMemory.megabytes() : Double.NaN, "setting", String.format(
				Locale.ROOT, "%s %.1f", name, value)));
			if (best == null || row.number("psnr") > best.number("psnr")) best = row;
		}
		return best;
	}

	private static Row scores(final NoisyImage image, final float[] pixels) {
		return Row.of("psnr", image.psnr(pixels), "ssim", image.ssim(pixels));
	}
}
