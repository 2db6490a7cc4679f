package sc.fiji.n2n.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ShortProcessor;

/** Files of many sizes, each denoised by a process of its own, as on a server. */
final class ScaleSection implements Section {

	private static final int SLICE = 512;
	private static final Pattern SECONDS = Pattern.compile("seconds: ([0-9.]+)");
	/** How often the memory of a process is looked at. What is read is the peak so far, so that little is missed. */
	private static final int POLL_MILLISECONDS = 20;

	@Override
	public String name() {
		return "scale";
	}

	@Override
	public String title() {
		return "Sizes, stacks, threads and memory";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		final int cores = Runtime.getRuntime().availableProcessors();
		// What happens once, such as unpacking PyTorch, is no part of it.
		run(setting, 64, 1, cores);
		if (setting.trial()) {
			row(rows, setting, 256, 1, cores);
			row(rows, setting, 256, 3, 1);
			return;
		}
		for (final int side : new int[] { 256, SLICE, 1024, 2048, 4096, 8192 })
			row(rows, setting, side, 1, cores);
		for (final int slices : new int[] { 10, 100 })
			row(rows, setting, SLICE, slices, cores);
		if (cores == 1) return;
		row(rows, setting, SLICE, 1, 1);
		row(rows, setting, 2048, 1, 1);
		row(rows, setting, SLICE, 10, 1);
	}

	private void row(final Rows rows, final Setting setting, final int side, final int slices, final int threads) throws Exception {
		final String shape = side + "x" + side + (slices > 1 ? "x" + slices : "") + ", " + threads + (threads == 1 ? " thread" : " threads");
		rows.add(Row.of("run", shape, "side", side, "slices", slices, "threads", threads), () -> run(setting, side, slices, threads));
	}

	private static Row run(final Setting setting, final int side, final int slices, final int threads) throws IOException, InterruptedException {
		final Path input = setting.folder().resolve("noisy.tif");
		final Path output = setting.folder().resolve("denoised.tif");
		final Path shares = setting.folder().resolve("shares.csv");
		final Path printed = setting.folder().resolve("printed.txt");
		IJ.saveAsTiff(image(side, slices), input.toString());
		Files.deleteIfExists(output);
		final ProcessBuilder builder = new ProcessBuilder(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java", "-Xmx2g",
			"-Dai.djl.pytorch.num_threads=" + threads, "-cp", System.getProperty("java.class.path"), SampledRun.class.getName(), shares.toString(), "--run",
			"sc.fiji.n2n.command.DenoiseFiles", "input=\"" + input.toAbsolutePath() + "\",output=\"" + output.toAbsolutePath() + "\",device=\"cpu\"" + (setting
				.trial() ? ",effort=\"quick\"" : "")).redirectErrorStream(true).redirectOutput(printed.toFile());
		builder.environment().put("OMP_NUM_THREADS", "" + threads);
		final long start = System.nanoTime();
		final Process process = builder.start();
		double memory = Double.NaN;
		while (process.isAlive()) {
			final double now = PeakMemory.megabytes(process.pid());
			if (now > 0) memory = now;
			Thread.sleep(POLL_MILLISECONDS);
		}
		final double wall = (System.nanoTime() - start) / 1e9;
		final String log = Files.readString(printed);
		if (process.exitValue() != 0) throw new IOException("The run failed:\n" + log);
		final Matcher seconds = SECONDS.matcher(log);
		return Row.of("wall_seconds", wall, "run_seconds", seconds.find() ? Double.parseDouble(seconds.group(1)) : Double.NaN, "rss_mb", memory).and(Csv.read(shares)
			.get(0));
	}

	/** 16-bit waves with noise. */
	private static ImagePlus image(final int side, final int slices) {
		final Random random = new Random(1);
		final ImageStack stack = new ImageStack(side, side);
		for (int z = 0; z < slices; z++) {
			final short[] pixels = new short[side * side];
			for (int i = 0; i < pixels.length; i++)
				pixels[i] = (short) (2000 + 800 * Math.sin((i % side + 5 * z) / 20.0) * Math.cos(i / side / 30.0) + 200 * random.nextGaussian());
			stack.addSlice(new ShortProcessor(side, side, pixels, null));
		}
		return new ImagePlus("noisy", stack);
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) throws IOException {
		final Table times = new Table(name(), List.of("file", "whole process, s", "the log says, s", "megapixels a second of the whole", "peak RSS, MB",
			"reading, writing, normalising, tiling, % of the run"));
		for (final Row row : rows) {
			times.row(List.of(row.get("run"), Table.number(row.number("wall_seconds"), 1), Table.number(row.number("run_seconds"), 1), Table.number(megapixels(row) /
				row.number("wall_seconds"), 2), Table.number(row.number("rss_mb"), 0), Table.number(overhead(row), 1)));
		}
		final List<Part> parts = Arrays.stream(Part.values()).filter(part -> rows.stream().anyMatch(row -> row.number(part.words()) >= 0.05)).toList();
		final List<String> headings = new ArrayList<>(List.of("file"));
		parts.forEach(part -> headings.add(part.words()));
		final Table shares = new Table(name() + "-parts", headings);
		for (final Row row : rows) {
			final List<String> cells = new ArrayList<>(List.of(row.get("run")));
			parts.forEach(part -> cells.add(Table.number(row.number(part.words()), 1)));
			shares.row(cells);
		}
		final List<Row> single = rows.stream().filter(row -> row.get("slices").equals("1") && row.get("threads").equals(rows.get(0).get("threads"))).toList();
		final double[] x = single.stream().mapToDouble(ScaleSection::megapixels).toArray();
		final String picture = plots.draw(name(), "Seconds against size", "megapixels", "seconds", List.of(new Plots.Curve("whole process", x, Table.column(single,
			"wall_seconds")), new Plots.Curve("the log says", x, Table.column(single, "run_seconds"))), Double.NaN, "");
		return """
			16-bit TIFF files (waves and noise, made on the spot), each denoised with *Denoise Files...*, `auto`, normal effort, by a process of its own with `-Xmx2g`, from file to file. *Whole process* includes the start of Java and of PyTorch. The steps of a training are the same for every size, so that small files take nearly as long as large ones, and one network serves all slices of a stack.

			""" + times + "\n" + picture + """

			### Where the time goes

			Shares in percent of a run, without the start and end of the program, by what the working thread was seen to do every 5 ms. `forward`, `backward` and `update` are the training of the network. Reading, sampling and normalising, the copies of the tiles, finishing and writing are the overhead of the last column above: at most %s %% of a run.

			""".formatted(Table.number(rows.stream().mapToDouble(ScaleSection::overhead).max().orElse(Double.NaN), 1)) + shares;
	}

	/** Percent of a run. */
	private static double overhead(final Row row) {
		return Arrays.stream(Part.values()).filter(Part::isOverhead).mapToDouble(part -> row.number(part.words())).sum();
	}

	private static double megapixels(final Row row) {
		return row.number("side") * row.number("side") * row.number("slices") / 1e6;
	}
}
