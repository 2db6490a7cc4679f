package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The most memory that a process had resident, Java's and native together, where the system tells (Linux). */
final class PeakMemory {

	private PeakMemory() {}

	/** Forgets the peak of this process so far; returns whether the system could. */
	static boolean reset() {
		try {
			Files.writeString(Path.of("/proc/self/clear_refs"), "5");
			return true;
		}
		catch (final IOException e) {
			return false;
		}
	}

	/** The peak of this process in MB; NaN where it is not told. */
	static double megabytes() {
		return megabytes(ProcessHandle.current().pid());
	}

	/** The peak of a process in MB; NaN where it is not told, or the process has ended. */
	static double megabytes(final long process) {
		try {
			return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream().filter(line -> line.startsWith("VmHWM")).mapToDouble(line -> Double
				.parseDouble(line.replaceAll("\\D", "")) * 1024 / 1e6).findFirst().orElse(Double.NaN);
		}
		catch (final IOException e) {
			return Double.NaN;
		}
	}
}
