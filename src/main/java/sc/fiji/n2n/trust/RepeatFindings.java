package sc.fiji.n2n.trust;

import java.util.List;

/**
 * What a second shot of the same, which the network has not seen, says of a result.
 *
 * @param checks the checks, in the order of a report
 * @param before Fourier ring correlation of the noisy plane with the repeat, from 0 to 0.5 cycles a pixel
 * @param after that of the denoised plane with the repeat
 */
public record RepeatFindings(List<TrustCheck> checks, double[] before, double[] after) {

	/** Keeps a copy of the checks. */
	public RepeatFindings {
		checks = List.copyOf(checks);
	}
}
