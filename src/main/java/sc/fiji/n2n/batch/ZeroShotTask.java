package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.SpreadMap;
import sc.fiji.n2n.config.StackMode;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.LearningListener;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.PlaneWriter;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.denoise.ZeroShotReport;

/** Denoises channels that are their own training data. */
public final class ZeroShotTask implements ChannelTask {

	/** Each learns anew, which takes its time: flipped in x, flipped in y, swapped, and all of it. */
	private static final int[] TURNS = { 1, 2, 4, 7 };

	private final ZeroShotOptions options;
	private final NetworkTrainer trainer;
	private final ZeroShot zeroShot;

	/**
	 * @param options how to denoise
	 * @param trainer trains the networks; stays the caller's
	 */
	public ZeroShotTask(final ZeroShotOptions options, final NetworkTrainer trainer) {
		this(options, trainer, LearningListener.NONE);
	}

	/**
	 * @param options how to denoise
	 * @param trainer trains the networks; stays the caller's
	 * @param listener told how each network learns
	 */
	public ZeroShotTask(final ZeroShotOptions options, final NetworkTrainer trainer, final LearningListener listener) {
		this.options = Objects.requireNonNull(options, "options");
		this.trainer = Objects.requireNonNull(trainer, "trainer");
		zeroShot = new ZeroShot(options, trainer, Objects.requireNonNull(listener, "listener"));
	}

	@Override
	public List<String> settings(final ResultOptions result) {
		final List<String> lines = new ArrayList<>();
		lines.add("method: " + options.method());
		lines.add("mode: " + options.mode());
		lines.add("slices: " + options.slices());
		lines.add("effort: " + options.effort());
		lines.add("device: " + options.device());
		lines.add("seed: " + options.seed());
		lines.add("type: " + result.type());
		if (result.spread() == SpreadMap.YES) lines.add("spread: " + result.spread());
		if (options.steps() > 0) lines.add("steps asked for: " + options.steps());
		if (!options.stride().isAuto()) lines.add("stride asked for: " + options.stride());
		return lines;
	}

	@Override
	public String macro(final ResultOptions result) {
		return "run(\"ZS-N2N Denoise...\", \"method=" + options.method() + " mode=" + options.mode() + " slices=" + options.slices() + " effort=" + options.effort() +
			(options.stride().isAuto() ? "" : " stride=" + options.stride()) + " device=" + options.device() + " seed=" + options.seed() + " type=" + result.type() +
			(result.spread() == SpreadMap.YES ? " spread=" + result.spread() : "") + "\");";
	}

	/** Turned, and with other seeds. A plane alone is no volume or movie. */
	@Override
	public List<Alternative> alternatives() {
		if (options.mode() != StackMode.SLICES) return List.of();
		return IntStream.range(0, TURNS.length).mapToObj(i -> new Alternative(TURNS[i], new ZeroShotTask(options.withSeed(options.seed() + i), trainer))).toList();
	}

	@Override
	public List<String> denoise(final Channel channel, final PlaneWriter out, final Progress progress) {
		return denoise(channel, out, null, progress);
	}

	@Override
	public List<String> denoise(final Channel channel, final PlaneWriter out, final PlaneWriter spread, final Progress progress) {
		return lines(zeroShot.denoise(channel.planes(), channel.slices(), channel.isIsotropic(), out, spread, progress));
	}

	private static List<String> lines(final ZeroShotReport report) {
		final Method used = used(report);
		final List<String> lines = new ArrayList<>();
		lines.add("method used: " + used);
		if (!report.noise().isEmpty()) lines.add("measured: " + report.noise());
		if (used != Method.PUBLISHED) lines.add("stride: " + report.stride() + " (a pixel is compared with " + report.stride().words() + (report.stride().equals(
			Stride.NEIGHBOURS) ? ")" : ": nearer ones share its noise)"));
		lines.add("learning steps: " + report.steps());
		if (used != Method.PUBLISHED) lines.add(String.format(Locale.ROOT, "structure given back: %.1f %% (a few percent are normal)", 100 * report.returned()));
		if (report.restarts() > 0) lines.add("restarts: " + report.restarts());
		lines.add(String.format(Locale.ROOT, "seconds: %.1f", report.seconds()));
		lines.add("device used: " + report.device());
		report.warnings().forEach(warning -> lines.add("warning: " + warning));
		return lines;
	}

	/** The method that did the work: {@code auto} measures the noise, then runs {@code fast}. */
	private static Method used(final ZeroShotReport report) {
		final Method asked = report.options().method();
		return asked == Method.AUTO ? Method.FAST : asked;
	}
}
