package sc.fiji.n2n.benchmark;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.djl.EngineLimits;
import sc.fiji.n2n.djl.EngineThreads;

/** What the machine can compute at most, and the share of it that training and inference reach. */
final class LimitSection implements Section {

	private static final String LIMIT = "limit";
	private static final String STEP = "training step";
	private static final String BLOCK = "inference";
	/** Forward, the gradient of what goes in, and the gradient of the weights. */
	private static final int PASSES = 3;

	@Override
	public String name() {
		return "limit";
	}

	@Override
	public String title() {
		return "The physical limit";
	}

	@Override
	public void measure(final Rows rows, final Setting setting) throws Exception {
		for (int threads = 1; threads <= Math.min(2, Runtime.getRuntime().availableProcessors()); threads++)
			try (EngineThreads own = new EngineThreads(threads); EngineLimits limits = new EngineLimits()) {
				final String on = ", " + threads + (threads == 1 ? " thread" : " threads");
				for (final int side : setting.trial() ? new int[] { 256 } : new int[] { 1024, 1536, 2048 })
					rows.add(Row.of("kind", LIMIT, "what", "matrix product " + side + on, "threads", threads), () -> Row.of("gflops", limits.matrixProduct(side)));
				for (final int[] shape : new int[][] { { 1, 64, 256 }, { 1, 64, 128 }, { 1, 24, 384 }, { 4, 24, 32 } })
					rows.add(Row.of("kind", LIMIT, "what", "convolution 3x3, " + shape[1] + " to " + shape[1] + " channels, " + shape[0] + " x " + shape[2] + "x" +
						shape[2] + on, "threads", threads), () -> Row.of("gflops", limits.convolution(shape[0], shape[1], shape[2])));
				network(rows, setting, threads, on);
			}
	}

	/** A run on an image of many tiles, as many at once as there are threads. Training has one thread whatever is allowed. */
	private void network(final Rows rows, final Setting setting, final int threads, final String on) throws Exception {
		final Row step = Row.of("kind", STEP, "what", STEP + on, "threads", threads);
		final Row block = Row.of("kind", BLOCK, "what", BLOCK + on, "threads", threads);
		final StepTimer timer = new StepTimer(setting.engine(), setting.trial() ? 40 : 600, threads);
		rows.add(block, () -> {
			final int side = setting.trial() ? 512 : 2048;
			new ZeroShot(ZeroShotOptions.defaults().with(ComputeDevice.CPU), timer).denoise(ArrayImgs.floats(waves(side), side, side, 1), 1, false, (plane, pixels) -> {},
				Progress.NONE);
			final List<StepTimer.Block> blocks = timer.largest();
			return computed(threads * blocks.get(0).pixels() * EngineLimits.operationsPerPixel(), blocks.stream().mapToDouble(StepTimer.Block::seconds).sorted().skip(blocks
				.size() / 2).findFirst().getAsDouble()).and(Row.of("pixels", threads * blocks.get(0).pixels()));
		});
		if (threads == 1 && timer.shares() != null) rows.add(step, () -> {
			final long pixels = (long) EngineLimits.batch() * timer.pixelsOfPatch();
			return computed(PASSES * pixels * EngineLimits.operationsPerPixel(), timer.secondsOfStep()).and(Row.of("pixels", pixels)).and(timer.shares());
		});
	}

	private static Row computed(final double operations, final double seconds) {
		return Row.of("gflop", operations / 1e9, "seconds", seconds, "gflops", operations / 1e9 / seconds);
	}

	private static float[] waves(final int side) {
		final Random random = new Random(1);
		final float[] pixels = new float[side * side];
		for (int i = 0; i < pixels.length; i++)
			pixels[i] = (float) (2000 + 800 * Math.sin(i % side / 20.0) * Math.cos(i / side / 30.0) + 200 * random.nextGaussian());
		return pixels;
	}

	@Override
	public String text(final List<Row> rows, final Plots plots) {
		final Table limits = new Table("limit", List.of("what PyTorch computes", "GFLOP/s"));
		rows.stream().filter(row -> row.get("kind").equals(LIMIT)).forEach(row -> limits.row(List.of(row.get("what"), Table.number(row.number("gflops"), 1))));
		final Table reached = new Table("limit", List.of("what the program does", "pixels", "GFLOP", "milliseconds", "GFLOP/s", "limit, GFLOP/s", "share reached, %"));
		for (final Row row : rows) {
			if (row.get("kind").equals(LIMIT)) continue;
			final double limit = rows.stream().filter(other -> other.get("kind").equals(LIMIT) && other.get("threads").equals(row.get("threads"))).mapToDouble(
				other -> other.number("gflops")).max().orElse(Double.NaN);
			reached.row(List.of(row.get("what"), Table.number(row.number("pixels"), 0), Table.number(row.number("gflop"), 3), Table.number(1000 * row.number("seconds"),
				2), Table.number(row.number("gflops"), 1), Table.number(limit, 1), Table.number(100 * row.number("gflops") / limit, 1)));
		}
		final StringBuilder text = new StringBuilder("""
			The most that this machine computes in 32-bit floating point through the same engine, best of the tries of 1.5 s each. Which is the higher of matrix products and wide convolutions depends on the processor: the limit is the highest of all.

			""").append(limits).append("""

			Operations of the network are two for each multiplication of its convolutions, three times as many for a training step (forward, gradient of the input, gradient of the weights); all else, such as activations, pooling, joining and the optimizer, counts as none. Times are medians. Of two threads, each denoises a block of its own. A training runs on one thread.

			""").append(reached);
		rows.stream().filter(row -> row.get("kind").equals(STEP)).findFirst().ifPresent(row -> text.append('\n').append(rest(row)));
		return text.toString();
	}

	/** What a step does besides. */
	private static String rest(final Row step) {
		final Table table = new Table("limit-step", List.of("part of a training step", "share of the time, %"));
		Arrays.stream(Part.values()).filter(part -> step.number(part.words()) >= 0.05).forEach(part -> table.row(List.of(part.words(), Table.number(step.number(part
			.words()), 1))));
		return """
			What eats the rest: the network is narrow (24 channels) and the patches of a step are small, so that PyTorch moves data between layers, and starts each of them, for longer than it multiplies. The rows of 24 channels above are the rates of such layers alone. Inference uses the same layers on large blocks, whose values do not fit into the caches of the processor.

			""" + table;
	}
}
