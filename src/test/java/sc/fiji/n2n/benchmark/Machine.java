package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;

/**
 * What is said of the machine beside each row: which it is, of which commit the program, and what else the machine did.
 *
 * @param name the machine in words
 * @param commit abbreviated commit, with "+" where sources differ from it
 * @param cores number of cores
 */
record Machine(String name, String commit, int cores) {

	/** Kernel ticks a second, as Linux tells user programs. */
	private static final double TICKS = 100;
	/** Seconds below which ticks do not tell what others took. */
	private static final double SHORT = 0.5;

	/**
	 * This one.
	 *
	 * @param engine the engine in words, with its version
	 */
	static Machine here(final String engine) {
		final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
		final int cores = Runtime.getRuntime().availableProcessors();
		final String name = String.format(Locale.ROOT, "%d cores of %s, %.0f GB, %s %s, Java %s, %s", cores, processor(system), system.getTotalMemorySize() / 1e9,
			system.getName(), system.getVersion().replaceAll("[^0-9.].*", ""), System.getProperty("java.version"), engine);
		final boolean changed = !git("status", "--porcelain", "--", "src", "pom.xml").isEmpty();
		return new Machine(name, git("rev-parse", "--short", "HEAD") + (changed ? "+" : ""), cores);
	}

	private static String processor(final OperatingSystemMXBean system) {
		return lines(Path.of("/proc/cpuinfo")).stream().filter(line -> line.startsWith("model name")).map(line -> line.replaceAll(".*: ", "").replaceAll("\\s+",
			" ")).findFirst().orElse(system.getArch());
	}

	private static String git(final String... words) {
		try {
			final Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Arrays.stream(words)).toList()).redirectError(
				ProcessBuilder.Redirect.DISCARD).start();
			final String answer = new String(git.getInputStream().readAllBytes()).strip();
			return git.waitFor() == 0 ? answer : "unknown";
		}
		catch (final IOException | InterruptedException e) {
			return "unknown";
		}
	}

	/** Starts to watch what else the machine does. */
	Watch watch() {
		return new Watch(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), System.nanoTime(), busy(), own());
	}

	/** Seconds that all cores were busy since the start of the machine; NaN where that is not told, or told of other cores too. */
	private double busy() {
		final List<String> lines = lines(Path.of("/proc/stat"));
		if (lines.stream().filter(line -> line.matches("cpu\\d.*")).count() != cores) return Double.NaN;
		final double[] ticks = Arrays.stream(lines.get(0).strip().split("\\s+")).skip(1).mapToDouble(Double::parseDouble).toArray();
		// user, nice, system, (idle, waiting,) interrupts twice, and what other virtual machines took
		return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7]) / TICKS;
	}

	/** Seconds of this process and those that it waited for. */
	private static double own() {
		final List<String> stat = lines(Path.of("/proc/self/stat"));
		if (stat.isEmpty()) return Double.NaN;
		final String[] words = stat.get(0).replaceAll(".*\\) ", "").split(" ");
		return (Double.parseDouble(words[11]) + Double.parseDouble(words[12]) + Double.parseDouble(words[13]) + Double.parseDouble(words[14])) / TICKS;
	}

	private static List<String> lines(final Path file) {
		try {
			return Files.readAllLines(file);
		}
		catch (final IOException e) {
			return List.of();
		}
	}

	/** From the beginning of a row to its end. */
	final class Watch {

		private final double load;
		private final long start;
		private final double busy;
		private final double own;

		private Watch(final double load, final long start, final double busy, final double own) {
			this.load = load;
			this.start = start;
			this.busy = busy;
			this.own = own;
		}

		/** What is said of the row: seconds that it took with all around it, the load before it, and how many cores others kept busy meanwhile. */
		Row row() {
			final double took = (System.nanoTime() - start) / 1e9;
			final double others = took < SHORT ? Double.NaN : Math.max(0, (busy() - busy - (own() - own)) / took);
			return Row.of("took", took, "commit", commit, "date", LocalDate.now().toString(), "load", load, "others", others, "machine", name);
		}
	}
}
