package sc.fiji.n2n.batch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import ij.ImagePlus;
import ij.io.FileInfo;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.diagnosis.NoiseDiagnosis;
import sc.fiji.n2n.diagnosis.NoiseFindings;
import sc.fiji.n2n.pairs.Finding;
import sc.fiji.n2n.pairs.PairReport;
import sc.fiji.n2n.pairs.Severity;

/**
 * Which method suits an image, and why.
 *
 * @param lines the reasons, one sentence each
 * @param macro the line that does it; empty where no method will work
 */
record NoiseAdvice(List<String> lines, String macro) {

	/** Slices that a volume needs to be worth its time, and how much neighbours must look alike. */
	private static final int MIN_SLICES = 8;
	private static final double SAME_SCENE = 0.9;
	/** Noise of less than so many grey levels leaves less than one after denoising. */
	private static final double COARSE = 2;
	/** Impulses found from which on they are on most pixels, or nearly. */
	private static final double MANY_IMPULSES = 0.2;
	/** The loss l0 needs a number of epochs. */
	private static final int EPOCHS = 40;
	/** Brightest pixels over the mean from which on a tail is long. */
	private static final double LONG_TAIL = 30;

	/**
	 * For an image without a partner.
	 *
	 * @param image the image
	 * @param names names of the channels that were measured
	 * @param diagnoses what was measured of them
	 * @param rows the same in words
	 */
	static NoiseAdvice forImage(final ImagePlus image, final List<String> names, final List<NoiseDiagnosis> diagnoses, final List<NoiseRow> rows) {
		final List<String> lines = new ArrayList<>();
		final List<NoiseRow> stops = rows.stream().filter(row -> row.measurement().severity() == Severity.STOP).toList();
		final List<String> stopped = names.stream().filter(name -> stops.stream().anyMatch(row -> row.name().equals(name))).toList();
		if (stopped.size() == names.size()) {
			lines.add("No method is recommended for this image:");
			stops.forEach(row -> lines.add("- " + (row.name().isEmpty() ? "" : row.name() + ": ") + row.measurement().sentence()));
			return new NoiseAdvice(lines, "");
		}
		lines.add("Recommended: ZS-N2N Denoise with method=auto, because this is an image without a second shot of its scene.");
		for (int i = 0; i < diagnoses.size(); i++)
			if (!stopped.contains(names.get(i))) lines.add(stride(names.get(i), diagnoses.get(i)));
		final boolean volume = isVolume(image, diagnoses.get(0));
		lines.add(mode(image, diagnoses.get(0), volume));
		final boolean coarse = image.getBitDepth() != 32 && diagnoses.stream().anyMatch(NoiseAdvice::isCoarse);
		lines.add(coarse ? "Type 32-bit: the noise is less than 2 grey levels wide, and less would be lost to rounding than is gained."
			: "Type same: the noise is wide enough for whole grey levels, or the image has 32 bits.");
		stops.forEach(row -> lines.add("Look: " + row.name() + " does not suit: " + row.measurement().sentence()));
		rows.stream().filter(row -> row.measurement().severity() == Severity.WARNING).forEach(row -> lines.add("Look: " + (row.name().isEmpty() ? "" : row.name() +
			": ") + row.measurement().sentence()));
		lines.add("Where two noisy images of the same scene can be taken, N2N Train on them is better for every kind of noise.");
		return new NoiseAdvice(lines, String.format(Locale.ROOT,
			"run(\"ZS-N2N Denoise...\", \"method=auto mode=%s slices=together effort=normal type=%s\");", volume ? "volume" : "slices", coarse ? "32-bit" : "same"));
	}

	private static String stride(final String name, final NoiseDiagnosis diagnosis) {
		final List<Stride> strides = ZeroShot.strides(diagnosis.correlation(), diagnosis.width(), diagnosis.height());
		final String start = (name.isEmpty() ? "" : name + ": ") + "auto will ";
		if (strides.size() == 1) return start + "take the stride 1: neighbouring pixels do not share their noise.";
		return start + "try strides up to " + strides.get(strides.size() - 1) + " and take the best: neighbouring pixels share their noise.";
	}

	private static boolean isVolume(final ImagePlus image, final NoiseDiagnosis diagnosis) {
		return image.getNSlices() >= MIN_SLICES && Channel.of(image, null, image.getNSlices()).isIsotropic() && diagnosis.slices() != null && diagnosis.slices().scene() > SAME_SCENE && !diagnosis
			.slices().isShared();
	}

	private static String mode(final ImagePlus image, final NoiseDiagnosis diagnosis, final boolean volume) {
		if (volume) return "Mode volume: slices are as close to each other as pixels, and neighbours show nearly the same.";
		if (diagnosis.frames() != null && diagnosis.frames().scene() > SAME_SCENE) return "Mode slices. But following frames show nearly the same: if nothing moves, " +
			"N2N Train with pairs=repeats is better; if little moves, pairs=neighbours.";
		return "Mode slices: " + (image.getNSlices() == 1 ? "there is no z-stack." : image.getNSlices() < MIN_SLICES ? "there are few slices."
			: "slices are not known to be as close as pixels (Image > Properties...), or neighbours differ.");
	}

	private static boolean isCoarse(final NoiseDiagnosis diagnosis) {
		return diagnosis.levels() != null && diagnosis.deviation() < COARSE * diagnosis.levels().step();
	}

	/**
	 * What to minimize with noise of this kind.
	 *
	 * @param diagnosis what was measured of the image
	 */
	static Loss loss(final NoiseDiagnosis diagnosis) {
		if (diagnosis.levels() == null) return Loss.L2;
		final double impulses = diagnosis.outliers().impulses(), missing = diagnosis.outliers().missing();
		if (NoiseFindings.matters(diagnosis.missing()) || NoiseFindings.matters(missing) && missing > impulses / 2) return Loss.MASKED_L2;
		if (NoiseFindings.matters(impulses)) return impulses > MANY_IMPULSES ? Loss.L0 : Loss.L1;
		final boolean tail = diagnosis.curve() != null && diagnosis.levels().step() == 0 && diagnosis.levels().low() >= 0 && diagnosis.levels().high() > LONG_TAIL *
			diagnosis.curve().mean();
		return tail ? Loss.HDR : Loss.L2;
	}

	/**
	 * For two images of one scene.
	 *
	 * @param image the image
	 * @param second the other
	 * @param channel the channel to train on, from 1
	 * @param loss what to minimize
	 * @param report what the check of the pair says
	 * @param diagnosis what was measured
	 * @param rows the same in words
	 */
	static NoiseAdvice forPair(final ImagePlus image, final ImagePlus second, final int channel, final Loss loss, final PairReport report,
		final NoiseDiagnosis diagnosis, final List<NoiseRow> rows)
	{
		final List<String> lines = new ArrayList<>();
		if (report.severity() == Severity.STOP) {
			lines.add("These images are no pair to train on:");
			report.sentences(Severity.STOP).forEach(sentence -> lines.add("- " + sentence));
			lines.add("Check each of them alone (without a second image) for zero-shot denoising.");
			return new NoiseAdvice(lines, "");
		}
		final boolean match = report.findings().stream().anyMatch(finding -> finding.what().equals("exposure") && finding.severity() == Severity.WARNING);
		lines.add("Recommended: N2N Train on this pair, which takes off all noise that the two images do not share, correlated noise and stripes too.");
		lines.add("Loss " + loss + ": " + reason(loss));
		if (match) lines.add("match=yes, because the exposure of the images differs.");
		if (diagnosis.correlation().measurable() && diagnosis.correlation().stride() > 1) lines.add(
			"Neighbouring pixels share their noise, which a pair removes better than zero-shot denoising.");
		for (final Finding finding : report.findings())
			if (finding.severity() == Severity.WARNING) lines.add("Look: " + finding.sentence());
		rows.stream().filter(row -> row.measurement().severity() == Severity.STOP).forEach(row -> lines.add("Look: " + row.measurement().sentence()));
		final String macro = "run(\"N2N Train...\", \"pairs=images noisy_b=[" + second.getTitle() + "]" + (channel > 1 ? " channel=" + channel : "") + " loss=" + loss +
			(loss == Loss.L0 ? " epochs=" + EPOCHS : "") + (match ? " match=yes" : "") + " model=[" + macroPath(freeModel(image)) + "]\");";
		return new NoiseAdvice(lines, macro);
	}

	private static String reason(final Loss loss) {
		return switch (loss) {
			case L2 -> "the noise has no outliers, and its mean is what is wanted.";
			case L1 -> "some pixels have random values, which a median leaves out.";
			case L0 -> "so many pixels have random values that only the most frequent value tells the scene.";
			case HDR -> "few very bright pixels would decide all.";
			case MASKED_L2 -> "pixels are missing (0 or NaN).";
		};
	}

	/** A model file that is not there yet, beside the image or in the home folder. */
	private static Path freeModel(final ImagePlus image) {
		final FileInfo file = image.getOriginalFileInfo();
		final String beside = file == null ? null : file.directory;
		final Path home = Path.of(System.getProperty("user.home"));
		final Path folder = beside != null && !beside.isEmpty() && Files.isWritable(Path.of(beside)) ? Path.of(beside) : home;
		final String name = Objects.requireNonNullElse(image.getTitle(), "model").replaceAll("\\.[A-Za-z0-9]{1,5}$", "").replaceAll("[^A-Za-z0-9._-]+", "_");
		Path model = folder.resolve(name + ".n2n");
		for (int i = 2; Files.exists(model) || Files.exists(ModelFile.checkpointOf(model)); i++)
			model = folder.resolve(name + "-" + i + ".n2n");
		return model;
	}

	/** Backslashes begin an escape in a macro; ImageJ takes slashes everywhere. */
	private static String macroPath(final Path path) {
		return path.toAbsolutePath().toString().replace('\\', '/');
	}
}
