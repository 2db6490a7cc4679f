package sc.fiji.n2n.batch;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern of file names: {@code *} stands for any part of a name, {@code **} for any folders (or none),
 * {@code ?} for one character, <code>{tif,png}</code> for either.
 *
 * @param base the folder that the pattern begins with
 * @param matcher the rest, for paths below that folder
 * @param depth how many folders deep files can fit, 1 for the folder itself
 */
record GlobPattern(Path base, PathMatcher matcher, int depth) {

	private static final String SPECIAL = "*?[{";

	/** Whether these words hold a pattern. */
	static boolean isGlob(final String words) {
		return firstSpecial(words) >= 0;
	}

	/** @throws PatternSyntaxException if a bracket is missing */
	static GlobPattern of(final String words) {
		final String pattern = File.separatorChar == '\\' ? words.replace('\\', '/') : words;
		final int cut = pattern.lastIndexOf('/', firstSpecial(pattern)) + 1;
		final String start = pattern.substring(0, cut);
		final String rest = pattern.substring(cut);
		final int depth = rest.contains("**") ? Integer.MAX_VALUE : rest.split("/").length;
		return new GlobPattern(Path.of(start.isEmpty() ? "." : start), matcher(rest), depth);
	}

	/** Whether a path below the base fits the pattern. */
	boolean matches(final Path relative) {
		return matcher.matches(relative);
	}

	private static PathMatcher matcher(final String glob) {
		final String anyFolderOrNone = glob.replace("**/", "{**/,}");
		try {
			return FileSystems.getDefault().getPathMatcher("glob:" + anyFolderOrNone);
		}
		catch (final PatternSyntaxException e) {
			// Braces cannot be nested: then ** stands for one folder or more.
			return FileSystems.getDefault().getPathMatcher("glob:" + glob);
		}
	}

	private static int firstSpecial(final String words) {
		for (int i = 0; i < words.length(); i++)
			if (SPECIAL.indexOf(words.charAt(i)) >= 0) return i;
		return -1;
	}
}
