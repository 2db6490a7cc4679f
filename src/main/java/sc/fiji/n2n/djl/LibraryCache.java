package sc.fiji.n2n.djl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

import ai.djl.util.Utils;

/** The folder into which native libraries are unpacked, once for each version. */
final class LibraryCache {

	/** What unpacking takes, with room to spare, in bytes. */
	private static final long NEEDED = 500L << 20;
	private static final String WAY_OUT = " Set the environment variable DJL_CACHE_DIR to a folder that you can write to, with " + (NEEDED >> 20) +
		" MB free, and start ImageJ again.";

	private final Path folder;
	/** It, or the nearest folder above that is there. */
	private final Path existing;

	/** The folder that the environment variables or properties ENGINE_CACHE_DIR or DJL_CACHE_DIR name, or that in the home folder. */
	LibraryCache() {
		this(Utils.getEngineCacheDir());
	}

	LibraryCache(final Path folder) {
		this.folder = folder.toAbsolutePath();
		Path above = this.folder;
		while (above.getParent() != null && !Files.exists(above))
			above = above.getParent();
		existing = above;
	}

	/** Where it is, how large, how much is free on its disk, and whether it can be written to. */
	String describe() {
		try {
			return folder + String.format(Locale.ROOT, ", %d MB used, %d MB free, ", used() >> 20, free() >> 20) + (isWritable() ? "can be written to"
				: "cannot be written to");
		}
		catch (final IOException | UncheckedIOException e) {
			return folder + ", cannot be read: " + e.getMessage();
		}
	}

	/** What keeps libraries from being unpacked, and what to do; empty if nothing does. */
	String problem() {
		if (!Files.isDirectory(existing)) return "Native libraries cannot be unpacked into " + folder + ": " + existing + " is a file, not a folder." + WAY_OUT;
		if (!isWritable()) return "Native libraries cannot be unpacked into " + folder + ": you may not write to " + existing + "." + WAY_OUT;
		try {
			if (used() < NEEDED / 2 && free() < NEEDED) return "Native libraries cannot be unpacked into " + folder + ": only " + (free() >> 20) +
				" MB are free on its disk." + WAY_OUT;
		}
		catch (final IOException | UncheckedIOException e) {
			return "Native libraries cannot be unpacked into " + folder + ": " + e.getMessage() + "." + WAY_OUT;
		}
		return "";
	}

	private boolean isWritable() {
		return Files.isDirectory(existing) && Files.isWritable(existing);
	}

	private long free() throws IOException {
		return Files.getFileStore(existing).getUsableSpace();
	}

	private long used() throws IOException {
		if (!existing.equals(folder)) return 0;
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
		}
	}
}
