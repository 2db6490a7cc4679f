package sc.fiji.n2n.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

	/**
	 * Files of microscopes and scanners, which need Bio-Formats. Not those whose ending is more often that of something else, such
	 * as .xml, .txt or .raw, nor the second file of a pair, such as .img.
	 */
	private static final Set<String> BIO_FORMATS = Set.of("czi", "lif", "lof", "xlef", "lsm", "nd2", "oib", "oif", "oir", "vsi", "ims", "dv", "r3d", "mrc",
		"map", "rec", "st", "ali", "stk", "nd", "ics", "zvi", "svs", "scn", "ndpi", "qptiff", "sld", "sldy", "dm2", "dm3", "dm4", "nii", "nii.gz", "mnc", "nrrd",
		"flex", "mvd2", "btf", "tf2", "tf8", "jp2", "j2k", "obf", "msr", "spe", "sif", "ipw", "liff", "cxd", "am", "sdt", "klb");

	/** An image is held in memory if it leaves room for its result and for the work. */
	private static final int SHARE_OF_MEMORY = 4;

	/** The one ending of two parts. */
	private static final String NIFTI = ".nii.gz";
	/** Where a DICOM file says that it is one, and how. */
	private static final int DICOM_PLACE = 128;
	private static final String DICOM = "DICM";

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
		if (!BioFormatsFile.isPresent()) return readWithoutBioFormats(path);
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

	private static ImageFile readWithoutBioFormats(final Path path) throws IOException {
		try {
			return readWithImageJ(path);
		}
		catch (final IOException e) {
			if (!BIO_FORMATS.contains(extension(path))) throw e;
			throw new IOException("it is a file that Bio-Formats reads, which is not installed; it is in every Fiji", e);
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
	 * @return true for the files of ImageJ and those of microscopes, which need Bio-Formats: without it they are listed as files that
	 *         could not be opened, and not passed over in silence
	 */
	public static boolean isImage(final Path file) {
		if (file.getFileName() == null || file.getFileName().toString().startsWith(".")) return false;
		final String extension = extension(file);
		return IMAGEJ.contains(extension) || BIO_FORMATS.contains(extension);
	}

	/**
	 * Whether a file without an ending is DICOM, as many scanners name it, by what it says of itself.
	 *
	 * @param file the file
	 * @return false too if it cannot be read
	 */
	public static boolean isNamelessDicom(final Path file) {
		if (file.getFileName() == null || file.getFileName().toString().contains(".")) return false;
		try (InputStream in = Files.newInputStream(file)) {
			final byte[] begin = in.readNBytes(DICOM_PLACE + DICOM.length());
			return begin.length > DICOM_PLACE && new String(begin, DICOM_PLACE, begin.length - DICOM_PLACE, StandardCharsets.US_ASCII).equals(DICOM);
		}
		catch (final IOException e) {
			return false;
		}
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
		final String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
		if (name.endsWith(NIFTI)) return NIFTI.substring(1);
		return name.contains(".") ? name.substring(name.lastIndexOf('.') + 1) : "";
	}
}
