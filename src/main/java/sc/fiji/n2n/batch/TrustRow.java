package sc.fiji.n2n.batch;

import sc.fiji.n2n.trust.TrustCheck;

/**
 * One row of a trust report.
 *
 * @param channel the channel, from 1
 * @param slice the plane of the channel, from 1, through slices, then frames
 * @param check what was checked there
 */
public record TrustRow(int channel, int slice, TrustCheck check) {

	/** The row as a line of text. */
	public String text() {
		return "channel " + channel + ", slice " + slice + ": " + check.name() + ": " + check.verdict() + " (" + check.text() + "). " + check.reason();
	}
}
