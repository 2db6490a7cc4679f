package sc.fiji.n2n.zarr;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Whole files in and out, with the reason where that fails. */
final class ZarrFiles {

	private ZarrFiles() {}

	/**
	 * Reads a file.
	 *
	 * @param file a regular file
	 * @param max most bytes that it may have
	 * @return its bytes
	 * @throws NoSuchFileException if there is none
	 * @throws IOException with the name and the reason, if it is larger or cannot be read
	 */
	static byte[] read(final Path file, final long max) throws IOException {
		try {
			final long size = Files.size(file);
			if (size > max) throw new IOException("it has " + size + " bytes, more than the " + max + " that it could need");
			try (InputStream in = Files.newInputStream(file)) {
				return in.readNBytes((int) size);
			}
		}
		catch (final NoSuchFileException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new IOException(file.getFileName() + " cannot be read: " + reason(e), e);
		}
	}

	/**
	 * Writes a file; its folder is made where it is missing.
	 *
	 * @param file the file
	 * @param bytes its content
	 * @throws IOException with the name and the reason, such as that the disk is full
	 */
	static void write(final Path file, final byte[] bytes) throws IOException {
		try {
			try {
				Files.write(file, bytes);
			}
			catch (final NoSuchFileException e) {
				Files.createDirectories(file.getParent());
				Files.write(file, bytes);
			}
		}
		catch (final IOException e) {
			throw new IOException(file.getFileName() + " cannot be written: " + reason(e), e);
		}
	}

	/** The messages of Java's own exceptions are often but the path. */
	private static String reason(final IOException e) {
		if (e instanceof AccessDeniedException) return "access is denied";
		if (e instanceof FileSystemException system && system.getReason() != null) return system.getReason();
		return e instanceof FileSystemException || e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
	}
}
