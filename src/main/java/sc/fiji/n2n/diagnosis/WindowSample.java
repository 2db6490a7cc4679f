package sc.fiji.n2n.diagnosis;

import java.util.ArrayList;
import java.util.List;

import sc.fiji.n2n.noise.NoiseAutocorrelation;

/**
 * The windows in which the noise is measured.
 *
 * @param windows the windows
 * @param freedom degrees of freedom of the variance of each
 * @param cutOff whether windows at the ends of the range had to be taken, because there is little else
 */
record WindowSample(List<Window> windows, double freedom, boolean cutOff) {

	/** Where less than this share of the windows is left, noise that is cut off is measured too. */
	private static final double MIN_LEFT = 0.1;

	/**
	 * Measures windows.
	 *
	 * @param blocks the image
	 * @param others the same places of another image of the scene; empty if there is none
	 * @param correlation autocorrelation of the noise
	 * @param low value at or below which noise is cut off; -infinity where there is none
	 * @param high value at or above which it is cut off
	 */
	static WindowSample of(final List<Block> blocks, final List<Block> others, final NoiseAutocorrelation correlation, final double low, final double high) {
		final long all = blocks.stream().mapToLong(block -> (block.width() / Window.SIDE) * (long) (block.height() / Window.SIDE)).sum();
		final WindowSample clean = measure(blocks, others, correlation, low, high, false);
		return clean.windows.size() >= MIN_LEFT * all ? clean : measure(blocks, others, correlation, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, true);
	}

	private static WindowSample measure(final List<Block> blocks, final List<Block> others, final NoiseAutocorrelation correlation, final double low,
		final double high, final boolean cutOff)
	{
		final List<Window> windows = new ArrayList<>();
		if (others.isEmpty()) {
			final SecondDifferences differences = new SecondDifferences(correlation);
			blocks.forEach(block -> windows.addAll(differences.windows(block, low, high)));
			return new WindowSample(windows, differences.freedom(), cutOff);
		}
		final PairDifferences differences = new PairDifferences(correlation);
		for (int i = 0; i < blocks.size(); i++)
			windows.addAll(differences.windows(blocks.get(i), others.get(i), low, high));
		return new WindowSample(windows, differences.freedom(), cutOff);
	}
}
