package sc.fiji.n2n.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import ij.IJ;
import ij.ImagePlus;
import ij.process.FloatProcessor;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.real.FloatType;
import net.imglib2.view.Views;
import sc.fiji.n2n.config.Choices;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.denoise.ZeroShotReport;
import sc.fiji.n2n.djl.DjlTrainer;

/**
 * Writes docs/benchmarks.md: {@code mvn -q -Pbenchmark verify}; or makes one of the figures of docs/measurements.md: {@code
 * mvn -q -Pbenchmark verify -Dbenchmark="white"}, and so on.
 */
public final class Benchmarks {

	private static final List<String> SCENES = List.of("camera", "brick", "grass", "moon", "cell");

	private final DjlTrainer trainer = DjlTrainer.open(ComputeDevice.CPU);

	/** @param args name of a benchmark, then its arguments */
	public static void main(final String[] args) {
		try {
			run(args);
		}
		catch (final Exception e) {
			e.printStackTrace();
			System.exit(1);
		}
		// ImageJ's filters leave threads that would keep the process alive.
		System.exit(0);
	}

	private static void run(final String[] args) throws Exception {
		final Benchmarks benchmarks = new Benchmarks();
		switch (args.length == 0 ? "" : args[0]) {
			case "all" -> new Suite(benchmarks.trainer).all();
			case "section" -> new Suite(benchmarks.trainer).section(args[1]);
			case "page" -> new Suite(benchmarks.trainer).page();
			case "seeds" -> benchmarks.seeds(Integer.parseInt(args[1]), args[2]);
			case "published" -> benchmarks.published(Path.of(args[1]), Integer.parseInt(args[2]));
			case "white" -> benchmarks.white();
			case "pairs" -> new PairBenchmarks(benchmarks.trainer, "small", Integer.parseInt(args[1])).noisyAgainstClean();
			case "losses" -> new PairBenchmarks(benchmarks.trainer, args[2], Integer.parseInt(args[3])).losses(Corruption.valueOf(args[1].toUpperCase(
				Locale.ROOT)), Arrays.stream(args).skip(4).map(loss -> Choices.parse("loss", loss, Loss.values())).toArray(Loss[]::new));
			case "frames" -> new RepeatBenchmarks(benchmarks.trainer).frames(args[1], Integer.parseInt(args[2]));
			case "exposures" -> new ExposureBenchmarks(benchmarks.trainer).run(Double.parseDouble(args[1]));
			case "augment" -> new AugmentBenchmarks(benchmarks.trainer).run(Arrays.stream(args).skip(1).mapToDouble(Double::parseDouble).toArray());
			case "clean" -> new CleanBenchmarks(benchmarks.trainer).run(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Arrays.stream(args).skip(3).mapToDouble(
				Double::parseDouble).toArray());
			case "overlays" -> new OverlayBenchmarks(benchmarks.trainer).run(args[1], Integer.parseInt(args[2]));
			case "realtime" -> new RealtimeBenchmarks(benchmarks.trainer).run(Arrays.asList(args).subList(1, args.length));
			case "halves" -> new RepeatBenchmarks(benchmarks.trainer).halves(args[1], args[2]);
			case "network" -> new NetworkSpeed(benchmarks.trainer).compare(Path.of(args[1]), Integer.parseInt(args[2]));
			case "volumes" -> new VolumeBenchmarks(benchmarks.trainer).compare(Arrays.copyOfRange(args, 1, args.length));
			case "flicker" -> new FlickerBenchmarks(benchmarks.trainer, Integer.parseInt(args[1])).compare(Arrays.asList(args).subList(2, args.length));
			case "large" -> new LargeStack(benchmarks.trainer, Path.of(args[1])).run(Double.parseDouble(args[2]), args.length > 3 ? Path.of(args[3]) : null);
			case "reading" -> LargeStack.reading(Path.of(args[1]));
			case "trust" -> new TrustBenchmarks(benchmarks.trainer).known();
			case "spread" -> new TrustBenchmarks(benchmarks.trainer).spread();
			case "spread-map" -> new TrustBenchmarks(benchmarks.trainer).spreadMap();
			case "trust-repeats" -> new TrustBenchmarks(benchmarks.trainer).repeats(Arrays.copyOfRange(args, 1, args.length));
			case "race" -> new RaceBenchmarks(benchmarks.trainer).compare(SCENES, Integer.parseInt(args[1]), args.length > 2 && args[2].equals("repeat"));
			case "checks" -> NoiseChecks.images(Arrays.copyOfRange(args, 1, args.length));
			case "checked-repeats" -> NoiseChecks.repeats(Arrays.copyOfRange(args, 1, args.length));
			case "kspace" -> new KspaceBenchmarks(benchmarks.trainer, Path.of(args[1])).compare(Double.parseDouble(args[2]), Integer.parseInt(args[3]), Integer.parseInt(
				args[4]), Integer.parseInt(args[5]));
			default -> throw new IllegalArgumentException("Name one of: all, section NAME, page, seeds N IMAGE, published REFERENCE.py STEPS, " +
				"white, pairs EPOCHS, losses CORRUPTION PRESET EPOCHS LOSS..., frames STACK.tif TRAINED_ON, halves A.tif B.tif, network REFERENCE.py THREADS, volumes STACK.tif..., flicker SEEDS IMAGE..., large FOLDER GIGABYTES [MODEL.n2n], reading STACK.tif, trust, spread, spread-map, trust-repeats STACK.tif|A.tif,B.tif..., race SEEDS [repeat], checks IMAGE..., checked-repeats STACK.tif or A.tif,B.tif..., kspace STACK.tif KEPT PAIRS EPOCHS SEEDS");
		}
		print("peak RSS %.0f MB", PeakMemory.megabytes());
	}

	/** Spread over many seeds, sigma 25, normal effort. */
	private void seeds(final int count, final String name) throws IOException {
		final Scene scene = Scene.load(name);
		final double[] psnr = new double[count];
		int restarts = 0;
		for (int seed = 1; seed <= count; seed++) {
			final Result result = run(scene, scene.noisy(25, seed), fast().withSeed(seed));
			psnr[seed - 1] = scene.psnr(result.pixels);
			restarts += result.report.restarts();
		}
		Arrays.sort(psnr);
		print("| %s | %d | %.2f | %.2f | %.2f | %d |", name, count, psnr[0], psnr[count / 2], psnr[count - 1], restarts);
	}

	/** The published method against the reference after as many steps on the same image. */
	private void published(final Path reference, final int steps) throws Exception {
		final Scene scene = Scene.load("camera");
		final float[] noisy = scene.noisy(25, 1);
		print("reference: %s", reference(reference, scene, noisy, steps, 2));
		// The reference starts from the weights of seed 0.
		for (int seed = 0; seed < 3; seed++)
			print("published, seed %d: %.2f dB", seed, scene.psnr(run(scene, noisy, fast().with(Method.PUBLISHED).withSteps(steps).withSeed(seed)).pixels));
	}

	/** What auto measures and chooses on white noise. */
	private void white() throws IOException {
		print("| image | noise | measured | stride | fast | auto |%n|---|---|---|---|---|---|");
		for (final String name : SCENES)
			for (final double sigma : new double[] { 5, 10, 25 })
				whiteRow(Scene.load(name), sigma);
	}

	private void whiteRow(final Scene scene, final double sigma) {
		final double[] fast = new double[3];
		final double[] auto = new double[3];
		ZeroShotReport report = null;
		for (int seed = 1; seed <= 3; seed++) {
			final float[] noisy = scene.noisy(sigma, seed);
			final Result chosen = run(scene, noisy, fast().with(Method.AUTO).withSeed(seed));
			report = chosen.report;
			auto[seed - 1] = scene.psnr(chosen.pixels);
			// The same seed and stride give the same pixels.
			fast[seed - 1] = report.stride().equals(Stride.NEIGHBOURS) ? auto[seed - 1] : scene.psnr(run(scene, noisy, fast().withSeed(seed)).pixels);
		}
		print("| %s | white, sigma %.0f | %s | %s | %s | %s |", scene.name(), sigma, report.noise(), report.stride(), spread(fast), spread(auto));
	}

	private static ZeroShotOptions fast() {
		return ZeroShotOptions.defaults().with(Method.FAST).with(ComputeDevice.CPU);
	}

	private record Result(float[] pixels, ZeroShotReport report) {}

	private Result run(final Scene scene, final float[] noisy, final ZeroShotOptions options) {
		final int size = scene.pixels().length;
		final float[] result = new float[noisy.length];
		final ZeroShotReport report = new ZeroShot(options, trainer).denoise(ArrayImgs.floats(noisy, scene.width(), scene.height(), noisy.length / size),
			noisy.length / size, false, (plane, pixels) -> {
				int i = (int) plane * size;
				for (final FloatType value : Views.flatIterable(pixels))
					result[i++] = value.get();
			}, Progress.NONE);
		return new Result(result, report);
	}

	/** Runs the PyTorch reference; returns the line that it prints. */
	static String reference(final Path script, final Scene scene, final float[] noisy, final int steps, final int threads) throws Exception {
		final Path folder = Files.createTempDirectory("reference");
		final File in = folder.resolve("noisy.tif").toFile();
		final File clean = folder.resolve("clean.tif").toFile();
		IJ.saveAsTiff(new ImagePlus("noisy", new FloatProcessor(scene.width(), scene.height(), noisy)), in.getPath());
		IJ.saveAsTiff(new ImagePlus("clean", new FloatProcessor(scene.width(), scene.height(), scene.pixels())), clean.getPath());
		return python(threads, script.toString(), in.getPath(), folder.resolve("out.tif").toString(), "--clean", clean.getPath(), "--iterations", "" + steps,
			"--threads", "" + threads);
	}

	/** Runs a Python script; returns what it prints. */
	static String python(final int threads, final String... words) throws Exception {
		final List<String> command = new ArrayList<>(List.of(System.getProperty("python", "python3")));
		command.addAll(List.of(words));
		final ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().put("OMP_NUM_THREADS", "" + threads);
		final Process process = builder.redirectErrorStream(true).start();
		final String output = new String(process.getInputStream().readAllBytes());
		if (process.waitFor() != 0) throw new IOException("The reference failed. It needs a Python with torch and tifffile (-Dpython=...):\n" + output);
		return output.strip();
	}

	private static double mean(final double[] values) {
		return Arrays.stream(values).average().orElseThrow();
	}

	/** Mean and standard deviation. */
	static String spread(final double[] values) {
		final double mean = mean(values);
		final double deviation = Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / Math.max(1, values.length - 1));
		return String.format(Locale.ROOT, "%.2f ± %.2f", mean, deviation);
	}

	/** Prints a line. */
	static void print(final String format, final Object... values) {
		System.out.printf(Locale.ROOT, format + "%n", values);
	}
}
