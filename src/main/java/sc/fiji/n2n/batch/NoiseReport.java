package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.diagnosis.NoiseDiagnosis;

/**
 * What is to be said of the noise of an image.
 *
 * @param title what was checked
 * @param verdict which method to use and why, or why none will work: one sentence a line
 * @param macro the line that denoises or trains; empty where none will work
 * @param rows what was measured, channel by channel
 * @param channels names of the channels that were measured
 * @param diagnoses what was measured of them
 */
public record NoiseReport(String title, List<String> verdict, String macro, List<NoiseRow> rows, List<String> channels, List<NoiseDiagnosis> diagnoses) {

	/** Keeps copies of the lists. */
	public NoiseReport {
		verdict = List.copyOf(verdict);
		rows = List.copyOf(rows);
		channels = List.copyOf(channels);
		diagnoses = List.copyOf(diagnoses);
	}

	/** All of it in words: the verdict first, then what was measured. */
	public List<String> lines() {
		final ArrayList<String> lines = new ArrayList<>();
		lines.add(title);
		lines.addAll(verdict);
		if (!macro.isEmpty()) lines.add(macro);
		rows.stream().map(NoiseRow::text).filter(text -> !text.isEmpty()).forEach(lines::add);
		return lines;
	}
}
