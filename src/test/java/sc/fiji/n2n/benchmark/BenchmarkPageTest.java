package sc.fiji.n2n.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the benchmarks, made of rows. */
class BenchmarkPageTest {

	private static final Machine MACHINE = new Machine("2 cores of a test, 1 GB", "abc1234", 2);

	@TempDir
	Path dir;

	@Test
	void rowsBecomeTablesPlotsAndAnchors() throws IOException {
		final List<Row> rows = new ArrayList<>();
		for (final String image : List.of("camera", "brick"))
			for (int seed = 1; seed <= 2; seed++) {
				rows.add(row(image, "noisy", seed, 20, ""));
				rows.add(row(image, "auto quick", seed, (image.equals("brick") ? 30 : 28) + 2 * seed, "0.5"));
				rows.add(row(image, "auto normal", seed, 33, "2"));
				rows.add(row(image, "median", seed, 25, "0.01"));
			}
		final String page = page("quality", rows);
		assertTrue(page.startsWith("<!-- Written by mvn -q -Pbenchmark verify."), page);
		assertTrue(page.contains("| <a id=\"quality-gaussian-25-auto-quick\"></a>auto quick | 31.00 ± 1.41 | 33.00 ± 1.41 | 32.00 | 0.900 | 0.50 | 300 |"), page);
		assertTrue(page.contains("| <a id=\"quality-gaussian-25-noisy\"></a>noisy | 20.00 ± 0.00 | 20.00 ± 0.00 | 20.00 | 0.900 |  |  |"), page);
		assertTrue(page.contains("### Gaussian noise, sigma 25"), page);
		assertFalse(page.contains("### Gaussian noise, sigma 10"), page);
		assertTrue(page.contains("](images/benchmarks/quality-gaussian-25.png)"), page);
		assertTrue(page.contains("Not run."), page);
		assertTrue(page.contains("on 2 cores of a test, 1 GB; commit abc1234."), page);
		assertFalse(page.contains("different commits") || page.contains("other work too"), page);
		assertEquals(rows.size(), Csv.read(dir.resolve("docs/benchmarks.csv")).size());

		final Path file = dir.resolve("docs/images/benchmarks/quality-gaussian-25.png");
		assertTrue(Files.size(file) < 100_000, Files.size(file) + " bytes");
		final BufferedImage plot = ImageIO.read(file.toFile());
		// The colour of the first method, and that of the second
		assertTrue(has(plot, 0x0072B2) && has(plot, 0xD55E00), "no points");
	}

	@Test
	void theReaderIsToldWhatMayBeWrong() throws IOException {
		final String page = page("quality", List.of(row("camera", "noisy", 1, 20, "").and(Row.of("commit", "other")), row("camera", "median", 1, 25, "0.01").and(Row.of(
			"others", 1.5)), row("camera", "gaussian", 1, 25, "0.01").and(Row.of("others", "", "load", 3.0))));
		assertTrue(page.contains("**The rows are of different commits.**"), page);
		assertTrue(page.contains("**2 of 3 rows were measured while the machine did other work too"), page);
	}

	@Test
	void anInterruptedSectionGoesOn() throws Exception {
		final Path file = dir.resolve("some.csv");
		final Row first = Row.of("image", "a, \"quoted\"", "seed", 1);
		new Rows(file, MACHINE).add(first, () -> Row.of("psnr", 27.123456, "ssim", Double.NaN));
		final Rows again = new Rows(file, MACHINE);
		again.add(first, () -> {
			throw new AssertionError("measured again");
		});
		again.add(Row.of("image", "a, \"quoted\"", "seed", 2), () -> Row.of("rss_mb", 5));
		final List<Row> read = Csv.read(file);
		assertEquals(2, read.size());
		assertEquals("a, \"quoted\"", read.get(0).get("image"));
		assertEquals("27.123", read.get(0).get("psnr"));
		assertEquals("", read.get(0).get("ssim"));
		assertEquals("abc1234", read.get(0).get("commit"));
		assertEquals("5", read.get(1).get("rss_mb"));
	}

	/** Who renames a class is told that shares of the time are counted by it. */
	@Test
	void partsAreClassesThatAreThere() throws IOException {
		final List<String> files;
		try (Stream<Path> all = Files.walk(Path.of("src/main/java"))) {
			files = all.map(file -> file.getFileName().toString()).toList();
		}
		final List<String> missing = Arrays.stream(Part.values()).flatMap(part -> part.classes().stream()).filter(name -> !name.startsWith("\\w*") && !files
			.contains(name + ".java")).toList();
		assertEquals(List.of(), missing);
	}

	@Test
	void stacksTellTheParts() {
		assertEquals(Part.FORWARD, part("ai.djl.pytorch.jni.PyTorchLibrary torchConvolution", "sc.fiji.n2n.djl.Layer apply", "sc.fiji.n2n.djl.FastTrainer step",
			"sc.fiji.n2n.denoise.ZeroShot$Run train"));
		assertEquals(Part.NETWORK, part("ai.djl.pytorch.jni.PyTorchLibrary torchConvolution", "sc.fiji.n2n.djl.Layer apply", "sc.fiji.n2n.djl.NetworkModel denoise",
			"sc.fiji.n2n.denoise.TurnAveragedModel denoise", "sc.fiji.n2n.denoise.Denoiser denoise"));
		assertEquals(Part.BACKWARD, part("ai.djl.pytorch.jni.PyTorchLibrary torchBackward", "ai.djl.pytorch.engine.PtGradientCollector backward",
			"sc.fiji.n2n.djl.FastTrainer lambda$step$1"));
		assertEquals(Part.TILES, part("net.imglib2.blocks.ViewPrimitiveBlocks copy", "sc.fiji.n2n.denoise.Denoiser denoise"));
		assertEquals(Part.READ, part("java.io.RandomAccessFile read", "sc.fiji.n2n.image.TiffPixels read", "sc.fiji.n2n.denoise.PreparedPlanes pixels"));
		assertEquals(Part.WRITE, part("java.nio.channels.FileChannel write", "sc.fiji.n2n.image.TiffWriter write", "sc.fiji.n2n.denoise.StackDenoiser denoise"));
		assertEquals(null, part("java.lang.Object wait"));
	}

	private static Part part(final String... frames) {
		return Part.of(Arrays.stream(frames).map(frame -> frame.split(" ")).map(words -> new StackTraceElement(words[0], words[1], null, 1)).toArray(
			StackTraceElement[]::new));
	}

	private String page(final String section, final List<Row> rows) throws IOException {
		Csv.write(Files.createDirectories(dir.resolve("rows")).resolve(section + ".csv"), rows);
		new BenchmarkPage(List.of(new QualitySection(), new JmhSection())).write(dir.resolve("rows"), dir.resolve("docs"));
		return Files.readString(dir.resolve("docs/benchmarks.md"));
	}

	private static Row row(final String image, final String method, final int seed, final double psnr, final String seconds) {
		return Row.of("class", "gaussian 25", "image", image, "method", method, "seed", seed, "psnr", psnr, "ssim", 0.9, "seconds", seconds, "rss_mb", seconds
			.isEmpty() ? "" : "300", "commit", "abc1234", "date", "2026-01-01", "load", 0.5, "others", 0.1, "machine", MACHINE.name());
	}

	private static boolean has(final BufferedImage image, final int color) {
		return IntStream.range(0, image.getWidth() * image.getHeight()).anyMatch(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == color);
	}
}
