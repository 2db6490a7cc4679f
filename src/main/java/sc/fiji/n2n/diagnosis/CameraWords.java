package sc.fiji.n2n.diagnosis;

import static sc.fiji.n2n.diagnosis.Measurement.intensity;
import static sc.fiji.n2n.diagnosis.Measurement.number;
import static sc.fiji.n2n.diagnosis.Measurement.percent;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.pairs.Severity;

/** What a noise curve says, in words: strength, gain, offset, read noise, photons. */
final class CameraWords {

	private static final String LEVELS = "grey levels";
	/** Share of the image from which on the darkest place is a background. */
	private static final double BACKGROUND = 0.05;
	private static final String HOW = "To be sure, take an image without light and give its mean as offset.";

	private final List<Measurement> rows = new ArrayList<>();
	private final NoiseDiagnosis d;

	private CameraWords(final NoiseDiagnosis d) {
		this.d = d;
	}

	/** The measurements of a channel that has noise. */
	static List<Measurement> of(final NoiseDiagnosis d) {
		final CameraWords words = new CameraWords(d);
		words.noise();
		words.gain();
		words.read();
		return words.rows;
	}

	private void noise() {
		add("Noise", d.deviation(), LEVELS, d.cutOff() ? Severity.WARNING : Severity.FINE, "The noise has a standard deviation of about " + number(d
			.deviation()) + " grey levels where the intensity is " + number(d.curve().mean()) + (d.cutOff()
				? ". Nearly every place has pixels at an end of the range, where noise is cut off: it is stronger than that." : "."));
	}

	private void gain() {
		final CameraNoise camera = d.camera();
		switch (camera.kind()) {
			case GROWS -> add("Gain", camera.gain(), "grey levels a photon", Severity.FINE, "The noise grows with the intensity, as photon noise does, with a gain of " +
				number(camera.gain()) + " (standard error " + number(camera.gainError()) + ") grey levels a photon or electron.");
			case SAME -> add("Gain", Double.NaN, "grey levels a photon", Severity.FINE,
				"The noise is as strong in bright places as in dark ones: it is read noise or other Gaussian noise, and no gain can be measured.");
			case FALLS -> add("Gain", Double.NaN, "grey levels a photon", Severity.WARNING,
				"The noise is weaker in bright places than in dark ones: the image is not linear (gamma, logarithm, inverted), or cut off at the top. Take the raw data if there are any.");
			default -> add("Gain", Double.NaN, "grey levels a photon", Severity.FINE,
				"Whether the noise grows with the intensity cannot be told: there are too few intensities, or too much fine structure.");
		}
	}

	private void read() {
		final CameraNoise camera = d.camera();
		if (camera.kind() != CameraNoise.Kind.GROWS) {
			add("Read noise", camera.read(), LEVELS, Severity.FINE, camera.kind() == CameraNoise.Kind.SAME ? "The read noise is all of the noise: " + number(camera
				.read()) + " grey levels." : "The read noise is not known.");
			add("Photon share", camera.photonShare(), "", Severity.FINE, camera.kind() == CameraNoise.Kind.SAME ? "No photon noise was found."
				: "The share of photon noise is not known.");
			return;
		}
		if (d.cutOff()) {
			add("Read noise", Double.NaN, LEVELS, Severity.FINE, "Offset and read noise are not known, because the noise is cut off.");
			return;
		}
		// The offset is no larger than the darkest intensity; a smaller one would leave less of the noise to be read noise.
		final boolean sure = camera.isGiven() || camera.dark() >= BACKGROUND;
		final boolean known = sure && !Double.isNaN(camera.read());
		final String most = sure ? "" : "at most ", least = sure ? "" : "at least ";
		add("Offset", camera.offset(), LEVELS, Severity.FINE, camera.isGiven() ? "The offset was given: " + intensity(camera.offset()) + "." : sure ? percent(camera.dark()) +
			" of the image is as dark as its darkest place, " + number(camera.offset()) + ", which is taken for the offset. " + HOW : "The image has no dark background: its offset is at most " +
				number(camera.offset()) + ", the darkest place, and may be far less. " + HOW);
		final double read = known ? camera.read() : camera.readAtMost();
		add(known ? "Read noise" : "Read noise, at most", read, LEVELS, Severity.FINE, "The read noise is " + (known ? "" : "at most ") + number(read) + " grey levels, or " +
			number(read / camera.gain()) + " photons.");
		add("Photon share", camera.photonShare(), "", Severity.FINE, "Photon noise is " + least + percent(camera.photonShare()) +
			" of the variance at the mean intensity, and read noise " + most + percent(1 - camera.photonShare()) + ".");
		final double photons = (d.curve().mean() - camera.offset()) / camera.gain();
		add("Photons", photons, "a pixel", Severity.FINE, "The mean intensity is " + (sure ? "about " : least) + number(photons) + " photons a pixel.");
	}

	private void add(final String name, final double value, final String unit, final Severity severity, final String sentence) {
		rows.add(new Measurement(name, value, unit, severity, sentence));
	}
}
