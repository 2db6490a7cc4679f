package sc.fiji.n2n.batch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import sc.fiji.n2n.config.FileFormat;

/**
 * Names the results of files: {@code a.nd2} becomes {@code a.tif}, and no two results share a name. Of a file of several images
 * (series), each result has its number: {@code a_series1.tif}.
 */
final class OutputNames {

	/** The one extension of two parts. */
	private static final String NIFTI = ".nii.gz";
	private static final String OME_ZARR = FileFormat.OME_ZARR.extension();
	private static final Pattern SERIES = Pattern.compile("(.+)_series\\d+(\\.[a-z.]+)");

	private OutputNames() {}

	/**
	 * Names results.
	 *
	 * @param files paths of the inputs below a common folder
	 * @param extension how the names of the results end, such as ".tif"
	 * @return paths of the results below the output folder, in the same order. Where two inputs would share
	 *         a result, as {@code a.nd2} and {@code a.czi}, both keep their extension: {@code a.nd2.tif}
	 */
	static List<Path> of(final List<Path> files, final String extension) {
		final boolean[] keepsExtension = new boolean[files.size()];
		List<Path> names = names(files, extension, keepsExtension);
		while (markShared(names, keepsExtension))
			names = names(files, extension, keepsExtension);
		return names;
	}

	/**
	 * Names the result of one of several images of a file.
	 *
	 * @param output the name that the result of a single image has
	 * @param series number of the image, from 1
	 */
	static Path ofSeries(final Path output, final int series) {
		final String name = output.getFileName().toString();
		final int end = name.toLowerCase(Locale.ROOT).endsWith(OME_ZARR) ? name.length() - OME_ZARR.length() : name.lastIndexOf('.');
		return output.resolveSibling(name.substring(0, end) + "_series" + series + name.substring(end));
	}

	private static List<Path> names(final List<Path> files, final String extension, final boolean[] keepsExtension) {
		final Path[] names = new Path[files.size()];
		for (int i = 0; i < names.length; i++) {
			final String name = files.get(i).getFileName().toString();
			names[i] = files.get(i).resolveSibling((keepsExtension[i] ? name : stem(name, extension)) + extension);
		}
		return Arrays.asList(names);
	}

	/** The name without its extension, of which .ome is a part where it is one of the result too. */
	private static String stem(final String name, final String extension) {
		final int dot = name.toLowerCase(Locale.ROOT).endsWith(NIFTI) ? name.length() - NIFTI.length() : name.lastIndexOf('.');
		final String stem = dot > 0 ? name.substring(0, dot) : name;
		final boolean ome = stem.toLowerCase(Locale.ROOT).endsWith(".ome") && (extension.equals(OME_ZARR) || name.toLowerCase(Locale.ROOT).endsWith(OME_ZARR));
		return ome && stem.length() > 4 ? stem.substring(0, stem.length() - 4) : stem;
	}

	/** Marks the names that are shared; true if that changes any. Case does not count, as on macOS and Windows. */
	private static boolean markShared(final List<Path> names, final boolean[] keepsExtension) {
		final Map<String, List<Integer>> sharing = new HashMap<>();
		for (int i = 0; i < names.size(); i++)
			sharing.computeIfAbsent(key(names.get(i)), key -> new ArrayList<>()).add(i);
		boolean changed = false;
		// The name that an image of another file may get.
		for (int i = 0; i < names.size(); i++) {
			final Matcher series = SERIES.matcher(key(names.get(i)));
			if (!series.matches() || !sharing.containsKey(series.group(1) + series.group(2))) continue;
			changed |= !keepsExtension[i];
			keepsExtension[i] = true;
		}
		for (final List<Integer> group : sharing.values()) {
			if (group.size() == 1) continue;
			for (final int i : group) {
				changed |= !keepsExtension[i];
				keepsExtension[i] = true;
			}
		}
		return changed;
	}

	private static String key(final Path name) {
		return name.toString().toLowerCase(Locale.ROOT);
	}
}
