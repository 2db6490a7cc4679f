package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
	void leaveTheNamesOfSeriesToSeries() {
		assertEquals(paths("a.tif", "a_series1.czi.tif", "b_series1.tif"), names("a.lif", "a_series1.czi", "b_series1.czi"));
	}

	@Test
	void ofOmeZarr() {
		assertEquals(paths("a.ome.zarr", "b.ome.zarr", "c.ome.zarr"), OutputNames.of(paths("a.ome.tif", "b.zarr", "c.ome.zarr"), ".ome.zarr"));
		assertEquals(paths("c.tif", "d.tif"), names("c.ome.zarr", "d.zarr"));
	}

	@Test
	void ofNifti() {
		assertEquals(paths("brain.tif"), names("brain.nii.gz"));
		assertEquals(paths("brain.nii.gz.tif", "brain.nii.tif"), names("brain.nii.gz", "brain.nii"));
	}

	private static List<Path> names(final String... files) {
		return OutputNames.of(paths(files), ".tif");
	}

	private static List<Path> paths(final String... files) {
		return Arrays.stream(files).map(Path::of).toList();
	}
}
