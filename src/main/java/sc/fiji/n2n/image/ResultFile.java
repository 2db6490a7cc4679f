package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;

import ij.ImagePlus;
import sc.fiji.n2n.config.FileFormat;

/**
 * A file that a result is written into.
 *
 * @param path its name
 * @param format its format
 */
public record ResultFile(Path path, FileFormat format) {

	/** Checks that nothing is missing. */
	public ResultFile {
		Objects.requireNonNull(path, "path");
		Objects.requireNonNull(format, "format");
	}

	/**
	 * The file that a name means.
	 *
	 * @param path a name that ends in .tif, .tiff or .ome.zarr
	 * @param format the format that was asked for; {@code TIFF} where the name alone decides
	 * @return the file
	 * @throws IllegalArgumentException if the name has another ending, or that of another format
	 */
	public static ResultFile of(final Path path, final FileFormat format) {
		if (isZarr(path) && format != FileFormat.BIGTIFF) return new ResultFile(path, FileFormat.OME_ZARR);
		if (isTiff(path) && format != FileFormat.OME_ZARR) return new ResultFile(path, format);
		throw new IllegalArgumentException("The output " + path + " is a file that does not end in " + format.extension() +
			(format == FileFormat.TIFF ? " (TIFF) or .ome.zarr (OME-Zarr)" : ", the ending of the format " + format) +
			". Let the name end so.");
	}

	/** The file beside it for a map of the spread: {@code a.tif} has {@code a-spread.tif}, {@code a.ome.zarr} has {@code a-spread.ome.zarr}. */
	public ResultFile spread() {
		return new ResultFile(path.resolveSibling(path.getFileName().toString().replaceFirst("(?i)((\\.ome)?\\.(tiff?|zarr))$", "-spread$1")), format);
	}

	/** Whether a name ends like that of a file that results are written into. */
	public static boolean isName(final Path path) {
		return isTiff(path) || isZarr(path);
	}

	private static boolean isTiff(final Path path) {
		return name(path).endsWith(".tif") || name(path).endsWith(".tiff");
	}

	private static boolean isZarr(final Path path) {
		return name(path).endsWith(".ome.zarr");
	}

	private static String name(final Path path) {
		return path.getFileName() == null ? "" : path.getFileName().toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Begins to write.
	 *
	 * @param shape what the pixels are
	 * @param source the image whose metadata the result will have
	 * @throws IOException with path and reason, if it cannot be written
	 */
	FileStore open(final StackShape shape, final ImagePlus source) throws IOException {
		return switch (format) {
			case TIFF -> TiffWriter.create(path, shape, TiffLayout.IMAGEJ, source);
			case BIGTIFF -> TiffWriter.create(path, shape, TiffLayout.BIG, source);
			case OME_ZARR -> OmeZarrStore.create(path, shape, source);
		};
	}
}
