package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.model.Presets;

/** The search in a process of its own, as on a server that goes down. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HeadlessSearchTest {

	@TempDir
	Path dir;

	@Test
	void aKilledSearchGoesOn() throws Exception {
		NoisyImages.save(dir.resolve("a.tif"));
		ImageFiles.saveTiff(NoisyImages.create("b", 2), dir.resolve("b.tif"));
		final Process killed = start("killed");
		while (killed.isAlive() && !Files.exists(dir.resolve("found.search.json")))
			TimeUnit.MILLISECONDS.sleep(20);
		killed.destroyForcibly();
		assertTrue(killed.waitFor(1, TimeUnit.MINUTES), "It does not stop.");
		assertFalse(Files.exists(dir.resolve("found.json")), () -> printed("killed"));
		assertTrue(Files.exists(dir.resolve("found.search.json")), () -> printed("killed"));
		// The same line again.
		assertEquals(0, HeadlessProcess.exitOf(start("resumed")), () -> printed("resumed"));
		assertTrue(printed("killed").contains("a new one begins"), printed("killed"));
		assertTrue(printed("resumed").contains("Going on with the search"), printed("resumed"));
		assertTrue(printed("resumed").contains("To train with it: run("), printed("resumed"));
		Presets.read(dir.resolve("found.json").toString());
		assertEquals(List.of("found.json", "found.search.csv", "found.search.png"), results());
	}

	private Process start(final String name) throws IOException {
		return HeadlessProcess.start(dir.resolve(name + ".txt"), "--run", "sc.fiji.n2n.command.SearchSettings", "noisy_a=\"" + dir.resolve("a.tif") + "\",noisy_b=\"" + dir
			.resolve("b.tif") + "\",preset=\"" + dir.resolve("found.json") + "\",minutes=\"0.07\",trials=\"4\",resume=\"yes\",device=\"cpu\"");
	}

	private List<String> results() throws IOException {
		try (Stream<Path> files = Files.list(dir)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.contains("found")).sorted().toList();
		}
	}

	private String printed(final String name) {
		try {
			return Files.readString(dir.resolve(name + ".txt"));
		}
		catch (final IOException e) {
			return e.toString();
		}
	}
}
