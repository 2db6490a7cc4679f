package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.TrainingOptions;

class PresetsTest {

	@TempDir
	Path folder;

	@Test
	void thoseOfThePlugin() {
		assertEquals(new Preset(Architecture.SMALL_UNET, 2, 3, 32, true, false, 0.1, 64, 4, 3e-3, 50, 10), Presets.read("small"));
		assertEquals(new Preset(Architecture.UNET, 2, 5, 48, false, false, 0.1, 256, 4, 3e-4, 100, 10), Presets.read(" Published "));
		assertEquals(new Preset(Architecture.RED, 2, 15, 128, true, false, 0, 64, 4, 3e-4, 100, 10), Presets.read("RED30"));
		Presets.NAMES.forEach(Presets::read);
	}

	@Test
	void zeroIsAsThePresetSays() {
		final Preset preset = Presets.read("small");
		assertEquals(new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 2, 3, 32, true, false, 0.1), Loss.L2, 64, 4, 3e-3, 50, 10, 40, 5,
			7, ComputeDevice.GPU), preset.options(Loss.L2, 0, 0, 0, 40, 5, 7, ComputeDevice.GPU));
		assertEquals(new NetworkOptions(Architecture.SMALL_UNET, 3, 2, 16, true, false, 0.1), preset.options(Loss.L2, 3, 2, 16, 40, 5, 7,
			ComputeDevice.CPU).network());
	}

	@Test
	void aWrittenPresetIsReadAgain() throws IOException {
		final TrainingOptions options = new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 3, 2, 48, false, true, 0.2), Loss.L1, 32, 8, 1.23e-4, 50,
			10, 0, 0, 7, ComputeDevice.CPU);
		final Path file = folder.resolve("found.json");
		Files.write(file, Presets.encode(Preset.of(options)));
		assertEquals(Preset.of(options), Presets.read(file.toString()));
		assertEquals(options, Presets.read(file.toString()).options(Loss.L1, 0, 0, 0, 0, 0, 7, ComputeDevice.CPU));
	}

	@Test
	void hdrHasNoResidual() {
		assertFalse(Presets.read("small").options(Loss.HDR, 0, 0, 0, 0, 0, 0, ComputeDevice.CPU).network().residual());
	}

	@Test
	void whatIsAskedForIsChecked() {
		final Preset preset = Presets.read("small");
		assertEquals("depth is 7, but must be 1 to 6.", assertThrows(IllegalArgumentException.class, () -> preset.options(Loss.L2, 0, 7, 0, 0, 0, 0,
			ComputeDevice.CPU)).getMessage());
		assertThrows(IllegalArgumentException.class, () -> preset.options(Loss.L2, 0, 0, -1, 0, 0, 0, ComputeDevice.CPU));
	}

	@Test
	void fieldsLeftOutAreThoseOfTheArchitecture() throws IOException {
		assertEquals(Presets.read("small"), file("{\"architecture\": \"small-unet\"}"));
		assertEquals(Presets.read("published"), file("{\"architecture\": \"unet\"}"));
		assertEquals(Presets.read("red30"), file("{\"architecture\": \"red\", \"depth\": null}"));
		assertEquals(new Preset(Architecture.UNET, 3, 4, 48, true, false, 0.1, 96, 4, 3e-4, 100, 10), file(
			"{\"patch\": 96, \"architecture\": \"unet\", \"rank\": 3, \"residual\": true, \"depth\": 4}"));
	}

	@Test
	void aFileOfWindowsEditorsIsRead() throws IOException {
		assertEquals(Presets.read("small"), file("\ufeff{\r\n\t\"architecture\": \"small-unet\"\r\n}\r\n"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
		"{\"architecture\": \"unet\", \"widht\": 32} | there is no field \"widht\". The fields are: architecture, rank, depth, width, residual",
		"{\"architecture\": \"unet\", \"loss\": \"l2\"} | there is no field \"loss\"",
		"{\"depth\": 3} | lacks the field architecture, which is one of: small-unet, unet, red.",
		"{\"architecture\": \"vit\"} | There is no architecture \"vit\". Choose one of: small-unet, unet, red.",
		"{\"architecture\": null} | architecture is empty, but must be a word",
		"{\"architecture\": \"unet\", \"depth\": 7} | depth is 7, but must be 1 to 6.",
		"{\"architecture\": \"unet\", \"depth\": \"deep\"} | depth is \"deep\", but must be a whole number.",
		"{\"architecture\": \"unet\", \"depth\": 2.5} | depth is 2.5, but must be a whole number",
		"{\"architecture\": \"unet\", \"residual\": \"yes\"} | residual is \"yes\", but must be true or false",
		"{\"architecture\": \"unet\", \"learningRate\": 2} | learningRate is 2.0, but must be more than 0 and at most 1.",
		"{\"architecture\": \"unet\", \"learningRate\": [1]} | learningRate is a list or an object, but must be a number.",
		"{\"architecture\": \"unet\", \"patch\": 8} | patch is 8, but must be 16 to 1024.",
		"{\"architecture\": \"unet\" | it is not valid JSON near line 1",
		"[] | it is not a JSON object" })
	void aBadFileNamesFileFieldAndLimit(final String json, final String words) {
		final String message = assertThrows(IllegalArgumentException.class, () -> file(json)).getMessage();
		assertTrue(message.contains(folder.resolve("my preset.json").toString()) && message.contains(words), message);
	}

	@Test
	void whatIsNoPresetListsThoseThereAre() {
		for (final String name : new String[] { null, "", " ", "tiny", "missing/preset.json", "a\u0000b" }) {
			final String message = assertThrows(IllegalArgumentException.class, () -> Presets.read(name)).getMessage();
			assertTrue(message.contains("There is no preset") && message.contains("small, realtime, published, red30"), message);
		}
	}

	@Test
	void foldersAndEndlessFilesAreRefused() throws IOException {
		assertProblem("it is a folder", folder.toString());
		final Path large = folder.resolve("large.json");
		Files.writeString(large, " ".repeat(2_000_000));
		assertProblem("it has more than 1048576 bytes", large.toString());
	}

	private static void assertProblem(final String words, final String path) {
		final String message = assertThrows(IllegalArgumentException.class, () -> Presets.read(path)).getMessage();
		assertTrue(message.contains(words) && message.contains(path), message);
	}

	private Preset file(final String json) throws IOException {
		return Presets.read(Files.writeString(folder.resolve("my preset.json"), json).toString());
	}
}
