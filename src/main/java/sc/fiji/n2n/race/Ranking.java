package sc.fiji.n2n.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import sc.fiji.n2n.trust.Verdict;

/**
 * What a race says, in words.
 *
 * @param placings how the methods did, the best first, at least one
 */
public record Ranking(List<Placing> placings) {

	/** Keeps a copy. */
	public Ranking {
		placings = List.copyOf(placings);
	}

	/** The verdict in a few sentences: who won, who is as good, and whether to use it. */
	public String verdict() {
		final Placing best = placings.get(0);
		if (!best.beatsNoisy()) return "Nothing is clearly better than the noisy image. Do not denoise it, or race another region.";
		final List<Placing> tied = placings.stream().skip(1).filter(Placing::ties).toList();
		final List<String> sentences = new ArrayList<>();
		sentences.add("Best: " + best + ", " + gain(best.score()) + " better than the noisy image.");
		if (!tied.isEmpty()) sentences.add("Not clearly worse: " + tied.stream().map(Placing::toString).collect(Collectors.joining(", ")) + ".");
		final boolean networks = placings.stream().anyMatch(Placing::isNetwork);
		if (!best.isNetwork() && networks) sentences.add(tied.stream().anyMatch(Placing::isNetwork) ? "A classical filter does as well as the networks here, and is faster."
			: "A classical filter wins here: no network is needed for this image.");
		else if (best.isNetwork() && tied.stream().anyMatch(placing -> !placing.isNetwork())) sentences.add(
			"A classical filter does about as well here, and is faster.");
		if (best.findings().verdict() != Verdict.PASS) sentences.add("The checks of its result say " + best.findings().verdict() + ": " + best.doubtsInBrief() + ".");
		return String.join(" ", sentences);
	}

	/** The gain of a score over the noisy image, with its limits, such as "9.1 dB (8.2 to 10.4)". */
	public static String gain(final Score score) {
		if (Double.isInfinite(score.gain())) return text("more than %.1f dB", score.leastGain());
		if (Double.isInfinite(score.mostGain())) return text("%.1f dB (at least %.1f)", score.gain(), score.leastGain());
		return text("%.1f dB (%.1f to %.1f)", score.gain(), score.leastGain(), score.mostGain());
	}

	/** A line on each method, the best first. */
	public List<String> lines() {
		final List<String> lines = new ArrayList<>();
		for (int i = 0; i < placings.size(); i++) {
			final Placing placing = placings.get(i);
			lines.add(text("%d. %s: gain %s%s; checks: %s; %.1f s; on the whole image: %s", i + 1, placing, gain(placing.score()), i == 0 ? "" : behind(placing), checks(
				placing), placing.seconds(), placing.variant().macro()));
		}
		return lines;
	}

	private static String behind(final Placing placing) {
		if (placing.ties()) return ", not clearly worse than the best";
		final double noise = placing.score().noise();
		return text(", squared error larger than that of the best by %.3f +- %.3f of the variance of the noise", placing.behind() / noise, placing.uncertainty() /
			noise);
	}

	private static String checks(final Placing placing) {
		return placing.findings().verdict() + (placing.doubts().isEmpty() ? "" : " (" + placing.doubtsInBrief() + ")");
	}

	/** What the checks of the best result say where they did not pass, a line each. */
	public List<String> doubts() {
		return placings.get(0).doubts().stream().map(check -> check.name() + ": " + check.reason()).toList();
	}

	private static String text(final String format, final Object... values) {
		return String.format(Locale.ROOT, format, values);
	}
}
