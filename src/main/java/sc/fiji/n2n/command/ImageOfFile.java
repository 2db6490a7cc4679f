package sc.fiji.n2n.command;

import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import org.scijava.Priority;
import org.scijava.convert.AbstractConverter;
import org.scijava.convert.Converter;
import org.scijava.log.LogService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

import ij.ImagePlus;
import sc.fiji.n2n.image.ImageFiles;

/**
 * Lets the path of a file stand for an image on a command line: {@code image="/data/cells.tif"}. All files are understood that
 * Denoise Files understands. Comes after Fiji's own converters, which know the titles of open images, and before the one that
 * would make an empty image of a file that cannot be read.
 */
@Plugin(type = Converter.class, priority = Priority.VERY_LOW)
public class ImageOfFile extends AbstractConverter<String, ImagePlus> {

	@Parameter(required = false)
	private LogService log;

	@Override
	public boolean canConvert(final Object source, final Type wanted) {
		return wanted == ImagePlus.class && isPath(source);
	}

	@Override
	public boolean canConvert(final Object source, final Class<?> wanted) {
		return wanted == ImagePlus.class && isPath(source);
	}

	/** Whether it names a file: one that is there, or in a folder, which no title of an image is. */
	private static boolean isPath(final Object source) {
		if (!(source instanceof String text) || text.isBlank()) return false;
		try {
			final Path path = Path.of(text);
			return path.getNameCount() > 1 || Files.exists(path);
		}
		catch (final InvalidPathException e) {
			return false;
		}
	}

	/** Opens the first image of the file; null, with the reason in the log, if that cannot be done. */
	@Override
	public <T> T convert(final Object source, final Class<T> wanted) {
		try {
			return wanted.cast(ImageFiles.open(Path.of((String) source)));
		}
		catch (final IOException e) {
			if (log != null) log.error(e.getMessage());
			return null;
		}
	}

	@Override
	public Class<ImagePlus> getOutputType() {
		return ImagePlus.class;
	}

	@Override
	public Class<String> getInputType() {
		return String.class;
	}
}
