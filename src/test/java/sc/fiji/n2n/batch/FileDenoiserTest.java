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
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.io.PendingFile;

class FileDenoiserTest {

	private static final ImageTask INVERT = (image, target, progress) -> {
		final ImagePlus result = image.duplicate();
		result.getProcessor().invert();
		ImageFiles.saveTiff(result, target.path());
	};

	@TempDir
	Path dir;

	private final List<String> log = new ArrayList<>();

	@BeforeEach
	void makeImages() throws IOException {
		save("in/a.tif");
		save("in/sub/b.tif");
		save("in/sub/c.tif");
	}

	@Test
	void denoisesEachFile() throws IOException {
		final BatchSummary summary = run(INVERT);
		assertEquals(3, summary.denoised());
		assertFalse(summary.hasFailures());
		assertEquals(List.of("a.tif", "sub/b.tif", "sub/c.tif"), results());
		assertEquals(255 - 7, ImageFiles.open(dir.resolve("out/sub/b.tif")).getProcessor().get(1, 1));
	}

	@Test
	void goesOnAfterBadFilesAndListsThem() throws IOException {
		Files.writeString(dir.resolve("in/bad.tif"), "not an image");
		final BatchSummary summary = run((image, target, progress) -> {
			if (image.getTitle().equals("a.tif")) throw new OutOfMemoryError("test");
			if (image.getTitle().equals("b.tif")) throw new IllegalArgumentException("It is too noisy.");
			INVERT.apply(image, target, progress);
		});
		assertEquals(1, summary.denoised());
		assertEquals(List.of("a.tif", "bad.tif", "sub/b.tif"), summary.failures().stream().map(failure -> //
			dir.resolve("in").relativize(failure.file()).toString().replace('\\', '/')).toList());
		assertTrue(summary.text().startsWith("1 file denoised, 0 skipped, 3 failed."), summary.text());
		assertTrue(summary.text().contains("not enough memory"), summary.text());
		assertTrue(summary.text().contains("It is too noisy."), summary.text());
		assertEquals(List.of("sub/c.tif"), results());
	}

	@Test
	void skipsWhatIsDoneAndSaysSo() throws IOException {
		run(INVERT);
		Files.delete(dir.resolve("out/a.tif"));
		log.clear();
		final BatchSummary summary = run(INVERT);
		assertEquals(1, summary.denoised());
		assertEquals(2, summary.skipped());
		assertTrue(log.stream().anyMatch(line -> line.contains("b.tif: skipped")), log::toString);
	}

	@Test
	void stopsBetweenFilesAndWithinOne() throws IOException {
		final int[] images = { 0 };
		final ImageTask slow = (image, target, progress) -> {
			images[0]++;
			progress.step("Training", 0.5);
			INVERT.apply(image, target, progress);
		};
		final Progress stop = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {}

			@Override
			public boolean isCanceled() {
				return images[0] == 2;
			}
		};
		assertThrows(CancellationException.class, () -> new FileDenoiser(slow, log::add).run(plan(), stop));
		assertEquals(2, images[0]);
		assertEquals(List.of("a.tif"), results(), "the first file stays, of the second there is no trace");
	}

	@Test
	void knowsBeforeTheWorkThatTheResultCannotBeSaved() throws IOException {
		Files.writeString(dir.resolve("out"), "a file where a folder should be");
		final BatchPlan plan = BatchPlan.of(dir.resolve("in").toString(), dir.resolve("out/deeper").toString(), FileFormat.TIFF, 0);
		final BatchSummary summary = new FileDenoiser((image, target, progress) -> {
			throw new AssertionError("The work began.");
		}, log::add).run(plan, Progress.NONE);
		assertEquals(3, summary.failures().size());
		assertTrue(summary.failures().get(0).reason().contains("is a file, not a folder"), summary.text());
	}

	@Test
	void tellsHowFarItIs() throws IOException {
		final List<String> shown = new ArrayList<>();
		final Progress progress = new Progress() {

			@Override
			public void update(final String doing, final double fraction) {
				assertTrue(fraction >= 0 && fraction <= 1, doing + " " + fraction);
				shown.add(doing);
			}

			@Override
			public boolean isCanceled() {
				return false;
			}
		};
		new FileDenoiser(INVERT, log::add).run(plan(), progress);
		assertTrue(shown.get(0).startsWith("1 of 3, a.tif"), shown::toString);
		assertTrue(shown.get(shown.size() - 1).startsWith("3 of 3"), shown::toString);
	}

	@Test
	void whatAnotherRunIsWritingIsLeftToIt() throws IOException {
		try (PendingFile other = PendingFile.create(dir.resolve("out/a.tif"), 1)) {
			final BatchSummary summary = run((image, target, progress) -> {
				try (PendingFile file = PendingFile.create(target.path(), 1)) {
					file.complete();
				}
			});
			assertEquals(2, summary.denoised());
			assertEquals(1, summary.skipped());
			assertFalse(summary.hasFailures(), summary.text());
			assertTrue(log.stream().anyMatch(line -> line.contains("a.tif is being written by another run")), log::toString);
		}
		assertEquals(List.of("sub/b.tif", "sub/c.tif"), results());
	}

	private BatchSummary run(final ImageTask task) throws IOException {
		return new FileDenoiser(task, log::add).run(plan(), Progress.NONE);
	}

	private BatchPlan plan() throws IOException {
		return BatchPlan.of(dir.resolve("in").toString(), dir.resolve("out").toString(), FileFormat.TIFF, 0);
	}

	private List<String> results() throws IOException {
		final Path out = dir.resolve("out");
		try (Stream<Path> files = Files.walk(out)) {
			return files.filter(Files::isRegularFile).map(file -> out.relativize(file).toString().replace('\\', '/')).sorted().toList();
		}
	}

	private void save(final String file) throws IOException {
		final ByteProcessor pixels = new ByteProcessor(8, 8);
		pixels.set(7);
		ImageFiles.saveTiff(new ImagePlus(file, pixels), dir.resolve(file));
	}
}
