package sc.fiji.n2n.batch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.denoise.BoxModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.ModelDescription.TrainingData;

/** Images through a model that is no network: the mean of a box, and one standard deviation added. */
class ModelTaskTest {

	private final List<String> log = new ArrayList<>();

	/** Waves and noise, as the description of the model says. */
	private static ImagePlus image(final int bits, final int channels, final int slices, final int frames) {
		final Random random = new Random(3);
		final ImageStack stack = new ImageStack(96, 80);
		for (int i = 0; i < channels * slices * frames; i++) {
			final FloatProcessor pixels = new FloatProcessor(96, 80);
			for (int at = 0; at < 96 * 80; at++)
				pixels.setf(at, (float) (120 + 40 * Math.sin(at % 96 / 8.0) + 20 * random.nextGaussian()));
			stack.addSlice("plane " + i, pixels);
		}
		final ImagePlus image = new ImagePlus("waves.tif", stack);
		image.setDisplayRange(0, bits == 16 ? 65535 : 255);
		if (bits == 8 || bits == 24) {
			if (stack.size() > 1) new StackConverter(image).convertToGray8();
			else image.setProcessor(image.getProcessor().convertToByte(true));
		}
		if (bits == 16) new StackConverter(image).convertToGray16();
		if (bits == 24) new StackConverter(image).convertToRGB();
		image.setDimensions(channels, slices, frames);
		image.getCalibration().pixelWidth = 0.1;
		image.getCalibration().setUnit("\u00b5m");
		return image;
	}

	private ImagePlus denoise(final ImagePlus image, final int rank, final Loss loss, final TrainingData data, final NormalizationMode mode,
		final ResultOptions options)
	{
		final AppliedModel model = new AppliedModel("C:\\models\\my waves.n2n", SomeModels.description(rank, loss, data), new BoxModel(), "CPU");
		return new ImageDenoiser(new ModelTask(model, mode, null, ComputeDevice.AUTO), options, log::add).apply(image, Progress.NONE);
	}

	private ImagePlus denoise(final ImagePlus image) {
		return denoise(image, 2, Loss.L2, SomeModels.DATA, NormalizationMode.MODEL, ResultOptions.of(PixelType.SAME));
	}

	@ParameterizedTest
	@CsvSource({ "8,same", "16,same", "32,same", "24,same", "16,32-bit" })
	void everyKindOfImageComesBackAsItWas(final int bits, final String type) {
		final ImagePlus noisy = image(bits, bits == 24 ? 1 : 2, 3, 2);
		final ImagePlus result = denoise(noisy, 2, Loss.L2, SomeModels.DATA, NormalizationMode.MODEL, ResultOptions.of(type.equals("same")
			? PixelType.SAME : PixelType.FLOAT32));
		assertEquals("waves.tif denoised", result.getTitle());
		assertEquals(type.equals("same") ? bits : 32, result.getBitDepth());
		assertArrayEquals(noisy.getDimensions(), result.getDimensions());
		assertEquals(0.1, result.getCalibration().pixelWidth);
		for (int i = 1; i <= noisy.getStackSize(); i++) {
			final ImageProcessor before = noisy.getStack().getProcessor(i);
			final ImageProcessor after = result.getStack().getProcessor(i);
			assertEquals(before.getStats().mean, after.getStats().mean, 0.1, "the mean of each plane is kept");
			assertTrue(after.getStats().stdDev < 0.9 * before.getStats().stdDev, "no noise was removed from plane " + i);
			assertEquals("plane " + (i - 1), result.getStack().getShortSliceLabel(i));
		}
	}

	@Test
	void theInfoSaysHowItWasMade() {
		final String info = (String) denoise(image(8, 2, 1, 1), 2, Loss.L2, SomeModels.DATA, NormalizationMode.IMAGE, new ResultOptions(PixelType.SAME,
			2)).getProperty("Info");
		for (final String line : List.of("Denoised with Noise2Noise for Fiji\nversion: ", "\nmodel: waves\n", "\nmodel trained: 2026-03-01T12:00:00Z\n",
			"\nmodel weights (SHA-256): 0123abcd\n", "\nmode: slices\n", "\nnormalize: image\n", "\nchannel: 2\n", "\ndevice: auto\n", "\ntype: same\n",
			"\nplane 1 seconds: ", "\nplane 1 device used: CPU\n",
			"\nmacro: run(\"N2N Denoise...\", \"model=[C:/models/my waves.n2n] channel=2 mode=slices normalize=image device=auto type=same\");\n"))
			assertTrue(info.contains(line), line + " is missing in\n" + info);
		assertFalse(info.contains("plane 0"), info);
		assertFalse(info.contains("warning"), info);
	}

	/** A network of planes has no third axis. */
	@Test
	void aModelOfSlicesIsNotAppliedToVolumes() {
		final AppliedModel model = new AppliedModel("m.n2n", SomeModels.description(2, Loss.L2, SomeModels.DATA), new BoxModel(), "CPU");
		final String message = assertThrows(IllegalArgumentException.class, () -> new ModelTask(model, NormalizationMode.MODEL, StackMode.VOLUME,
			ComputeDevice.CPU)).getMessage();
		assertTrue(message.contains("trained in the mode slices, and cannot be applied in the mode volume"), message);
	}

	@Test
	void oneChannelAlone() {
		final ImagePlus noisy = image(16, 3, 2, 2);
		final ImagePlus result = denoise(noisy, 2, Loss.L2, SomeModels.DATA, NormalizationMode.MODEL, new ResultOptions(PixelType.SAME, 2));
		for (int i = 1; i <= noisy.getStackSize(); i++)
			assertEquals(noisy.convertIndexToPosition(i)[0] != 2, Arrays.equals((short[]) noisy.getStack().getPixels(i), (short[]) result
				.getStack().getPixels(i)), "plane " + i);
		final String message = assertThrows(IllegalArgumentException.class, () -> denoise(noisy, 2, Loss.L2, SomeModels.DATA,
			NormalizationMode.MODEL, new ResultOptions(PixelType.SAME, 4))).getMessage();
		assertTrue(message.contains("no channel 4") && message.contains("has 3"), message);
		assertThrows(IllegalArgumentException.class, () -> new ResultOptions(PixelType.SAME, -1));
	}

	@Test
	void volumesAreDenoisedFrameByFrame() {
		final ImagePlus both = image(32, 1, 4, 2);
		final ImagePlus second = new ImagePlus("second", both.getStack().duplicate());
		for (int i = 0; i < 4; i++)
			second.getStack().deleteSlice(1);
		second.setDimensions(1, 4, 1);
		final ImagePlus ofBoth = volume(both);
		final ImagePlus ofSecond = volume(second);
		for (int z = 1; z <= 4; z++)
			assertArrayEquals((float[]) ofSecond.getStack().getPixels(z), (float[]) ofBoth.getStack().getPixels(4 + z));
		both.setDimensions(1, 1, 8);
		assertTrue(assertThrows(IllegalArgumentException.class, () -> volume(both)).getMessage().contains("one slice, which is no volume"));
	}

	private ImagePlus volume(final ImagePlus image) {
		return denoise(image, 3, Loss.L2, SomeModels.DATA, NormalizationMode.MODEL, ResultOptions.of(PixelType.SAME));
	}

	/** A model of the median must not be forced to the mean of what it removes. */
	@Test
	void onlyTheLossL2KeepsTheMean() {
		final ImagePlus noisy = image(32, 1, 1, 1);
		assertEquals(noisy.getStatistics().mean, denoise(noisy).getStatistics().mean, 0.01);
		assertEquals(noisy.getStatistics().mean + 40, denoise(noisy, 2, Loss.L1, SomeModels.DATA, NormalizationMode.MODEL, ResultOptions.of(
			PixelType.SAME)).getStatistics().mean, 1, "the model adds one standard deviation");
	}

	@Test
	void imagesLikeTheTrainingDataGiveNoWarning() {
		denoise(image(8, 1, 1, 1));
		assertFalse(warned(""), log::toString);
		denoise(image(8, 1, 1, 1), 2, Loss.L2, new TrainingData("", 0, 0, StackMode.SLICES, "not known", 0, "", Double.NaN, Double.NaN, Double.NaN),
			NormalizationMode.MODEL, ResultOptions.of(PixelType.SAME));
		assertFalse(warned(""), log::toString);
	}

	@Test
	void saysWhatIsUnlikeTheTrainingData() {
		final ImagePlus other = image(32, 1, 1, 1);
		other.getProcessor().multiply(5);
		other.getCalibration().pixelWidth = 0.3;
		denoise(other);
		assertTrue(warned("98 % of the intensities of the image are between") && warned("between 40 and 200"), log::toString);
		assertTrue(warned("The noise of the image has a standard deviation of about") && warned("some of it may stay"), log::toString);
		assertTrue(warned("A pixel of the image is 0.3 \u00b5m wide, but one of the training data was 0.1 micron"), log::toString);
		assertTrue(warned("The image is 32-bit, but the model was trained on 8-bit images"), log::toString);
		log.clear();
		other.getProcessor().multiply(0.02);
		denoise(other);
		assertTrue(warned("98 % of the intensities") && warned("fine structure may be lost"), log::toString);
	}

	/** Five times the exposure: the same image for a model that is given the image's own normalization. */
	@Test
	void otherExposuresWithTheImagesOwnNormalization() {
		final ImagePlus image = image(32, 1, 1, 1);
		final ImagePlus once = own(image);
		image.getProcessor().multiply(5);
		log.clear();
		final ImagePlus five = own(image);
		assertFalse(warned("intensities") || warned("noise"), log::toString);
		for (int i = 0; i < 96 * 80; i++)
			assertEquals(5 * once.getProcessor().getf(i), five.getProcessor().getf(i), 0.01);
	}

	private ImagePlus own(final ImagePlus image) {
		return denoise(image, 2, Loss.L2, SomeModels.DATA, NormalizationMode.IMAGE, ResultOptions.of(PixelType.SAME));
	}

	@Test
	void nothingToDenoise() {
		final ImagePlus blank = new ImagePlus("blank", new FloatProcessor(20, 20, new double[400]));
		for (final NormalizationMode mode : NormalizationMode.values()) {
			log.clear();
			final ImagePlus result = denoise(blank, 2, Loss.L2, SomeModels.DATA, mode, ResultOptions.of(PixelType.SAME));
			assertArrayEquals((float[]) blank.getProcessor().getPixels(), (float[]) result.getProcessor().getPixels());
			assertTrue(warned("The image has the same value everywhere"), log::toString);
		}
	}

	@Test
	void hdrNeedsLight() {
		final ImagePlus dark = image(32, 1, 1, 1);
		dark.getProcessor().subtract(1000);
		assertThrows(IllegalArgumentException.class, () -> denoise(dark, 2, Loss.HDR, SomeModels.DATA, NormalizationMode.IMAGE, ResultOptions.of(
			PixelType.SAME)));
	}

	private boolean warned(final String words) {
		return log.stream().anyMatch(line -> line.contains("warning: ") && line.contains(words));
	}
}
