package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Loss;
import sc.fiji.n2n.config.TrainingOptions;
import sc.fiji.n2n.denoise.PatchModel;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.model.Presets;
import sc.fiji.n2n.pairs.PatchBatch;
import sc.fiji.n2n.train.Learner;
import sc.fiji.n2n.train.Training;
import sc.fiji.n2n.train.TrainingListener;
import sc.fiji.n2n.train.TrainingResult;

/** Noise2Noise: what presets reach in some minutes, and the published U-Net in PyTorch in as many. */
final class MinutesSection implements Section {

	private static final double SIGMA = 25;
	private static final int VALIDATION_PIXELS = 1 << 19;
	private static final String REFERENCE = "reference U-Net";
	private static final int THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());
	/** Of the reference, those of its script. */
	private static final String PATCH = "128";
	private static final String BATCH = "4";

	@Override
	public String name() {
		return "minutes";
	}

	@Override
	public String title() {
		return "Noise2Noise in equal minutes";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final List<Scene> scenes = new ArrayList<>();
		for (final String name : PairMaker.TRAINED_ON)
			scenes.add(Scene.load(name));
		final Scene unseen = Scene.load("camera");
		for (final String word : setting.trial() ? List.of("0.05") : Arrays.asList(System.getProperty("benchmark.minutes", "10").split(","))) {
			final double minutes = Double.parseDouble(word);
			for (final String preset : List.of("small", "published"))
				rows.add(Row.of("method", preset, "minutes", minutes), () -> own(preset, minutes, scenes, unseen, setting));
			final Path script = setting.reference() == null ? null : setting.reference().resolveSibling("n2n_reference.py");
			if (script != null && Files.exists(script)) rows.add(Row.of("method", REFERENCE, "minutes", minutes), () -> reference(script, minutes, scenes, unseen,
				setting));
			rows.add(Row.of("method", "red30", "minutes", minutes), () -> own("red30", minutes, scenes, unseen, setting));
		}
	}

	private static Row own(final String preset, final double minutes, final List<Scene> scenes, final Scene unseen, final Setting setting) {
		final TrainingOptions options = Presets.read(preset).options(Loss.L2, 0, 0, 0, 0, minutes, 1, ComputeDevice.CPU);
		final PairMaker pairs = new PairMaker(scenes, Corruption.GAUSSIAN, false, false, options.batch(), options.patch(), 1);
		final float[] noisy = unseen.pixels().clone();
		Corruption.GAUSSIAN.apply(noisy, unseen.width(), new Random(1001));
		try (Learner learner = setting.engine().create(options.network(), Loss.L2, 1)) {
			// As many pixels whatever the patches: a loss of few pixels stalls by chance.
			final List<PatchBatch> validation = IntStream.rangeClosed(1, Math.max(1, VALIDATION_PIXELS / options.batch() / options.patch() / options.patch()))
				.mapToObj(i -> pairs.batch(-i)).toList();
			final TrainingResult result = new Training(options, pairs::batch, validation).run(learner, null, TrainingListener.NONE, Progress.NONE);
			try (PatchModel model = learner.model()) {
				return Row.of("psnr", unseen.psnr(pairs.denoised(model, unseen, noisy)), "steps", result.state().step(), "seconds", result.state().seconds());
			}
		}
	}

	private static Row reference(final Path script, final double minutes, final List<Scene> scenes, final Scene unseen, final Setting setting)
		throws Exception
	{
		final Path folder = Files.createDirectories(setting.folder().resolve("unet"));
		for (final Scene scene : scenes)
			write(folder.resolve(scene.name() + "_" + scene.width() + "x" + scene.height() + ".raw"), scene.pixels());
		write(folder.resolve("unseen_" + unseen.width() + "x" + unseen.height() + ".raw"), unseen.pixels());
		final Path training = Path.of(MinutesSection.class.getResource("/benchmark/train_unet.py").toURI());
		final String line = Benchmarks.python(THREADS, training.toString(), script.toString(), folder.toString(), "" + minutes, "" + THREADS, "" + SIGMA, PATCH,
			BATCH);
		return Row.of("psnr", number(line, "psnr"), "steps", number(line, "steps"), "seconds", minutes * 60);
	}

	private static double number(final String line, final String name) {
		return Double.parseDouble(line.replaceAll("(?s).*\"" + name + "\": ([0-9.]+).*", "$1"));
	}

	private static void write(final Path file, final float[] pixels) throws IOException {
		final ByteBuffer bytes = ByteBuffer.allocate(pixels.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(pixels);
		Files.write(file, bytes.array());
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final Table table = new Table(name(), List.of("network, minutes", "PSNR, dB", "steps", "seconds"));
		final List<Plots.Curve> curves = new ArrayList<>();
		for (final String method : rows.stream().map(row -> row.get("method")).distinct().toList()) {
			final List<Row> own = rows.stream().filter(row -> row.get("method").equals(method)).toList();
			for (final Row row : own)
				table.row(List.of(method + ", " + row.get("minutes"), Table.number(row.number("psnr"), 2), Table.number(row.number("steps"), 0), Table.number(row
					.number("seconds"), 0)));
			curves.add(new Plots.Curve(method, Table.column(own, "minutes"), Table.column(own, "psnr")));
		}
		return "Trained on " + String.join(", ", PairMaker.TRAINED_ON) + " with fresh Gaussian noise of sigma 25 in each pair, on " + THREADS +
			" threads, scored on `camera` with the same noise, which no network saw. `small`, `published` and `red30` are presets of *N2N Train...*; the second is the U-Net of the paper, the third its first network, and *" +
			REFERENCE + "* the same in PyTorch from Python, trained as the paper says, on batches of " + BATCH + " patches of " + PATCH + "x" + PATCH +
			". Each row is a training of its own, whose learning rate falls to 0 at its end; ours end earlier where the validation loss stalls. One seed.\n\n" + table + '\n' + plots.draw(name(), "Quality against minutes",
				"minutes", "PSNR (dB)", curves, 20.18, "noisy");
	}
}
