package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.denoise.ImageStatistics;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.model.ModelDescription.TrainingData;

/** Whether an image is like those that a model was trained on: a network makes up what it has never seen. */
final class TrainingMatch {

	private static final double MAX_OUTSIDE = 0.5;
	private static final double LEAST_RANGE = 0.2;
	private static final double NOISE_FACTOR = 2;
	private static final double PIXEL_SIZE_FACTOR = 1.5;
	private static final Set<String> TYPES = Set.of("8-bit", "16-bit", "32-bit", "RGB");
	private static final Set<String> MICRONS = Set.of("micron", "microns", "micrometer", "micrometers", "um", "\u00b5m", "\u03bcm");

	private final ModelDescription model;
	private final TrainingData data;
	private final NormalizationMode mode;

	/**
	 * @param model the model
	 * @param mode how it is applied: with the image's own normalization, another exposure does not matter
	 */
	TrainingMatch(final ModelDescription model, final NormalizationMode mode) {
		this.model = model;
		this.mode = mode;
		data = model.data();
	}

	/**
	 * Compares a channel with the training data. What the model does not know of them is not compared.
	 *
	 * @param channel the channel
	 * @param measured what was measured of it
	 * @return one sentence for each difference that matters, with its numbers
	 */
	List<String> warnings(final Channel channel, final ImageStatistics measured) {
		final List<String> warnings = new ArrayList<>();
		if (mode == NormalizationMode.MODEL) intensities(measured, warnings);
		noise(measured, warnings);
		pixelSize(channel, warnings);
		if (TYPES.contains(data.pixelType()) && !data.pixelType().equals(channel.pixelType())) warnings.add("The image is " + channel.pixelType() +
			", but the model was trained on " + data.pixelType() + " images: if values were rescaled in between, do not trust the result.");
		return warnings;
	}

	private void intensities(final ImageStatistics measured, final List<String> warnings) {
		final double trained = data.high() - data.low();
		// False too where one of them is not known.
		if (!(trained > 0) || !(measured.high() >= measured.low())) return;
		final boolean outside = measured.low() < data.low() - MAX_OUTSIDE * trained || measured.high() > data.high() + MAX_OUTSIDE * trained;
		final boolean narrow = measured.high() - measured.low() < LEAST_RANGE * trained;
		if (outside || narrow) warnings.add(String.format(Locale.ROOT, "98 %% of the intensities of the image are between %s and %s, but those " +
			"of the training data were between %s and %s. If the exposure was another, choose normalize=image; else train on images like this one.",
			Digits.of(measured.low()), Digits.of(measured.high()), Digits.of(data.low()), Digits.of(data.high())));
	}

	/** Only for the noise that has a deviation: overlays, impulses and missing pixels have not. */
	private void noise(final ImageStatistics measured, final List<String> warnings) {
		if (model.options().loss() != Loss.L2) return;
		final boolean relative = mode == NormalizationMode.IMAGE;
		final double now = relative ? 100 * measured.noise() / measured.normalization().scale() : measured.noise();
		final double trained = relative ? 100 * data.noise() / model.scale() : data.noise();
		if (!(now > 0 && trained > 0) || Double.isInfinite(now) || now < NOISE_FACTOR * trained * model.options().augment() && trained <
			NOISE_FACTOR * now) return;
		final String unit = relative ? " % of the standard deviation of the intensities" : "";
		warnings.add(String.format(Locale.ROOT, "The noise of the image has a standard deviation of about %s%s, that of the training data of %s%s: " +
			"%s. Train on images with this noise, or use ZS-N2N Denoise.", Digits.of(now), unit, Digits.of(trained), unit, now > trained //
				? "some of it may stay" : "fine structure may be lost"));
	}

	private void pixelSize(final Channel channel, final List<String> warnings) {
		final double now = channel.pixelSize();
		if (!(now > 0 && data.pixelSize() > 0) || !unit(channel.unit()).equals(unit(data.unit()))) return;
		if (Math.max(now / data.pixelSize(), data.pixelSize() / now) <= PIXEL_SIZE_FACTOR) return;
		warnings.add(String.format(Locale.ROOT, "A pixel of the image is %s %s wide, but one of the training data was %s %s: structure of " +
			"another size in pixels may be taken for noise. Train on images of this magnification.", Digits.of(now), channel.unit(), Digits.of(data.pixelSize()), data.unit()));
	}

	private static String unit(final String unit) {
		final String word = unit == null ? "" : unit.trim().toLowerCase(Locale.ROOT);
		return MICRONS.contains(word) ? "\u00b5m" : word;
	}
}
