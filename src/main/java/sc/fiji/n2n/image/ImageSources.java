package sc.fiji.n2n.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.WindowManager;
import ij.io.FileInfo;

/** The files that open images are read from. */
public final class ImageSources {

	private ImageSources() {}

	/**
	 * Checks that writing a file takes nothing away from an open image.
	 *
	 * @param image an image; it need not be among the open ones
	 * @param target the file to write
	 * @throws IllegalArgumentException if the image was opened from this file, or another open image is read from it
	 */
	public static void checkNotRead(final ImagePlus image, final Path target) {
		if (!Files.exists(target)) return;
		if (isOriginal(image, target)) throw problem(image, target);
		checkVirtual(image, target);
		final int[] open = WindowManager.getIDList();
		if (open == null) return;
		for (final int id : open) {
			final ImagePlus other = WindowManager.getImage(id);
			if (other != null) checkVirtual(other, target);
		}
	}

	private static IllegalArgumentException problem(final ImagePlus image, final Path target) {
		return new IllegalArgumentException("The open image \"" + image.getTitle() + "\" is read from " + target +
			", which would be overwritten. Give another file.");
	}

	private static boolean isOriginal(final ImagePlus image, final Path target) {
		final FileInfo info = image.getOriginalFileInfo();
		return info != null && isSame(info.directory, info.fileName, target);
	}

	private static void checkVirtual(final ImagePlus image, final Path target) {
		if (!image.hasImageStack() || !image.getImageStack().isVirtual()) return;
		boolean read = isOriginal(image, target);
		final ImageStack stack = image.getImageStack();
		if (stack instanceof VirtualStack files && files.getDirectory() != null) for (int i = 1; i <= files.size() && !read; i++)
			read = (i == 1 || !files.getFileName(i).equals(files.getFileName(i - 1))) && isSame(files.getDirectory(), files.getFileName(i), target);
		if (read) throw problem(image, target);
	}

	private static boolean isSame(final String folder, final String name, final Path target) {
		if (folder == null || folder.isEmpty() || name == null || name.isEmpty() || folder.contains("://")) return false;
		try {
			final Path file = Path.of(folder, name);
			return Files.exists(file) && Files.isSameFile(file, target);
		}
		catch (final IOException | InvalidPathException e) {
			// What cannot be looked at cannot be read either.
			return false;
		}
	}
}
