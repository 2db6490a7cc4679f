package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.djl.EngineFacts;

/** The check of a computer without a window, as on a server: what it prints and exits with. */
class HeadlessEngineCheckTest {

	private static final String COMMAND = "sc.fiji.n2n.command.EngineCheck";
	private static final String WORKS = "Denoising works on this computer.";

	@TempDir
	Path dir;

	private String printed;

	@Test
	void tellsThatDenoisingWorks() throws Exception {
		assertEquals(0, run(Map.of("OMP_NUM_THREADS", "1"), "device=\"cpu\""), () -> printed);
		assertPrinted("Noise2Noise for Fiji: ", "Java: " + System.getProperty("java.version"), "operating system: " + System.getProperty("os.name"), "ImageJ: 1.",
			"Bio-Formats: ", "SciJava: ", "DJL: 0.", "PyTorch: 2.", "threads of PyTorch: 1 to apply networks", "OMP_NUM_THREADS is 1",
			"GPUs that PyTorch can use: ", "memory of Java: 1024 MB", "free memory of the computer: ", "native libraries: ", "downloads: none",
			"device: CPU (asked for: cpu)", "self-test: 256 x 256 pixels denoised", "megapixels a second", WORKS);
		assertFalse(printed.contains("problem: "), printed);
	}

	@Test
	void aGpuThatIsNotThereIsAnError() throws Exception {
		assumeNoGpu();
		assertEquals(1, run(Map.of(), "device=\"gpu\""), () -> printed);
		assertPrinted("problem: The device \"gpu\" was asked for, but PyTorch", "Choose the device \"auto\" or \"cpu\"", "free memory of the computer: ",
			"Denoising does not work like this");
		assertFalse(printed.contains(WORKS) || printed.contains("\tat "), printed);
	}

	/** A driver that tells of a GPU, and a PyTorch for the processor: it works, and the report says what the GPU needs. */
	@Test
	void saysWhyAGpuIsNotUsed() throws Exception {
		assumeNoGpu();
		assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "SKIPPED: the tool of the driver is replaced by a shell script.");
		final Path tool = Files.writeString(dir.resolve("nvidia-smi"), "#!/bin/sh\necho 'NVIDIA Test GPU, 8192 MiB, 570.00'\n");
		assertTrue(tool.toFile().setExecutable(true));
		assertEquals(0, run(Map.of("PATH", dir + File.pathSeparator + System.getenv("PATH")), "device=\"auto\""), () -> printed);
		assertPrinted("NVIDIA driver: installed", "GPUs of the NVIDIA driver: NVIDIA Test GPU, 8192 MiB, 570.00", "device: CPU (asked for: auto)",
			"note: There is an NVIDIA GPU", "PYTORCH_LIBRARY_PATH", "PYTORCH_FLAVOR to cu128", WORKS);
	}

	@Test
	void aFolderForLibrariesThatCannotBeWrittenToIsExplained() throws Exception {
		final Path file = Files.writeString(dir.resolve("file"), "not a folder");
		assertEquals(1, run(Map.of("DJL_CACHE_DIR", file.toString(), "ENGINE_CACHE_DIR", ""), "device=\"auto\""), () -> printed);
		assertPrinted("PyTorch: could not be loaded", "problem: PyTorch could not be loaded (", "problem: Native libraries cannot be unpacked into " + file +
			": " + file + " is a file, not a folder. Set the environment variable DJL_CACHE_DIR", "free memory of the computer: ", "Java: ");
		assertTrue(printed.indexOf("problem: PyTorch") < printed.indexOf("problem: Native"), printed);
		assertFalse(printed.contains(WORKS) || printed.contains("self-test: "), printed);
	}

	private static void assumeNoGpu() {
		assumeFalse(EngineFacts.read().lines().getOrDefault("GPUs that PyTorch can use", "").contains("CUDA"), "SKIPPED: PyTorch can use a GPU here.");
	}

	private void assertPrinted(final String... words) {
		for (final String word : List.of(words))
			assertTrue(printed.contains(word), word + " is missing in\n" + printed);
	}

	private int run(final Map<String, String> environment, final String inputs) throws Exception {
		final Path file = dir.resolve("printed.txt");
		final int exit = HeadlessProcess.exitOf(HeadlessProcess.start(file, environment, "--run", COMMAND, inputs));
		printed = Files.readString(file);
		return exit;
	}
}
