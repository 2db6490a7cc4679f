package sc.fiji.n2n.djl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The driver of NVIDIA GPUs, which is there or not whatever PyTorch can use.
 *
 * @param isPresent whether it is installed
 * @param gpus the GPUs that it tells of: name, memory and version of the driver; may be empty
 */
record NvidiaDriver(boolean isPresent, List<String> gpus) {

	private static final Path LINUX = Path.of("/proc/driver/nvidia/version");
	private static final long SECONDS = 10;

	/** Looks for it. */
	static NvidiaDriver find() {
		final List<String> gpus = ask();
		return new NvidiaDriver(!gpus.isEmpty() || Files.exists(LINUX) || isOnWindows(), gpus);
	}

	private static boolean isOnWindows() {
		final String root = System.getenv("SystemRoot");
		return root != null && Files.exists(Path.of(root, "System32", "nvcuda.dll"));
	}

	/** Asks the tool that comes with the driver. */
	private static List<String> ask() {
		try {
			final Process tool = new ProcessBuilder("nvidia-smi", "--query-gpu=name,memory.total,driver_version", "--format=csv,noheader").redirectErrorStream(
				true).start();
			try {
				// The few lines fit into the pipe, so that it ends before they are read.
				if (!tool.waitFor(SECONDS, TimeUnit.SECONDS) || tool.exitValue() != 0) return List.of();
				return new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.isBlank()).map(String::trim).toList();
			}
			finally {
				tool.destroyForcibly();
			}
		}
		catch (final IOException e) {
			// There is no such tool.
			return List.of();
		}
		catch (final InterruptedException e) {
			Thread.currentThread().interrupt();
			return List.of();
		}
	}
}
