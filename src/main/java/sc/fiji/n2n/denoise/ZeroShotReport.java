package sc.fiji.n2n.denoise;

import java.util.List;

import sc.fiji.n2n.config.Stride;
import sc.fiji.n2n.config.ZeroShotOptions;

/**
 * How a zero-shot run of one channel went.
 *
 * @param options what was asked for
 * @param device the device that was used, in words
 * @param noise what was measured of the noise, in words; empty where nothing was
 * @param stride stride of the sub-lattices that was used
 * @param steps training steps of the (last) network, without restarts
 * @param restarts how often training had to start again, gentler
 * @param returned share of what the network removed that was structure, not noise, and was given back, 0 to 1
 * @param seconds duration of the run
 * @param warnings what the user must know before trusting the result, one sentence each
 */
public record ZeroShotReport(ZeroShotOptions options, String device, String noise, Stride stride, int steps,
	int restarts, double returned, double seconds, List<String> warnings)
{

	/** Keeps a copy of the warnings. */
	public ZeroShotReport {
		warnings = List.copyOf(warnings);
	}
}
