package sc.fiji.n2n.image;

/** Collects what maps of a spread are shown with: most pixels spread little, and the few that spread much are not to darken the others. */
final class SpreadRange {

	/** How many times the mean is shown brightest. */
	private static final double MEANS = 4;

	private final double[] sums;
	private final long[] counts;

	SpreadRange(final int channels) {
		sums = new double[channels];
		counts = new long[channels];
	}

	/** Takes a plane of a channel; what is not finite does not count. */
	void add(final int channel, final float[] pixels) {
		for (final float pixel : pixels)
			if (Float.isFinite(pixel)) {
				sums[channel] += pixel;
				counts[channel]++;
			}
	}

	/** For each channel the value to show brightest, above 0. */
	double[] tops() {
		final double[] tops = new double[sums.length];
		for (int c = 0; c < tops.length; c++)
			tops[c] = sums[c] > 0 ? MEANS * sums[c] / counts[c] : 1;
		return tops;
	}
}
