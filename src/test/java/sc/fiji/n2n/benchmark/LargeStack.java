package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import ij.ImagePlus;
import ij.VirtualStack;
import ij.io.FileSaver;
import ij.plugin.FileInfoVirtualStack;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import net.imglib2.blocks.PrimitiveBlocks;
import net.imglib2.type.numeric.real.FloatType;
import sc.fiji.n2n.batch.AppliedModel;
import sc.fiji.n2n.batch.BatchPlan;
import sc.fiji.n2n.batch.BatchSummary;
import sc.fiji.n2n.batch.ChannelTask;
import sc.fiji.n2n.batch.FileDenoiser;
import sc.fiji.n2n.batch.ImageDenoiser;
import sc.fiji.n2n.batch.ModelTask;
import sc.fiji.n2n.batch.ResultOptions;
import sc.fiji.n2n.batch.ZeroShotTask;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.FileFormat;
import sc.fiji.n2n.config.NormalizationMode;
import sc.fiji.n2n.config.PixelType;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.djl.DjlTrainer;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.ImageFile;
import sc.fiji.n2n.image.ImageFiles;
import sc.fiji.n2n.model.ModelArchive;
import sc.fiji.n2n.model.ModelContent;

/** A 16-bit stack that is larger than memory, made on the spot, from a file into a file. */
final class LargeStack {

	private static final int SIDE = 2048;
	private static final int SIGMA = 60;

	private final DjlTrainer trainer;
	private final Path folder;

	LargeStack(final DjlTrainer trainer, final Path folder) {
		this.trainer = trainer;
		this.folder = folder;
	}

	/** Waves that move from plane to plane, and Gaussian noise; each plane is made when it is asked for. */
	private static final class Planes extends VirtualStack {

		private Planes(final int count) {
			super(SIDE, SIDE, count);
			setBitDepth(16);
		}

		private static double truth(final int plane, final int x, final int y) {
			return 1000 + 300 * Math.sin(x / 9.0 + plane / 5.0) * Math.cos(y / 7.0);
		}

		@Override
		public ImageProcessor getProcessor(final int n) {
			final SplittableRandom random = new SplittableRandom(n);
			final double[] sine = new double[SIDE];
			final double[] cosine = new double[SIDE];
			for (int i = 0; i < SIDE; i++) {
				sine[i] = 300 * Math.sin(i / 9.0 + n / 5.0);
				cosine[i] = Math.cos(i / 7.0);
			}
			final short[] pixels = new short[SIDE * SIDE];
			for (int i = 0; i < pixels.length; i++) {
				// The sum of eight uniform bytes, whose deviation is 209, is nearly normal.
				final long bits = random.nextLong();
				double noise = -8 * 127.5;
				for (int k = 0; k < 8; k++)
					noise += bits >>> 8 * k & 0xff;
				pixels[i] = (short) Math.round(1000 + sine[i % SIDE] * cosine[i / SIDE] + SIGMA * noise / 209);
			}
			return new ShortProcessor(SIDE, SIDE, pixels, null);
		}
	}

	/**
	 * Denoises a stack.
	 *
	 * @param gigabytes its size
	 * @param modelOrNull a model file; null for zero-shot, quick
	 */
	void run(final double gigabytes, final Path modelOrNull) throws IOException {
		final int planes = (int) Math.round(gigabytes * (1L << 30) / (2L * SIDE * SIDE));
		final Path input = folder.resolve("large.tif");
		final Path output = folder.resolve("denoised.tif");
		Files.deleteIfExists(output);
		long start = System.nanoTime();
		if (!new FileSaver(new ImagePlus("large", new Planes(planes))).saveAsTiffStack(input.toString())) throw new IOException("not saved");
		print("%d planes, %.1f GB, made in %.0f s", planes, Files.size(input) / (double) (1L << 30), seconds(start));
		start = System.nanoTime();
		final ChannelTask task = task(modelOrNull);
		final BatchSummary summary = new FileDenoiser(new ImageDenoiser(task, ResultOptions.of(PixelType.SAME), LargeStack::print), LargeStack::print).run(
			BatchPlan.of(input.toString(), output.toString(), FileFormat.TIFF, 0), Progress.NONE);
		if (summary.hasFailures()) throw new IOException(summary.text());
		print("| %.1f | %s | %.0f | %.1f | %.1f |", gigabytes, modelOrNull == null ? "zero-shot, quick" : modelOrNull.getFileName(), seconds(start),
			seconds(start) / gigabytes, Files.size(output) / (double) (1L << 30));
		compare(input, output, planes, task, modelOrNull != null);
		Files.delete(input);
		Files.delete(output);
	}

	private ChannelTask task(final Path modelOrNull) throws IOException {
		if (modelOrNull == null) return new ZeroShotTask(ZeroShotOptions.defaults().with(Effort.QUICK).with(ComputeDevice.CPU), trainer);
		final ModelContent content = ModelArchive.read(modelOrNull, trainer);
		return new ModelTask(new AppliedModel(modelOrNull.toString(), content.description(), trainer.model(content.description().options().network(), content
			.description().options().loss(), content.weights()), trainer.device()), NormalizationMode.MODEL, null, ComputeDevice.CPU);
	}

	/** The result is opened again, and looked at in places: its error against the truth, and whether planes are what they are alone. */
	private static void compare(final Path input, final Path output, final int planes, final ChannelTask task, final boolean alone) throws IOException {
		try (ImageFile noisyFile = ImageFiles.openFile(input); ImageFile file = ImageFiles.openFile(output)) {
			final ImagePlus noisy = noisyFile.open(0);
			final ImagePlus result = file.open(0);
			for (final int plane : new int[] { 1, planes / 2, planes }) {
				final short[] before = (short[]) noisy.getStack().getProcessor(plane).getPixels();
				final short[] after = (short[]) result.getStack().getProcessor(plane).getPixels();
				String same = "";
				if (alone) {
					final ImagePlus one = new ImagePlus("", new ShortProcessor(SIDE, SIDE, before, null));
					final short[] expected = (short[]) new ImageDenoiser(task, ResultOptions.of(PixelType.SAME), line -> {}).apply(one, Progress.NONE).getProcessor()
						.getPixels();
					same = ", " + IntStream.range(0, after.length).filter(k -> after[k] != expected[k]).count() + " pixels differ from the plane denoised alone";
				}
				print("plane %d: error %.1f before, %.1f after%s", plane, error(before, plane), error(after, plane), same);
			}
		}
	}

	/**
	 * Seconds to read all planes of a file, five times each in turns: by ImageJ's virtual stack, as stored and as floats, and by
	 * the reader of this plugin, as floats.
	 *
	 * @param file a TIFF
	 */
	static void reading(final Path file) throws IOException {
		final double[][] seconds = new double[3][5];
		for (int run = 0; run < 5; run++) {
			final ImagePlus plain = FileInfoVirtualStack.openVirtual(file.toString());
			long start = System.nanoTime();
			long sum = 0;
			for (int i = 1; i <= plain.getStackSize(); i++)
				sum += ((short[]) plain.getStack().getProcessor(i).getPixels())[i];
			seconds[0][run] = seconds(start);
			start = System.nanoTime();
			for (int i = 1; i <= plain.getStackSize(); i++)
				sum -= Math.round(((float[]) plain.getStack().getProcessor(i).convertToFloatProcessor().getPixels())[i]);
			seconds[1][run] = seconds(start);
			try (ImageFile opened = ImageFiles.openFile(file)) {
				final ImagePlus imp = opened.open(0);
				start = System.nanoTime();
				final PrimitiveBlocks<FloatType> blocks = PrimitiveBlocks.of(ImageChannels.view(imp, 0));
				final float[] plane = new float[imp.getWidth() * imp.getHeight()];
				for (int i = 0; i < imp.getStackSize(); i++) {
					blocks.copy(new long[] { 0, 0, i }, plane, new int[] { imp.getWidth(), imp.getHeight(), 1 });
					sum += Math.round(plane[i + 1]);
				}
				seconds[2][run] = seconds(start);
			}
			if (run == 0) print("sum of what was read: %d", sum);
		}
		for (final double[] times : seconds)
			Arrays.sort(times);
		print("| ImageJ, as stored | ImageJ, as floats | this plugin, as floats | ratio to floats | ratio to stored |\n|---|---|---|---|---|");
		print("| %.2f s | %.2f s | %.2f s | %.2f | %.2f |", seconds[0][2], seconds[1][2], seconds[2][2], seconds[2][2] / seconds[1][2], seconds[2][2] /
			seconds[0][2]);
	}

	private static double error(final short[] pixels, final int plane) {
		double sum = 0;
		for (int i = 0; i < pixels.length; i++)
			sum += Math.pow((pixels[i] & 0xffff) - Planes.truth(plane, i % SIDE, i / SIDE), 2) / pixels.length;
		return Math.sqrt(sum);
	}

	private static double seconds(final long start) {
		return (System.nanoTime() - start) / 1e9;
	}

	private static void print(final String line, final Object... values) {
		System.out.println(values.length == 0 ? line : String.format(Locale.ROOT, line, values));
	}
}
