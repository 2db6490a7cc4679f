package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelDescription;

/** Training in a process of its own, as on a server that goes down. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class HeadlessTrainingTest {

	private static final String TRAIN = "sc.fiji.n2n.command.TrainOnFiles";
	private static final int REPEATS = 4;
	private static final int STEPS = 50;

	@TempDir
	Path dir;

	@BeforeEach
	void saveImages() throws IOException {
		for (int i = 1; i <= REPEATS; i++)
			ImageFiles.saveTiff(NoisyImages.create("", i), dir.resolve("in/waves_" + i + ".tif"));
		Files.writeString(dir.resolve("tiny.json"), "{ \"architecture\": \"small-unet\", \"depth\": 1, \"width\": 8, \"patch\": 32, \"batch\": 2, " +
			"\"stepsPerEpoch\": " + STEPS + " }");
	}

	/** Two processes, one of them killed and then gone on with, end with the same weights. */
	@Test
	void aKilledTrainingGoesOnAsIfNothingHadBeen() throws Exception {
		// So many that a training takes longer than the five seconds to its first checkpoint, on a fast computer too.
		int epochs = 60;
		Process whole = start("whole", epochs, "");
		while (!isKilledBetweenCheckpointAndEnd(epochs)) {
			whole.destroyForcibly().waitFor();
			clear();
			epochs *= 3;
			whole = start("whole", epochs, "");
		}
		final Path checkpoint = dir.resolve("out/cut.checkpoint.n2n");
		assertEquals(List.of("cut.checkpoint.n2n", "cut.csv"), results("cut"));
		final int before = assertContinuous("cut");
		assertTrue(before < epochs, before + " epochs");
		assertTrue(ModelArchive.readDescription(checkpoint).curve().size() <= before);
		// Its own options are those it goes on with: these are too few epochs.
		assertEquals(0, HeadlessProcess.exitOf(start("cut", 1, checkpoint.toString())), () -> printed("cut"));
		assertTrue(printed("cut").contains("Going on with the training " + checkpoint), printed("cut"));
		assertEquals(0, HeadlessProcess.exitOf(whole), () -> printed("whole"));
		assertEquals(List.of("cut.csv", "cut.n2n"), results("cut"));
		assertEquals(epochs, assertContinuous("cut"));
		final ModelDescription resumed = ModelArchive.readDescription(dir.resolve("out/cut.n2n"));
		final ModelDescription expected = ModelArchive.readDescription(dir.resolve("out/whole.n2n"));
		assertEquals(validation(expected), validation(resumed));
		assertEquals(expected.bestEpoch(), resumed.bestEpoch());
		assertEquals(expected.weightsSha256(), resumed.weightsSha256());
	}

	private boolean isKilledBetweenCheckpointAndEnd(final int epochs) throws Exception {
		final Process process = start("cut", epochs, "");
		while (process.isAlive() && !Files.exists(dir.resolve("out/cut.checkpoint.n2n")))
			TimeUnit.MILLISECONDS.sleep(20);
		process.destroyForcibly();
		assertTrue(process.waitFor(1, TimeUnit.MINUTES), "It does not stop.");
		final boolean complete = Files.exists(dir.resolve("out/cut.n2n"));
		// It did not end before by mistake.
		assertTrue(complete || process.exitValue() != 0 && Files.exists(dir.resolve("out/cut.checkpoint.n2n")), () -> printed("cut"));
		return !complete;
	}

	@Test
	void aTrainedModelDenoises() throws Exception {
		assertEquals(0, HeadlessProcess.exitOf(start("waves", 20, "")), () -> printed("waves"));
		assertTrue(printed("waves").contains("Saved "), printed("waves"));
		assertEquals(0, HeadlessProcess.run(dir.resolve("denoised.txt"), "--run", "sc.fiji.n2n.command.DenoiseFiles", "input=\"" + dir.resolve("in") +
			"\",output=\"" + dir.resolve("denoised") + "\",model=\"" + dir.resolve("out/waves.n2n") + "\""), () -> printed("denoised"));
		for (int i = 1; i <= REPEATS; i++)
			assertTrue(NoisyImages.error(ImageFiles.open(dir.resolve("denoised/waves_" + i + ".tif"))) < 10, "not denoised: " + i);
	}

	@Test
	void mistakesLeaveNoFile() throws Exception {
		assertFails("no folder", "is no folder", "folder=\"" + dir.resolve("missing") + "\",second=\"" + dir.resolve("in") + "\",model=\"" + dir.resolve(
			"out/m.n2n") + "\"");
		assertEquals(List.of(), results("m"));
		Files.createDirectories(dir.resolve("out"));
		Files.writeString(dir.resolve("out/mine.n2n"), "somebody's");
		assertEquals(1, HeadlessProcess.exitOf(start("mine", 1, "")), () -> printed("mine"));
		assertTrue(printed("mine").contains("There is a model "), printed("mine"));
		assertEquals(List.of("mine.n2n"), results(""));
		assertEquals("somebody's", Files.readString(dir.resolve("out/mine.n2n")));
	}

	private void assertFails(final String name, final String words, final String inputs) throws Exception {
		assertEquals(1, HeadlessProcess.run(dir.resolve(name + ".txt"), "--run", TRAIN, inputs), () -> printed(name));
		assertTrue(printed(name).contains(words), printed(name));
		assertFalse(printed(name).contains("\tat "), printed(name));
	}

	private Process start(final String name, final int epochs, final String start) throws IOException {
		return HeadlessProcess.start(dir.resolve(name + ".txt"), "--run", TRAIN, "pairs=\"names\",folder=\"" + dir.resolve("in") + "\",model=\"" + dir
			.resolve("out/" + name + ".n2n") + "\",preset=\"" + dir.resolve("tiny.json") + "\",epochs=\"" + epochs + "\",start=\"" + start +
			"\",device=\"cpu\",seed=\"7\"");
	}

	private String printed(final String name) {
		try {
			return Files.readString(dir.resolve(name + ".txt"));
		}
		catch (final IOException e) {
			return e.toString();
		}
	}

	/** The rows of the table of losses are those of the epochs from 1 on; returns how many. */
	private int assertContinuous(final String name) throws IOException {
		final List<String> rows = Files.readAllLines(dir.resolve("out/" + name + ".csv"));
		assertEquals("epoch,step,training,validation,learning_rate,patches_per_second", rows.get(0));
		final int epochs = rows.size() - 1;
		assertEquals(IntStream.rangeClosed(1, epochs).mapToObj(epoch -> epoch + "," + epoch * STEPS).toList(), rows.stream().skip(1).map(row -> row
			.replaceAll("^(\\d+,\\d+),[^,]+,[^,]+,[^,]+,[\\d.]+$", "$1")).toList());
		return epochs;
	}

	private static List<Double> validation(final ModelDescription model) {
		return model.curve().stream().map(ModelDescription.Epoch::validation).toList();
	}

	private List<String> results(final String prefix) throws IOException {
		final Path out = dir.resolve("out");
		if (!Files.exists(out)) return List.of();
		try (Stream<Path> files = Files.list(out)) {
			return files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(prefix) || name.startsWith("." + prefix)).sorted().toList();
		}
	}

	private void clear() throws IOException {
		for (final String name : results(""))
			Files.delete(dir.resolve("out").resolve(name));
	}
}
