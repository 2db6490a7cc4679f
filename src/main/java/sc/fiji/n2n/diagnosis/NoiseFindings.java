package sc.fiji.n2n.diagnosis;

import static sc.fiji.n2n.diagnosis.Measurement.intensity;
import static sc.fiji.n2n.diagnosis.Measurement.number;
import static sc.fiji.n2n.diagnosis.Measurement.percent;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import sc.fiji.n2n.noise.NoiseAutocorrelation;
import sc.fiji.n2n.pairs.Saturation;
import sc.fiji.n2n.pairs.Severity;

/** What was measured of a channel, in words, with what stands against denoising it. */
public final class NoiseFindings {

	/** Shortest side in which the noise can be measured. */
	private static final int MIN_SIDE = 32;
	/** Share of the pixels at the ends of the range that leaves too little image. */
	private static final double MOSTLY = 0.9;
	/** Noise below this part of a grey level is rounding. */
	private static final double ROUNDING = 0.5;
	/** Part of the photon noise of as many photons as grey levels that the noise must have, or else it is rounding. */
	private static final double COUNTING = 0.3;
	/** Ratio of fine detail below which a grid of 8 x 8 pixels is that of JPEG. */
	private static final double JPEG = 0.75;
	private static final double JPEG_SIDE = 8;
	/** Correlation from which on a period is that of interpolation. */
	private static final double INTERPOLATED = 0.2;
	/** Equal neighbours, as a multiple of what noise alone makes, from which on values were copied. */
	private static final double COPIED = 2;
	/** Share of the noise at the finest scale below which an image was smoothed. */
	private static final double SMOOTHED = 0.08;
	/** Correlation at the largest stride that leaves too much. */
	private static final double FAR = 0.2;
	/** Deviation of rows, as a part of that of the noise, and standard errors from which on they matter. */
	private static final double STRIPES = 0.25;
	private static final double BELIEVED = 8;
	/** Number and share of hot pixels that matter. */
	private static final int SOME = 8;
	private static final double HOT = 5e-5;
	/** Share of impulses, and of missing pixels, that matters. */
	private static final double IMPULSES = 0.005;
	/** Share of levels that are left out from which on contrast was stretched. */
	private static final double GAPS = 0.1;

	private final NoiseDiagnosis d;
	private final List<Measurement> rows = new ArrayList<>();

	private NoiseFindings(final NoiseDiagnosis d) {
		this.d = d;
	}

	/**
	 * Puts a diagnosis in words.
	 *
	 * @param diagnosis what was measured
	 * @return a line for each measurement; those that stand against denoising have the severity {@code STOP}
	 */
	public static List<Measurement> of(final NoiseDiagnosis diagnosis) {
		final NoiseFindings findings = new NoiseFindings(diagnosis);
		if (!findings.content()) return findings.rows;
		findings.saturation();
		if (findings.strength()) {
			findings.rows.addAll(CameraWords.of(diagnosis));
			findings.correlation();
			findings.planes(diagnosis.slices(), "z", "slices");
			findings.planes(diagnosis.frames(), "t", "frames");
			findings.lines(diagnosis.rows(), "Rows");
			findings.lines(diagnosis.columns(), "Columns");
		}
		findings.pixels();
		findings.processing();
		findings.levels();
		return findings.rows;
	}

	/** Whether pixels of a channel are missing, or impulses, by a share that matters. */
	public static boolean matters(final double share) {
		return share >= IMPULSES;
	}

	/** Whether there is anything to measure. */
	private boolean content() {
		if (d.levels() == null) {
			add("Content", 0, "", Severity.STOP, "No pixel has a value: all are NaN or infinite.");
			return false;
		}
		if (d.isConstant()) {
			add("Content", d.levels().low(), "grey levels", Severity.STOP, "All pixels have the same value, " + intensity(d.levels().low()) + ": there is nothing to denoise.");
			return false;
		}
		if (d.missing() > 0) add("Missing", d.missing(), "of the pixels", Severity.WARNING, percent(d.missing()) +
			" of the pixels are NaN or infinite. They stay as they are, and nothing is learned from them.");
		if (Math.min(d.width(), d.height()) >= MIN_SIDE) return true;
		add("Size", Math.min(d.width(), d.height()), "pixels", Severity.STOP, "The image is " + d.width() + " x " + d.height() +
			" pixels: too small to measure its noise, which needs " + MIN_SIDE + " x " + MIN_SIDE + ".");
		return false;
	}

	private void saturation() {
		final Saturation s = d.saturation();
		final boolean most = s.top() + s.bottom() > MOSTLY;
		add("Saturated", s.top(), "of the pixels", most ? Severity.STOP : s.top() > Saturation.LIMIT ? Severity.WARNING : Severity.FINE, s.top() > Saturation.LIMIT ||
			most ? percent(s.top()) + " of the pixels are saturated at " + intensity(s.highest()) + ": their noise is cut off, and they come out too dark. Use a shorter exposure." :
				"Few pixels or none are saturated.");
		add("At smallest", s.bottom(), "of the pixels", most ? Severity.STOP : s.bottom() > Saturation.LIMIT ? Severity.WARNING : Severity.FINE, s
			.bottom() > Saturation.LIMIT || most ? percent(s.bottom()) +
				" of the pixels have the smallest value: unless single photons were counted, or that is a mask, the noise was cut off there, and dark places come out too bright." :
				"Few pixels or none pile up at the smallest value.");
	}

	/** Whether there is noise that is more than rounding. */
	private boolean strength() {
		final double step = d.levels().step();
		if (d.curve() == null) {
			add("Noise", Double.NaN, "grey levels", Severity.STOP, "No noise could be measured: there is none, or too little of the image is usable.");
			return false;
		}
		final double variance = d.deviation() * d.deviation();
		if (d.deviation() >= ROUNDING * step || variance > COUNTING * step * (d.curve().mean() - d.levels().low())) return true;
		add("Noise", d.deviation(), "grey levels", Severity.STOP, "The noise is less than half a grey level (" + number(d.deviation()) +
			"): there is nothing to denoise. The image may be clean, filtered, or converted to too few bits.");
		return false;
	}

	private void correlation() {
		final NoiseAutocorrelation r = d.correlation();
		if (!r.measurable()) {
			add("Correlation x", Double.NaN, "", Severity.WARNING, "Whether neighbouring pixels share their noise could not be measured: nothing is flat enough.");
			return;
		}
		for (int axis = 0; axis < 2; axis++) {
			final String name = axis == 0 ? "x" : "y";
			final double one = axis == 0 ? r.x(1) : r.y(1), two = axis == 0 ? r.x(2) : r.y(2);
			add("Correlation " + name, one, "at 1 pixel", Severity.FINE, one < INTERPOLATED ? "Neighbouring pixels share little or none of their noise along " + name + ": " +
				decimals(one) + "." : "Neighbouring pixels share part of their noise along " + name + ": correlation " + decimals(one) + " at 1 pixel, " + decimals(two) +
					" at 2.");
			add("Correlation " + name + " at 2", two, "at 2 pixels", Severity.FINE, "");
		}
		final boolean far = r.stride() == NoiseAutocorrelation.MAX_STRIDE && r.at(NoiseAutocorrelation.MAX_STRIDE) >= FAR;
		final boolean smooth = d.fineShare() < SMOOTHED;
		if (smooth) add("Fine noise", d.fineShare(), "of white noise", Severity.STOP, "The finest scale holds almost no noise (" + percent(d.fineShare()) +
			" of what it should): the image was smoothed, enlarged or denoised before, or shows structure alone. Take the raw data.");
		else add("Fine noise", d.fineShare(), "of white noise", Severity.FINE, "");
		if (far && !smooth) add("Correlation at 4", r.at(4), "at 4 pixels", Severity.STOP, "Even pixels 4 apart share noise (" + decimals(r.at(4)) +
			"), more than zero-shot denoising can leave out. Take the raw data, or pairs of images.");
	}

	private void planes(final NeighbourPlanes noise, final String axis, final String planes) {
		if (noise == null) return;
		if (noise.isShared()) add("Correlation " + axis, noise.shared(), "at 1 plane", Severity.WARNING, "Neighbouring " + planes + " share part of their noise (" + decimals(
			noise.shared()) + "), a fixed pattern or a filter over " + planes + ": do not use them as pairs, and take the fixed pattern (dark frame) off first.");
		else add("Correlation " + axis, noise.shared(), "at 1 plane", Severity.FINE, Double.isNaN(noise.shared()) ? "Whether neighbouring " + planes +
			" share noise cannot be told: their structure is the same, or nothing is flat." : "Neighbouring " + planes + " share no noise.");
	}

	private void lines(final LinePattern pattern, final String name) {
		if (pattern == null) return;
		final double part = pattern.deviation() / d.deviation();
		final boolean matters = part > STRIPES && pattern.significance() > BELIEVED;
		add(name, pattern.deviation(), "grey levels", matters ? Severity.WARNING : Severity.FINE, matters ? name + " have offsets of their own, " + percent(part) +
			" of the noise: zero-shot denoising takes such stripes for structure and keeps them. Pairs take them off where they differ from shot to shot." : "No pattern of " +
				name.toLowerCase(Locale.ROOT) + " was found.");
	}

	private void pixels() {
		final Outliers o = d.outliers();
		if (matters(o.impulses())) {
			add("Impulses", o.impulses(), "of the pixels", Severity.STOP, "At least " + percent(o.impulses()) + (o.missing() > o.impulses() / 2 ?
				" of the pixels are missing (0)" : " of the pixels have random values (impulses)") +
				": gain and noise above mean little, and zero-shot denoising keeps such pixels. Take a median filter, or train on pairs.");
			return;
		}
		final boolean hot = o.count() >= SOME && o.share() > HOT;
		add("Hot pixels", o.count(), "pixels", hot ? Severity.WARNING : Severity.FINE, !hot ? "Few single pixels or none stand out." : o.count() +
			" single pixels stand out by far (" + percent(o.share()) + ")" + (Double.isNaN(o.fixed()) ? ": hot pixels, cosmic rays or other impulses." : o.fixed() > 0.5 ?
				", in the same place in several planes: hot pixels of the camera." : ", in other places in each plane: cosmic rays or other impulses.") +
			" Take them off first, with Process > Noise > Remove Outliers...");
	}

	/** JPEG, enlargement, median filters. */
	private void processing() {
		final boolean eight = isEight(d.alongX()) && isEight(d.alongY());
		final boolean jpeg = d.jpeg() < JPEG || eight;
		add("JPEG", d.jpeg(), "of other grids", jpeg ? Severity.STOP : Severity.FINE, jpeg ? "Blocks of 8 x 8 pixels lack fine detail: the image was stored as JPEG, " +
			"which turns noise into patterns that look like structure. Take the raw data." : Double.isNaN(d.jpeg()) ? "Whether the image was a JPEG cannot be told: it has too little fine detail." :
				"No sign of JPEG.");
		final boolean x = isInterpolated(d.alongX(), true), y = isInterpolated(d.alongY(), false);
		if (!jpeg) add("Interpolation", x ? d.alongX().period() : y ? d.alongY().period() : Double.NaN, "pixels", x || y ? Severity.STOP : Severity.FINE, x || y ?
			"Neighbouring pixels are alike with a period of " + number(x ? d.alongX().period() : d.alongY().period()) + " pixels along " + (x && y ? "x and y" : x ? "x" : "y") +
				": the image was enlarged, turned or interpolated. Take the raw data, or scale it back." : "No sign of interpolation.");
		final boolean copied = d.equal() > COPIED && d.levels().gaps() <= GAPS;
		add("Equal neighbours", d.equal(), "times as expected", copied ? Severity.STOP : Severity.FINE, copied ? "Neighbouring pixels have exactly the same value " +
			number(d.equal()) + " times as often as noise makes them: a median or similar filter was applied. Take the raw data." : Double.isNaN(d.equal()) ?
				"Whether a median filter was applied cannot be told: the noise is too few grey levels wide." : "No sign of a median filter.");
	}

	private static boolean isEight(final Resampling found) {
		return found != null && found.found() && Math.abs(found.period() - JPEG_SIDE) < 0.2;
	}

	private boolean isInterpolated(final Resampling found, final boolean alongX) {
		if (found == null || !found.found() || !d.correlation().measurable()) return false;
		return (alongX ? d.correlation().x(1) : d.correlation().y(1)) >= INTERPOLATED;
	}

	private void levels() {
		final GreyLevels levels = d.levels();
		final boolean gaps = levels.gaps() > GAPS;
		if (levels.step() > 0) add("Grey level step", levels.step(), "grey levels", gaps ? Severity.WARNING : Severity.FINE, gaps ?
			"The histogram has gaps: contrast was stretched after the image was taken, and the levels between were lost before. Take the raw data if there are any." :
			Math.abs(levels.step() - 1) > 1e-6 ? "All values are " + number(levels.step()) + " grey levels apart: " + (levels.step() > 1 ?
				"fewer bits were measured than the image has." : "they are whole numbers on another scale.") : "Every grey level is used.");
		if (!(d.deviation() > 0)) return;
		final double bits = Math.log((levels.high() - levels.low()) / d.deviation()) / Math.log(2);
		add("Usable bits", Math.max(0, bits), "bits", Severity.FINE, "The range of the image is 2 to the power of " + number(Math.max(0, bits)) + " times its noise" + (levels
			.step() > 0 ? "; " + levels.levels() + " different values are used." : "."));
	}

	private static String decimals(final double value) {
		// Adding 0.0 turns a rounded -0.0 into 0.0
		return String.format(Locale.ROOT, "%.2f", Math.round(value * 100) / 100.0 + 0.0);
	}

	private void add(final String name, final double value, final String unit, final Severity severity, final String sentence) {
		rows.add(new Measurement(name, value, unit, severity, sentence));
	}
}
