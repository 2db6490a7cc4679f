package sc.fiji.n2n.batch;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.config.CheckOptions;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.PairSource;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.diagnosis.Measurement;
import sc.fiji.n2n.diagnosis.NoiseDiagnosis;
import sc.fiji.n2n.diagnosis.NoiseDiagnosis.Known;
import sc.fiji.n2n.diagnosis.NoiseFindings;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.pairs.ExposureFit;
import sc.fiji.n2n.pairs.Finding;
import sc.fiji.n2n.pairs.PairCheck;
import sc.fiji.n2n.pairs.PairReport;
import sc.fiji.n2n.pairs.PixelRange;

/** Measures the noise of an open image, alone or with another image of the same scene, and tells what to do. The images stay as they are. */
public final class NoiseChecker {

	/** Share of the progress that is the check of the pair. */
	private static final double PAIR = 0.3;

	private final ImagePlus image;
	private final ImagePlus second;
	private final CheckOptions options;
	private final List<Integer> numbers;

	/**
	 * @param image the image
	 * @param second another image of the same scene; null, or the image itself, if there is none
	 * @param options what is checked, and what is known
	 * @throws IllegalArgumentException if an image does not suit, in words for the user
	 */
	public NoiseChecker(final ImagePlus image, final ImagePlus second, final CheckOptions options) {
		ImageChannels.check(image);
		final int count = ImageChannels.count(image);
		ImageChannels.checkNumber(image, options.channel(), "to check all");
		this.image = image;
		this.second = second == image ? null : second;
		this.options = options;
		if (this.second != null) ImageChannels.check(this.second);
		numbers = options.channel() > 0 ? List.of(options.channel()) : IntStream.rangeClosed(1, count).boxed().toList();
	}

	/**
	 * Does the check.
	 *
	 * @param progress told how far the work is
	 * @return what is to be said
	 * @throws IllegalArgumentException if the images make no pair, in words for the user
	 * @throws IllegalStateException if an image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public NoiseReport check(final Progress progress) {
		try {
			return second == null ? alone(progress) : pair(progress);
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	private NoiseReport alone(final Progress progress) {
		final List<NoiseDiagnosis> diagnoses = new ArrayList<>();
		for (int i = 0; i < numbers.size(); i++)
			diagnoses.add(NoiseDiagnosis.measure(channel(image, i), known(), progress.part((double) i / numbers.size(), (i + 1.0) / numbers.size())));
		final List<NoiseRow> rows = rows(diagnoses);
		final NoiseAdvice advice = NoiseAdvice.forImage(image, names(), diagnoses, rows);
		return new NoiseReport("Noise of " + image.getTitle(), advice.lines(), advice.macro(), rows, names(), diagnoses);
	}

	/** The pairs are checked as before a training, in the first channel of those that are asked for. */
	private NoiseReport pair(final Progress progress) {
		final OpenPairs open = OpenPairs.of(PairSource.IMAGES, image, second, numbers.get(0), numbers.get(0), StackMode.SLICES);
		// What is wrong with all channels is found in the first, what to minimize is measured first of all.
		final Loss loss = NoiseAdvice.loss(NoiseDiagnosis.measure(channel(image, 0), known(), progress.part(0, PAIR / 2)));
		final PairReport report = PairCheck.check(open.scenes(), loss, false, new PixelRange(open.info().pixelType(), open.info().secondPixelType(), open.info()
			.maxValue()), progress.part(PAIR / 2, PAIR));
		final List<NoiseDiagnosis> diagnoses = new ArrayList<>();
		for (int i = 0; i < numbers.size(); i++)
			diagnoses.add(NoiseDiagnosis.measure(channel(image, i), channel(second, i), i == 0 ? report.exposure() : ExposureFit.SAME, known(), progress.part(PAIR +
				(1 - PAIR) * i / numbers.size(), PAIR + (1 - PAIR) * (i + 1.0) / numbers.size())));
		final List<NoiseRow> rows = new ArrayList<>();
		for (final Finding finding : report.findings())
			rows.add(new NoiseRow(numbers.get(0), names().get(0), new Measurement("Pair: " + finding.what(), finding.value(), "", finding.severity(), finding
				.sentence())));
		final List<NoiseRow> measured = rows(diagnoses);
		rows.addAll(measured);
		final NoiseAdvice advice = NoiseAdvice.forPair(image, second, numbers.get(0), loss, report, diagnoses.get(0), measured);
		return new NoiseReport("Noise of " + image.getTitle() + " and " + second.getTitle(), advice.lines(), advice.macro(), rows, names(), diagnoses);
	}

	private List<NoiseRow> rows(final List<NoiseDiagnosis> diagnoses) {
		final List<NoiseRow> rows = new ArrayList<>();
		for (int i = 0; i < diagnoses.size(); i++)
			for (final Measurement measurement : NoiseFindings.of(diagnoses.get(i)))
				rows.add(new NoiseRow(numbers.get(i), names().get(i), measurement));
		return rows;
	}

	private List<String> names() {
		return numbers.stream().map(number -> ImageChannels.count(image) == 1 ? "" : ImageChannels.name(image, number - 1)).toList();
	}

	private RandomAccessibleInterval<FloatType> channel(final ImagePlus imp, final int index) {
		return ImageChannels.values(imp, numbers.get(index) - 1);
	}

	private Known known() {
		return new Known(ImageChannels.slices(image), ImageChannels.largest(image), options.offset());
	}
}
