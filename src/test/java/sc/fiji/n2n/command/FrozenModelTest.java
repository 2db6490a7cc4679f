package sc.fiji.n2n.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ij.ImagePlus;
import ij.ImageStack;
import ij.process.FloatProcessor;
import ij.process.ShortProcessor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ModelTask;
import sc.fiji.n2n.batch.PairTrainer;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.batch.SourceInfo;
import sc.fiji.n2n.batch.TrainingRequest;
import sc.fiji.n2n.config.Architecture;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.NetworkOptions;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelDescription;
import sc.fiji.n2n.pairs.Scene;
import sc.fiji.n2n.pairs.Scenes;

/** Models that earlier versions wrote are read by this one, and do what they did then. Never make these files again: add new ones. */
class FrozenModelTest {

	/** Standard deviation of the noise in the images. */
	private static final double NOISE = 200;
	private static final int WIDTH = 96;
	private static final int HEIGHT = 80;
	private static final int MIDDLE = 3;

	@ParameterizedTest
	@ValueSource(strings = { "v1-small-unet", "v1-unet" })
	void doesWhatItDid(final String name) throws Exception {
		final ModelDescription description = ModelArchive.readDescription(resource(name + ".n2n"));
		assertEquals(1, description.formatVersion());
		assertEquals(name, description.name());
		assertEquals(name.equals("v1-unet"), description.options().network().batchNorm());
		assertEquals(Loss.L2, description.options().loss());
		assertEquals(4, description.curve().size());
		assertTrue(description.findings().stream().anyMatch(line -> line.contains("independent")), description.findings()::toString);
		final ImagePlus noisy = ImageFiles.open(resource("v1-noisy.tif"));
		final float[] expected = (float[]) ImageFiles.open(resource(name + ".tif")).getProcessor().getPixels();
		final float[] denoised = (float[]) denoise(resource(name + ".n2n"), noisy).getProcessor().getPixels();
		double largest = 0;
		double change = 0;
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs(denoised[i] - expected[i]));
			change += Math.abs(expected[i] - noisy.getProcessor().getf(i)) / expected.length;
		}
		assertTrue(change > NOISE / 2, "It denoised.");
		// Other processors round otherwise.
		assertTrue(largest < NOISE / 1000, "largest difference " + largest);
	}

	/** A network of three axes, of which the middle slice is kept. */
	@Test
	void aModelOfVolumesDoesWhatItDid() throws Exception {
		final ModelDescription description = ModelArchive.readDescription(resource("v1-volume.n2n"));
		assertEquals(StackMode.VOLUME, description.mode());
		assertEquals(3, description.options().network().rank());
		final float[] expected = (float[]) ImageFiles.open(resource("v1-volume.tif")).getProcessor().getPixels();
		final ImagePlus noisy = volume(100);
		final float[] denoised = (float[]) denoise(resource("v1-volume.n2n"), noisy).getStack().getPixels(MIDDLE);
		double largest = 0;
		double change = 0;
		for (int i = 0; i < expected.length; i++) {
			largest = Math.max(largest, Math.abs(denoised[i] - expected[i]));
			change += Math.abs(expected[i] - noisy.getStack().getProcessor(MIDDLE).getf(i)) / expected.length;
		}
		assertTrue(change > NOISE / 2, "It denoised.");
		assertTrue(largest < NOISE / 1000, "largest difference " + largest);
	}

	/** Six slices, of seeds that follow each other. */
	private static ImagePlus volume(final long seed) {
		final ImageStack stack = new ImageStack(WIDTH, HEIGHT);
		for (int z = 0; z < 6; z++)
			stack.addSlice(shot(seed + z));
		return new ImagePlus("volume", stack);
	}

	private static void makeVolume(final Path folder) throws IOException {
		final List<RandomAccessibleInterval<FloatType>> shots = new ArrayList<>();
		for (int shot = 0; shot < 3; shot++)
			shots.add(ImageChannels.view(volume(10 * shot), 0));
		final Path model = folder.resolve("v1-volume.n2n");
		final TrainingOptions options = new TrainingOptions(new NetworkOptions(Architecture.SMALL_UNET, 3, 2, 8, true, false, 0.1), Loss.L2, 32, 4, 3e-3,
			100, 10, 4, 0, 1, ComputeDevice.CPU);
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			new PairTrainer(new TrainingRequest(options, false, model, null), trainer, trainer, System.out::println).train(Scenes.of(List.of(new Scene("waves",
				shots, false))), new SourceInfo("waves", 3, StackMode.VOLUME, "16-bit", "16-bit", 65535, 0.1, "micron", List.of()), List.of(), Progress.NONE);
		}
		ImageFiles.saveTiff(new ImagePlus("v1-volume", denoise(model, volume(100)).getStack().getProcessor(MIDDLE)), folder.resolve("v1-volume.tif"));
	}

	private static ImagePlus denoise(final Path model, final ImagePlus noisy) throws IOException {
		try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
			return new ImageDenoiser(new ModelTask(ModelFile.open(model.toString(), trainer), NormalizationMode.MODEL, null, ComputeDevice.CPU), //
				ResultOptions.of(PixelType.FLOAT32), line -> {}).apply(noisy, Progress.NONE);
		}
	}

	private static Path resource(final String name) throws URISyntaxException {
		return Path.of(FrozenModelTest.class.getResource("/models/" + name).toURI());
	}

	/**
	 * Made the files of version 1.
	 *
	 * @param args the folder to write to
	 */
	public static void main(final String... args) throws IOException {
		final Path folder = Path.of(args[0]);
		makeVolume(folder);
		ImageFiles.saveTiff(new ImagePlus("v1-noisy", shot(9)), folder.resolve("v1-noisy.tif"));
		final List<RandomAccessibleInterval<FloatType>> shots = new ArrayList<>();
		for (int seed = 0; seed < 4; seed++)
			shots.add(ArrayImgs.floats((float[]) shot(seed).convertToFloatProcessor().getPixels(), WIDTH, HEIGHT));
		for (final Architecture architecture : List.of(Architecture.SMALL_UNET, Architecture.UNET)) {
			final boolean published = architecture == Architecture.UNET;
			final Path model = folder.resolve("v1-" + architecture + ".n2n");
			final TrainingOptions options = new TrainingOptions(new NetworkOptions(architecture, 2, 2, 8, !published, published, 0.1), Loss.L2, 32, 4, 3e-3,
				100, 10, 4, 0, 1, ComputeDevice.CPU);
			try (DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU)) {
				new PairTrainer(new TrainingRequest(options, false, model, null), trainer, trainer, System.out::println).train(Scenes.of(List.of(new Scene(
					"waves", shots, false))), new SourceInfo("waves", 4, StackMode.SLICES, "16-bit", "16-bit", 65535, 0.1, "micron", List.of()), List.of(), Progress.NONE);
			}
			ImageFiles.saveTiff(denoise(model, ImageFiles.open(folder.resolve("v1-noisy.tif"))), folder.resolve("v1-" + architecture + ".tif"));
		}
	}

	/** Waves under Gaussian noise. */
	private static ShortProcessor shot(final long seed) {
		final Random random = new Random(seed);
		final FloatProcessor pixels = new FloatProcessor(WIDTH, HEIGHT);
		for (int i = 0; i < WIDTH * HEIGHT; i++)
			pixels.setf(i, (float) (2000 + 800 * Math.sin(i % WIDTH / 6.0) * Math.cos(i / WIDTH / 9.0) + NOISE * random.nextGaussian()));
		return (ShortProcessor) pixels.convertToShort(false);
	}
}
