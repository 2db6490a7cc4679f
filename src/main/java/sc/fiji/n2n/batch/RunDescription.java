package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

/**
 * What the Info of a result says of its making: enough to do it again.
 *
 * @param heading what was done
 * @param settings how, in lines "key: value"
 * @param channels lines on the channels
 * @param macro the macro line that does it again
 */
record RunDescription(String heading, List<String> settings, List<String> channels, String macro) {

	/** Keeps copies of the lines. */
	RunDescription {
		settings = List.copyOf(settings);
		channels = List.copyOf(channels);
	}

	/** The same with another heading. */
	RunDescription titled(final String other) {
		return new RunDescription(other, settings, channels, macro);
	}

	/** A heading and lines "key: value". */
	String text() {
		final List<String> lines = new ArrayList<>();
		lines.add(heading);
		lines.add("version: " + PluginVersion.read());
		lines.addAll(settings);
		lines.addAll(channels);
		lines.add("macro: " + macro);
		return String.join("\n", lines) + "\n";
	}
}
