package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import sc.fiji.n2n.io.AtomicFile;

/** Opens and saves image files, without windows and dialogs. */
public final class ImageFiles {

	/** Files that ImageJ opens. Not .zip, which is more often a set of ROIs than an image. */
	private static final Set<String> IMAGEJ = Set.of("tif", "tiff", "png", "jpg", "jpeg", "gif", "bmp", "dcm", "dicom", "fits", "fit",
		"fts", "pgm", "ppm", "pnm", "pbm", "avi");

	/** Common files of microscopes, which need Bio-Formats. */
	private static final Set<String> BIO_FORMATS = Set.of("czi", "lif", "lsm", "nd2", "oib", "oif", "oir", "vsi", "ims", "dv", "r3d", "mrc",
		"stk", "ics", "zvi", "svs", "ndpi", "sld", "dm3", "dm4", "nii", "nrrd", "flex", "mvd2");

	/** An image is held in memory if it leaves room for its result and for the work. */
	private static final int SHARE_OF_MEMORY = 4;

	private ImageFiles() {}

	/**
	 * Opens the only or first image of a file, as {@link #openFile(Path)} does.
	 *
	 * @param file the file
	 * @return the image, not shown
	 * @throws IOException with path and reason, if the file is missing, empty, not complete or not an image
	 */
	public static ImagePlus open(final Path file) throws IOException {
		final ImageFile opened = openFile(file);
		try {
			return opened.open(0);
		}
		catch (final IOException e) {
			throw problem(file, e);
		}
	}

	/**
	 * Opens a file, or a folder of OME-Zarr: with ImageJ, and what ImageJ cannot read, or not all of, with Bio-Formats where that is installed. A TIFF
	 * whose pixels take more than a quarter of the free memory is read plane by plane as it is needed.
	 *
	 * @param file the file
	 * @return its images, to be closed
	 * @throws IOException with path and reason, if the file is missing, empty, not complete or not an image
	 */
	public static ImageFile openFile(final Path file) throws IOException {
		final Path path = file.toAbsolutePath();
		try {
			if (!Files.exists(path)) throw new IOException("there is no such file; check its name and folder");
			if (!Files.isReadable(path)) throw new IOException("you may not read it");
			if (OmeZarrFile.isOmeZarr(path)) return OmeZarrFile.open(path);
			if (Files.isDirectory(path)) throw new IOException("it is a folder, not a file");
			if (Files.size(path) == 0) throw new IOException("it is empty; copy it again");
			return read(path);
		}
		catch (final IOException e) {
			throw problem(path, e);
		}
	}

	private static IOException problem(final Path path, final IOException reason) {
		return new IOException("Cannot open " + path.toAbsolutePath() + ": " + reason.getMessage() + ".", reason);
	}

	/** OME-TIFF with Bio-Formats first, because ImageJ sees neither its series nor its other files. */
	private static ImageFile read(final Path path) throws IOException {
		if (!BioFormatsFile.isPresent()) return readWithImageJ(path);
		final boolean ome = path.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.ome\\.tiff?");
		try {
			return ome ? BioFormatsFile.open(path) : readWithImageJ(path);
		}
		catch (final IOException e) {
			try {
				return ome ? readWithImageJ(path) : BioFormatsFile.open(path);
			}
			catch (final IOException | UncheckedIOException other) {
				throw new IOException(e.getMessage() + "; " + other.getMessage(), other);
			}
		}
	}

	private static ImageFile readWithImageJ(final Path path) throws IOException {
		final Runtime memory = Runtime.getRuntime();
		final long free = memory.maxMemory() - memory.totalMemory() + memory.freeMemory();
		return new OneImageFile(QuietOpener.open(path, free / SHARE_OF_MEMORY));
	}

	/**
	 * Opens the only image of a file as a virtual stack, whatever its size.
	 *
	 * @param file the file
	 * @return the image, not shown
	 * @throws IOException with path and reason, if it cannot be read
	 */
	public static ImagePlus openVirtual(final Path file) throws IOException {
		try {
			return Files.isDirectory(file) ? openFile(file).open(0) : QuietOpener.open(file.toAbsolutePath(), 0);
		}
		catch (final IOException e) {
			throw problem(file, e);
		}
	}

	/**
	 * Saves an image as a TIFF of ImageJ's, with its metadata. The file is complete or absent: it is written under
	 * another name in the same folder, then moved, in place of an older one. Folders that are missing are made. The
	 * image itself stays as it is, its title and whether it counts as changed included.
	 *
	 * @param imp the image
	 * @param file the file, ending in .tif or .tiff
	 * @throws IOException with path and reason, if the file cannot be written; an older one is then as it was
	 * @throws IllegalArgumentException if there is no image, or the name has another ending
	 */
	public static void saveTiff(final ImagePlus imp, final Path file) throws IOException {
		if (imp == null || imp.getProcessor() == null) throw new IllegalArgumentException("There is no image to save as " + file + ".");
		final String extension = extension(file);
		if (!extension.equals("tif") && !extension.equals("tiff")) throw new IllegalArgumentException("Cannot save as " + file +
			": images are saved as TIFF. Give it a name that ends in .tif.");
		final long bytes = (long) imp.getWidth() * imp.getHeight() * imp.getStackSize() * (imp.getBitDepth() / 8);
		AtomicFile.write(file, "." + extension, bytes, temporary -> write(imp, temporary));
	}

	private static void write(final ImagePlus imp, final Path temporary) throws IOException {
		final boolean changes = imp.changes;
		final boolean redirected = IJ.redirectingErrorMessages();
		IJ.redirectErrorMessages(true);
		try {
			if (new FileSaver(imp).saveAsTiff(temporary.toString())) return;
			final String reason = IJ.getErrorMessage();
			throw new IOException(reason == null ? "ImageJ could not save it" : reason.strip().replaceAll("\\s+", " "));
		}
		catch (final RuntimeException e) {
			throw new IOException("ImageJ could not save it: " + e, e);
		}
		finally {
			IJ.redirectErrorMessages(redirected);
			imp.changes = changes;
		}
	}

	/**
	 * Whether a file is likely an image that can be opened, by its name alone. Hidden files, whose names begin with a
	 * dot, are not.
	 *
	 * @param file the file
	 * @return true for the files of ImageJ, and those of microscopes if Bio-Formats is installed
	 */
	public static boolean isImage(final Path file) {
		if (file.getFileName() == null || file.getFileName().toString().startsWith(".")) return false;
		final String extension = extension(file);
		return IMAGEJ.contains(extension) || BIO_FORMATS.contains(extension) && BioFormatsFile.isPresent();
	}

	/**
	 * Whether a folder is an image in itself, by its name alone.
	 *
	 * @param folder the folder
	 * @return true for a folder of OME-Zarr that is not hidden
	 */
	public static boolean isImageFolder(final Path folder) {
		return extension(folder).equals("zarr") && !folder.getFileName().toString().startsWith(".");
	}

	private static String extension(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString();
		return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT) : "";
	}
}
