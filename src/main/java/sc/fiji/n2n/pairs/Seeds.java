package sc.fiji.n2n.pairs;

/** Seeds of their own for the parts of a run. */
final class Seeds {

	private Seeds() {}

	/** Mixes a seed and a number, so that neighbouring numbers give seeds far apart (the finalizer of SplitMix64, Steele et al. 2014). */
	static long mix(final long seed, final long number) {
		long z = seed * 0x9E3779B97F4A7C15L + number * 0xD1B54A32D192ED03L;
		z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
		z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
		return z ^ z >>> 31;
	}
}
