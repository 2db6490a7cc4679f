package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

class OutputNamesTest {

	@Test
	void endInTif() {
		assertEquals(paths("a.tif", "sub/b.tif", "c.ome.tif", "noextension.tif"), names("a.nd2", "sub/b.tiff", "c.ome.tif", "noextension"));
	}

	@Test
	void keepTheExtensionWhereTheyWouldBeShared() {
		assertEquals(paths("a.czi.tif", "a.nd2.tif", "b.tif"), names("a.czi", "a.nd2", "b.nd2"));
		assertEquals(paths("a.nd2.tif", "a.tif.tif"), names("a.nd2", "a.tif"));
		assertEquals(paths("A.nd2.tif", "a.czi.tif"), names("A.nd2", "a.czi"));
	}

	@Test
	void areNotSharedAtSecondSightEither() {
		assertEquals(paths("a.czi.tif", "a.nd2.tif", "a.nd2.png.tif"), names("a.czi", "a.nd2", "a.nd2.png"));
	}

	@Test
	void mayBeTheSameInOtherFolders() {
		assertEquals(paths("x/a.tif", "y/a.tif"), names("x/a.nd2", "y/a.czi"));
	}

	@Test
	void knowTiff() {
		assertTrue(OutputNames.isTiff(Path.of("a.TIF")));
		assertTrue(OutputNames.isTiff(Path.of("x/a.tiff")));
		assertFalse(OutputNames.isTiff(Path.of("tif")));
		assertFalse(OutputNames.isTiff(Path.of("/")));
	}

	private static List<Path> names(final String... files) {
		return OutputNames.of(paths(files));
	}

	private static List<Path> paths(final String... files) {
		return Arrays.stream(files).map(Path::of).toList();
	}
}
