package sc.fiji.n2n.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import ij.ImagePlus;
import ij.io.FileInfo;
import sc.fiji.n2n.io.AtomicFile;

/** Where a trust report is written. */
public final class TrustFile {

	private static final String SUFFIX = "-report", ENDING = ".html";
	/** Lines of a page in which its mark stands. */
	private static final int HEAD = 5;

	private TrustFile() {}

	/**
	 * The file that the user named.
	 *
	 * @param save path of the file
	 * @return the file
	 * @throws IllegalArgumentException if it does not end in .html, or another file is there
	 * @throws IOException if the file that is there cannot be read
	 */
	public static Path named(final String save) throws IOException {
		final Path file = Path.of(save.strip());
		if (!file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.html?")) throw new IllegalArgumentException("The report cannot be saved as " + file +
			". Give a file name that ends in .html.");
		if (!isFree(file)) throw new IllegalArgumentException("The report cannot be saved as " + file +
			", because a file of that name is there that is no trust report. Give another name.");
		return file;
	}

	/**
	 * A file beside that of an image, or in the folder for temporary files if the image has none that can be written to. An older report
	 * of the image is replaced, another file is not.
	 *
	 * @param image the image
	 * @throws IOException if a file that is there cannot be read
	 */
	public static Path beside(final ImagePlus image) throws IOException {
		final FileInfo info = image.getOriginalFileInfo();
		final String folder = info == null || info.directory == null ? "" : info.directory;
		final Path own = folder.isBlank() || folder.contains("://") ? null : Path.of(folder);
		final boolean usable = own != null && Files.isDirectory(own) && Files.isWritable(own);
		return free(usable ? own : Path.of(System.getProperty("java.io.tmpdir")), withoutEnding(image.getTitle()));
	}

	/**
	 * The file beside a result.
	 *
	 * @param result the file of the result
	 * @throws IOException if a file that is there cannot be read
	 */
	public static Path besideResult(final Path result) throws IOException {
		return free(result.toAbsolutePath().getParent(), withoutEnding(result.getFileName().toString()));
	}

	/**
	 * Writes a report.
	 *
	 * @param report the report
	 * @param file the file
	 * @throws IOException with path and reason, if it cannot be written
	 */
	public static void write(final TrustResult report, final Path file) throws IOException {
		final String page = TrustPage.of(report);
		AtomicFile.write(file, ".html", page.length(), temporary -> Files.writeString(temporary, page));
	}

	private static String withoutEnding(final String name) {
		final String stem = name.replaceFirst("(?i)(\\.ome)?\\.(tiff?|zarr|png|jpe?g|gif|bmp|dcm|czi|nd2|lif|oib|oif|ics|mrc|nii|zip)$", "");
		// Of a title that is no file name.
		return stem.replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_");
	}

	private static Path free(final Path folder, final String name) throws IOException {
		Path file = folder.resolve(name + SUFFIX + ENDING);
		for (int i = 2; !isFree(file); i++)
			file = folder.resolve(name + SUFFIX + "-" + i + ENDING);
		return file;
	}

	/** Whether nothing is there, or an older report. */
	private static boolean isFree(final Path file) throws IOException {
		if (!Files.exists(file)) return true;
		if (!Files.isRegularFile(file)) return false;
		try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
			return lines.lines().limit(HEAD).anyMatch(line -> line.contains(TrustPage.MARK));
		}
		catch (final MalformedInputException | UncheckedIOException e) {
			return false;
		}
	}
}
