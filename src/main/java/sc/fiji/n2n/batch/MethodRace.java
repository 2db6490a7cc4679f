package sc.fiji.n2n.batch;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

import ij.ImagePlus;
import net.imglib2.img.array.ArrayImgs;
import sc.fiji.n2n.config.Method;
import sc.fiji.n2n.config.RaceMethod;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.denoise.Schedule;
import sc.fiji.n2n.denoise.ZeroShot;
import sc.fiji.n2n.image.ImageChannels;
import sc.fiji.n2n.image.PanelMontage;
import sc.fiji.n2n.image.PanelMontage.Panel;
import sc.fiji.n2n.race.AddedNoise;
import sc.fiji.n2n.race.Contender;
import sc.fiji.n2n.race.Placing;
import sc.fiji.n2n.race.PlaneOfNoise;
import sc.fiji.n2n.race.Race;
import sc.fiji.n2n.race.Ranking;
import sc.fiji.n2n.race.Referee;
import sc.fiji.n2n.race.SecondShot;
import sc.fiji.n2n.tile.Gaps;

/** Races methods on one region of an open image, which stays as it is. */
public final class MethodRace {

	/** Share of the pixels at the largest value above which users should know. */
	private static final double SATURATED = 0.005;
	/** Steps of the published method from which its time is estimated. */
	private static final int TRIED_STEPS = 10;
	/** Ratio of variances above which two shots differ by more than noise. */
	private static final double MORE_THAN_NOISE = 2;

	private final ImagePlus image;
	private final RaceOptions options;
	private final Consumer<String> log;
	private final RaceRegion region;
	private final float[] read;
	private final float[] pixels;
	private final boolean[] counted;
	private final int width;
	private final int height;
	private final PlaneOfNoise noise;
	private final SecondShot second;

	/**
	 * What came out of a race.
	 *
	 * @param title what it is called
	 * @param ranking how the methods did
	 * @param montage the noisy region and the results side by side, not shown
	 */
	public record Outcome(String title, Ranking ranking, ImagePlus montage) {}

	/**
	 * Checks and reads what is raced.
	 *
	 * @param image the image
	 * @param repeat a second shot of the same scene; null to score without
	 * @param options what takes part
	 * @param log takes a line on what was measured, chosen and warned of
	 * @throws IllegalArgumentException if the images do not suit, in words for the user
	 */
	public MethodRace(final ImagePlus image, final ImagePlus repeat, final RaceOptions options, final Consumer<String> log) {
		ImageChannels.check(image);
		this.image = image;
		this.options = Objects.requireNonNull(options, "options");
		this.log = Objects.requireNonNull(log, "log");
		region = RaceRegion.of(image, options.channel());
		width = region.bounds().width;
		height = region.bounds().height;
		read = region.pixels(image);
		counted = new boolean[read.length];
		for (int i = 0; i < read.length; i++)
			counted[i] = Float.isFinite(read[i]);
		checkCounted();
		pixels = Gaps.in(read) ? Gaps.filled(read, width, height) : read.clone();
		noise = PlaneOfNoise.measure(pixels, width, height);
		second = repeat == null ? null : second(repeat);
	}

	private void checkCounted() {
		int count = 0;
		for (final boolean counts : counted)
			if (counts) count++;
		if (2 * count < counted.length) throw new IllegalArgumentException("Only " + count + " of the " + counted.length +
			" pixels of the region are numbers, but at least half must be. Select a region that shows the sample.");
	}

	private SecondShot second(final ImagePlus repeat) {
		ImageChannels.check(repeat);
		if (repeat == image) throw new IllegalArgumentException("The image and the repeat are both \"" + image.getTitle() +
			"\". Choose another open image as repeat: a second shot of the same scene.");
		if (repeat.getWidth() != image.getWidth() || repeat.getHeight() != image.getHeight() || repeat.getType() != image.getType() || ImageChannels.count(
			repeat) != ImageChannels.count(image) || ImageChannels.planes(repeat) != ImageChannels.planes(image)) throw new IllegalArgumentException(
				"\"" + repeat.getTitle() + "\" differs from \"" + image.getTitle() + "\" in size, type, channels or slices. A repeat is a second shot of the same scene, of " +
					"the same size and type.");
		final float[] other = region.pixels(repeat);
		for (int i = 0; i < other.length; i++)
			counted[i] &= Float.isFinite(other[i]);
		checkCounted();
		return new SecondShot(pixels, other, counted, noise);
	}

	/**
	 * Runs the race.
	 *
	 * @param trainer trains networks; may be null where none is raced
	 * @param model the model; may be null where none is raced
	 * @param progress told how far the race is
	 * @return what came out of it
	 * @throws IllegalArgumentException if the region or the model does not suit, in words for the user
	 * @throws java.util.concurrent.CancellationException if the work is to stop
	 */
	public Outcome run(final NetworkTrainer trainer, final AppliedModel model, final Progress progress) {
		progress.step("Racing", 0);
		log.accept(image.getTitle() + ": raced on " + region.describe(image));
		warnOfSaturation();
		final Referee referee = second == null ? new AddedNoise(pixels, counted, noise, options.seed()) : second;
		if (second != null) compare(noise.deviation(), second.deviation());
		log.accept("Scored against " + referee.basis());
		final Contenders methods = new Contenders(options, trainer, model, Channel.of(image, ArrayImgs.floats(pixels, width, height, 1), 1));
		if (options.methods().contains(RaceMethod.PUBLISHED)) tellTime(methods, referee.inputs().size(), progress);
		final Stride stride = options.methods().contains(RaceMethod.AUTO) ? new ZeroShot(ZeroShotOptions.defaults().with(options.effort()).with(options
			.device()).withSeed(options.seed()), trainer).stride(ArrayImgs.floats(pixels, width, height, 1), progress) : Stride.NEIGHBOURS;
		final List<Contender> contenders = methods.list(noise.deviation(), stride);
		if (methods.fastIsAuto(stride)) log.accept("fast is what auto does here, because the noise is not correlated: it is raced once, as auto");
		final Ranking ranking = new Ranking(new Race(referee, width, height).run(contenders, progress));
		methods.warnings().forEach(log);
		ranking.lines().forEach(log);
		log.accept(ranking.verdict());
		ranking.doubts().forEach(log);
		return new Outcome("Race of " + image.getTitle(), ranking, montage(ranking));
	}

	private void warnOfSaturation() {
		float max = Float.NEGATIVE_INFINITY;
		for (final float value : pixels)
			max = Math.max(max, value);
		int count = 0;
		for (final float value : pixels)
			if (value == max) count++;
		if (count > SATURATED * pixels.length) log.accept(String.format(Locale.ROOT,
			"warning: %.1f %% of the pixels have the largest value and may be saturated: they have no noise, and the errors are less sure. Select a region without them.",
			100.0 * count / pixels.length));
	}

	/** What moved or faded between the shots counts as noise and as error. */
	private void compare(final double measured, final double between) {
		final double ratio = Math.pow(between / measured, 2);
		if (ratio > MORE_THAN_NOISE) log.accept(String.format(Locale.ROOT,
			"warning: the shots differ by %.1f times the variance of the noise: the sample moved or changed, or the exposure did. Do not trust the errors.", ratio));
		if (ratio < 1 / MORE_THAN_NOISE) log.accept(String.format(Locale.ROOT,
			"warning: the shots differ by only %.2f times the variance of the noise: they share noise, such as a fixed pattern. Do not trust the errors.", ratio));
	}

	private void tellTime(final Contenders methods, final int runs, final Progress progress) {
		progress.step("Timing the published method", 0);
		final ZeroShotOptions published = ZeroShotOptions.defaults().with(Method.PUBLISHED).with(options.effort());
		final double seconds = methods.secondsOfPublished(TRIED_STEPS, pixels, width, height, progress.part(0, 0)) / TRIED_STEPS * Schedule.steps(published) * runs;
		log.accept(String.format(Locale.ROOT, "The method published will take about %.0f min", Math.ceil(seconds / 60)));
	}

	private ImagePlus montage(final Ranking ranking) {
		final List<Panel> panels = new ArrayList<>();
		panels.add(new Panel(read, List.of("noisy", image.getTitle())));
		for (int i = 0; i < ranking.placings().size(); i++) {
			final Placing placing = ranking.placings().get(i);
			final float[] shown = placing.pixels().clone();
			for (int j = 0; j < shown.length; j++)
				if (!Float.isFinite(read[j])) shown[j] = read[j];
			panels.add(new Panel(shown, List.of(i + 1 + ". " + placing + (i > 0 && placing.ties() ? " (tie)" : ""), String.format(Locale.ROOT, "%s, %.1f s, checks: %s",
				Ranking.gain(placing.score()), placing.seconds(), placing.findings().verdict()))));
		}
		final ImagePlus montage = PanelMontage.of("Race of " + image.getTitle(), panels, width, height, image, region.channel());
		final List<String> lines = new ArrayList<>(ranking.lines());
		lines.add(ranking.verdict());
		lines.addAll(ranking.doubts());
		montage.setProperty("Info", String.join("\n", lines) + "\n");
		return montage;
	}
}
