package sc.fiji.n2n.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.pairs.PairSample.Window;

/**
 * Looks whether pairs suit Noise2Noise, which needs two images of the same scene, in the same place, of the same brightness,
 * with independent noise (Lehtinen et al., ICML 2018, section 2). Reads a bounded sample, see {@link PairSample}.
 */
public final class PairCheck {

	/** Least width and height of an image, in pixels. */
	public static final int MIN_SIDE = 32;

	/** Difference of the gain of clean images from 1, and of their offset from 0 in ranges of intensity, that does not matter. */
	private static final double CLEAN_LIMIT = 0.02;
	private static final int MAX_QUANTILE_SAMPLES = 1 << 20;

	private final List<Finding> findings = new ArrayList<>();
	private final Loss loss;
	private final PixelRange range;

	private PairCheck(final Loss loss, final PixelRange range) {
		this.loss = loss;
		this.range = range;
	}

	/**
	 * Checks pairs.
	 *
	 * @param scenes the pairs
	 * @param loss what the network will minimize: the normalization, and what counts as missing, depend on it
	 * @param match whether second images will be mapped to the units of the first
	 * @param range what is known of the files
	 * @param progress told of each scene
	 * @return what was found
	 * @throws java.util.concurrent.CancellationException if the user stopped it
	 */
	public static PairReport check(final Scenes scenes, final Loss loss, final boolean match, final PixelRange range, final Progress progress) {
		return new PairCheck(loss, range).check(scenes, match, progress);
	}

	private PairReport check(final Scenes scenes, final boolean match, final Progress progress) {
		final int[] chosen = PairSample.scenes(scenes.count());
		final List<Window> windows = new ArrayList<>();
		final List<Window> cleaned = new ArrayList<>();
		for (int i = 0; i < chosen.length; i++) {
			progress.step("Checking the pairs", 0.5 * i / chosen.length);
			final Scene scene = scenes.get(chosen[i]);
			if (Math.min(scene.size()[0], scene.size()[1]) < MIN_SIDE) add(Severity.STOP, "size", Math.min(scene.size()[0], scene.size()[1]),
				"%s is %d x %d pixels, but training needs at least %d x %d: use larger images.", scene.name(), scene.size()[0], scene.size()[1],
				MIN_SIDE, MIN_SIDE);
			final List<Window> ofScene = PairSample.windows(scene, chosen.length, loss == Loss.MASKED_L2);
			content(scene, ofScene);
			windows.addAll(ofScene);
			if (scene.cleanOrNull() != null) cleaned.addAll(PairSample.windows(new Scene("the clean image of " + scene.name(), List.of(scene.shots().get(0), scene
				.cleanOrNull()), false), chosen.length, loss == Loss.MASKED_L2));
			final int[] same = PairSample.sameShots(scene, ofScene);
			if (same != null) add(Severity.STOP, "identity", 1,
				"Images %d and %d of %s are the same image, so that their noise would be learned: give two acquisitions of the scene.", same[0] + 1,
				same[1] + 1, scene.name());
		}
		final List<Window> usable = windows.stream().filter(w -> !PairSample.isConstant(w.a()) && !PairSample.isConstant(w.b())).toList();
		final boolean stopped = findings.stream().anyMatch(f -> f.severity() == Severity.STOP);
		if (stopped || usable.isEmpty()) return report(windows, usable, ExposureFit.SAME, match);

		final int shots = windows.stream().mapToInt(w -> w.scene().shots().size()).max().orElseThrow();
		final double[] quantiles = quantiles(usable);
		type();
		final Saturation first = Saturation.of(usable.stream().map(Window::a).toList(), range.largest());
		final Saturation second = Saturation.of(usable.stream().map(Window::b).toList(), range.largest());
		saturation(first, second, match && shots == 2);
		final ExposureCheck exposure = new ExposureCheck(quantiles[1] - quantiles[0], new double[] { first.highest(), second.highest() });
		findings.add(exposure.check(usable, shots, match));
		if (!cleaned.isEmpty()) clean(cleaned, quantiles[1] - quantiles[0], first.highest());
		progress.step("Checking the pairs", 0.6);
		final NoiseCheck noise = new NoiseCheck();
		findings.add(noise.shift(usable, progress.part(0.6, 0.85)));
		findings.add(noise.independence(usable, progress.part(0.85, 0.98)));
		findings.add(noise.structure(usable));
		progress.step("Checking the pairs", 1);
		return report(windows, usable, exposure.fit(), match);
	}

	/** Each shot that was looked at must show something. */
	private void content(final Scene scene, final List<Window> windows) {
		for (int shot = 0; shot < scene.shots().size(); shot++) {
			final int s = shot;
			final List<float[]> pixels = new ArrayList<>();
			windows.stream().filter(w -> w.first() == s).forEach(w -> pixels.add(w.a()));
			windows.stream().filter(w -> w.second() == s).forEach(w -> pixels.add(w.b()));
			if (pixels.isEmpty()) continue;
			final Normalization values = Normalization.ofRange(pixels);
			if (!values.isConstant()) continue;
			final boolean finite = pixels.stream().anyMatch(PairCheck::hasFinite);
			add(Severity.STOP, "content", values.offset(), finite ? "Image %d of %s is %s everywhere: leave this scene out." :
				"Image %d of %s has no valid pixel: leave this scene out.", shot + 1, scene.name(), number(values.offset()));
		}
	}

	/** Clean images are targets as they are: in other units they would teach another brightness. */
	private void clean(final List<Window> windows, final double intensities, final double saturated) {
		final ExposureMeasurement measured = ExposureMeasurement.of(windows, new double[] { saturated, Double.POSITIVE_INFINITY });
		if (measured == null) {
			add(Severity.FINE, "clean", Double.NaN, "Whether the clean images have the exposure of the noisy ones could not be measured.");
			return;
		}
		final ExposureFit fit = measured.fit();
		final boolean same = Math.abs(fit.gain() - 1) <= CLEAN_LIMIT + 3 * measured.gainError() && Math.abs(fit.offset()) <= CLEAN_LIMIT * intensities + 3 * measured
			.offsetError();
		add(same ? Severity.FINE : Severity.WARNING, "clean", fit.gain(), same ? "The clean images have the exposure of the noisy ones: gain %s, offset %s." :
			"The clean images have another exposure than the noisy ones (gain %s, offset %s), and would teach another brightness: convert them, by Process > Math.",
			number(fit.gain()), number(fit.offset()));
	}

	private void type() {
		if (range.firstType().isEmpty() || range.secondType().isEmpty()) return;
		if (range.firstType().equals(range.secondType())) add(Severity.FINE, "type", 0, "Both images are %s.", range.firstType());
		else add(Severity.WARNING, "type", 1, "The first images are %s, the second %s: convert them to one type, or set \"match\" to yes.", range
			.firstType(), range.secondType());
	}

	private void saturation(final Saturation first, final Saturation second, final boolean match) {
		final double top = Math.max(first.top(), second.top());
		final double bottom = Math.max(first.bottom(), second.bottom());
		final double both = Math.min(first.top(), second.top());
		if (match && top > Saturation.LIMIT && both <= Saturation.LIMIT) add(Severity.FINE, "saturation", top,
			"%s %% of the pixels of the %s images are saturated and do not count as targets.",
			number(100 * top), first.top() > second.top() ? "first" : "second");
		else if (match && top > Saturation.LIMIT) add(Severity.WARNING, "saturation", top,
			"Both images have saturated pixels, %s %% or more: nothing is learned there, and what comes out is a guess. Make one exposure shorter.", number(100 *
				both));
		else if (top > Saturation.LIMIT) add(Severity.WARNING, "saturation", top,
			"%s %% of the pixels are saturated at %s and will come out too dark: use a shorter exposure.", number(100 * top), number(Math.min(first
				.highest(), second.highest())));
		else add(Severity.FINE, "saturation", top, "%s %% of the pixels are saturated.", number(100 * top));
		if (bottom > Saturation.LIMIT) add(Severity.WARNING, "saturation", bottom,
			"%s %% of the pixels have the smallest value: unless single photons were counted, the camera cut off the noise below, and dark places will come out too bright.",
			number(100 * bottom));
	}

	private PairReport report(final List<Window> windows, final List<Window> usable, final ExposureFit fit, final boolean match) {
		final List<float[]> values = new ArrayList<>();
		for (final Window window : windows) {
			values.add(window.a());
			values.add(match ? mapped(window, fit).b() : window.b());
		}
		Normalization normalization = Normalization.ofMeanAndDeviation(values);
		if (loss == Loss.HDR && !normalization.isConstant()) {
			if (normalization.offset() > 0) normalization = new Normalization(0, normalization.offset());
			else {
				add(Severity.STOP, "brightness", normalization.offset(),
					"The mean intensity is %s, but the loss hdr needs intensities above 0: choose the loss l2.", number(normalization.offset()));
				normalization = new Normalization(0, 0);
			}
		}
		final double[] quantiles = quantiles(windows);
		final List<Window> alike = usable.stream().map(w -> mapped(w, fit)).toList();
		return new PairReport(findings, fit, normalization, quantiles[0], quantiles[1], NoiseCheck.deviation(alike), PairNoise.of(alike));
	}

	/**
	 * The pair with its second image in the units of the first, and without what is saturated. Of more than two shots there is none to
	 * be mapped.
	 */
	private static Window mapped(final Window window, final ExposureFit fit) {
		if (fit == ExposureFit.SAME || window.scene().shots().size() > 2) return window;
		final float[] a = window.a().clone();
		final float[] b = window.b().clone();
		for (int i = 0; i < a.length; i++)
			if (a[i] >= fit.firstSaturated() || b[i] >= fit.secondSaturated()) a[i] = b[i] = Float.NaN;
		fit.toFirst(b);
		return new Window(window.scene(), window.first(), window.second(), a, b, window.width(), window.height());
	}

	/** The 1 % and 99 % quantiles of the first images. */
	private static double[] quantiles(final List<Window> windows) {
		final long pixels = windows.stream().mapToLong(w -> w.a().length).sum();
		// Odd, so that rows of a usual width are not met in the same few columns.
		final int stride = (int) (pixels / MAX_QUANTILE_SAMPLES + 1 | 1);
		final float[] values = new float[(int) (pixels / stride) + windows.size()];
		int n = 0;
		for (final Window window : windows)
			for (int i = 0; i < window.a().length; i += stride)
				if (Float.isFinite(window.a()[i])) values[n++] = window.a()[i];
		if (n == 0) return new double[] { Double.NaN, Double.NaN };
		Arrays.sort(values, 0, n);
		return new double[] { values[(int) (0.01 * (n - 1))], values[(int) (0.99 * (n - 1))] };
	}

	private static boolean hasFinite(final float[] values) {
		for (final float v : values)
			if (Float.isFinite(v)) return true;
		return false;
	}

	private void add(final Severity severity, final String what, final double value, final String sentence, final Object... words) {
		findings.add(finding(severity, what, value, sentence, words));
	}

	static Finding finding(final Severity severity, final String what, final double value, final String sentence, final Object... words) {
		return new Finding(severity, what, value, String.format(Locale.ROOT, sentence, words));
	}

	/** A number with four digits, without needless zeros. */
	static String number(final double value) {
		if (value == 0 || !Double.isFinite(value)) return value == 0 ? "0" : Double.toString(value);
		final double size = Math.abs(value);
		if (size >= 1e7 || size < 1e-3) return String.format(Locale.ROOT, "%.3e", value);
		return new java.math.BigDecimal(value).round(new java.math.MathContext(size >= 1000 ? 7 : 4)).stripTrailingZeros().toPlainString();
	}

	/** The middle of sorted values; of an even number the mean of both. NaN of none. */
	static double median(final double... values) {
		final double[] sorted = Arrays.stream(values).sorted().toArray();
		return sorted.length == 0 ? Double.NaN : (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/** The window for which a number is largest. */
	static <T> T largest(final List<T> list, final java.util.function.ToDoubleFunction<T> number) {
		return list.stream().max(Comparator.comparingDouble(number)).orElseThrow();
	}
}
