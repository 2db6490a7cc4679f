package sc.fiji.n2n.batch;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.NoiseOptions;
import sc.fiji.n2n.config.NoiseOutput;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageResult;
import sc.fiji.n2n.image.LinearValues;
import sc.fiji.n2n.noise.NoiseModel;

/**
 * Makes noisy images of an image, and writes into them how they were made. The noise of each plane of each channel depends on the seed,
 * the image of a pair, the channel and the plane, and on nothing else.
 */
public final class NoiseAdder {

	private final NoiseRecipe recipe;
	private final NoiseOutput output;
	private final PixelType type;
	private final Consumer<String> log;

	/**
	 * @param options the noise
	 * @param output how many images to make
	 * @param type pixel type of the images
	 * @param log takes a line on each channel: how many pixels were clamped to the type
	 */
	public NoiseAdder(final NoiseOptions options, final NoiseOutput output, final PixelType type, final Consumer<String> log) {
		recipe = new NoiseRecipe(options);
		this.output = Objects.requireNonNull(output, "output");
		this.type = Objects.requireNonNull(type, "type");
		this.log = Objects.requireNonNull(log, "log");
	}

	/**
	 * Makes the noisy images, in memory.
	 *
	 * @param image the source, which stays as it is
	 * @param progress told how far the work is
	 * @return "title noisy", or "title noisy A" and "title noisy B", not shown; the first image of a pair has the same pixels as an
	 *         image that is made alone
	 * @throws IllegalArgumentException if the image does not suit the noise, in words for the user
	 * @throws IllegalStateException if there is not enough memory or the image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public List<ImagePlus> apply(final ImagePlus image, final Progress progress) {
		ImageChannels.check(image);
		try {
			if (output == NoiseOutput.IMAGE) return List.of(noisy(image, " noisy", 0, progress));
			return List.of(noisy(image, " noisy A", 0, progress.part(0, 0.5)), noisy(image, " noisy B", 1, progress.part(0.5, 1)));
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	private ImagePlus noisy(final ImagePlus image, final String suffix, final int copy, final Progress progress) {
		// Before the work, which the user may spend closing the image.
		final String title = image.getTitle() + suffix;
		final LinearValues values = LinearValues.of(image);
		final int count = ImageChannels.count(image);
		final List<String> names = new ArrayList<>();
		final List<RandomAccessibleInterval<FloatType>> channels = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			names.add(count == 1 ? "" : ImageChannels.name(image, c) + " ");
			channels.add(ImageChannels.view(image, c));
		}
		final boolean rgb = image.getType() == ImagePlus.COLOR_RGB;
		final boolean whole = type == PixelType.SAME && image.getBitDepth() != 32;
		final ImageResult result = new ImageResult(image, type);
		final List<String> reports = new ArrayList<>();
		for (int c = 0; c < count; c++) {
			final RandomAccessibleInterval<FloatType> planes = channels.get(c);
			final Progress part = progress.part((double) c / count, (c + 1.0) / count);
			final NoiseModel model = model(names.get(c), rgb ? channels : List.of(planes), values, part);
			add(planes, values, model, new int[] { copy, c }, result.channel(c), part);
			if (!whole) continue;
			final String line = names.get(c) + String.format(Locale.ROOT, "pixels clamped to the type: %d of %d (%.2f %%)", result.clamped(c), planes.size(), 100.0 *
				result.clamped(c) / planes.size());
			log.accept(title + ": " + line);
			reports.add(line);
		}
		return result.finish(suffix, new RunDescription("Noise added with Noise2Noise for Fiji", recipe.settings(output, type), reports, recipe.macro(output,
			type)).text());
	}

	/** The model for a channel; the range of an RGB image is that of all its components. */
	private NoiseModel model(final String name, final List<RandomAccessibleInterval<FloatType>> channels, final LinearValues values, final Progress progress) {
		if (!recipe.needsRange()) return recipe.model(0, 0);
		double min = Double.POSITIVE_INFINITY;
		double max = Double.NEGATIVE_INFINITY;
		for (final RandomAccessibleInterval<FloatType> planes : channels)
			for (long i = 0; i < planes.dimension(2); i++) {
				progress.step("Reading", 0);
				for (final float stored : pixels(planes, i)) {
					final float value = values.value(stored);
					if (!Float.isFinite(value)) continue;
					min = Math.min(min, value);
					max = Math.max(max, value);
				}
			}
		if (min >= max) throw new IllegalArgumentException((name.isEmpty() ? "The image" : "The channel " + name.strip()) + (min == max ? " is " + Digits.of(
			min) + " everywhere" : " has no pixel that is a number") + ", but the noise " + recipe.options().kind() +
			" takes its values from the range of the image. Choose another image, or another noise.");
		return recipe.model(min, max);
	}

	private void add(final RandomAccessibleInterval<FloatType> planes, final LinearValues values, final NoiseModel model, final int[] of, final PlaneWriter out,
		final Progress progress)
	{
		final long seed = recipe.options().seed();
		final int width = (int) planes.dimension(0);
		for (int plane = 0; plane < planes.dimension(2); plane++) {
			progress.step("Adding noise", (double) plane / planes.dimension(2));
			final float[] stored = pixels(planes, plane);
			final float[] clean = new float[stored.length];
			for (int i = 0; i < clean.length; i++)
				clean[i] = values.value(stored[i]);
			final float[] noisy = clean.clone();
			model.apply(noisy, width, new CancelableRandom(progress, (int) seed, (int) (seed >>> 32), of[0], of[1], plane));
			progress.stopIfCanceled();
			// What the noise did not hit is not rounded on its way to values and back.
			for (int i = 0; i < noisy.length; i++)
				if (noisy[i] != clean[i]) stored[i] = values.stored(noisy[i]);
			out.write(plane, ArrayImgs.floats(stored, width, planes.dimension(1)));
		}
	}

	private static float[] pixels(final RandomAccessibleInterval<FloatType> planes, final long plane) {
		final RandomAccessibleInterval<FloatType> pixels = Views.hyperSlice(planes, 2, plane);
		final float[] copy = new float[Math.toIntExact(pixels.size())];
		PrimitiveBlocks.of(pixels, OnFallback.ACCEPT).copy(pixels, copy);
		return copy;
	}
}
