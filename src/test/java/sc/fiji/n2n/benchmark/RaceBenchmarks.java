package sc.fiji.n2n.benchmark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import ij.ImagePlus;
import ij.process.FloatProcessor;
import org.apache.commons.math3.random.MersenneTwister;
import sc.fiji.n2n.batch.MethodRace;
import sc.fiji.n2n.config.ComputeDevice;
import sc.fiji.n2n.config.Effort;
import sc.fiji.n2n.config.RaceMethod;
import sc.fiji.n2n.config.RaceOptions;
import sc.fiji.n2n.denoise.NetworkTrainer;
import sc.fiji.n2n.denoise.Progress;
import sc.fiji.n2n.noise.CorrelatedNoise;
import sc.fiji.n2n.noise.GaussianNoise;
import sc.fiji.n2n.noise.NoiseModel;
import sc.fiji.n2n.noise.PoissonNoise;
import sc.fiji.n2n.race.Placing;

/** Whether races say the truth: estimated against true gains on scenes with added noise. */
final class RaceBenchmarks {

	private static final int SIDE = 256;
	/** Difference of true gains in dB from which on an order matters. */
	private static final double MATTERS = 0.3;

	private final NetworkTrainer trainer;
	/** Of a noise: differences that matter, those in the right order, called a tie, called clear and wrong. */
	private final Map<String, int[]> counts = new TreeMap<>();
	/** Of a method: differences of estimated and true gain in dB. */
	private final Map<String, List<Double>> errors = new TreeMap<>();
	private int races;
	private int winnersRight;
	private double lost;

	RaceBenchmarks(final NetworkTrainer trainer) {
		this.trainer = trainer;
	}

	/** Scenes with noise of several kinds, of some seeds, with or without a second shot. */
	void compare(final List<String> scenes, final int seeds, final boolean repeat) throws IOException {
		final Map<String, NoiseModel> noises = new TreeMap<>(Map.of("gaussian 10", new GaussianNoise(10), "gaussian 25", new GaussianNoise(25), "gaussian 50",
			new GaussianNoise(50), "poisson, gain 10", new PoissonNoise(10), "correlated 25", new CorrelatedNoise(25, 0.5)));
		System.out.println("| scene | noise | method | true gain | estimated gain |\n|---|---|---|---|---|");
		for (final String name : scenes)
			for (final Map.Entry<String, NoiseModel> noise : noises.entrySet())
				for (int seed = 1; seed <= seeds; seed++)
					race(Scene.load(name), noise.getKey(), noise.getValue(), seed, repeat);
		counts.forEach((noise, n) -> System.out.printf(Locale.ROOT, "| %s | %d | %d | %d | %d |%n", noise, n[0], n[1], n[2], n[3]));
		errors.forEach((method, list) -> System.out.printf(Locale.ROOT, "%s: estimated less true gain, median %.2f dB, median size %.2f dB, %d of %d%n", method, median(
			list), median(list.stream().map(Math::abs).toList()), list.stream().filter(Double::isFinite).count(), list.size()));
		System.out.printf(Locale.ROOT, "best chosen in %d of %d races; chosen less than best, mean %.2f dB%n", winnersRight, races, lost / races);
	}

	private void race(final Scene scene, final String kind, final NoiseModel noise, final int seed, final boolean repeat) {
		final float[] clean = scene.middle(SIDE).pixels();
		final float[] noisy = noisy(clean, noise, 2 * seed);
		final RaceOptions options = new RaceOptions(Set.of(RaceMethod.AUTO, RaceMethod.GAUSSIAN, RaceMethod.MEDIAN, RaceMethod.NLM), Effort.NORMAL, 0, seed,
			ComputeDevice.CPU);
		final List<Placing> placings = new MethodRace(image(noisy), repeat ? image(noisy(clean, noise, 2 * seed + 1)) : null, options, line -> {}).run(trainer,
			null, Progress.NONE).ranking().placings();
		final double before = error(noisy, clean);
		final List<Double> gains = new ArrayList<>();
		for (final Placing placing : placings) {
			final double gain = 10 * Math.log10(before / error(placing.pixels(), clean));
			gains.add(gain);
			errors.computeIfAbsent(placing.name(), key -> new ArrayList<>()).add(placing.score().gain() - gain);
			System.out.printf(Locale.ROOT, "| %s | %s | %s | %.2f | %.2f%s |%n", scene.name(), kind, placing, gain, placing.score().gain(), placing.ties() && placing != placings.get(0) ? ", tie" : "");
		}
		final double best = gains.stream().mapToDouble(Double::doubleValue).max().getAsDouble();
		races++;
		if (best - gains.get(0) <= MATTERS) winnersRight++;
		lost += best - gains.get(0);
		final int[] n = counts.computeIfAbsent(kind, key -> new int[4]);
		// Against the one that was said to be best, of which the race says whether it is a tie
		for (int i = 1; i < gains.size(); i++) {
			if (Math.abs(gains.get(0) - gains.get(i)) <= MATTERS) continue;
			n[0]++;
			if (gains.get(0) > gains.get(i)) n[1]++;
			if (placings.get(i).ties()) n[2]++;
			else if (gains.get(0) < gains.get(i)) n[3]++;
		}
	}

	private static float[] noisy(final float[] clean, final NoiseModel noise, final int seed) {
		final float[] noisy = clean.clone();
		noise.apply(noisy, SIDE, new MersenneTwister(seed));
		return noisy;
	}

	private static ImagePlus image(final float[] pixels) {
		return new ImagePlus("race", new FloatProcessor(SIDE, SIDE, pixels));
	}

	private static double error(final float[] image, final float[] clean) {
		double sum = 0;
		for (int i = 0; i < clean.length; i++)
			sum += Math.pow(image[i] - clean[i], 2);
		return sum / clean.length;
	}

	private static double median(final List<Double> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(Double.NaN);
	}
}
