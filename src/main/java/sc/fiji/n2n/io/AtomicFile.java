package sc.fiji.n2n.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes a file so that it is either complete or not there: under another name in the same folder, then moved. */
public final class AtomicFile {

	/** Writes the content. */
	@FunctionalInterface
	public interface Content {

		/**
		 * @param temporary an empty file, to be overwritten
		 * @throws IOException if it cannot be written
		 */
		void write(Path temporary) throws IOException;
	}

	private AtomicFile() {}

	/**
	 * Writes a file, in place of one of the same name.
	 *
	 * @param target the file; its folder is made where it is missing
	 * @param extension ending of the temporary name, like ".tif"
	 * @param minSize size in bytes below which the file cannot be complete
	 * @param content writes the content
	 * @throws IOException with path and reason, if the file could not be written; an older file is then as it was
	 */
	public static void write(final Path target, final String extension, final long minSize, final Content content) throws IOException {
		final Path file = target.toAbsolutePath();
		final Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".part" +
			extension);
		try {
			if (Files.isDirectory(file)) throw new IOException("it is a folder");
			Files.createDirectories(file.getParent());
			Files.createFile(temporary);
			writeAndMove(temporary, file, minSize, content);
		}
		catch (final IOException e) {
			throw new IOException("Cannot write " + file + ": " + reason(e) + ".", e);
		}
	}

	private static void writeAndMove(final Path temporary, final Path file, final long minSize, final Content content) throws IOException {
		try {
			content.write(temporary);
			final long size = Files.size(temporary);
			if (size < minSize) throw new IOException("only " + size + " of " + minSize + " bytes could be written; is the disk full?");
			move(temporary, file);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/** Gives a file its name, in place of an older one. */
	static void move(final Path temporary, final Path file) throws IOException {
		try {
			Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (final AtomicMoveNotSupportedException e) {
			// Some network drives: the file is complete all the same.
			Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
		}
	}

	/** The messages of Java's own exceptions are often but the path. */
	static String reason(final IOException e) {
		if (e instanceof AccessDeniedException) return "you may not write to this folder, choose another";
		if (e instanceof NoSuchFileException) return "its folder has gone";
		if (e instanceof FileAlreadyExistsException) return "its folder cannot be made, because a file of that name is in the way";
		if (e instanceof FileSystemException system && system.getReason() != null) return system.getReason();
		return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}
}
