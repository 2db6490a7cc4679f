package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

/** What the Info of a result says of its making: enough to do it again. */
record RunDescription(ChannelTask task, ResultOptions result, List<String> channels) {

	/** Keeps a copy of the lines of the channels. */
	RunDescription {
		channels = List.copyOf(channels);
	}

	/** A heading and lines "key: value". */
	String text() {
		final List<String> lines = new ArrayList<>();
		lines.add("Denoised with Noise2Noise for Fiji");
		lines.add("version: " + PluginVersion.read());
		lines.addAll(task.settings(result));
		lines.addAll(channels);
		lines.add("macro: " + task.macro(result));
		return String.join("\n", lines) + "\n";
	}
}
