package sc.fiji.n2n.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.model.ModelDescription.Epoch;
import sc.fiji.n2n.train.LearnerState;
import sc.fiji.n2n.train.TrainingState;

class ModelArchiveTest {

	@TempDir
	Path folder;

	@ParameterizedTest
	@EnumSource
	void aModelComesBackAsItWas(final Architecture architecture) throws IOException {
		final Path file = folder.resolve("new/a b.n2n");
		final ModelDescription written = Models.description(architecture);
		// The optimizer is not part of a model.
		ModelArchive.write(file, written, Models.CURRENT, null, new PlainWeights());
		final ModelContent read = ModelArchive.read(file, new PlainWeights());
		assertEquals(withChecksum(written, read.description().weightsSha256()), read.description());
		assertEquals(read.description(), ModelArchive.readDescription(file));
		assertTrue(read.description().weightsSha256().matches("[0-9a-f]{64}"), read.description().weightsSha256());
		assertSame(Models.CURRENT.weightsOnly(), read.weights());
		assertNull(read.checkpoint());
	}

	@Test
	void aCheckpointComesBackAsItWas() throws IOException {
		final Path file = folder.resolve("a.n2n");
		final TrainingState written = Models.checkpoint();
		ModelArchive.write(file, Models.description(), Models.WEIGHTS, written, new PlainWeights());
		final ModelContent content = ModelArchive.read(file, new PlainWeights());
		final TrainingState read = content.checkpoint();
		assertSame(Models.WEIGHTS, content.weights());
		assertSame(Models.WEIGHTS, read.best());
		assertSame(Models.CURRENT, read.current());
		assertEquals(new TrainingState(written.step(), written.rampStart(), written.rampSteps(), written.restarts(), written.seconds(), written.lossAtStart(), written.curve(), written
			.bestEpoch(), read.best(), read.current()), read);
		assertEquals(2, content.description().bestEpoch());
		assertEquals(LossCurve.epochs(written.curve()), content.description().curve());
	}

	@Test
	void aCheckpointBeforeTheFirstEpochHasNoBest() throws IOException {
		final Path file = folder.resolve("a.n2n");
		ModelArchive.write(file, Models.description(), Models.CURRENT, new TrainingState(0, -1, 0, 0, 0, 1, List.of(), 0, null, Models.CURRENT),
			new PlainWeights());
		final TrainingState read = ModelArchive.read(file, new PlainWeights()).checkpoint();
		assertEquals(List.of(), read.curve());
		assertEquals(0, read.bestEpoch());
		assertEquals(-1, read.rampStart());
		assertSame(Models.CURRENT, read.current());
	}

	@Test
	void otherWeightsThanTheBestAreRefused() {
		final Path file = folder.resolve("a.n2n");
		assertThrows(IllegalArgumentException.class, () -> ModelArchive.write(file, Models.description(), Models.CURRENT, Models.checkpoint(),
			new PlainWeights()));
		assertFalse(Files.exists(file));
	}

	@Test
	void theSameModelGivesTheSameBytes() throws IOException {
		ModelArchive.write(folder.resolve("a.n2n"), Models.description(), Models.WEIGHTS, Models.checkpoint(), new PlainWeights());
		ModelArchive.write(folder.resolve("b.n2n"), Models.description(), Models.WEIGHTS, Models.checkpoint(), new PlainWeights());
		assertEquals(-1, Files.mismatch(folder.resolve("a.n2n"), folder.resolve("b.n2n")));
	}

	@Test
	void jsonUsesTheWordsOfMacros() throws IOException {
		final Map<String, byte[]> entries = Models.entries(folder, true);
		assertEquals(List.of("model.json", "weights.safetensors", "state.json", "state.safetensors"), List.copyOf(entries.keySet()));
		final String json = new String(entries.get("model.json"), StandardCharsets.UTF_8);
		for (final String line : List.of("\"architecture\": \"small-unet\"", "\"loss\": \"l1\"", "\"device\": \"auto\"",
			"\"name\": \"cells & \\\"nuclei\\\" µ\"", "\"seed\": 9223372036854775806", "\"formatVersion\": 1"))
			assertTrue(json.contains("  " + line), json);
	}

	@Test
	void aFailedWriteLeavesTheOlderFile() throws IOException {
		final Path file = folder.resolve("a.n2n");
		Files.writeString(file, "older");
		final ModelDescription d = Models.description();
		final ModelDescription large = new ModelDescription(1, d.name(), d.created(), d.options(), d.offset(), d.scale(), d.data(), d.findings(), d
			.curve(), d.bestEpoch(), d.result(), d.software(), "A".repeat(9 << 20), "");
		final String message = assertThrows(IOException.class, () -> ModelArchive.write(file, large, Models.WEIGHTS, null, new PlainWeights()))
			.getMessage();
		assertTrue(message.contains(file.toString()) && message.contains("thumbnail"), message);
		assertEquals("older", Files.readString(file));
	}

	@Test
	void theLongestTrainingFitsIntoAFile() throws IOException {
		final Path file = folder.resolve("a.n2n");
		final ModelDescription d = Models.description();
		final List<Epoch> curve = IntStream.rangeClosed(1, 1_000_000).mapToObj(i -> new Epoch(i, i * 1000, 1.0 / i, 1 / (i + 0.1), 1e-3 / i, 1e3 / i))
			.toList();
		ModelArchive.write(file, new ModelDescription(1, d.name(), d.created(), d.options(), d.offset(), d.scale(), d.data(), d.findings(), curve,
			777_777, d.result(), d.software(), "", ""), Models.WEIGHTS, null, new PlainWeights());
		final List<Epoch> read = ModelArchive.readDescription(file).curve();
		assertTrue(read.size() > LossCurve.MAX_EPOCHS / 4 && read.size() <= LossCurve.MAX_EPOCHS, read.size() + " epochs");
		assertTrue(curve.containsAll(read.subList(0, 3)));
		assertTrue(read.contains(curve.get(777_776)));
		assertEquals(curve.get(999_999), read.get(read.size() - 1));
	}

	@Test
	void aCurveThatFitsIsKeptWhole() {
		final List<Epoch> curve = IntStream.rangeClosed(1, LossCurve.MAX_EPOCHS - 2).mapToObj(i -> new Epoch(i, i, 1, 1, 1, 1)).toList();
		assertEquals(curve, LossCurve.thinned(curve, 7));
		assertEquals(List.of(), LossCurve.thinned(List.of(), 0));
	}

	private static ModelDescription withChecksum(final ModelDescription d, final String sha256) {
		return new ModelDescription(d.formatVersion(), d.name(), d.created(), d.options(), d.offset(), d.scale(), d.data(), d.findings(), d.curve(), d
			.bestEpoch(), d.result(), d.software(), d.thumbnail(), sha256);
	}

	private static void assertSame(final LearnerState expected, final LearnerState actual) {
		assertArrayEquals(expected.weights(), actual.weights());
		assertArrayEquals(expected.statistics(), actual.statistics());
		assertArrayEquals(expected.means(), actual.means());
		assertArrayEquals(expected.variances(), actual.variances());
		assertEquals(expected.updates(), actual.updates());
	}
}
