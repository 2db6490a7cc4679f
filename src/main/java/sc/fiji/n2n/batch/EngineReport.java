package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what there is to say of a computer on which networks are to run. Not thread-safe. */
public final class EngineReport {

	private final List<String> facts = new ArrayList<>();
	private final List<String> notes = new ArrayList<>();
	private final List<String> problems = new ArrayList<>();

	/** What this plugin, Java and the operating system are. */
	public static Map<String, String> system() {
		final Map<String, String> lines = new LinkedHashMap<>();
		lines.put("Noise2Noise for Fiji", PluginVersion.read());
		lines.put("Java", of("java.version") + ", " + of("java.vendor") + ", " + of("java.vm.name"));
		lines.put("operating system", of("os.name") + " " + of("os.version") + ", " + of("os.arch"));
		lines.put("processors", String.valueOf(Runtime.getRuntime().availableProcessors()));
		lines.put("memory of Java", (Runtime.getRuntime().maxMemory() >> 20) + " MB at most");
		return lines;
	}

	private static String of(final String property) {
		return System.getProperty(property);
	}

	/** Adds a fact. */
	public void add(final String what, final String value) {
		facts.add(what + ": " + value);
	}

	/** Adds facts: what, and its value. */
	public void add(final Map<String, String> lines) {
		lines.forEach(this::add);
	}

	/** Adds what might be better, in a sentence or more. */
	public void note(final String note) {
		notes.add(note);
	}

	/** Adds what keeps networks from running, and what to do. */
	public void problem(final String problem) {
		problems.add(problem);
	}

	/** What keeps networks from running, in the order in which it was found; empty if nothing does. */
	public List<String> problems() {
		return List.copyOf(problems);
	}

	/** The report: a heading, the facts, the problems, the notes, and whether networks run. */
	public List<String> lines() {
		final List<String> lines = new ArrayList<>();
		lines.add("Engine check of Noise2Noise for Fiji");
		lines.addAll(facts);
		problems.forEach(problem -> lines.add("problem: " + problem));
		notes.forEach(note -> lines.add("note: " + note));
		lines.add(problems.isEmpty() ? "Denoising works on this computer." : "Denoising does not work like this on this computer.");
		return lines;
	}
}
