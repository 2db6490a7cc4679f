package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.DoubleFunction;

import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.RaceMethod;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ClassicalFilters;
import sc.fiji.n2n.race.Contender;
import sc.fiji.n2n.race.NonLocalMeans;
import sc.fiji.n2n.race.PlaneFilter;
import sc.fiji.n2n.race.Variant;

/** The methods of a race: networks, and classical filters with the settings among which the best is chosen. */
final class Contenders {

	private static final List<Double> SIGMAS = List.of(0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 4.0);
	private static final List<Double> RADII = List.of(1.0, 1.5, 2.0, 3.0, 4.0);
	/** How much patches may differ, relative to the noise. */
	private static final List<Double> SMOOTHINGS = List.of(0.4, 0.6, 0.8, 1.1);
	private static final double PUBLISHED_COST = 500;

	private final RaceOptions options;
	private final NetworkTrainer trainer;
	private final AppliedModel model;
	private final Channel channel;
	private final List<String> warnings = new ArrayList<>();
	/** Methods that were asked already: what they say of the image itself counts. */
	private final Set<String> asked = new HashSet<>();

	/**
	 * @param options what is raced
	 * @param trainer trains networks; null where none is raced
	 * @param model the model; null where none is raced
	 * @param channel the region, for what is known of its pixels
	 */
	Contenders(final RaceOptions options, final NetworkTrainer trainer, final AppliedModel model, final Channel channel) {
		this.options = options;
		this.trainer = trainer;
		this.model = model;
		this.channel = channel;
	}

	/**
	 * The methods.
	 *
	 * @param noise standard deviation of the noise
	 * @param stride what auto takes there
	 */
	List<Contender> list(final double noise, final Stride stride) {
		final List<Contender> all = new ArrayList<>();
		if (has(RaceMethod.GAUSSIAN)) all.add(classical("gaussian", 0.5, SIGMAS, sigma -> new Variant(text("sigma %s", sigma), text(
			"run(\"Gaussian Blur...\", \"sigma=%s stack\");", sigma), (pixels, w, h, p) -> ClassicalFilters.gaussian(pixels, w, h, sigma))));
		if (has(RaceMethod.MEDIAN)) all.add(classical("median", 0.5, RADII, radius -> new Variant(text("radius %s", radius), text(
			"run(\"Median...\", \"radius=%s stack\");", radius), (pixels, w, h, p) -> ClassicalFilters.median(pixels, w, h, radius, p::stopIfCanceled))));
		if (has(RaceMethod.NLM)) all.add(classical("nlm", 6, SMOOTHINGS, h -> new Variant(text("h %s of the noise", h), text(
			"non-local means of patches of 5 x 5 pixels in 21 x 21, sigma %.4g, h %.4g; Fiji's plugin Non-local Means Denoising (sigma=%d smoothing_factor=1) is alike, not the same",
			noise, h * noise, Math.max(1, Math.round(noise))), new NonLocalMeans(noise, h * noise))));
		if (has(RaceMethod.MODEL)) all.add(new Contender("model " + model.description().name(), true, 2, List.of(model())));
		if (has(RaceMethod.AUTO)) all.add(network("auto", 20, zeroShot(Method.AUTO), zeroShot(Method.AUTO).withStride(stride)));
		// Where all pixels are learned from, auto is fast.
		if (has(RaceMethod.FAST) && !fastIsAuto(stride)) all.add(network("fast", 20, zeroShot(Method.FAST), zeroShot(Method.FAST)));
		if (has(RaceMethod.PUBLISHED)) all.add(network("published", PUBLISHED_COST, zeroShot(Method.PUBLISHED), zeroShot(Method.PUBLISHED)));
		return all;
	}

	/** Whether fast would do what auto does. */
	boolean fastIsAuto(final Stride stride) {
		return has(RaceMethod.AUTO) && has(RaceMethod.FAST) && stride.equals(Stride.NEIGHBOURS);
	}

	/** What the methods said of the region that users must know. */
	List<String> warnings() {
		return warnings;
	}

	private boolean has(final RaceMethod method) {
		return options.methods().contains(method);
	}

	private ZeroShotOptions zeroShot(final Method method) {
		return ZeroShotOptions.defaults().with(method).with(options.effort()).with(options.device()).withSeed(options.seed());
	}

	private Contender network(final String name, final double cost, final ZeroShotOptions shown, final ZeroShotOptions used) {
		return new Contender(name, true, cost, List.of(new Variant("", new ZeroShotTask(shown, trainer).macro(ResultOptions.of(PixelType.SAME)),
			filter(name, new ZeroShotTask(used, trainer)))));
	}

	private Variant model() {
		if (model.description().mode().rank() != 2) throw new IllegalArgumentException("The model was trained in the mode " + model.description().mode() +
			", but a race is on one plane. Give a model that was trained in the mode slices.");
		final ModelTask task = new ModelTask(model, NormalizationMode.MODEL, null, options.device());
		return new Variant("", task.macro(ResultOptions.of(PixelType.SAME)), filter("model", task));
	}

	private static Contender classical(final String name, final double cost, final List<Double> values, final DoubleFunction<Variant> variant) {
		return new Contender(name, false, cost, values.stream().map(variant::apply).toList());
	}

	/**
	 * How long a published training would take, from a few of its steps.
	 *
	 * @param steps how many steps to try
	 * @param progress asked whether to stop
	 * @return seconds for so many steps
	 */
	double secondsOfPublished(final int steps, final float[] pixels, final int width, final int height, final Progress progress) {
		final PlaneFilter few = filter("published", new ZeroShotTask(zeroShot(Method.PUBLISHED).withSteps(steps), trainer));
		final long start = System.nanoTime();
		few.apply(pixels, width, height, progress);
		warnings.clear();
		asked.clear();
		return (System.nanoTime() - start) / 1e9;
	}

	private PlaneFilter filter(final String name, final ChannelTask task) {
		return (pixels, width, height, progress) -> {
			final float[] result = new float[pixels.length];
			final Channel plane = channel.with(ArrayImgs.floats(pixels.clone(), width, height, 1));
			final List<String> lines = task.denoise(plane, (number, denoised) -> {
				int i = 0;
				for (final FloatType pixel : Views.flatIterable(denoised))
					result[i++] = pixel.get();
			}, progress);
			if (asked.add(name)) lines.stream().filter(line -> line.startsWith("warning: ")).forEach(line -> warnings.add(name + ": " + line));
			return result;
		};
	}

	private static String text(final String format, final Object... values) {
		return String.format(Locale.ROOT, format, values);
	}
}
