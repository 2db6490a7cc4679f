package sc.fiji.n2n;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

import ij.ImagePlus;
import ij.plugin.ContrastEnhancer;
import ij.plugin.ZProjector;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.StackConverter;
import sc.fiji.n2n.batch.ComparisonRow;
import sc.fiji.n2n.batch.ImageComparison;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.NoiseAdder;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.batch.ZeroShotTask;
import sc.fiji.n2n.config.ComparisonOptions;
import sc.fiji.n2n.config.Matching;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.NoiseKind;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.BeforeAfter;
import sc.fiji.n2n.image.ImageFiles;

/**
 * Makes the pictures and the figures of docs/gallery.md from {@code sample-data/}, good cases and bad ones:
 * {@code mvn -q compile exec:java -Dexec.args=gallery}.
 */
final class Gallery {

	private static final Path SAMPLES = Path.of("sample-data");
	/** Side of the piece that is shown. */
	private static final int SIDE = 256;
	/** What is removed is shown from minus to plus so many of its standard deviations. */
	private static final double SPREAD = 3;

	private final Path results;
	private final Consumer<String> out;

	/**
	 * @param results folder of the pictures
	 * @param out takes the figures, lines of a Markdown table
	 */
	Gallery(final Path results, final Consumer<String> out) {
		this.results = results;
		this.out = out;
	}

	/** Makes all. */
	void make() throws IOException {
		out.accept("| picture | method | PSNR before | after | SSIM before | after | what the log says |");
		out.accept("|---|---|---|---|---|---|---|");
		real("particles");
		real("membrane");
		final ImagePlus clean = mean(open("membrane"), open("membrane_repeats"));
		made("photons", clean, new NoiseOptions(NoiseKind.POISSON, 0, 100, 0, 0, 1), Method.AUTO);
		made("correlated-fast", clean, new NoiseOptions(NoiseKind.CORRELATED, 150, 1, 0.6, 0, 1), Method.FAST);
		made("correlated-auto", clean, new NoiseOptions(NoiseKind.CORRELATED, 150, 1, 0.6, 0, 1), Method.AUTO);
		made("stripes", clean, new NoiseOptions(NoiseKind.STRIPES, 100, 1, 0, 0, 1), Method.AUTO);
		made("texture", weave(), new NoiseOptions(NoiseKind.GAUSSIAN, 8, 1, 0, 0, 1), Method.AUTO);
	}

	/** A real noisy frame, against the mean of repeats. */
	private void real(final String name) throws IOException {
		picture(name, new ImagePlus(name, open(name).getStack().getProcessor(1).convertToFloat()), mean(open(name + "_repeats")), Method.AUTO);
	}

	/** An image with noise added. */
	private void made(final String name, final ImagePlus clean, final NoiseOptions noise, final Method method) throws IOException {
		picture(name, new NoiseAdder(noise, NoiseOutput.IMAGE, PixelType.FLOAT32, line -> {}).apply(clean, Progress.NONE).get(0), clean, method);
	}

	private void picture(final String name, final ImagePlus noisy, final ImagePlus reference, final Method method) throws IOException {
		final StringBuilder notes = new StringBuilder();
		final ImagePlus denoised;
		final ZeroShotOptions options = ZeroShotOptions.defaults().with(method);
		try (DjlTrainer trainer = DjlTrainer.open(options.device())) {
			denoised = new ImageDenoiser(new ZeroShotTask(options, trainer), ResultOptions.of(PixelType.FLOAT32), line -> {
				final String words = line.substring(line.indexOf(": ") + 2);
				if (words.startsWith("measured") || words.startsWith("stride") || words.startsWith("structure") || words.startsWith("warning")) notes.append(notes
					.isEmpty() ? "" : "; ").append(words);
			}).apply(noisy, Progress.NONE);
		}
		final ComparisonRow before = score(noisy, reference);
		final ComparisonRow after = score(denoised, reference);
		out.accept(String.format(Locale.ROOT, "| %s | %s | %.1f dB | %.1f dB | %.2f | %.2f | %s |", name, method, before.psnr(), after.psnr(), before.ssim(),
			after.ssim(), notes));
		final ImageProcessor shown = middle(noisy.getProcessor());
		final ImageProcessor result = middle(denoised.getProcessor());
		final ImageProcessor truth = middle(reference.getProcessor());
		// The range of the reference, widened a little, so that noise shows as it is and the rest is not pale.
		final double[] range = range(truth);
		BeforeAfter.save(results.resolve("gallery-" + name + ".png"), List.of("noisy", "denoised", "removed", "reference"), List.of(shown, result, removed(shown,
			result, range), truth), range[0], range[1]);
	}

	private static ComparisonRow score(final ImagePlus image, final ImagePlus reference) {
		final List<ComparisonRow> rows = new ImageComparison(image, reference, new ComparisonOptions(0, Matching.NO, Double.NaN), line -> {}).rows(Progress.NONE);
		return rows.get(rows.size() - 1);
	}

	private static ImageProcessor middle(final ImageProcessor pixels) {
		final int width = Math.min(SIDE, pixels.getWidth());
		final int height = Math.min(SIDE, pixels.getHeight());
		pixels.setRoi((pixels.getWidth() - width) / 2, (pixels.getHeight() - height) / 2, width, height);
		return pixels.crop();
	}

	private static double[] range(final ImageProcessor pixels) {
		final ImagePlus image = new ImagePlus("", pixels);
		image.setProcessor(pixels.duplicate());
		new ContrastEnhancer().stretchHistogram(image, 0.5);
		return new double[] { image.getDisplayRangeMin(), image.getDisplayRangeMax() };
	}

	/** Noisy minus denoised, brought into the range of the others with 0 in the middle. */
	private static ImageProcessor removed(final ImageProcessor noisy, final ImageProcessor denoised, final double[] range) {
		final FloatProcessor difference = new FloatProcessor(noisy.getWidth(), noisy.getHeight());
		for (int i = 0; i < noisy.getPixelCount(); i++)
			difference.setf(i, noisy.getf(i) - denoised.getf(i));
		final double deviation = difference.getStats().stdDev;
		if (deviation > 0) difference.multiply((range[1] - range[0]) / (2 * SPREAD * deviation));
		difference.add((range[0] + range[1]) / 2);
		return difference;
	}

	private static ImagePlus open(final String name) throws IOException {
		return ImageFiles.open(SAMPLES.resolve(name + ".tif"));
	}

	/** The mean of all frames. */
	private static ImagePlus mean(final ImagePlus... stacks) {
		final ImagePlus all = stacks[0].duplicate();
		for (int i = 1; i < stacks.length; i++)
			for (int slice = 1; slice <= stacks[i].getStackSize(); slice++)
				all.getStack().addSlice(stacks[i].getStack().getProcessor(slice));
		all.setStack(all.getStack());
		new StackConverter(all).convertToGray32();
		final ImagePlus mean = ZProjector.run(all, "avg");
		mean.setTitle("mean");
		return mean;
	}

	/** A woven pattern with threads of three pixels, in which neighbours are opposite to each other. */
	private static ImagePlus weave() {
		final FloatProcessor pixels = new FloatProcessor(SIDE, SIDE);
		for (int y = 0; y < SIDE; y++)
			for (int x = 0; x < SIDE; x++)
				pixels.setf(x, y, (float) (400 + 60 * Math.sin(2.1 * x + 0.3 * Math.sin(y / 9.0)) * Math.sin(2.3 * y + 0.5 * Math.sin(x / 13.0)) + 40 * Math.sin(x /
					40.0) * Math.cos(y / 30.0)));
		return new ImagePlus("weave", pixels);
	}
}
