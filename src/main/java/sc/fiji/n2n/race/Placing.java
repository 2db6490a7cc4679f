package sc.fiji.n2n.race;

import java.util.List;
import java.util.stream.Collectors;

import sc.fiji.n2n.trust.PlaneFindings;
import sc.fiji.n2n.trust.TrustCheck;
import sc.fiji.n2n.trust.Verdict;

/**
 * How a method did.
 *
 * @param name what the method is called
 * @param isNetwork whether it is a network, not a classical filter
 * @param variant its best setting
 * @param score its error
 * @param behind mean squared error less that of the best, 0 for the best
 * @param uncertainty standard deviation of that difference, 0 for the best
 * @param aboveNoisy uncertainty of the difference to the noisy image: one standard deviation, in squared units
 * @param seconds what the image alone took
 * @param findings the trust checks of the result
 * @param pixels the denoised image
 */
public record Placing(String name, boolean isNetwork, Variant variant, Score score, double behind, double uncertainty, double aboveNoisy, double seconds,
	PlaneFindings findings, float[] pixels)
{

	/** Standard deviations of a difference that may be chance. */
	private static final double CHANCE = 2;

	/** Whether the best is not clearly better. */
	public boolean ties() {
		return behind <= CHANCE * uncertainty;
	}

	/** Whether the result is clearly nearer to the image without noise than the noisy image is. */
	public boolean beatsNoisy() {
		return score.noise() - score.error() > CHANCE * aboveNoisy;
	}

	/** The checks with the worst verdict, where they did not pass. */
	public List<TrustCheck> doubts() {
		return findings.checks().stream().filter(check -> check.verdict() != Verdict.PASS && check.verdict() == findings.verdict()).toList();
	}

	/** Name and setting. */
	@Override
	public String toString() {
		return variant.setting().isEmpty() ? name : name + " (" + variant.setting() + ")";
	}

	/** The names of the doubts, or "-". */
	public String doubtsInBrief() {
		return doubts().isEmpty() ? "-" : doubts().stream().map(TrustCheck::name).collect(Collectors.joining(", "));
	}
}
