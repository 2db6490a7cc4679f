package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.BoxModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFile;
import sc.fiji.n2n.image.ImageFiles;

/** Folders of OME-Zarr go in and come out as TIFFs do. */
class OmeZarrBatchTest {

	@TempDir
	Path dir;

	private final List<String> log = new ArrayList<>();

	private static ImagePlus noisy(final int bits) {
		final Random random = new Random(3);
		final ImageStack stack = new ImageStack(70, 45);
		for (int i = 0; i < 2 * 3 * 2; i++) {
			ImageProcessor plane = ij.IJ.createImage("", bits == 24 ? "RGB" : bits + "-bit", 70, 45, 1).getProcessor();
			for (int at = 0; at < 70 * 45; at++)
				if (bits == 24) plane.set(at, 0xff000000 | random.nextInt(1 << 24));
				else plane.setf(at, 60 + 10 * i + random.nextInt(40));
			stack.addSlice(plane);
		}
		final ImagePlus image = new ImagePlus("noisy", stack);
		if (bits == 24) image.setDimensions(1, 6, 2);
		else image.setDimensions(2, 3, 2);
		image.setOpenAsHyperStack(true);
		image.getCalibration().setUnit("micron");
		image.getCalibration().pixelWidth = image.getCalibration().pixelHeight = 0.25;
		image.getCalibration().pixelDepth = 0.75;
		image.getCalibration().frameInterval = 30;
		image.getCalibration().setTimeUnit("sec");
		return image;
	}

	private BatchSummary denoise(final Path input, final Path output, final FileFormat format) throws IOException {
		final AppliedModel model = new AppliedModel("m.n2n", SomeModels.description(2, Loss.L2, SomeModels.DATA), new BoxModel(), "CPU");
		return new FileDenoiser(new ImageDenoiser(new ModelTask(model, NormalizationMode.MODEL, null, ComputeDevice.CPU), ResultOptions.of(PixelType.SAME),
			log::add), log::add).run(BatchPlan.of(input.toString(), output.toString(), format, 0), Progress.NONE);
	}

	@ParameterizedTest
	@ValueSource(ints = { 8, 16, 32, 24 })
	void theSamePixelsAndSizesAsInTiff(final int bits) throws IOException {
		Files.createDirectories(dir.resolve("in"));
		ImageFiles.saveTiff(noisy(bits), dir.resolve("in/a.tif"));
		assertEquals(1, denoise(dir.resolve("in"), dir.resolve("tiff"), FileFormat.TIFF).denoised(), log::toString);
		assertEquals(1, denoise(dir.resolve("in"), dir.resolve("zarr"), FileFormat.OME_ZARR).denoised(), log::toString);
		// And back: a folder of OME-Zarr as input.
		assertEquals(1, denoise(dir.resolve("zarr"), dir.resolve("again"), FileFormat.TIFF).denoised(), log::toString);
		try (ImageFile tiff = ImageFiles.openFile(dir.resolve("tiff/a.tif")); ImageFile zarr = ImageFiles.openFile(dir.resolve("zarr/a.ome.zarr"))) {
			final ImagePlus expected = tiff.open(0);
			final ImagePlus found = zarr.open(0);
			assertEquals(expected.getCalibration().pixelDepth, found.getCalibration().pixelDepth);
			assertEquals(expected.getCalibration().frameInterval, found.getCalibration().frameInterval);
			assertEquals("micron", found.getCalibration().getUnit());
			assertEquals(expected.getNSlices(), found.getNSlices());
			assertEquals(expected.getNFrames(), found.getNFrames());
			assertTrue(found.getInfoProperty().contains("model: waves"), found.getInfoProperty());
			for (int i = 1; i <= expected.getStackSize(); i++)
				for (int c = 0; c < (bits == 24 ? 3 : 1); c++)
					assertArrayEquals(values(expected, i, c), bits == 24 ? values(found, 3 * (i - 1) + c + 1, 0) : values(found, i, 0), "plane " + i);
		}
	}

	private static float[] values(final ImagePlus image, final int plane, final int component) {
		final ImageProcessor processor = image.getStack().getProcessor(plane);
		return (float[]) processor.toFloat(component, null).getPixels();
	}

	/** A killed run leaves a folder that does not look finished; the next run begins it anew. */
	@Test
	void whatAKilledRunLeftIsBegunAnew() throws IOException {
		Files.createDirectories(dir.resolve("in"));
		ImageFiles.saveTiff(noisy(16), dir.resolve("in/a.tif"));
		Files.createDirectories(dir.resolve("out/.a.ome.zarr.part/0"));
		Files.writeString(dir.resolve("out/.a.ome.zarr.part/0/left"), "");
		Files.writeString(dir.resolve("out/.a.ome.zarr.lock"), "");
		assertEquals(1, denoise(dir.resolve("in"), dir.resolve("out"), FileFormat.OME_ZARR).denoised());
		try (Stream<Path> names = Files.list(dir.resolve("out"))) {
			assertEquals(List.of("a.ome.zarr"), names.map(path -> path.getFileName().toString()).toList());
		}
		assertFalse(Files.exists(dir.resolve("out/a.ome.zarr/0/left")));
		assertEquals(1, denoise(dir.resolve("in"), dir.resolve("out"), FileFormat.OME_ZARR).skipped());
	}
}
