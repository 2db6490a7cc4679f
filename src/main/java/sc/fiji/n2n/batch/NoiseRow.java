package sc.fiji.n2n.batch;

import java.util.Locale;

import sc.fiji.n2n.diagnosis.Measurement;

/**
 * A measurement of a channel.
 *
 * @param channel number of the channel, from 1
 * @param name name of the channel; empty where there is but one
 * @param measurement what was measured
 */
public record NoiseRow(int channel, String name, Measurement measurement) {

	/** What it means: ok, look (it matters), or stop (it stands against denoising). */
	public String verdict() {
		return switch (measurement.severity()) {
			case FINE -> "ok";
			case WARNING -> "look";
			case STOP -> "stop";
		};
	}

	/** In words, for logs: empty where the number says all. */
	public String text() {
		if (measurement.sentence().isEmpty()) return "";
		final String place = name.isEmpty() ? "" : name + ", ";
		return place + measurement.name().toLowerCase(Locale.ROOT) + " (" + verdict() + "): " + measurement.sentence();
	}
}
