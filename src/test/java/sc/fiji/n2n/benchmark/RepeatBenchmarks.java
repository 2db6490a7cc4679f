package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ij.IJ;
import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.batch.PairTrainer;
import sc.fiji.n2n.batch.SourceInfo;
import sc.fiji.n2n.batch.TrainingRequest;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.Scenes;

/** Noise2Noise on real repeats, trained on some and scored on others, beside zero-shot denoising of the same images. */
final class RepeatBenchmarks {

	private static final int SEEDS = 3;

	private final DjlTrainer engine;

	RepeatBenchmarks(final DjlTrainer engine) {
		this.engine = engine;
		Benchmarks.print("| images | trained on | scored | raw | ZS-N2N | N2N | limit | epochs | seconds |%n|---|---|---|---|---|---|---|---|---|");
	}

	/** Trains on the first frames of a stack; up to three of the others are denoised, each scored against the mean of the rest. */
	void frames(final String file, final int trainedOn) throws IOException {
		final ImagePlus stack = IJ.openImage(file);
		final List<float[]> frames = new ArrayList<>();
		for (int i = 1; i <= stack.getStackSize(); i++)
			frames.add((float[]) stack.getStack().getProcessor(i).convertToFloatProcessor().getPixels());
		final List<float[]> heldOut = frames.subList(trainedOn, frames.size());
		final List<float[]> noisy = heldOut.subList(0, Math.min(3, heldOut.size()));
		final List<Scene> references = new ArrayList<>();
		for (int i = 0; i < noisy.size(); i++) {
			final float[] rest = new float[noisy.get(i).length];
			for (int k = 0; k < heldOut.size(); k++)
				if (k != i) for (int p = 0; p < rest.length; p++)
					rest[p] += heldOut.get(k)[p] / (heldOut.size() - 1);
			references.add(new Scene(stack.getTitle(), stack.getWidth(), stack.getHeight(), rest));
		}
		score(stack.getTitle(), "frames 1 to " + trainedOn, frames.subList(0, trainedOn), stack.getWidth(), stack.getHeight(), noisy, references, heldOut.size() - 1);
	}

	/** Trains on the left half of a pair of images; the right half of either is denoised and scored against that of the other. */
	void halves(final String first, final String second) throws IOException {
		final List<float[]> left = new ArrayList<>();
		final List<float[]> right = new ArrayList<>();
		ImagePlus image = null;
		for (final String file : List.of(first, second)) {
			image = IJ.openImage(file);
			final int half = image.getWidth() / 2;
			for (int side = 0; side < 2; side++) {
				image.setRoi(side * half, 0, half, image.getHeight());
				(side == 0 ? left : right).add((float[]) image.getProcessor().crop().convertToFloatProcessor().getPixels());
			}
		}
		final int half = image.getWidth() / 2;
		final List<Scene> references = List.of(new Scene("", half, image.getHeight(), right.get(1)), new Scene("", half, image.getHeight(), right.get(0)));
		score("pair " + image.getTitle(), "left half", left, half, image.getHeight(), right, references, 1);
	}

	private void score(final String name, final String trainedOn, final List<float[]> training, final int width, final int height,
		final List<float[]> noisy, final List<Scene> references, final int referenceFrames) throws IOException
	{
		final double[][] psnr = new double[3][SEEDS];
		double seconds = 0;
		double epochs = 0;
		for (int seed = 0; seed < SEEDS; seed++) {
			final Path file = Files.createTempDirectory("repeats").resolve("model.n2n");
			final TrainingOptions options = Presets.read("small").options(Loss.L2, 0, 0, 0, 0, 0, seed, ComputeDevice.CPU);
			final List<RandomAccessibleInterval<FloatType>> shots = new ArrayList<>();
			training.forEach(pixels -> shots.add(ArrayImgs.floats(pixels, width, height)));
			final long start = System.nanoTime();
			epochs += new PairTrainer(new TrainingRequest(options, false, file, null), engine, engine, line -> System.err.println(line)).train( //
				Scenes.of(List.of(new sc.fiji.n2n.pairs.Scene(name, shots, false))), new SourceInfo(name, shots.size(), StackMode.SLICES, "32-bit", "32-bit", Double.NaN, 0, "",
					List.of()), List.of(), Progress.NONE).state().curve().size() / (double) SEEDS;
			seconds += (System.nanoTime() - start) / 1e9 / SEEDS;
			for (int i = 0; i < noisy.size(); i++) {
				final Scene reference = references.get(i);
				psnr[0][seed] += reference.fittedPsnr(noisy.get(i)) / noisy.size();
				psnr[1][seed] += reference.fittedPsnr(zeroShot(noisy.get(i), width, height, seed)) / noisy.size();
				psnr[2][seed] += reference.fittedPsnr(apply(engine, file, noisy.get(i), width, height)) / noisy.size();
			}
		}
		// What the noise of the reference alone allows: raw images have it besides their own, which is so many times stronger.
		final double limit = psnr[0][0] + 10 * Math.log10(referenceFrames + 1);
		Benchmarks.print("| %s | %s | %d | %.2f | %s | %s | %.1f | %.0f | %.0f |", name, trainedOn, noisy.size(), psnr[0][0], Benchmarks.spread(psnr[1]), Benchmarks.spread(psnr[2]), limit, epochs,
			seconds);
	}

	private float[] zeroShot(final float[] noisy, final int width, final int height, final long seed) {
		final float[] result = new float[noisy.length];
		new ZeroShot(ZeroShotOptions.defaults().with(ComputeDevice.CPU).withSeed(seed), engine).denoise(ArrayImgs.floats(noisy, width, height, 1), 1, false, into(result),
			Progress.NONE);
		return result;
	}

	/** One pair of each scene, with white noise. */
	static List<sc.fiji.n2n.pairs.Scene> pairs(final List<String> names, final double sigma) throws IOException {
		final List<sc.fiji.n2n.pairs.Scene> pairs = new ArrayList<>();
		for (final String name : names) {
			final Scene scene = Scene.load(name).middle(512);
			pairs.add(new sc.fiji.n2n.pairs.Scene(name, List.of(ArrayImgs.floats(scene.noisy(sigma, 1), scene.width(), scene.height()), ArrayImgs.floats(scene.noisy(sigma,
				2), scene.width(), scene.height())), false));
		}
		return pairs;
	}

	/** Trains on 16-bit pairs; returns the model file. */
	static Path train(final DjlTrainer engine, final List<sc.fiji.n2n.pairs.Scene> scenes, final TrainingOptions options, final boolean match) throws IOException {
		return train(engine, scenes, options, match, null);
	}

	/** @param teacherOrNull model whose results are the targets; null for none */
	static Path train(final DjlTrainer engine, final List<sc.fiji.n2n.pairs.Scene> scenes, final TrainingOptions options, final boolean match,
		final Path teacherOrNull) throws IOException
	{
		final Path file = Files.createTempDirectory("pairs").resolve("model.n2n");
		new PairTrainer(new TrainingRequest(options, match, file, null, teacherOrNull), engine, engine, System.err::println).train(Scenes.of(scenes), new SourceInfo("pairs", 2,
			StackMode.SLICES, "16-bit", "16-bit", 65535, 0, "", List.of()), List.of(), Progress.NONE);
		return file;
	}

	/** What a model file makes of an image. */
	static float[] apply(final DjlTrainer engine, final Path file, final float[] noisy, final int width, final int height) throws IOException {
		final ModelContent content = ModelArchive.read(file, engine);
		final float[] result = new float[noisy.length];
		try (PatchModel model = engine.model(content.description().options().network(), Loss.L2, content.weights())) {
			new ModelDenoiser(model, StackMode.SLICES, new Normalization(content.description().offset(), content.description().scale()), PlaneFinish.MEAN_KEPT, note -> {}).denoise(ArrayImgs.floats(noisy,
				width, height, 1), 1, into(result), Progress.NONE);
		}
		return result;
	}

	private static PlaneWriter into(final float[] result) {
		return (plane, pixels) -> {
			int i = 0;
			for (final FloatType value : Views.flatIterable(pixels))
				result[i++] = value.get();
		};
	}
}
