package sc.fiji.n2n.pairs;

import java.util.Comparator;
import java.util.List;

import sc.fiji.n2n.denoise.Normalization;

/**
 * Whether pairs suit the method, and what a network that learns from them has to know.
 *
 * @param findings what was looked at, in the order to be shown
 * @param exposure how the second images follow the first; {@link ExposureFit#SAME} where that cannot be measured, or where a
 *          scene has more than two shots
 * @param normalization from the units of the (first) images to those of the network; constant where there is nothing to
 *          learn from
 * @param low intensity below which one in a hundred pixels lies; NaN without finite pixels
 * @param high intensity above which one in a hundred pixels lies; NaN without finite pixels
 * @param noise standard deviation of the noise of one shot, from the differences of pairs; NaN where there are none
 * @param noiseOrNull the same noise at each intensity; null where it could not be measured
 */
public record PairReport(List<Finding> findings, ExposureFit exposure, Normalization normalization, double low, double high, double noise,
	PairNoise noiseOrNull)
{


	/** Keeps a copy of the findings. */
	public PairReport {
		findings = List.copyOf(findings);
	}

	/** The worst severity of all findings. */
	public Severity severity() {
		return findings.stream().map(Finding::severity).max(Comparator.naturalOrder()).orElse(Severity.FINE);
	}

	/** The sentences of the findings that are at least so severe, the most severe first. */
	public List<String> sentences(final Severity least) {
		return findings.stream().filter(f -> f.severity().compareTo(least) >= 0).sorted(Comparator.comparing(Finding::severity).reversed())
			.map(Finding::sentence).toList();
	}
}
