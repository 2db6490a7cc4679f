package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

import ij.IJ;
import ij.ImagePlus;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.denoise.ZeroShotReport;
import sc.fiji.n2n.djl.DjlTrainer;

/** Stacks whose truth is known, with white noise added: slice by slice, and as volumes. */
final class VolumeBenchmarks {

	private static final int SEEDS = 3;

	private final DjlTrainer trainer;

	VolumeBenchmarks(final DjlTrainer trainer) {
		this.trainer = trainer;
	}

	/** A stack of known truth. */
	private record Stack(String name, int width, int height, int depth, float[] pixels) {

		double range() {
			final float[] sorted = pixels.clone();
			Arrays.sort(sorted);
			return sorted[(int) (0.998 * (sorted.length - 1))] - sorted[0];
		}

		float[] noisy(final double sigma, final long seed) {
			final Random random = new Random(seed);
			final float[] noisy = pixels.clone();
			for (int i = 0; i < noisy.length; i++)
				noisy[i] += sigma * random.nextGaussian();
			return noisy;
		}

		double psnr(final float[] image) {
			double sum = 0;
			for (int i = 0; i < image.length; i++)
				sum += Math.pow(image[i] - pixels[i], 2) / image.length;
			return 10 * Math.log10(range() * range() / sum);
		}
	}

	/** Blobs, shells and waves in 128 x 128 x 32 pixels, of slices that are so many pixels apart. */
	private static Stack phantom(final double distance, final long seed) {
		final Random random = new Random(seed);
		final float[] pixels = new float[128 * 128 * 32];
		Arrays.fill(pixels, 100);
		for (int object = 0; object < 60; object++) {
			final double[] center = { random.nextDouble() * 128, random.nextDouble() * 128, random.nextDouble() * 32 * distance };
			final double[] squeeze = random.doubles(3, 0.6, 1.6).toArray();
			final double radius = 5 + 11 * random.nextDouble();
			final double height = 60 + 240 * random.nextDouble();
			final double[] wave = { 0.3 + 0.7 * random.nextDouble(), 0.3 + 0.7 * random.nextDouble(), 0.1 + 0.4 * random.nextDouble() };
			final int kind = random.nextInt(3);
			for (int i = 0; i < pixels.length; i++) {
				final double[] at = { i % 128, i / 128 % 128, i / (128 * 128) * distance };
				double square = 0;
				double phase = 0;
				for (int d = 0; d < 3; d++) {
					square += Math.pow((at[d] - center[d]) * squeeze[d], 2);
					phase += at[d] * wave[d];
				}
				final double r = Math.sqrt(square);
				pixels[i] += height * switch (kind) {
					case 0 -> 1 / (1 + Math.exp((r - radius) / 0.7));
					case 1 -> Math.exp(-Math.pow((r - radius) / 1.2, 2));
					default -> Math.exp(-Math.pow(r / radius * 1.5, 2)) * (1 + 0.3 * Math.sin(phase));
				};
			}
		}
		return new Stack("phantom, slices " + distance + " pixels apart", 128, 128, 32, pixels);
	}

	private static Stack open(final String file) {
		final ImagePlus imp = IJ.openImage(file);
		final float[] pixels = new float[imp.getWidth() * imp.getHeight() * imp.getStackSize()];
		for (int z = 0, i = 0; z < imp.getStackSize(); z++)
			for (int at = 0; at < imp.getWidth() * imp.getHeight(); at++)
				pixels[i++] = imp.getStack().getProcessor(z + 1).getf(at);
		return new Stack(imp.getTitle(), imp.getWidth(), imp.getHeight(), imp.getStackSize(), pixels);
	}

	/** @param files stacks that are taken for the truth, beside the phantoms */
	void compare(final String... files) {
		System.out.println("| stack | noise, % of the range | noisy | slices | volume | volume, neighbours along z too | seconds |\n|---|---|---|---|---|---|---|");
		for (final double share : new double[] { 0.1, 0.03 }) {
			row(phantom(1, 1), share);
			row(phantom(4, 2), share);
			for (final String file : files)
				row(open(file), share);
		}
	}

	private void row(final Stack stack, final double share) {
		final double[][] psnr = new double[4][SEEDS];
		final double[] seconds = new double[3];
		for (int seed = 1; seed <= SEEDS; seed++) {
			final float[] noisy = stack.noisy(share * stack.range(), seed);
			psnr[0][seed - 1] = stack.psnr(noisy);
			for (int i = 0; i < 3; i++) {
				final float[] result = new float[noisy.length];
				seconds[i] += run(stack, noisy, i == 0 ? StackMode.SLICES : StackMode.VOLUME, i == 2, seed, result).seconds() / SEEDS;
				psnr[i + 1][seed - 1] = stack.psnr(result);
			}
		}
		System.out.println(String.format(Locale.ROOT, "| %s | %.0f | %.2f | %s | %s | %s | %.1f, %.1f, %.1f |", stack.name(), 100 * share, mean(psnr[0]),
			spread(psnr[1]), spread(psnr[2]), spread(psnr[3]), seconds[0], seconds[1], seconds[2]));
	}

	private ZeroShotReport run(final Stack stack, final float[] noisy, final StackMode mode, final boolean isotropic, final long seed,
		final float[] result)
	{
		final int area = stack.width() * stack.height();
		return new ZeroShot(ZeroShotOptions.defaults().with(Method.AUTO).with(ComputeDevice.CPU).with(mode).withSeed(seed), trainer).denoise(ArrayImgs
			.floats(noisy, stack.width(), stack.height(), stack.depth()), stack.depth(), isotropic, (plane, pixels) -> {
				int i = (int) plane * area;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, Progress.NONE);
	}

	private static double mean(final double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	private static String spread(final double[] values) {
		return String.format(Locale.ROOT, "%.2f ± %.2f", mean(values), Math.sqrt(Arrays.stream(values).map(v -> Math.pow(v - mean(values), 2)).average()
			.orElseThrow()));
	}
}
