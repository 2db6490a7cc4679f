package sc.fiji.n2n.pairs;

import static sc.fiji.n2n.pairs.PairCheck.finding;
import static sc.fiji.n2n.pairs.PairCheck.median;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.SharedNoise;
import sc.fiji.n2n.pairs.PairSample.Window;

/** Looks whether both images of a pair show the same scene, in the same place, with independent noise. */
final class NoiseCheck {

	/** Shift that does not matter, and from which on nothing can be learned, in pixels. */
	private static final double SMALL_SHIFT = 0.3;
	private static final double LARGE_SHIFT = 2;
	/** Pairs whose shift, and whose noise, is measured. */
	private static final int MAX_SHIFTS = 8;
	private static final int MAX_NOISES = 16;
	/** Correlation of the noise that does not matter, and from which on it would be learned. */
	private static final double LITTLE_SHARED = 0.1;
	private static final double MUCH_SHARED = 0.5;
	/** Standard errors that a correlation must exceed to be believed. */
	private static final double BELIEVED = 3;
	/** The same for structure, which is looked for in each pair and at three scales. */
	private static final double STRUCTURE = 4;
	private static final int[] SCALES = { 1, 8, 32 };

	/** Standard errors of a shift that may be chance. */
	private static final double MAY_BE_CHANCE = 2;
	/** A shift along one axis that is known worse than this, and worse than to a quarter, is not measured. */
	private static final double MAX_ERROR = 0.2;

	private record Pair(Window window, ShotShift shift) {

		/** Length of the shift less what may be chance. */
		double believed() {
			return Math.max(0, shift.length() - MAY_BE_CHANCE * shift.error());
		}
	}

	/** The shift between the images of pairs: its median decides, its largest warns. */
	Finding shift(final List<Window> windows, final Progress progress) {
		final List<Pair> pairs = new ArrayList<>();
		final int count = Math.min(MAX_SHIFTS, windows.size());
		for (int i = 0; i < count; i++) {
			progress.step("Checking the pairs", i / (double) count);
			final Window window = nth(windows, i, count);
			final ShotShift shift = ShotShift.measure(window.a(), window.b(), window.width(), window.height());
			if (shift != null && shift.error() < Math.max(MAX_ERROR, shift.length() / 4)) pairs.add(new Pair(window, shift));
		}
		if (pairs.isEmpty()) return finding(Severity.FINE, "shift", Double.NaN,
			"The shift between the images could not be measured in any of %d pairs: too little structure, or too much noise.", count);
		final double middle = median(pairs.stream().mapToDouble(pair -> pair.shift.length()).toArray());
		final Pair worst = PairCheck.largest(pairs, pair -> pair.shift.length());
		final boolean movie = worst.window.scene().neighboursOnly();
		final String words = String.format(Locale.ROOT, "%.2f +- %.2f pixels (median; largest %.2f between images %s)", middle,
			median(pairs.stream().mapToDouble(pair -> pair.shift.error()).toArray()), worst.shift.length(), worst.window.pair());
		final double believed = median(pairs.stream().mapToDouble(Pair::believed).toArray());
		if (pairs.stream().allMatch(pair -> pair.believed() < SMALL_SHIFT)) return finding(Severity.FINE, "shift", middle, "The images are shifted by %s.", words);
		if (movie) return finding(Severity.WARNING, "shift", middle,
			"From frame to frame the scene moves by %s, which will be blurred: record faster, or leave out what moves.", words);
		if (believed > LARGE_SHIFT) return finding(Severity.STOP, "shift", middle,
			"The images are shifted by %s, so that the result would be blurred: register them first, e.g. Plugins > Registration.", words);
		return finding(Severity.WARNING, "shift", middle,
			"The images are shifted by %s, which blurs the result: register them first, e.g. Plugins > Registration.", words);
	}

	/** Some of all windows, spread evenly, the last among them: of repeats it is the first against the last. */
	private static Window nth(final List<Window> windows, final int i, final int count) {
		return windows.get((int) ((long) (i + 1) * windows.size() / count) - 1);
	}

	/** The correlation of the noise of both images: the median of the pairs where it can be told from structure. */
	Finding independence(final List<Window> windows, final Progress progress) {
		final List<SharedNoise> measured = new ArrayList<>();
		final int count = Math.min(MAX_NOISES, windows.size());
		for (int i = 0; i < count; i++) {
			progress.step("Checking the pairs", i / (double) count);
			final Window window = nth(windows, i, count);
			final SharedNoise shared = SharedNoise.measure(ArrayImgs.floats(window.a(), window.width(), window.height()), //
				ArrayImgs.floats(window.b(), window.width(), window.height()));
			if (shared.measurable()) measured.add(shared);
		}
		if (measured.isEmpty()) return finding(Severity.FINE, "independence", Double.NaN,
			"Whether the noise of the images is independent could not be measured in any of %d pairs: nothing is flat enough.", count);
		// What structure adds makes a correlation larger, not smaller: little is little in any case.
		final List<SharedNoise> told = measured.stream().filter(m -> !matters(m) || !m.isStructure()).toList();
		final double all = median(measured.stream().mapToDouble(SharedNoise::correlation).toArray());
		if (2 * told.size() < measured.size()) return finding(Severity.FINE, "independence", Double.NaN,
			"Whether the noise of the images is independent cannot be told: even the flattest places have structure in common (correlation %.2f).", all);
		final double shared = median(told.stream().mapToDouble(SharedNoise::correlation).toArray());
		final boolean matters = 2 * told.stream().filter(NoiseCheck::matters).count() > told.size();
		if (!matters) return finding(Severity.FINE, "independence", shared, "The noise of the images is independent: correlation %.2f.", Math.abs(shared));
		if (shared <= MUCH_SHARED) return finding(Severity.WARNING, "independence", shared,
			"The noise of the images has a correlation of %.2f, and what they share stays in the result: subtract the fixed pattern (dark frame) first.",
			shared);
		return finding(Severity.STOP, "independence", shared,
			"The noise is the same in both images (correlation %.2f), so that it would be learned: give two acquisitions, not two copies.", shared);
	}

	private static boolean matters(final SharedNoise shared) {
		return shared.correlation() > Math.max(LITTLE_SHARED, BELIEVED * shared.error());
	}

	/** Whether the images have anything in common, at any of three scales. */
	Finding structure(final List<Window> windows) {
		int common = 0;
		for (final Window window : windows)
			if (largestExcess(window) > STRUCTURE) common++;
		final double share = common / (double) windows.size();
		if (common > 0) return finding(Severity.FINE, "structure", share, "Both images show the same structure in %d of %d pairs looked at.", common,
			windows.size());
		return finding(Severity.WARNING, "structure", share,
			"The images seem to have nothing in common in any of %d pairs looked at: they are no pairs, or far too noisy, so check their order.", windows.size());
	}

	private static double largestExcess(final Window window) {
		double largest = 0;
		for (final int side : SCALES) {
			final float[] a = Covariance.blockMeans(window.a(), window.width(), window.height(), side);
			final float[] b = Covariance.blockMeans(window.b(), window.width(), window.height(), side);
			largest = Math.max(largest, Covariance.inStandardErrors(a, b, window.width() / side, 2));
		}
		return largest;
	}

	/** Standard deviation of the noise of one image: that of the difference of both over the root of 2, the median of the pairs. */
	static double deviation(final List<Window> windows) {
		return median(windows.stream().mapToDouble(window -> {
			double sum = 0, squares = 0;
			int n = 0;
			for (int i = 0; i < window.a().length; i++) {
				final double d = window.b()[i] - (double) window.a()[i];
				if (Double.isNaN(d)) continue;
				sum += d;
				squares += d * d;
				n++;
			}
			return n == 0 ? Double.NaN : Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)) / 2);
		}).filter(Double::isFinite).toArray());
	}
}
