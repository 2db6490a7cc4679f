package sc.fiji.n2n.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names the results of files: {@code a.nd2} becomes {@code a.tif}, and no two results share a name. */
final class OutputNames {

	private static final String EXTENSION = ".tif";

	private OutputNames() {}

	/**
	 * Names results.
	 *
	 * @param files paths of the inputs below a common folder
	 * @return paths of the results below the output folder, in the same order. Where two inputs would share
	 *         a result, as {@code a.nd2} and {@code a.czi}, both keep their extension: {@code a.nd2.tif}
	 */
	static List<Path> of(final List<Path> files) {
		final boolean[] keepsExtension = new boolean[files.size()];
		List<Path> names = names(files, keepsExtension);
		while (markShared(names, keepsExtension))
			names = names(files, keepsExtension);
		return names;
	}

	/** Whether a name ends like a TIFF file. */
	static boolean isTiff(final Path file) {
		final String name = file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
		return name.endsWith(".tif") || name.endsWith(".tiff");
	}

	private static List<Path> names(final List<Path> files, final boolean[] keepsExtension) {
		final Path[] names = new Path[files.size()];
		for (int i = 0; i < names.length; i++) {
			final String name = files.get(i).getFileName().toString();
			final int dot = name.lastIndexOf('.');
			final String stem = dot > 0 && !keepsExtension[i] ? name.substring(0, dot) : name;
			names[i] = files.get(i).resolveSibling(stem + EXTENSION);
		}
		return Arrays.asList(names);
	}

	/** Marks the names that are shared; true if that changes any. Case does not count, as on macOS and Windows. */
	private static boolean markShared(final List<Path> names, final boolean[] keepsExtension) {
		final Map<String, List<Integer>> sharing = new HashMap<>();
		for (int i = 0; i < names.size(); i++)
			sharing.computeIfAbsent(names.get(i).toString().toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(i);
		boolean changed = false;
		for (final List<Integer> group : sharing.values()) {
			if (group.size() == 1) continue;
			for (final int i : group) {
				changed |= !keepsExtension[i];
				keepsExtension[i] = true;
			}
		}
		return changed;
	}
}
