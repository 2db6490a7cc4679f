package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.ZeroShotOptions;

/** What the Info of a result says of its making: enough to do it again. */
record RunDescription(ZeroShotOptions options, PixelType type, List<ChannelReport> channels) {

	/** Keeps a copy of the channels. */
	RunDescription {
		channels = List.copyOf(channels);
	}

	/** A heading and lines "key: value". */
	String text() {
		final List<String> lines = new ArrayList<>();
		lines.add("Denoised with Noise2Noise for Fiji");
		lines.add("version: " + PluginVersion.read());
		lines.add("method: " + options.method());
		lines.add("slices: " + options.slices());
		lines.add("effort: " + options.effort());
		lines.add("device: " + options.device());
		lines.add("seed: " + options.seed());
		lines.add("type: " + type);
		if (options.steps() > 0) lines.add("steps asked for: " + options.steps());
		if (options.stride() > 0) lines.add("stride asked for: " + options.stride());
		channels.forEach(channel -> lines.addAll(channel.lines()));
		lines.add("macro: run(\"ZS-N2N Denoise...\", \"method=" + options.method() + " slices=" + options.slices() +
			" effort=" + options.effort() + " device=" + options.device() + " seed=" + options.seed() + " type=" + type + "\");");
		return String.join("\n", lines) + "\n";
	}
}
