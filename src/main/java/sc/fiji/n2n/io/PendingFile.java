package sc.fiji.n2n.io;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that is written over a long time and appears under its name only when it is complete. Until then it is a hidden file
 * beside it, {@code .name.part}, which is locked, so that other processes see that it is being written. One that a killed process
 * left behind is replaced.
 */
public final class PendingFile implements Closeable {

	/** Another run writes the same file at this moment. */
	public static final class BusyException extends IOException {

		private BusyException(final Path file) {
			super(file + " is being written by another run.");
		}
	}

	private final Path file;
	private final Path temporary;
	private final FileChannel channel;
	private boolean completed;

	private PendingFile(final Path file, final Path temporary, final FileChannel channel) {
		this.file = file;
		this.temporary = temporary;
		this.channel = channel;
	}

	/**
	 * Begins a file.
	 *
	 * @param target the file; its folder is made where it is missing
	 * @param bytes how large it will be
	 * @return the file, empty
	 * @throws BusyException if another run writes it
	 * @throws IOException with path and reason, if it cannot be written or is larger than the free space
	 */
	public static PendingFile create(final Path target, final long bytes) throws IOException {
		if (Files.isDirectory(target)) throw new IOException("Cannot write " + target.toAbsolutePath() + ": it is a folder.");
		return create(target, ".part", bytes);
	}

	/**
	 * Holds a folder that is being written, so that no other run writes it at the same time: a hidden file beside it, which is
	 * empty and never completed.
	 *
	 * @param folder the folder
	 * @param bytes how large it will be
	 * @return the file; while it is open, the folder is held
	 * @throws BusyException if another run writes it
	 * @throws IOException with path and reason, if it cannot be written or is larger than the free space
	 */
	public static PendingFile guard(final Path folder, final long bytes) throws IOException {
		return create(folder, ".lock", bytes);
	}

	private static PendingFile create(final Path target, final String extension, final long bytes) throws IOException {
		final Path file = target.toAbsolutePath();
		final Path temporary = file.resolveSibling("." + file.getFileName() + extension);
		try {
			Files.createDirectories(file.getParent());
			removeLeftover(temporary, file);
			checkSpace(file.getParent(), bytes);
			return new PendingFile(file, temporary, open(temporary, file));
		}
		catch (final BusyException e) {
			throw e;
		}
		catch (final IOException e) {
			throw new IOException("Cannot write " + file + ": " + AtomicFile.reason(e) + ".", e);
		}
	}

	/** Only what no process holds is deleted. */
	private static void removeLeftover(final Path temporary, final Path file) throws IOException {
		if (!Files.exists(temporary)) return;
		try (FileChannel left = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
			lock(left, file);
			Files.deleteIfExists(temporary);
		}
		catch (final NoSuchFileException e) {
			// It was completed or deleted just now.
		}
	}

	private static FileChannel open(final Path temporary, final Path file) throws IOException {
		final FileChannel channel;
		try {
			channel = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
		}
		catch (final FileAlreadyExistsException e) {
			throw new BusyException(file);
		}
		try {
			lock(channel, file);
			return channel;
		}
		catch (final IOException e) {
			channel.close();
			throw e;
		}
	}

	/** Beyond all content, because a lock of Windows keeps others from reading and writing. */
	private static void lock(final FileChannel channel, final Path file) throws IOException {
		final FileLock lock;
		try {
			lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
		}
		catch (final OverlappingFileLockException e) {
			throw new BusyException(file);
		}
		catch (final IOException e) {
			// Some network drives know no locks. There two runs of the same file may disturb, but never mix, their results: the
			// first to end finds its hidden file gone.
			return;
		}
		if (lock == null) throw new BusyException(file);
	}

	private static void checkSpace(final Path folder, final long bytes) throws IOException {
		final long free = Files.getFileStore(folder).getUsableSpace();
		if (bytes > free) throw new IOException("it needs " + megabytes(bytes) + " MB, but only " + megabytes(free) +
			" MB are free on this disk; make room, or choose another disk");
	}

	private static long megabytes(final long bytes) {
		return bytes + (1 << 20) - 1 >> 20;
	}

	/** Where the content goes, from position 0 on; can be read too. */
	public FileChannel channel() {
		return channel;
	}

	/** The file as it will be called. */
	public Path file() {
		return file;
	}

	/**
	 * Gives the file its name, in place of an older one.
	 *
	 * @throws IOException with path and reason, if that cannot be done; the older one is then as it was
	 */
	public void complete() throws IOException {
		try {
			channel.force(true);
			AtomicFile.move(temporary, file);
			completed = true;
		}
		catch (final IOException e) {
			throw new IOException("Cannot write " + file + ": " + AtomicFile.reason(e) + ".", e);
		}
	}

	/** Ends the writing; a file that was not completed is deleted. */
	@Override
	public void close() throws IOException {
		if (!channel.isOpen()) return;
		// Deleted while the lock holds, so that it cannot be that of another run.
		try {
			if (!completed) Files.deleteIfExists(temporary);
		}
		finally {
			channel.close();
		}
	}
}
