package sc.fiji.n2n.batch;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A pattern of file names that tells scenes and repeats apart, such as {@code *_#.tif}: {@code #} stands for the number of
 * the repeat, {@code *} for any part of a name, <code>**&#47;</code> for any folders (or none), {@code ?} for one character.
 * Files whose names differ in the number alone show the same scene.
 */
final class RepeatPattern {

	private static final String EXAMPLE = ", such as *_#.tif, where # is the number of the repeat and * is the name of the scene.";

	private final Pattern pattern;

	/** @throws IllegalArgumentException if there is no {@code #}, or several */
	RepeatPattern(final String words) {
		final String glob = words == null ? "" : words.trim().replace('\\', '/');
		if (glob.isEmpty()) throw new IllegalArgumentException("There is no pattern. Give one" + EXAMPLE);
		if (glob.chars().filter(c -> c == '#').count() != 1) throw new IllegalArgumentException("The pattern \"" + glob +
			"\" must hold one #. Give a pattern" + EXAMPLE);
		final StringBuilder regex = new StringBuilder();
		for (int i = 0; i < glob.length(); i++) {
			if (glob.startsWith("**/", i)) {
				regex.append("(?:.*/)?");
				i += 2;
			}
			else regex.append(switch (glob.charAt(i)) {
				// All digits of the number, although a * before it takes as much as it can.
				case '#' -> "(?<!\\d)(?<number>\\d+)";
				case '*' -> "[^/]*";
				case '?' -> "[^/]";
				default -> Pattern.quote(glob.substring(i, i + 1));
			});
		}
		pattern = Pattern.compile(regex.toString());
	}

	/**
	 * A file that fits.
	 *
	 * @param scene its path without the number
	 * @param number number of the repeat
	 */
	record Repeat(String scene, BigInteger number) {}

	/** Which repeat of which scene a file is; null if it does not fit. */
	Repeat match(final Path relative) {
		final String path = relative.toString().replace('\\', '/');
		final Matcher matcher = pattern.matcher(path);
		if (!matcher.matches()) return null;
		return new Repeat(path.substring(0, matcher.start("number")) + "#" + path.substring(matcher.end("number")), new BigInteger(matcher.group(
			"number")));
	}
}
