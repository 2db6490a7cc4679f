package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.regex.PatternSyntaxException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobPatternTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { //
		"/data/*.tif           | a.tif     | true", //
		"/data/*.tif           | sub/a.tif | false", //
		"/data/*.tif           | a.png     | false", //
		"/data/**/*.tif        | a.tif     | true", //
		"/data/**/*.tif        | x/y/a.tif | true", //
		"/data/**/*.{tif,png}  | x/a.png   | true", //
		"/data/{a,**/b}.tif    | a.tif     | true", //
		"/data/image?.tif      | image7.tif| true", //
		"/data/day*/raw/*.tif  | day1/raw/a.tif | true", //
		"/data/day*/raw/*.tif  | day1/a.tif | false" })
	void matchesPathsBelowTheBase(final String pattern, final String path, final boolean matches) {
		assertEquals(matches, GlobPattern.of(pattern).matches(Path.of(path)));
	}

	@Test
	void beginsWithTheFoldersWithoutSpecialCharacters() {
		assertEquals(Path.of("/data/x"), GlobPattern.of("/data/x/*/y.tif").base());
		assertEquals(Path.of("/"), GlobPattern.of("/*.tif").base());
		assertEquals(Path.of("."), GlobPattern.of("*.tif").base());
	}

	@Test
	void looksNoDeeperThanFilesCanFit() {
		assertEquals(1, GlobPattern.of("/data/*.tif").depth());
		assertEquals(2, GlobPattern.of("/data/*/a.tif").depth());
		assertEquals(Integer.MAX_VALUE, GlobPattern.of("/data/**/a.tif").depth());
	}

	@Test
	void rejectsMissingBrackets() {
		assertThrows(PatternSyntaxException.class, () -> GlobPattern.of("/data/{a.tif"));
	}
}
