package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@link Headless} in a process of its own, as on a server. */
final class HeadlessProcess {

	private HeadlessProcess() {}

	/** Starts one that prints into a file. */
	static Process start(final Path printed, final String... args) throws IOException {
		return start(printed, Map.of(), args);
	}

	/** Starts one with environment variables of its own, beside those of this process. */
	static Process start(final Path printed, final Map<String, String> environment, final String... args) throws IOException {
		return start(printed, environment, List.of(Headless.class.getName()), args);
	}

	/** Runs another class to its end, without a screen; returns what it exits with. */
	static int runMain(final Path printed, final Class<?> main) throws IOException, InterruptedException {
		return exitOf(start(printed, Map.of(), List.of("-Djava.awt.headless=true", main.getName())));
	}

	private static Process start(final Path printed, final Map<String, String> environment, final List<String> main, final String... args) throws IOException {
		final List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
			"-Xmx1g", "-cp", System.getProperty("java.class.path")));
		command.addAll(main);
		command.addAll(List.of(args));
		final ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(printed.toFile());
		process.environment().putAll(environment);
		return process.start();
	}

	/** Runs one to its end; returns what it exits with. */
	static int run(final Path printed, final String... args) throws IOException, InterruptedException {
		return exitOf(start(printed, args));
	}

	/** Waits for one. */
	static int exitOf(final Process process) throws InterruptedException {
		final boolean ended = process.waitFor(3, TimeUnit.MINUTES);
		if (!ended) process.destroyForcibly();
		assertTrue(ended, "It takes too long.");
		return process.exitValue();
	}
}
