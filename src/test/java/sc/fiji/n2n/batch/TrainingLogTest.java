package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.train.LossPoint;

class TrainingLogTest {

	private static final String HEADER = "epoch,step,training,validation,learning_rate,patches_per_second";
	private static final long SECOND = 1_000_000_000L;

	@TempDir
	Path dir;

	private final List<String> lines = new ArrayList<>();
	private final AtomicLong clock = new AtomicLong(7 * SECOND);

	@Test
	void writesARowAnEpochThatIsThereAtOnce() throws IOException {
		final TrainingLog log = log("new/cells.n2n", 0, 0);
		epochs(log, 1, 2);
		final Path csv = dir.resolve("new/cells.csv");
		assertEquals(List.of(HEADER, "1,50,0.5,0.25,1.0E-4,10.0", "2,100,0.25,0.125,1.0E-4,20.0"), Files.readAllLines(csv));
		log.epoch(new LossPoint(3, 150, Double.NaN, 1e-9, 0, 1), false, null);
		assertEquals("3,150,NaN,1.0E-9,0.0,1.0", Files.readAllLines(csv).get(3));
	}

	@Test
	void aTrainingThatGoesOnContinuesTheFileFromItsCheckpoint() throws IOException {
		epochs(log("cells.n2n", 0, 0), 1, 5);
		Files.writeString(dir.resolve("cells.csv"), Files.readString(dir.resolve("cells.csv")) + "6,30");
		epochs(log("cells.n2n", 0, 0), 4, 6);
		assertEquals(List.of("1", "2", "3", "4", "5", "6"), Files.readAllLines(dir.resolve("cells.csv")).stream().skip(1).map(row -> row.split(",")[0])
			.toList());
		epochs(log("other.n2n", 0, 0), 4, 4);
		assertEquals(2, Files.readAllLines(dir.resolve("other.csv")).size());
	}

	@Test
	void aNewTrainingBeginsTheFileAnew() throws IOException {
		epochs(log("cells.n2n", 0, 0), 1, 5);
		epochs(log("cells.n2n", 0, 0), 1, 1);
		assertEquals(2, Files.readAllLines(dir.resolve("cells.csv")).size());
	}

	@Test
	void measurementsOfTheUserAreNotOverwritten() throws IOException {
		final Path csv = dir.resolve("cells.csv");
		Files.writeString(csv, "area,mean\n1,2\n");
		final String message = assertThrows(IllegalArgumentException.class, () -> log("cells.n2n", 0, 0)).getMessage();
		assertTrue(message.contains(csv.toString()), message);
		assertEquals("area,mean\n1,2\n", Files.readString(csv));
		Files.write(csv, new byte[] { (byte) 0xff, (byte) 0xfe, (byte) 0xff });
		assertThrows(IllegalArgumentException.class, () -> log("cells.n2n", 0, 0));
	}

	@Test
	void tellsAtMostEveryFiveSeconds() {
		final TrainingLog log = log("cells.n2n", 0, 0);
		for (int epoch = 1; epoch <= 11; epoch++) {
			epochs(log, epoch, epoch);
			clock.addAndGet(SECOND);
		}
		assertEquals(3, lines.size(), lines::toString);
		assertEquals("epoch 6, step 300: training loss 0.015625, validation loss 0.0078125 (best), 60 patches/s on CPU", lines.get(1));
	}

	@Test
	void tellsTheRemainingTimeWhereThereIsALimit() {
		final TrainingLog epochs = log("a.n2n", 10, 0);
		clock.addAndGet(60 * SECOND);
		epochs(epochs, 1, 1);
		assertTrue(lines.get(0).startsWith("epoch 1 of 10, ") && lines.get(0).endsWith(", 9 min left"), lines::toString);
		final TrainingLog minutes = log("b.n2n", 10, 1.5);
		clock.addAndGet(60 * SECOND);
		epochs(minutes, 1, 1);
		assertTrue(lines.get(1).endsWith(", 30 s left"), lines::toString);
		final TrainingLog resumed = log("b.n2n", 0, 1.5);
		clock.addAndGet(60 * SECOND);
		epochs(resumed, 5, 5);
		assertFalse(lines.get(2).contains("left"), lines::toString);
	}

	@Test
	void aFileThatCannotBeWrittenIsToldOnceAndTheTrainingGoesOn() throws IOException {
		final TrainingLog log = log("file/cells.n2n", 0, 0);
		Files.writeString(dir.resolve("file"), "in the way");
		epochs(log, 1, 3);
		assertEquals(1, lines.stream().filter(line -> line.startsWith("warning: ")).count(), lines::toString);
		assertTrue(lines.stream().anyMatch(line -> line.startsWith("epoch 1")), lines::toString);
	}

	private TrainingLog log(final String model, final int epochs, final double minutes) {
		final TrainingOptions options = new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 2, 2, 8, true, false, 0.1), Loss.L2, 32, 4, 1e-3,
			50, 5, epochs, minutes, 0, ComputeDevice.CPU);
		return new TrainingLog(dir.resolve(model), options, "CPU", lines::add, clock::get);
	}

	private static void epochs(final TrainingLog log, final int first, final int last) {
		for (int epoch = first; epoch <= last; epoch++)
			log.epoch(new LossPoint(epoch, 50 * epoch, Math.pow(0.5, epoch), Math.pow(0.5, epoch + 1.0), 1e-4, 10 * epoch), true, null);
	}
}
