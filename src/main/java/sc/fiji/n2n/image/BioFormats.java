package sc.fiji.n2n.image;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;

import ij.IJ;
import ij.ImagePlus;

/**
 * Opens files with Bio-Formats, where it is installed, as it is in Fiji. It is called by name, so that this plugin
 * neither needs nor ships it. This relies on the static method
 * {@code ImagePlus[] loci.plugins.BF.openImagePlus(String path)}, which opens the first series without a dialog, and
 * which ImageJ itself calls in the same way.
 */
final class BioFormats {

	private BioFormats() {}

	/** Whether Bio-Formats is there. */
	static boolean isPresent() {
		return find() != null;
	}

	/**
	 * Opens the first series of a file.
	 *
	 * @param file the file
	 * @return the image, not shown
	 * @throws IOException if Bio-Formats is not there or cannot read the file
	 */
	static ImagePlus open(final Path file) throws IOException {
		final Class<?> reader = find();
		if (reader == null) throw new IOException("Bio-Formats is not installed");
		try {
			final Object images = reader.getMethod("openImagePlus", String.class).invoke(null, file.toString());
			if (images instanceof ImagePlus[] series && series.length > 0 && series[0] != null) return series[0];
			throw new IOException("Bio-Formats found no image in it");
		}
		catch (final InvocationTargetException e) {
			throw new IOException("Bio-Formats cannot read it: " + e.getCause(), e.getCause());
		}
		catch (final ReflectiveOperationException | LinkageError e) {
			throw new IOException("this version of Bio-Formats cannot be used: " + e, e);
		}
	}

	private static Class<?> find() {
		try {
			return Class.forName("loci.plugins.BF", true, IJ.getClassLoader());
		}
		catch (final ClassNotFoundException | LinkageError e) {
			return null;
		}
	}
}
