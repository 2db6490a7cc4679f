package sc.fiji.n2n.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import ij.ImagePlus;
import ij.ImageStack;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.batch.KspaceSampler;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.PixelValues;
import sc.fiji.n2n.config.SamplingOptions;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.ModelDenoiser;
import sc.fiji.n2n.denoise.Normalization;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.PlaneFinish;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.kspace.SamplingMask;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.SampledPlane;
import sc.fiji.n2n.pairs.SampledPlanes;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;

/**
 * Magnetic resonance images of which a part of k-space is measured (Lehtinen et al., Noise2Noise, ICML 2018, section 3.4): zero-filled,
 * trained on pairs of samplings, trained on clean images. Scored on slices in the middle, which no network saw, with one slice to each
 * side of them left out. PSNR of the range of the whole image.
 */
final class KspaceBenchmarks {

	private static final int SCORED = 4;

	private final DjlTrainer engine;
	private final ImagePlus clean;
	private final List<Integer> scored = new ArrayList<>();
	private final List<Integer> trained = new ArrayList<>();
	private final double range;

	/** @param file slices, of one frame or more */
	KspaceBenchmarks(final DjlTrainer engine, final Path file) throws Exception {
		this.engine = engine;
		clean = ImageFiles.open(file);
		final int slices = clean.getNSlices();
		final int first = (slices - SCORED) / 2;
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (int plane = 0; plane < clean.getStackSize(); plane++) {
			final int slice = plane % slices;
			if (slice >= first && slice < first + SCORED) scored.add(plane);
			else if (slice < first - 1 || slice > first + SCORED) trained.add(plane);
			for (final float value : plane(clean.getStack(), plane)) {
				min = Math.min(min, value);
				max = Math.max(max, value);
			}
		}
		range = max - min;
	}

	private static float[] plane(final ImageStack stack, final int plane) {
		return (float[]) stack.getProcessor(plane + 1).convertToFloatProcessor().getPixels();
	}

	/** Prints a row for each seed. */
	void compare(final double kept, final int pairs, final int epochs, final int seeds) {
		Benchmarks.print("| kept | seed | zero-filled | trained on pairs | trained on clean | on pairs, not put back | seconds |%n|---|---|---|---|---|---|---|");
		for (int seed = 1; seed <= seeds; seed++) {
			final Row row = measure(kept, pairs, epochs, seed);
			Benchmarks.print("| %.2f | %d | %.2f | %.2f | %.2f | %.2f | %.0f |", kept, seed, row.number("zero-filled"), row.number("pairs"), row.number("clean"), row.number(
				"not put back"), row.number("seconds"));
		}
	}

	/** PSNR in dB: zero-filled, trained on pairs, trained on clean, and trained on pairs but without the measured frequencies at the end. */
	Row measure(final double kept, final int pairs, final int epochs, final int seed) {
		final long start = System.nanoTime();
		final List<SampledPlane> noisy = new ArrayList<>();
		final List<SampledPlane> withClean = new ArrayList<>();
		final List<SampledPlane> test = new ArrayList<>();
		for (int pair = 0; pair < pairs; pair++)
			sample(kept, 1000L * seed + pair, pair == 0 ? test : null, noisy, withClean);
		final Normalization normalization = Normalization.ofMeanAndDeviation(noisy.stream().map(SampledPlane::input).toList());
		final double[] onPairs = score(noisy, test, normalization, epochs, seed);
		final double[] onClean = score(withClean, test, normalization, epochs, seed);
		// Not weighted: of the two zero-filled images the better one.
		return Row.of("zero-filled", psnr(test, plane -> plane.mask().reinsert(new float[plane.input().length], plane.input())), "pairs", onPairs[0], "clean",
			onClean[0], "not put back", onPairs[1], "seconds", (System.nanoTime() - start) / 1e9);
	}

	/** Samples all slices once; of those to be scored, the first sampling. */
	private void sample(final double kept, final long seed, final List<SampledPlane> test, final List<SampledPlane> pairs, final List<SampledPlane> withClean) {
		final ImagePlus image = new KspaceSampler(new SamplingOptions(kept, PixelValues.MAGNITUDE, 1, seed), line -> {}).apply(clean, Progress.NONE);
		final int w = clean.getWidth();
		final int h = clean.getHeight();
		for (int plane = 0; plane < clean.getStackSize(); plane++) {
			final float[] truth = plane(clean.getStack(), plane);
			final float[] a = plane(image.getStack(), 4 * plane);
			final float[] b = plane(image.getStack(), 4 * plane + 1);
			final SamplingMask maskA = new SamplingMask(plane(image.getStack(), 4 * plane + 2), w, h);
			final SamplingMask maskB = new SamplingMask(plane(image.getStack(), 4 * plane + 3), w, h);
			if (trained.contains(plane)) {
				pairs.add(new SampledPlane(a, maskA, b));
				pairs.add(new SampledPlane(b, maskB, a));
				withClean.add(new SampledPlane(a, maskA, truth));
				withClean.add(new SampledPlane(b, maskB, truth));
			}
			else if (test != null && scored.contains(plane)) test.add(new SampledPlane(a, maskA, truth));
		}
	}

	private double[] score(final List<SampledPlane> planes, final List<SampledPlane> test, final Normalization normalization, final int epochs,
		final long seed)
	{
		final TrainingOptions options = Presets.read("small").options(Loss.L2, 0, 0, 0, epochs, 0, seed, ComputeDevice.CPU);
		final SampledPlane one = planes.get(0);
		final int batch = Math.max(1, options.batch() * options.patch() * options.patch() / one.input().length);
		// As many steps for all: the last weights count, and nothing is held out.
		final SampledPlanes patches = new SampledPlanes(planes, planes.subList(0, 2), normalization, batch, seed);
		try (Learner learner = engine.create(options.network(), Loss.L2, seed)) {
			new Training(options, patches::training, patches.validation()).run(learner, null, TrainingListener.NONE, Progress.NONE);
			try (PatchModel model = learner.model()) {
				return new double[] { psnr(test, plane -> plane.mask().reinsert(denoised(model, plane, normalization), plane.input())), psnr(test, plane -> denoised(
					model, plane, normalization)) };
			}
		}
	}

	private static float[] denoised(final PatchModel model, final SampledPlane plane, final Normalization normalization) {
		final float[] result = new float[plane.input().length];
		new ModelDenoiser(model, StackMode.SLICES, normalization, PlaneFinish.AS_IS, line -> {}).denoise(ArrayImgs.floats(plane.input(), plane.mask().width(), plane
			.mask().height(), 1), 1, (index, pixels) -> {
				int i = 0;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, Progress.NONE);
		return result;
	}

	private double psnr(final List<SampledPlane> planes, final java.util.function.Function<SampledPlane, float[]> result) {
		double mean = 0;
		for (final SampledPlane plane : planes) {
			final float[] pixels = result.apply(plane);
			double error = 0;
			for (int i = 0; i < pixels.length; i++)
				error += Math.pow(pixels[i] - plane.target()[i], 2) / pixels.length;
			mean += 10 * Math.log10(range * range / error) / planes.size();
		}
		return mean;
	}
}
