package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.StackConverter;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.view.Views;
import sc.fiji.n2n.command.NoisyImages;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.image.ResultFile;

/** Maps of the spread as images, whatever the method. */
class SpreadImageTest {

	/** Copies the image; the spread of a plane is 2 and its number, and unknown at the first pixel. */
	private static final ChannelTask COPY = new ChannelTask() {

		@Override
		public List<String> settings(final ResultOptions result) {
			return List.of("method: copy");
		}

		@Override
		public String macro(final ResultOptions result) {
			return "";
		}

		@Override
		public List<String> denoise(final Channel channel, final PlaneWriter out, final Progress progress) {
			return denoise(channel, out, null, progress);
		}

		@Override
		public List<String> denoise(final Channel channel, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
			for (long i = 0; i < channel.planes().dimension(2); i++) {
				out.write(i, Views.hyperSlice(channel.planes(), 2, i));
				final float[] deviations = new float[64 * 64];
				Arrays.fill(deviations, 2 + i);
				deviations[0] = Float.NaN;
				if (spread != null) spread.write(i, ArrayImgs.floats(deviations, 64, 64));
			}
			return List.of();
		}
	};

	@TempDir
	Path dir;

	private static ImageDenoiser denoiser(final PixelType type) {
		return new ImageDenoiser(COPY, new ResultOptions(type, 0, SpreadMap.YES), line -> {});
	}

	/** Two channels, three slices; of RGB two frames. */
	private static ImagePlus stack(final String kind) {
		final ImageStack stack = new ImageStack(64, 64);
		for (int i = 0; i < 6; i++)
			stack.addSlice("slice " + i, NoisyImages.create("", i).getProcessor());
		final ImagePlus imp = new ImagePlus("stack.tif", stack);
		if (kind.equals("16-bit")) new StackConverter(imp).convertToGray16();
		if (kind.equals("32-bit")) new StackConverter(imp).convertToGray32();
		if (kind.equals("RGB")) new StackConverter(imp).convertToRGB();
		final boolean rgb = kind.equals("RGB");
		imp.setDimensions(rgb ? 1 : 2, 3, rgb ? 2 : 1);
		imp.setOpenAsHyperStack(true);
		imp.getCalibration().pixelWidth = 0.065;
		imp.getCalibration().setUnit("micron");
		return rgb ? imp : new CompositeImage(imp, IJ.COMPOSITE);
	}

	@ParameterizedTest
	@CsvSource({ "8-bit,same,6", "16-bit,32-bit,6", "32-bit,same,6", "RGB,same,18" })
	void isAThirtyTwoBitImageLikeTheImage(final String kind, final String type, final int planes) throws IOException {
		final ImagePlus noisy = stack(kind);
		final PixelType pixels = type.equals("same") ? PixelType.SAME : PixelType.FLOAT32;
		final ImageDenoiser.Denoised denoised = denoiser(pixels).denoise(noisy, Progress.NONE);
		assertEquals("stack.tif denoised", denoised.result().getTitle());
		assertEquals("stack.tif denoised-spread", denoised.spread().getTitle());
		check(noisy, denoised.spread(), planes, kind.equals("RGB"));
		assertTrue(denoised.spread().getInfoProperty().contains("Spread map by Noise2Noise for Fiji"), denoised.spread().getInfoProperty());
		assertTrue(denoised.result().getInfoProperty().contains("Denoised with Noise2Noise for Fiji"), denoised.result().getInfoProperty());
		for (final FileFormat format : List.of(FileFormat.TIFF, FileFormat.OME_ZARR)) {
			final ResultFile file = new ResultFile(dir.resolve("a.b" + format.extension()), format);
			denoiser(pixels).apply(noisy, file, Progress.NONE);
			assertEquals("a.b-spread" + format.extension(), file.spread().path().getFileName().toString());
			final ImagePlus map = format == FileFormat.TIFF ? ImageFiles.open(file.spread().path()) : ImageFiles.openVirtual(file.spread().path());
			check(noisy, map, planes, kind.equals("RGB"));
		}
		assertNull(new ImageDenoiser(COPY, ResultOptions.of(pixels), line -> {}).denoise(noisy, Progress.NONE).spread());
	}

	private static void check(final ImagePlus noisy, final ImagePlus map, final int planes, final boolean rgb) {
		assertEquals(32, map.getBitDepth());
		assertEquals(planes, map.getStackSize());
		assertArrayEquals(new int[] { 64, 64, rgb ? 3 : 2, noisy.getNSlices(), noisy.getNFrames() }, map.getDimensions());
		assertEquals(0.065, map.getCalibration().pixelWidth);
		assertEquals("micron", map.getCalibration().getUnit().replace("\u00B5m", "micron"));
		final int channels = map.getNChannels();
		for (int i = 0; i < planes; i++) {
			assertTrue(Float.isNaN(map.getStack().getProcessor(i + 1).getf(0)));
			for (int k = 1; k < 64 * 64; k++)
				assertEquals(2 + i / channels, map.getStack().getProcessor(i + 1).getf(k));
		}
		assertEquals(0, map.getDisplayRangeMin());
		// Four times the mean of 2, 3, 4, or of 2 to 7.
		assertEquals(rgb ? 18 : 12, map.getDisplayRangeMax(), 0.1);
	}

	/** The values of CT are stored with an offset and a factor: a deviation knows only the factor. */
	@Test
	void hasTheUnitsOfTheImage() {
		final ImagePlus ct = new ImagePlus("ct", NoisyImages.create("").getProcessor().convertToShort(false));
		ct.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] { -1024, -3 }, "HU");
		for (final PixelType type : PixelType.values())
			assertEquals(6, denoiser(type).denoise(ct, Progress.NONE).spread().getProcessor().getf(5));
		ct.getCalibration().setFunction(Calibration.EXPONENTIAL, new double[] { 1, 0.001 }, "OD");
		final String problem = assertThrows(IllegalArgumentException.class, () -> denoiser(PixelType.SAME).denoise(ct, Progress.NONE)).getMessage();
		assertTrue(problem.contains("so that no spread can be given in their units"), problem);
	}

	@Test
	void isOfAllChannelsAndOfMoreThanOnePass() {
		assertThrows(IllegalArgumentException.class, () -> new ResultOptions(PixelType.SAME, 1, SpreadMap.YES));
		final List<String> asked = new ArrayList<>();
		final ChannelTask once = new ChannelTask() {

			@Override
			public List<String> settings(final ResultOptions result) {
				return List.of();
			}

			@Override
			public String macro(final ResultOptions result) {
				return "";
			}

			@Override
			public List<String> denoise(final Channel channel, final PlaneWriter out, final Progress progress) {
				asked.add("denoise");
				return List.of();
			}
		};
		final ImagePlus image = NoisyImages.create("a");
		assertThrows(IllegalArgumentException.class, () -> new ImageDenoiser(once, new ResultOptions(PixelType.SAME, 0, SpreadMap.YES), line -> {}).denoise(image,
			Progress.NONE));
		assertEquals(List.of(), asked);
	}
}
