package sc.fiji.n2n.batch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

import sc.fiji.n2n.image.ImageFiles;

/**
 * The image files that a file name, a folder or a pattern means. A folder that is an image, such as one of OME-Zarr, counts as a
 * file. Links to files are read, linked folders are not entered, and what is hidden is left out.
 */
final class InputFiles {

	private final String words;
	private final Path base;
	private final Predicate<Path> selection;
	private final int depth;
	private final boolean single;

	private InputFiles(final String words, final Path base, final Predicate<Path> selection, final int depth,
		final boolean single)
	{
		this.words = words;
		this.base = base;
		this.selection = selection;
		this.depth = depth;
		this.single = single;
	}

	/**
	 * Understands what the user wrote.
	 *
	 * @param input a file, a folder or a pattern such as {@code /data/*.tif}
	 * @throws IllegalArgumentException if there is no such file or folder, in words for the user
	 */
	static InputFiles of(final String input) {
		final String words = input == null ? "" : input.trim();
		if (words.isEmpty()) throw new IllegalArgumentException(
			"There is no input. Give a file, a folder, or a pattern such as /data/*.tif.");
		final Path path = pathOrNull(words);
		final boolean image = path != null && ImageFiles.isImageFolder(path);
		if (path != null && !image && Files.isDirectory(path)) return new InputFiles(words, path, file -> true, Integer.MAX_VALUE, false);
		if (path != null && Files.exists(path)) return ofFile(words, path);
		if (GlobPattern.isGlob(words)) return ofPattern(words);
		throw new IllegalArgumentException("There is no file or folder " + words +
			". Check the input, or give a pattern such as /data/*.tif.");
	}

	private static InputFiles ofFile(final String words, final Path file) {
		final Path folder = file.toAbsolutePath().getParent();
		return new InputFiles(words, folder, file.getFileName()::equals, 1, true);
	}

	private static InputFiles ofPattern(final String words) {
		try {
			final GlobPattern pattern = GlobPattern.of(words);
			if (!Files.isDirectory(pattern.base())) throw new IllegalArgumentException("There is no folder " +
				pattern.base() + ", where the pattern " + words + " begins.");
			return new InputFiles(words, pattern.base(), pattern::matches, pattern.depth(), false);
		}
		catch (final PatternSyntaxException e) {
			throw new IllegalArgumentException("The pattern " + words + " cannot be understood: " + e.getDescription() + ".", e);
		}
	}

	/** The folder whose structure the results keep. */
	Path base() {
		return base;
	}

	/** Whether the user named one file. */
	boolean isSingle() {
		return single;
	}

	/**
	 * Whether something would be an input.
	 *
	 * @param relative its path below {@link #base()}
	 * @param folder whether it is a folder
	 */
	boolean selects(final Path relative, final boolean folder) {
		if (folder) return ImageFiles.isImageFolder(relative) && selection.test(relative);
		// A file that the user named is opened whatever its name.
		return selection.test(relative) && (single || ImageFiles.isImage(relative));
	}

	/**
	 * Finds the files.
	 *
	 * @param left a folder to leave out, as an absolute path without links
	 * @return paths below {@link #base()}, in order
	 * @throws IllegalArgumentException if there are none
	 */
	List<Path> find(final Path left) throws IOException {
		final List<Path> found = new ArrayList<>();
		final Path start = base.toRealPath();
		Files.walkFileTree(start, Set.of(), depth, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(final Path folder, final BasicFileAttributes attributes) {
				if (folder.equals(start)) return FileVisitResult.CONTINUE;
				if (folder.equals(left) || isHidden(folder)) return FileVisitResult.SKIP_SUBTREE;
				if (!ImageFiles.isImageFolder(folder)) return FileVisitResult.CONTINUE;
				visitFile(folder, attributes);
				return FileVisitResult.SKIP_SUBTREE;
			}

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) {
				final Path relative = start.relativize(file);
				final boolean folder = Files.isDirectory(file);
				if (folder && !single && file.equals(left)) return FileVisitResult.CONTINUE;
				if (selects(relative, folder) || !folder && selection.test(relative) && ImageFiles.isNamelessDicom(file)) found.add(relative);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(final Path file, final IOException problem) {
				// Kept, so that opening it fails and it is listed with the reason.
				found.add(start.relativize(file));
				return FileVisitResult.CONTINUE;
			}
		});
		if (found.isEmpty()) throw new IllegalArgumentException("There is no image file in " + words +
			". Check the input: a file, a folder, or a pattern such as /data/*.tif.");
		Collections.sort(found);
		return found;
	}

	private static boolean isHidden(final Path path) {
		return path.getFileName().toString().startsWith(".");
	}

	private static Path pathOrNull(final String words) {
		try {
			return Path.of(words);
		}
		catch (final InvalidPathException e) {
			// A pattern is no path on Windows, where * is not allowed in names.
			return null;
		}
	}
}
