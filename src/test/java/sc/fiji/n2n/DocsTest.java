package sc.fiji.n2n;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** The guide: every link leads somewhere, and every page is led to. */
class DocsTest {

	private static final Path README = Path.of("README.md");
	private static final Path DOCS = Path.of("docs");
	private static final long MAX_PICTURE = 400_000;

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
	private static final Pattern HEADLINE = Pattern.compile("(?m)^#{1,6} (.*)$");
	private static final Pattern ANCHOR = Pattern.compile("<a id=\"([^\"]+)\"></a>");
	private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$");

	@Test
	void everyLinkLeadsSomewhere() throws IOException {
		final List<String> broken = new ArrayList<>();
		int links = 0;
		for (final Path page : pages())
			for (final Matcher link = LINK.matcher(text(page)); link.find();) {
				final String target = link.group(1);
				if (target.matches("[a-z]+:.*")) continue;
				links++;
				if (!exists(page, target)) broken.add(page + ": " + target);
			}
		assertEquals(List.of(), broken);
		assertTrue(links > 50, "only " + links + " links were found");
	}

	@Test
	void everyPageIsLinkedFromTheReadme() throws IOException {
		final String readme = text(README);
		assertEquals(List.of(), pages().stream().filter(page -> page.startsWith(DOCS) && !readme.contains("(docs/" + page.getFileName())).toList());
	}

	@Test
	void picturesAreSmallAndUsed() throws IOException {
		final StringBuilder all = new StringBuilder();
		for (final Path page : pages())
			all.append(text(page));
		try (Stream<Path> images = Files.walk(DOCS.resolve("images"))) {
			for (final Path image : images.filter(file -> file.toString().endsWith(".png")).toList()) {
				assertTrue(Files.size(image) <= MAX_PICTURE, image + " has " + Files.size(image) + " bytes, but a picture may have " + MAX_PICTURE + " at most.");
				assertTrue(all.indexOf(DOCS.relativize(image).toString().replace('\\', '/') + ")") >= 0, image + " is on no page.");
			}
		}
	}

	@Test
	void theReadmeOpensWithAPicture() throws IOException {
		final String readme = Files.readString(README);
		final int picture = readme.indexOf("![");
		assertTrue(picture > 0 && picture < readme.indexOf("\n## "), "no picture before the first headline");
	}

	private static List<Path> pages() throws IOException {
		try (Stream<Path> files = Files.list(DOCS)) {
			return Stream.concat(Stream.of(README), files.filter(file -> file.toString().endsWith(".md"))).sorted().toList();
		}
	}

	/** Without code, in which brackets mean something else. */
	private static String text(final Path page) throws IOException {
		return CODE.matcher(Files.readString(page)).replaceAll("");
	}

	private static boolean exists(final Path page, final String target) throws IOException {
		final String[] parts = target.split("#", 2);
		final Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
		if (!Files.exists(file)) return false;
		return parts.length == 1 || anchors(file).contains(parts[1]);
	}

	/** As GitHub makes them of the headlines, and those of the rows of tables. */
	private static List<String> anchors(final Path page) throws IOException {
		final List<String> anchors = new ArrayList<>();
		for (final Matcher headline = HEADLINE.matcher(text(page)); headline.find();)
			anchors.add(headline.group(1).strip().toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
		for (final Matcher anchor = ANCHOR.matcher(text(page)); anchor.find();)
			anchors.add(anchor.group(1));
		return anchors;
	}
}
