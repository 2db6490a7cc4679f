package sc.fiji.n2n.io;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Writes a folder so that it is either complete or not there: under another name in the same folder, then moved. What a killed
 * run left of the same folder is removed when it is written again; two runs must not write one folder at the same time.
 */
public final class AtomicFolder implements AutoCloseable {

	private final Path target;
	private final Path temporary;
	private final Path older;
	private boolean complete;

	/**
	 * Makes an empty folder to be filled.
	 *
	 * @param target the folder that is wanted; the folder around it is made where it is missing
	 * @param mark name of a file that an older folder must hold to be replaced, so that no other data is lost
	 * @throws IOException with path and reason, if it cannot be made; an older folder is then as it was
	 */
	public AtomicFolder(final Path target, final String mark) throws IOException {
		this.target = target.toAbsolutePath().normalize();
		temporary = this.target.resolveSibling("." + this.target.getFileName() + ".part");
		older = this.target.resolveSibling("." + this.target.getFileName() + ".old");
		try {
			if (Files.exists(this.target)) checkReplaceable(this.target, mark);
			Files.createDirectories(this.target.getParent());
			// Killed between the two moves of a replacement: the older folder is all there is.
			if (Files.exists(older) && !Files.exists(this.target)) Files.move(older, this.target);
			delete(older);
			delete(temporary);
			Files.createDirectory(temporary);
		}
		catch (final IOException e) {
			throw failed(e);
		}
	}

	private static void checkReplaceable(final Path target, final String mark) throws IOException {
		if (!Files.isDirectory(target)) throw new IOException("a file of that name is in the way");
		if (!Files.isRegularFile(target.resolve(mark))) throw new IOException("a folder of that name is in the way, which holds something else (no " +
			mark + "); move it, or choose another name");
	}

	/** The folder to fill. */
	public Path temporary() {
		return temporary;
	}

	/**
	 * Puts the filled folder in place of an older one.
	 *
	 * @throws IOException with path and reason, if it cannot be moved; an older folder is then as it was
	 */
	public void commit() throws IOException {
		try {
			// A folder with content cannot be replaced in one move.
			final boolean replaces = Files.exists(target);
			if (replaces) Files.move(target, older);
			try {
				Files.move(temporary, target);
			}
			catch (final IOException e) {
				if (replaces) Files.move(older, target);
				throw e;
			}
			complete = true;
		}
		catch (final IOException e) {
			throw failed(e);
		}
		try {
			delete(older);
		}
		catch (final IOException e) {
			// The new folder is in its place all the same; the rest goes when it is written again.
		}
	}

	/** Removes the folder and what it holds, unless it is in its place. */
	@Override
	public void close() throws IOException {
		if (!complete) delete(temporary);
	}

	private IOException failed(final IOException e) {
		return new IOException("Cannot write " + target + ": " + AtomicFile.reason(e) + ".", e);
	}

	/** Deletes a folder with all it holds; links are deleted, not followed. */
	private static void delete(final Path folder) throws IOException {
		if (!Files.exists(folder)) return;
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(final Path file, final BasicFileAttributes attributes) throws IOException {
				Files.delete(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(final Path visited, final IOException failure) throws IOException {
				if (failure != null) throw failure;
				Files.delete(visited);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
