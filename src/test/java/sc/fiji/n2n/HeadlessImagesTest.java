package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.image.ImageFiles;

/** Commands that work on an open image, in a process of their own that is given files. */
class HeadlessImagesTest {

	@TempDir
	Path dir;

	private String printed;

	@Test
	void aPathStandsForTheImage() throws Exception {
		final Path noisy = NoisyImages.save(dir.resolve("noisy cells.tif"));
		assertEquals(0, run("CheckNoise", "image=\"" + noisy + "\""), () -> printed);
		assertTrue(printed.contains("Recommended") && printed.contains("run(\"ZS-N2N Denoise...\""), printed);
	}

	@Test
	void severalPathsStandForSeveralImages() throws Exception {
		final Path noisy = NoisyImages.save(dir.resolve("noisy.tif"));
		final Path denoised = dir.resolve("denoised.tif");
		assertEquals(0, run("ZeroShotDenoise", "image=\"" + noisy + "\",effort=\"quick\",save=\"" + denoised + "\""), () -> printed);
		assertTrue(NoisyImages.error(ImageFiles.open(denoised)) < 15, "not denoised");
		final Path page = dir.resolve("report.html");
		assertEquals(0, run("TrustReport", "image=\"" + noisy + "\",denoised=\"" + denoised + "\",save=\"" + page + "\""), () -> printed);
		assertTrue(Files.readString(page).contains("Mean and sum"), "no report");
	}

	@Test
	void aFileThatIsNotThereIsNamed() throws Exception {
		final Path missing = dir.resolve("missing.tif");
		assertEquals(1, run("CheckNoise", "image=\"" + missing + "\""), () -> printed);
		assertTrue(printed.contains("Cannot open " + missing + ": there is no such file"), printed);
		assertFalse(printed.contains("\tat "), printed);
	}

	private int run(final String command, final String inputs) throws Exception {
		final Path output = dir.resolve("printed.txt");
		final int exit = HeadlessProcess.run(output, "--run", "sc.fiji.n2n.command." + command, inputs);
		printed = Files.readString(output);
		return exit;
	}
}
