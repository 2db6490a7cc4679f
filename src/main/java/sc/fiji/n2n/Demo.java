package sc.fiji.n2n;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.loops.LoopBuilder;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.batch.ZeroShotTask;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.BeforeAfter;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.noise.Quality;

/**
 * Denoises the real noisy stacks of {@code sample-data/} and scores the results against the mean of repeats that
 * were held back. The main job of the README: {@code mvn -q compile exec:java}.
 */
public final class Demo {

	private static final Path SAMPLES = Path.of("sample-data");
	private static final Path RESULTS = Path.of("target", "demo");

	private Demo() {}

	/**
	 * Runs the demonstration in the folder of the project.
	 *
	 * @param args none for the demonstration; {@code gallery} for the pictures of docs/gallery.md
	 * @throws IOException if a sample cannot be read or a result not be written
	 */
	public static void main(final String... args) throws IOException {
		if (List.of(args).contains("gallery")) new Gallery(RESULTS, line -> print("%s", line)).make();
		else for (final String name : List.of("particles", "membrane"))
			denoise(name);
	}

	private static void denoise(final String name) throws IOException {
		final ImagePlus noisy = ImageFiles.open(SAMPLES.resolve(name + ".tif"));
		final ImagePlus repeats = ImageFiles.open(SAMPLES.resolve(name + "_repeats.tif"));
		final RandomAccessibleInterval<FloatType> reference = mean(ImageChannels.view(repeats, 0));
		final long start = System.nanoTime();
		final ImagePlus denoised;
		print("%s", name);
		try (DjlTrainer trainer = DjlTrainer.open(ZeroShotOptions.defaults().device())) {
			denoised = new ImageDenoiser(new ZeroShotTask(ZeroShotOptions.defaults(), trainer), ResultOptions.of(PixelType.SAME), line -> print("  %s", line)) //
				.apply(noisy, new ConsoleProgress());
		}
		print("  %d slices in %.1f s", noisy.getStackSize(), (System.nanoTime() - start) / 1e9);
		print("  PSNR of the first slice against the mean of %d held-back repeats: before %.2f dB, after %.2f dB", //
			repeats.getStackSize(), psnr(noisy, reference), psnr(denoised, reference));
		ImageFiles.saveTiff(denoised, RESULTS.resolve(name + "_denoised.tif"));
		noisy.setSlice(1);
		denoised.setSlice(1);
		noisy.resetDisplayRange();
		BeforeAfter.save(RESULTS.resolve(name + ".png"), List.of("noisy", "denoised"), List.of(noisy.getProcessor(), denoised.getProcessor()),
			noisy.getDisplayRangeMin(), noisy.getDisplayRangeMax());
		print("  saved in %s", RESULTS);
	}

	private static double psnr(final ImagePlus image, final RandomAccessibleInterval<FloatType> reference) {
		return Quality.psnr(Views.hyperSlice(ImageChannels.view(image, 0), 2, 0), reference, range(reference));
	}

	private static double range(final RandomAccessibleInterval<FloatType> image) {
		final double[] range = { Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY };
		image.forEach(value -> {
			range[0] = Math.min(range[0], value.get());
			range[1] = Math.max(range[1], value.get());
		});
		return range[1] - range[0];
	}

	private static RandomAccessibleInterval<FloatType> mean(final RandomAccessibleInterval<FloatType> planes) {
		final RandomAccessibleInterval<FloatType> mean = ArrayImgs.floats(planes.dimension(0), planes.dimension(1));
		for (long i = 0; i < planes.dimension(2); i++)
			LoopBuilder.setImages(Views.hyperSlice(planes, 2, i), mean).forEachPixel((value, sum) -> sum.set(sum.get() + value.get() / planes.dimension(2)));
		return mean;
	}

	private static void print(final String format, final Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}

	/** Writes a line at each tenth of the run. */
	private static final class ConsoleProgress implements Progress {

		private int shown = -1;

		@Override
		public void update(final String doing, final double fraction) {
			final int tenth = (int) (10 * fraction);
			if (tenth == shown) return;
			shown = tenth;
			print("  %3d %% %s", 10 * tenth, doing.toLowerCase(Locale.ROOT));
		}

		@Override
		public boolean isCanceled() {
			return false;
		}
	}
}
