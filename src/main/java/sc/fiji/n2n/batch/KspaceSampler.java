package sc.fiji.n2n.batch;

import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import ij.ImagePlus;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.blocks.PrimitiveBlocks.OnFallback;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.PixelValues;
import sc.fiji.n2n.config.SamplingOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.LinearValues;
import sc.fiji.n2n.image.SamplingPairImage;
import sc.fiji.n2n.kspace.SamplingDensity;
import sc.fiji.n2n.kspace.SamplingMask;

/**
 * Makes pairs of an image by sampling its k-space twice, or more often, and writes into them how they were made. The masks of each plane depend on the
 * seed, the size, the place of the plane and the number of the pair, and on nothing else. Real and imaginary part of a plane have the same masks: because a
 * frequency is measured together with its negative, they are two real images.
 */
public final class KspaceSampler {

	/** Least width and height, in pixels: of less there are too few frequencies to choose from. */
	private static final int MIN_SIDE = 16;
	private static final List<String> PARTS = List.of(", real part", ", imaginary part");

	private final SamplingOptions options;
	private final Consumer<String> log;

	/**
	 * @param options how to sample
	 * @param log takes a line on how many frequencies were kept
	 */
	public KspaceSampler(final SamplingOptions options, final Consumer<String> log) {
		this.options = Objects.requireNonNull(options, "options");
		this.log = Objects.requireNonNull(log, "log");
	}

	/**
	 * Makes the samplings, in memory.
	 *
	 * @param image the source, which stays as it is: of one channel, or of two for complex values
	 * @param progress told how far the work is
	 * @return an image as {@link SamplingPairImage} has it, not shown; with a frame for each pair of samplings, of a complex image two:
	 *         the real and the imaginary part
	 * @throws IllegalArgumentException if the image does not suit, in words for the user
	 * @throws IllegalStateException if the image cannot be read, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public ImagePlus apply(final ImagePlus image, final Progress progress) {
		ImageChannels.check(image);
		check(image);
		try {
			return sampled(image, progress);
		}
		catch (final UncheckedIOException e) {
			throw new IllegalStateException(e.getMessage(), e);
		}
	}

	private void check(final ImagePlus image) {
		final String title = "\"" + image.getTitle() + "\"";
		if (image.getType() == ImagePlus.COLOR_RGB) throw new IllegalArgumentException(title +
			" is a colour image, and k-space is that of one channel. Convert it with Image > Type > 8-bit, or split its channels.");
		final int channels = image.getNChannels();
		if (options.values() == PixelValues.COMPLEX && channels != 2) throw new IllegalArgumentException(title + " has " + channels + (channels == 1
			? " channel" : " channels") + ", but values is complex, for which the first of two channels holds the real parts and the second the imaginary parts.");
		if (options.values() == PixelValues.MAGNITUDE && channels != 1) throw new IllegalArgumentException(title + " has " + channels +
			" channels, but values is magnitude, for which there is one. Copy the channel with Image > Duplicate..., or choose the values complex for two channels " +
			"with real and imaginary parts.");
		if (Math.min(image.getWidth(), image.getHeight()) < MIN_SIDE) throw new IllegalArgumentException(title + " is " + image.getWidth() + " x " + image
			.getHeight() + " pixels, but each side must have at least " + MIN_SIDE + ".");
	}

	private ImagePlus sampled(final ImagePlus image, final Progress progress) {
		final LinearValues values = LinearValues.of(image);
		final int parts = image.getNChannels();
		final List<RandomAccessibleInterval<FloatType>> channels = new ArrayList<>();
		for (int c = 0; c < parts; c++)
			channels.add(ImageChannels.view(image, c));
		final SamplingPairImage result = new SamplingPairImage(image, options.pairs() * parts);
		final SamplingDensity density = new SamplingDensity(image.getWidth(), image.getHeight(), options.kept());
		final int slices = image.getNSlices();
		final int count = slices * image.getNFrames();
		final double[] kept = new double[2];
		for (int plane = 0; plane < count; plane++) {
			progress.step("Sampling k-space", (double) plane / count);
			for (int pair = 0; pair < options.pairs(); pair++) {
				final SamplingMask a = mask(density, 0, plane, pair, progress);
				final SamplingMask b = mask(density, 1, plane, pair, progress);
				kept[0] += a.kept() / count / options.pairs();
				kept[1] += b.kept() / count / options.pairs();
				for (int part = 0; part < parts; part++) {
					final float[] pixels = pixels(channels.get(part), plane, values, image.getTitle());
					final float[] first = a.sample(pixels);
					progress.stopIfCanceled();
					result.set(plane % slices, (plane / slices * options.pairs() + pair) * parts + part, parts == 1 ? "" : PARTS.get(part), List.of(first, b.sample(
						pixels), a.values().clone(), b.values().clone()));
				}
			}
		}
		final String line = String.format(Locale.ROOT, "frequencies kept: %.2f %% in A, %.2f %% in B", 100 * kept[0], 100 * kept[1]);
		log.accept(image.getTitle() + ": " + line);
		return result.finish(new RunDescription("K-space undersampled with Noise2Noise for Fiji", settings(), List.of(String.format(Locale.ROOT,
			"density: exp(-%.4f |k|), k in cycles per pixel", density.decay()), line), macro()).text());
	}

	private SamplingMask mask(final SamplingDensity density, final int copy, final int plane, final int pair, final Progress progress) {
		return SamplingMask.draw(density, new CancelableRandom(progress, (int) options.seed(), (int) (options.seed() >>> 32), copy, plane,
			pair));
	}

	private static float[] pixels(final RandomAccessibleInterval<FloatType> planes, final long plane, final LinearValues values, final String title) {
		final RandomAccessibleInterval<FloatType> stored = Views.hyperSlice(planes, 2, plane);
		final float[] pixels = new float[Math.toIntExact(stored.size())];
		PrimitiveBlocks.of(stored, OnFallback.ACCEPT).copy(stored, pixels);
		final int width = (int) planes.dimension(0);
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = values.value(pixels[i]);
			if (!Float.isFinite(pixels[i])) throw new IllegalArgumentException("The pixel x=" + i % width + ", y=" + i / width + " of plane " + (plane + 1) + " of \"" +
				title + "\" is " + pixels[i] + ", but every frequency depends on all pixels, which must be numbers. Replace it, for example with " +
				"Process > Filters > Remove NaNs...");
		}
		return pixels;
	}

	private List<String> settings() {
		return pairs(": ");
	}

	/** The macro line that does it again. */
	private String macro() {
		return "run(\"Undersample k-space...\", \"" + String.join(" ", pairs("=")) + "\");";
	}

	private List<String> pairs(final String between) {
		return List.of("kept" + between + BigDecimal.valueOf(options.kept()).stripTrailingZeros().toPlainString(), "values" + between + options.values(), "pairs" + between + options.pairs(), "seed" +
			between + options.seed());
	}
}
